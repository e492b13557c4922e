"""Serves an edition to a browser while it is being edited. Needs the extra "serve"."""

from teikit.serve.server import PORT, PortError, serve
from teikit.serve.values import Request

__all__ = ["PORT", "PortError", "Request", "serve"]
