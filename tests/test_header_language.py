"""The sentences that conversion writes into the header are in the language of the edition."""

import pytest
from converting import WILSON

from teikit.conventions import conventions, load_convention
from teikit.core import languages, message, source_of
from teikit.interpretation.document import interpret
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript import Stated, read_document
from teikit.validation.validate import validate
from teikit.xml.names import tei

TEXT = """Sir,

Do not enter into conflict [handwritten above: Have good relations] with them on 10/22 May 1871.

Look at this [handwritten in pencil in the left margin: Whose?] again.
"""


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_header_is_in_the_language_of_the_edition(language: str) -> None:
    document, _ = read_document(source_of(TEXT, "letter.txt"), WILSON)
    interpretation, _ = interpret(document, (), Stated(language=language))
    root = encode(interpretation, "letter", "0", "2026-01-01")[0].root
    words = ["".join(element.itertext()) for element in root.iter(tei("change"), tei("handNote"), tei("calendar"))]
    expected = [
        message(language, "header.hand"),
        message(language, "header.converted", count=interpretation.doubtful),
        message(language, "calendar.julian"),
    ]
    assert set(expected) <= {" ".join(text.split()) for text in words}
    others = {message(other, "header.hand") for other in languages() - {language}}
    assert not others.intersection(words)
    assert [str(d) for d in validate(serialise(root), "letter.xml") if d.severity == "error"] == []


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("name", sorted(conventions()))
def test_the_description_of_a_convention_is_in_the_language_of_the_edition(name: str, language: str) -> None:
    convention = load_convention(name)
    assert {"de", "fr", "ru"} <= set(convention.descriptions)
    assert convention.description_in(language) == convention.descriptions.get(language, convention.description)
    assert convention.description_in("xx") == convention.description
    document, _ = read_document(source_of(TEXT, "letter.txt"), convention)
    root = encode(interpret(document, (), Stated(language=language))[0], "letter", "0", "2026-01-01")[0].root
    words = " ".join("".join(map(str, next(root.iter(tei("editorialDecl"))).itertext())).split())
    assert convention.description_in(language) in words


def test_the_medium_of_a_hand_is_in_the_language_of_the_edition() -> None:
    document, _ = read_document(source_of(TEXT, "letter.txt"), WILSON)
    interpretation, _ = interpret(document, (), Stated(language="de"))
    root = encode(interpretation, "letter", "0", "2026-01-01")[0].root
    assert "Geschrieben mit Bleistift." in {element.text for element in root.iter(tei("handNote"))}
