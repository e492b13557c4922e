"""Writes TEI from a transcript."""

from teikit.tei.encode.encoder import Encoded, encode
from teikit.tei.encode.inline import KINDS
from teikit.tei.encode.templates import snippet, usable

__all__ = ["KINDS", "Encoded", "encode", "snippet", "usable"]
