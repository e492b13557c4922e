"""What the Python API raises for a wrong argument, a file, or a document that cannot be used."""

from teikit.core import TeikitError


class ArgumentError(TeikitError, ValueError):
    """An argument has a value that it may not have; the message names it."""


class FileError(TeikitError):
    """A file cannot be read or written; the message names it."""


class DocumentError(TeikitError):
    """A document cannot be published or saved, as it has errors; its `diagnostics` say which."""
