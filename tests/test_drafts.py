"""Drafts of pages: placeholders are filled once, no text can be one, equal pages are left alone."""

from pathlib import Path

import pytest
from lxml import html

from teikit.core import Ledger, Spool
from teikit.pages import PLACEHOLDERS, Draft, fill, placeholder, root_of
from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.reading.transform import reading_document
from teikit.publication.site.drafts import Drafts
from teikit.publication.site.files import SiteFiles
from teikit.publication.site.outputs import Outputs

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><teiHeader><fileDesc>
<titleStmt><title>{text}</title></titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc>
</fileDesc></teiHeader><text><body><p n="{text}">{text} <ref target="{text}">x</ref></p></body></text></TEI>"""


def unchanged(draft: Draft, page: str) -> str:
    return page


def test_every_placeholder_is_filled_by_its_fragment() -> None:
    draft = Draft("persons/x.html", "".join(f"[{placeholder(name)}]" for name in PLACEHOLDERS), "X", "x")
    fragments = {name: lambda page, name=name: f"{page.root}{name}" for name in PLACEHOLDERS[1:]}
    assert fill(draft, fragments) == "[]" + "".join(f"[../{name}]" for name in PLACEHOLDERS[1:])


@pytest.mark.parametrize(("path", "root"), [("a.html", ""), ("persons/a.html", "../"), ("dts/a/b.html", "../../")])
def test_a_page_knows_the_way_to_the_folder_of_the_site(path: str, root: str) -> None:
    assert root_of(path) == root


def test_a_page_of_a_site_has_each_placeholder_once_and_a_single_page_none() -> None:
    reading = reading_document(TEI.format(text="words"), "a.xml")[0]
    draft = html_page(reading, Edition("E"))
    assert {name: draft.count(placeholder(name)) for name in PLACEHOLDERS} == dict.fromkeys(PLACEHOLDERS, 1)
    assert "<!--" not in html_page(reading)


def test_a_text_is_no_placeholder() -> None:
    text = "&lt;!--teikit:head-->"
    draft = html_page(reading_document(TEI.format(text=text), "a.xml")[0], Edition("E"))
    assert draft.count(placeholder("head")) == 1
    page = fill(Draft("a.html", draft), dict.fromkeys(PLACEHOLDERS, lambda page: "<b class='filled'/>"))
    assert html.fromstring(page).text_content().count(placeholder("head")) >= 3


def test_pages_are_written_once_and_left_alone_when_equal(tmp_path: Path) -> None:
    def written(header: str) -> dict[str, int]:
        drafts = Drafts()
        drafts.add([Draft("a.html", "<p>ä</p>"), Draft("b/c.html", placeholder("header"))])
        outputs = Outputs(Ledger(), SiteFiles(tmp_path))
        drafts.write(outputs, header, {"header": lambda page: header}, unchanged)
        assert drafts.paths == ["a.html", "b/c.html"]
        return {path: (tmp_path / path).stat().st_mtime_ns for path in drafts.paths}

    before = written("H")
    assert (tmp_path / "a.html").read_text("utf-8") == "<p>ä</p>"
    assert written("H") == before
    after = written("I")
    assert after["a.html"] == before["a.html"] and (tmp_path / "b" / "c.html").read_text("utf-8") == "I"


def test_a_spool_gives_back_what_it_was_given_in_any_order() -> None:
    spool, texts = Spool(), ["", "a", "ä\n", "\ud800"]
    assert [spool.append(text) for text in texts] == [0, 1, 2, 3]
    assert [spool[number] for number in (3, 1, 2, 0)] == ["\ud800", "a", "ä\n", ""]
    assert list(spool) == texts and len(spool) == 4
    spool.append("more")
    assert spool[0] == "" and spool[4] == "more"
