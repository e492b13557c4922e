"""Writes TEI from a transcript."""

from teikit.tei.encode.encoder import Encoded, encode
from teikit.tei.encode.header import is_reserved_id
from teikit.tei.encode.templates import snippet, usable

__all__ = ["Encoded", "encode", "is_reserved_id", "snippet", "usable"]
