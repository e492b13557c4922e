"""The language of pages, explanations and print is that of the edition."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from teikit.core import Interface, interface_language, languages, messages, saxon
from teikit.core.resources import InstallationError, resource
from teikit.edition import select_edition
from teikit.edition.config import load_edition
from teikit.publication.html import rendering as html_module
from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.print import Metadata, print_xml, typeset
from teikit.publication.publish import publish
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.transform import reading_document, signs_table

ROOT = Path(__file__).resolve().parent.parent
WRAPPER = (ROOT / "tests" / "xslt" / "wrapper.xml").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "tests" / "html_coverage" / "coverage.xml", *sorted((ROOT / "xml").glob("0*.xml"))]
OTHERS = sorted(languages() - {"en"})
SIGNS = sorted(path.stem for path in resource("xslt", "reading", "signs").glob("*.xml"))
SPEAKING = ("aria-label", "alt", "title", "data-label", "data-done", "data-zoom-label")


# ---------------------------------------------------------------- the pages
def page_of(path: Path, language: str, signs: str = "teikit") -> str:
    tei = path.read_text(encoding="utf-8")
    node, _ = reading_document(tei, path.name, signs_table(signs), interface=language)
    return html_page(with_differences(node, language), Edition("", interface=language))


def said_on(page: str) -> Iterator[str]:
    """Every string that a page shows or reads aloud."""
    tree = html.fromstring(page)
    for element in tree.iter(etree.Element):
        yield from (element.get(name, "") for name in SPEAKING)
    yield from (str(text) for text in tree.xpath("//text()"))


def tokens(strings: Iterator[str] | list[str]) -> set[str]:
    return {word.casefold() for text in strings for word in re.findall(r"[^\W\d_]{3,}", text)}


def vocabulary(language: str) -> set[str]:
    """The words of the pages: without the rules of plurals, print and worklist."""
    pages = {
        key: text for key, text in messages(language).items() if not key.startswith(("plural.", "print.", "worklist."))
    }
    return tokens([re.sub(r"\{.*?\}", "", text) for text in pages.values()])


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_english_word_of_the_tables_is_left_on_a_page(path: Path, language: str) -> None:
    page = page_of(path, language)
    assert html.fromstring(page).get("lang") == language
    tree = etree.parse(path)
    document = tokens([*tree.getroot().itertext(), *(value for e in tree.iter() for value in e.attrib.values())])
    assert (vocabulary("en") - vocabulary(language) - document) & tokens(said_on(page)) == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("signs", SIGNS)
def test_a_legend_is_in_the_language_of_the_edition(signs: str, language: str) -> None:
    legend = {
        lang: html.fromstring(page_of(DOCUMENTS[0], lang, signs)).xpath("//*[contains(@class, 'signs')]//dd/text()")
        for lang in ("en", language)
    }
    assert len(legend[language]) == len(legend["en"]) > 10
    shared = set(legend["en"]) & set(legend[language])
    assert [words for words in shared if not re.fullmatch(r"Q[a-z]+", words)] == []


@pytest.mark.parametrize(("language", "name"), [("en", "Russian"), ("de", "Russisch"), ("ru", "русский")])
def test_a_header_that_names_a_language_says_its_name_in_the_page_s(language: str, name: str) -> None:
    page = html.fromstring(page_of(DOCUMENTS[2], language))
    said = [str(text) for text in page.xpath("//dd//text()")]
    assert said.count(name) == 3
    assert language == "en" or said.count("Russian") == 1  # the word of the file, behind the name


SAID = [
    ('<add place="above" cert="low">x</add>', "über der Zeile hinzugefügt, zweifelhaft"),
    ("<add>x</add>", "hinzugefügt"),
    ('<supplied resp="#editor">x</supplied>', "vom Herausgeber ergänzt"),
    ('<gap reason="lost" quantity="2" unit="words"/>', "Textverlust: 2 Wörter"),
    ('<subst><del>x</del><add place="above">y</add></subst>', "ersetzt „x“, über der Zeile hinzugefügt"),
    ('<note place="margin left">x</note>', "Bemerkung am linken Rand"),
]


def explanations(tei: str, language: str) -> list[str]:
    node, _ = reading_document(WRAPPER.replace("<?fragment?>", f"<p>{tei}</p>"), "a.xml", interface=language)
    page = html.fromstring(html_page(node, Edition("", interface=language)))
    return [e.text_content() for e in page.find_class("says")]


@pytest.mark.parametrize(("tei", "says"), SAID)
def test_an_explanation_is_put_together_in_the_order_of_its_language(tei: str, says: str) -> None:
    assert says in explanations(tei, "de")


@pytest.mark.parametrize(
    ("count", "says"),
    [("1", "1 слово"), ("2", "2 слова"), ("5", "5 слов"), ("11", "11 слов"), ("13", "13 слов"), ("21", "21 слово")],
)
def test_a_russian_noun_has_the_form_of_its_number(count: str, says: str) -> None:
    assert explanations(f'<gap reason="illegible" quantity="{count}" unit="word"/>', "ru") == [f"неразборчиво: {says}"]


def test_an_edition_s_own_words_count_for_those_of_its_language() -> None:
    own = Interface("de", (("explanation.add-place", "{place} nachgetragen"),))
    tei = WRAPPER.replace("<?fragment?>", '<p><add place="below">x</add> <del>y</del></p>')
    page = html_page(reading_document(tei, "a.xml", interface=own)[0], Edition("", interface=own))
    said = [e.text_content() for e in html.fromstring(page).find_class("says")]
    assert said == ["unter der Zeile nachgetragen", "gestrichen"]


def test_an_edition_s_own_signs_contain_their_values(tmp_path: Path) -> None:
    own = tmp_path / "own.xml"
    mark = '<mark kind="addition" open="(" close=")" label="my own words" specimen="x"/>'
    own.write_text(f'<signs xmlns="urn:teikit:signs" name="teikit">{mark}</signs>', encoding="utf-8")
    tei = WRAPPER.replace("<?fragment?>", "<p><add>x</add> <del>y</del></p>")
    page = html_page(reading_document(tei, "a.xml", signs=own, interface="de")[0])
    assert "my own words" in page
    assert "Streichung in der Quelle" in page


# ---------------------------------------------------------------- print, and whole editions
@pytest.mark.parametrize(("language", "contents"), [("de-AT", "Inhalt"), ("fr", "Table"), ("ru", "Содержание")])
def test_print_is_in_the_language_of_the_edition(language: str, contents: str) -> None:
    import io

    from pypdf import PdfReader

    tei = DOCUMENTS[1].read_text(encoding="utf-8")
    node, _ = reading_document(tei, "a.xml", interface=interface_language(language))
    data, findings = typeset(print_xml([node], Metadata("Title", lang=language, version="1")))
    assert findings == []
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert contents in said
    own, english = (
        tokens([re.sub(r"\{.*?\}", "", text) for key, text in messages(lang).items() if key.startswith("print.")])
        for lang in (interface_language(language), "en")
    )
    document = tokens([*etree.parse(DOCUMENTS[1]).getroot().itertext()])
    assert (english - {"with", "teikit", "text", "the", "page", "too", "for"}) & (tokens([said]) - document) <= own


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "xml", tmp_path / "xml")
    (tmp_path / "raw").mkdir()
    return tmp_path


def configure(folder: Path, language: str) -> None:
    text = f'[edition]\ntitle = "T"\nlanguage = "{language}"\n[output]\npeople = false\n'
    (folder / "edition.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("language", "page", "reports"), [("pt", "en", 1), ("de-CH", "de", 0), ("DE", "de", 0)])
def test_a_language_without_words_is_reported_once(edition: Path, language: str, page: str, reports: int) -> None:
    configure(edition, language)
    result = publish(select_edition(load_edition(edition)), edition / "build", True, False)
    assert [finding.code for finding in result.findings].count("publish-interface-language") == reports
    pages = sorted((edition / "build" / "html").glob("*.html"))
    assert len(pages) > 3
    assert {html.parse(path).getroot().get("lang") for path in pages} == {page}


def test_a_document_that_cannot_be_rendered_is_left_out(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(edition, "en")
    whole = html_module.html_page

    def page(reading: object, *given: object, **named: object) -> str:
        if "Antonov" in str(reading)[:400]:
            raise saxon.XsltError("no rule for this")
        return whole(reading, *given, **named)  # type: ignore[arg-type]

    publish(select_edition(load_edition(edition)), edition / "build", True, False)
    monkeypatch.setattr(html_module, "html_page", page)
    result = publish(select_edition(load_edition(edition)), edition / "build", True, False)
    (left,) = [finding for finding in result.findings if finding.code == "publish-omitted"]
    assert left.file.endswith("000_aa023b8ff146a737.xml")
    assert left.message == "could not be made into a page: no rule for this"
    site = edition / "build" / "html"
    assert (site / "003_6f9c8c9962744dea.html").is_file() and (site / "index.html").is_file()
    assert not [path for path in site.rglob("*") if path.name.startswith("000_aa023b8ff146a737")]


def test_a_document_that_cannot_be_printed_is_left_out(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from teikit.publication import print as printing

    configure(edition, "en")
    whole = printing.print_document

    def document(reading: object, *given: object) -> str:
        if "Antonov" in str(reading)[:400]:
            raise saxon.XsltError("no rule for this")
        return whole(reading, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "print_document", document)
    result = publish(select_edition(load_edition(edition)), edition / "build", False, True)
    assert [f.message for f in result.findings if f.code == "publish-omitted"] == [
        "could not be made into print: no rule for this"
    ]
    assert [path.name for path in result.written] == ["edition.pdf"]


def test_a_broken_installation_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xsl"
    broken.write_text("<xsl:stylesheet", encoding="utf-8")
    with pytest.raises(InstallationError, match=r"broken\.xsl cannot be used"):
        saxon.stylesheet(broken)


def test_a_broken_locale_file_is_status_2(edition: Path) -> None:
    """Of a copy of teikit, in a folder whose name is no plain ASCII."""
    site = edition / "ein Ort für teikit"
    shutil.copytree(ROOT / "teikit", site / "teikit")
    for folder in ("xslt", "schemas", "conventions", "locales", "models"):
        shutil.copytree(ROOT / folder, site / folder)
    configure(edition, "de")
    assert build(edition, site).returncode == 0
    (site / "locales" / "de.xml").write_text("<locale", encoding="utf-8")
    done = build(edition, site)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "de.xml cannot be used, install teikit again" in done.stderr


def build(edition: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "teikit", "build", "--no-print"],
        cwd=edition,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
