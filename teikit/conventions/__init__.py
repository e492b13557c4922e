"""Convention files: what they hold, and how they are loaded and checked."""

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention, ConventionError, Layout, Mark, MarkKind, Vocabulary

__all__ = ["Convention", "ConventionError", "Layout", "Mark", "MarkKind", "Vocabulary", "load_convention"]
