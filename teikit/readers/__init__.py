"""Readers of raw files: a file in, a `Source` for each document out."""

from teikit.readers.extract import Extract
from teikit.readers.kinds import is_companion, kind_of_file
from teikit.readers.plain import read_plain as decode
from teikit.readers.read import SUFFIXES, anchors_in, is_transcript, read, read_all, read_data
from teikit.readers.table import delimiter_of, unclosed_quotations
from teikit.readers.table import rows as table_rows

__all__ = [
    "SUFFIXES",
    "Extract",
    "anchors_in",
    "decode",
    "delimiter_of",
    "is_companion",
    "is_transcript",
    "kind_of_file",
    "read",
    "read_all",
    "read_data",
    "table_rows",
    "unclosed_quotations",
]
