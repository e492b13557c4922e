"""The marks of a convention: lexer, parser, tree, writer."""

from teikit.transcript.syntax.parser import parse
from teikit.transcript.syntax.tags import with_tags
from teikit.transcript.syntax.tree import Break, BreakKind, Group, Node, Sign, Text, Transcript, blanked, clip, lines_in
from teikit.transcript.syntax.undeclared import undeclared_signs

__all__ = [
    "Break",
    "BreakKind",
    "Group",
    "Node",
    "Sign",
    "Text",
    "Transcript",
    "blanked",
    "clip",
    "lines_in",
    "parse",
    "undeclared_signs",
    "with_tags",
]
