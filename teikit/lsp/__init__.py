"""The language server: `teikit.editing` for editors that speak the Language Server Protocol."""

from teikit.lsp.server import serve

__all__ = ["serve"]
