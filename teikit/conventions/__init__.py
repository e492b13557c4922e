"""Convention files: what they hold, and how they are loaded and checked."""

from teikit.conventions.load import NEUTRAL, conventions, load_convention
from teikit.conventions.model import Convention, ConventionError, Layout, Mark, MarkKind, Vocabulary

__all__ = [
    "NEUTRAL",
    "Convention",
    "ConventionError",
    "Layout",
    "Mark",
    "MarkKind",
    "Vocabulary",
    "conventions",
    "load_convention",
]
