"""TEI P5: encoding, decoding, the audit that nothing is lost, three-way merge."""

from teikit.tei.audit import Proof
from teikit.tei.builder import Element, normalized, sayable
from teikit.tei.compare import inner_texts, plain_markup
from teikit.tei.encode import Encoded, encode, usable
from teikit.tei.marks import MarkRow, marks_of_tei, marks_of_transcript
from teikit.tei.merge import (
    Difference,
    Merged,
    MergeError,
    base_of,
    conversion_date,
    differences,
    is_sealed,
    merge,
    place_of_base,
    with_bookkeeping,
    with_conversion_date,
)
from teikit.tei.serialize import fragment, serialise

__all__ = [
    "Difference",
    "Element",
    "Encoded",
    "MarkRow",
    "MergeError",
    "Merged",
    "Proof",
    "base_of",
    "conversion_date",
    "differences",
    "encode",
    "fragment",
    "inner_texts",
    "is_sealed",
    "marks_of_tei",
    "marks_of_transcript",
    "merge",
    "normalized",
    "place_of_base",
    "plain_markup",
    "sayable",
    "serialise",
    "usable",
    "with_bookkeeping",
    "with_conversion_date",
]
