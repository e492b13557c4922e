"""Begins an edition in a folder: looks at its files, and writes edition.toml, a convention, the table of documents."""

from teikit.init.edition import Begun, InitError, begin_edition
from teikit.init.templates import TEMPLATES

__all__ = ["TEMPLATES", "Begun", "InitError", "begin_edition"]
