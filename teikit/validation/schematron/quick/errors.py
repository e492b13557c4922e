"""What the quick reading of rules does not know."""


class UnknownError(Exception):
    """An expression or a document is not understood here; Saxon decides."""
