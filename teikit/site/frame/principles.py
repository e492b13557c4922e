"""The editorial principles where the edition has not written any: views, signs, the marks of its convention, names."""

from collections import Counter
from collections.abc import Iterator

from teikit.conventions import Convention, load_convention
from teikit.core import as_xml
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.site.frame.contents import Contents
from teikit.site.frame.markup import element


def principles(edition: Edition, model: EditionModel, contents: Contents) -> str:
    """The data of the page."""
    parts = [
        element("views"),
        _signs(model),
        *map(_convention, _conventions(edition)),
        _names(model, contents),
        element("encoding"),
    ]
    return element("principles", parts, title=contents.words("menu.principles"))


def _signs(model: EditionModel) -> str:
    """The signs that occur, in the order of the first document that has each, with how often what they show occurs."""
    counts = Counter(change.kind for document in model.documents for change in document.interventions)
    signs = {sign.kind: sign for document in model.documents for sign in document.signs}
    return element(
        "signs",
        (
            element("sign", as_xml(sign.specimen), kind=sign.kind, label=sign.label, count=counts[sign.kind] or "")
            for sign in signs.values()
        ),
    ) * bool(signs)


def _conventions(edition: Edition) -> Iterator[Convention]:
    """The conventions that the edition names for its transcripts."""
    names = dict.fromkeys([edition.convention, *(document.convention for document in edition.documents)])
    yield from (load_convention(name) for name in names if name)


def examples_of(edition: Edition) -> list[str]:
    """The TEI of all examples, in the order of the page."""
    return [mark.example["tei"] for of in _conventions(edition) for mark in of.marks if mark.example]


def _convention(convention: Convention) -> str:
    marks = (
        element(
            "mark", [element("transcript", as_xml(mark.example["text"])), element("tei", as_xml(mark.example["tei"]))]
        )
        for mark in convention.marks
        if mark.example
    )
    return element("convention", marks, name=convention.title or convention.name, description=convention.description)


def _names(model: EditionModel, contents: Contents) -> str:
    registers = [f"{kind}s" for kind in model.kinds if contents.has(f"{kind}s")]
    return element("names", (element("register", page=page) for page in registers)) if registers else ""
