"""Pointers of TEI on pages and in print: short forms, relative ones; words of a pointer without words."""

import tomllib
from pathlib import Path

import pytest
from test_reading import READING, WRAPPER, reading_of

CASES = tomllib.loads((Path(__file__).parent / "links" / "cases.toml").read_text("utf-8"))["case"]


def tei(fragment: str, prefix: str = "") -> str:
    declared = f"<encodingDesc><listPrefixDef><prefixDef {prefix}/></listPrefixDef></encodingDesc></teiHeader>"
    whole = WRAPPER.replace("<?fragment?>", fragment)
    return whole.replace("</teiHeader>", declared, 1) if prefix else whole


@pytest.mark.parametrize("case", CASES, ids=[f"{c['target'][:30]} {c.get('base', '')}" for c in CASES])
def test_a_pointer_leads_where_it_should(case: dict[str, str]) -> None:
    base = f' xml:base="{case["base"]}"' if "base" in case else ""
    document, _ = reading_of(
        tei(f'<p xml:id="here"{base}><ref target="{case["target"]}">word</ref></p>', case.get("prefix", ""))
    )
    links = [link.get("target") for link in document.find(f"{READING}witness").iter(f"{READING}link")]  # type: ignore[union-attr]
    assert links == ([case["link"]] if case["link"] else [])
    assert "word" in "".join(document.itertext())


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("https://www.example.org/a/", "example.org/a"),
        ("https://www.example.org/a/very/long/path/with/many/parts/letter-17.html", "example.org/…/letter-17.html"),
        (f"https://example.org/{'x' * 60}", f"example.org/{'x' * 26}…"),
        ("mailto:a@example.org", "a@example.org"),
    ],
)
def test_a_pointer_without_words_shows_its_address_in_short(target: str, shown: str) -> None:
    document, _ = reading_of(tei(f'<p>See <ptr target="{target}"/>.</p>'))
    link = document.find(f"{READING}witness").find(f".//{READING}link")  # type: ignore[union-attr]
    assert link is not None
    assert (link.get("target"), "".join(link.itertext())) == (target, shown)


def test_what_a_corpus_declares_holds_for_its_documents() -> None:
    declared = '<prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/>'
    rendered = '<tagsDecl><rendition xml:id="slant" scheme="css">font-style: italic</rendition></tagsDecl>'
    corpus = tei("<p/>").split("<text", 1)[0].split("<teiHeader", 1)[1]
    header = f"<teiHeader{corpus}".replace("</teiHeader>", "")
    around = f"{header}<encodingDesc><listPrefixDef>{declared}</listPrefixDef>{rendered}</encodingDesc></teiHeader>"
    inner = tei('<p><ref target="gnd:118540238">Goethe</ref> <hi rendition="#slant">leans</hi></p>')
    start = inner.index("<TEI")
    document, _ = reading_of(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{around}{inner[start:]}</teiCorpus>',
    )
    text = document.find(f"{READING}witness")
    assert text is not None
    assert [link.get("target") for link in text.iter(f"{READING}link")] == ["https://d-nb.info/gnd/118540238"]
    assert [span.get("style") for span in text.iter(f"{READING}span") if span.get("style")]
