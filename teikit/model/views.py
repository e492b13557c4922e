"""Documents with no more than some outputs may depend on: where that is the same, these outputs are the same.

An output is made of such documents only, so that it cannot use what its key leaves out.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from teikit.model.document import Document, Intervention
from teikit.model.edition import EditionModel

_IN_TEXT = "text"  # in place of the block of a name that is in the text


def digest(*values: Any) -> str:
    """What tells values from others: of strings, numbers, named tuples and data classes."""
    return sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


def as_shown(document: Document) -> Document:
    """What other pages show of a document, and bibliographies: its header, its files; not its text."""
    in_header = tuple(mention for mention in document.mentions if not mention.block)
    return replace(document, mentions=in_header, interventions=(), hands=(), words=0, signs=())


def as_listed(document: Document) -> Document:
    """What lists show of a document, and filter by: also who is named in it and which interventions there are."""
    named = dict.fromkeys(m._replace(block=_IN_TEXT) if m.block else m for m in document.mentions)
    kinds = dict.fromkeys(intervention.kind for intervention in document.interventions)
    changes = tuple(Intervention(kind, "", "") for kind in kinds)
    return replace(document, mentions=tuple(named), interventions=changes, words=0, signs=())


def as_changed(document: Document) -> Document:
    """What the register of interventions shows of a document."""
    return replace(document, mentions=(), words=0, signs=(), images=())


class Digests(NamedTuple):
    """What tells a document, or what outputs may depend on, from others: of `as_shown` and so on, and of all."""

    shown: str
    listed: str
    changed: str
    named: str
    whole: str


def digests(document: Document) -> Digests:
    """The digests of a document; `named` is that of its head and of the names in it."""
    shown = digest(as_shown(document))
    listed, changed = digest(as_listed(document)), digest(as_changed(document))
    return Digests(shown, listed, changed, digest(shown, document.mentions), digest(document))


def view(model: EditionModel, of: Callable[[Document], Document]) -> EditionModel:
    """The model with `of` each document in its place, and without the places where its entities are named."""
    documents, corpora, registers = (
        tuple(map(of, group)) for group in (model.documents, model.corpora, model.registers)
    )
    return EditionModel(documents, corpora, registers, tuple(replace(e, occurrences=()) for e in model.entities))
