"""Writes a syntax tree back as the text that it was parsed from."""

from teikit.transcript.syntax.tree import Transcript, leaves


def write(transcript: Transcript) -> str:
    """The text of a transcript: the inverse of `parse` for any string."""
    return "".join(transcript.source.cut(span) for span in leaves(transcript.nodes))
