"""Merges a new conversion into a TEI file that a person edited."""

from teikit.tei.merge.base import (
    UNSEALED,
    base_of,
    conversion_date,
    is_sealed,
    place_of_base,
    seal,
    with_conversion_date,
)
from teikit.tei.merge.merge import Difference, Merged, MergeError, differences, merge, with_bookkeeping

__all__ = [
    "UNSEALED",
    "Difference",
    "MergeError",
    "Merged",
    "base_of",
    "conversion_date",
    "differences",
    "is_sealed",
    "merge",
    "place_of_base",
    "seal",
    "with_bookkeeping",
    "with_conversion_date",
]
