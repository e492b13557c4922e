"""Convention files: what they hold, and how they are loaded and checked."""

from teikit.conventions.load import NEUTRAL, conventions, load_convention
from teikit.conventions.model import JOIN, KEEP, Convention, ConventionError, Layout, Mark, MarkKind, Vocabulary
from teikit.conventions.tags import mark_for, tag_table

__all__ = [
    "JOIN",
    "KEEP",
    "NEUTRAL",
    "Convention",
    "ConventionError",
    "Layout",
    "Mark",
    "MarkKind",
    "Vocabulary",
    "conventions",
    "load_convention",
    "mark_for",
    "tag_table",
]
