"""The decisions of an edition that a person should review."""

from teikit.worklist.write import worklist_text, write_worklist

__all__ = ["worklist_text", "write_worklist"]
