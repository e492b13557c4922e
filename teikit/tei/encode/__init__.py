"""Writes TEI from a transcript."""

from teikit.tei.encode.encoder import Encoded, encode
from teikit.tei.encode.templates import snippet, usable

__all__ = ["Encoded", "encode", "snippet", "usable"]
