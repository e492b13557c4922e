"""Decides what brackets, signs and blocks are, before any TEI is written.

Most modules are imported when they are used (PEP 562): commands such as `validate` need the overrides only.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.interpretation.model import KINDS, SETTLED, TEXT, Decision, Subject, alternatives_to
from teikit.interpretation.override import Override, OverrideError, as_toml, override_for, override_of

if TYPE_CHECKING:
    from teikit.interpretation.candidates import unexpressed
    from teikit.interpretation.document import interpret
    from teikit.interpretation.hands import Hand
    from teikit.interpretation.languages import Languages
    from teikit.interpretation.names import SIGNATORY, Name, names_of
    from teikit.interpretation.nodes import (
        BlockKind,
        BlockNode,
        Bracket,
        ChangeNode,
        DateNode,
        DescriptionNode,
        DittoNode,
        Inline,
        Interpretation,
        ItemNode,
        LineEnd,
        LineRole,
        Link,
        ListNode,
        MeasureNode,
        NameNode,
        NoteNode,
        PairNode,
        PartNode,
        Run,
        RunOfBlocks,
        SignNode,
        SpanPart,
        SpeechNode,
        SubstitutionNode,
        TableRow,
        TextNode,
    )
    from teikit.interpretation.words import in_words

__all__ = [
    "KINDS",
    "SETTLED",
    "SIGNATORY",
    "TEXT",
    "BlockKind",
    "BlockNode",
    "Bracket",
    "ChangeNode",
    "DateNode",
    "Decision",
    "DescriptionNode",
    "DittoNode",
    "Hand",
    "Inline",
    "Interpretation",
    "ItemNode",
    "Languages",
    "LineEnd",
    "LineRole",
    "Link",
    "ListNode",
    "MeasureNode",
    "Name",
    "NameNode",
    "NoteNode",
    "Override",
    "OverrideError",
    "PairNode",
    "PartNode",
    "Run",
    "RunOfBlocks",
    "SignNode",
    "SpanPart",
    "SpeechNode",
    "Subject",
    "SubstitutionNode",
    "TableRow",
    "TextNode",
    "alternatives_to",
    "as_toml",
    "in_words",
    "interpret",
    "names_of",
    "override_for",
    "override_of",
    "unexpressed",
]

# The module of a name that is not in `nodes`.
_MODULES = {
    "Hand": "hands",
    "Languages": "languages",
    "Name": "names",
    "SIGNATORY": "names",
    "in_words": "words",
    "interpret": "document",
    "names_of": "names",
    "unexpressed": "candidates",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'nodes')}"), name)
    return value
