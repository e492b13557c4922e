"""TEI P5: encoding, decoding, the audit that nothing is lost, three-way merge."""

from teikit.tei.audit import Proof
from teikit.tei.builder import Element, sayable
from teikit.tei.element_kinds import Decisions, kind_of, shown
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
from teikit.tei.serialize import as_text, serialise

__all__ = [
    "Decisions",
    "Difference",
    "Element",
    "Encoded",
    "MarkRow",
    "MergeError",
    "Merged",
    "Proof",
    "as_text",
    "base_of",
    "conversion_date",
    "differences",
    "encode",
    "is_sealed",
    "kind_of",
    "marks_of_tei",
    "marks_of_transcript",
    "merge",
    "place_of_base",
    "sayable",
    "serialise",
    "shown",
    "usable",
    "with_bookkeeping",
    "with_conversion_date",
]
