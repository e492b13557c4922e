"""Writes the TEI header from the values that are known of a document (TEI Guidelines, chapter 2)."""

from teikit.tei.encode.header.facsimile import write_facsimile
from teikit.tei.encode.header.ids import speaker_key, speaker_pointers
from teikit.tei.encode.header.write import Conversion, write_header

__all__ = ["Conversion", "speaker_key", "speaker_pointers", "write_facsimile", "write_header"]
