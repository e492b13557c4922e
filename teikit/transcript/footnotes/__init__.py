"""Footnotes joined to their anchors."""

from teikit.transcript.footnotes.join import begins_notes, join_notes

__all__ = ["begins_notes", "join_notes"]
