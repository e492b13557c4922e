"""The decisions of an edition that a person should review."""

from teikit.worklist.write import write_worklist

__all__ = ["write_worklist"]
