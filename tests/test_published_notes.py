"""Published notes: none inside a sentence, none lost, no label twice.

Cases are TEI documents in tests/published_notes/. Each word of a note that belongs beside or below the text begins with
Nt; no other word does.
"""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from test_reading import GRAMMAR, WRAPPER, reading_of

from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading.transform import reading_document

CASES = sorted(Path(__file__).with_name("published_notes").glob("*.xml"))
cases = pytest.mark.parametrize("tei", [c.read_text("utf-8") for c in CASES], ids=[c.stem for c in CASES])
WORD = re.compile(r"\bNt\w+")
APART = "ancestor-or-self::*[@role = 'doc-footnote' or @role = 'note' and parent::*[contains(@class, 'aside')]]"
BELOW = "{urn:teikit:print}"


def wanted(tei: str) -> Counter[str]:
    return Counter(WORD.findall(tei))


def page_of(tei: str) -> etree._Element:
    return html.fromstring(html_page(reading_document(tei, "case.xml")[0]))


def apart_and_within(page: etree._Element) -> tuple[Counter[str], Counter[str]]:
    """The words of notes on a page: beside or below the text, and anywhere else."""
    apart: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for text in page.xpath("//body//text()"):
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        (apart if holder.xpath(APART) else within).update(WORD.findall(text))
    return apart, within


def check_page(tei: str) -> None:
    page = page_of(tei)
    assert apart_and_within(page) == (wanted(tei), Counter())
    for mark in page.find_class("note-mark"):
        note = page.get_element_by_id(mark.get("href")[1:])
        assert note.xpath("a[@role = 'doc-backlink']/@href") == [f"#{mark.get('id')}"]
        assert mark.text_content()
    assert len(page.find_class("note-mark")) == len(page.xpath("//*[@role = 'doc-footnote']"))


def labels(page: etree._Element) -> list[str]:
    return [e.text_content() for name in ("note-mark", "ref") for e in page.find_class(name)]


@cases
def test_no_note_is_in_a_sentence_or_lost(tei: str) -> None:
    check_page(tei)


@cases
def test_no_note_is_in_a_sentence_or_lost_in_print(tei: str) -> None:
    (printed,) = ElementTree.fromstring(print_xml([reading_document(tei, "case.xml")[0]], Metadata("Notes"))).iter(
        f"{BELOW}document"
    )
    apart: Counter[str] = Counter()
    for element in printed.iter():
        note = element.tag in (f"{BELOW}foot", f"{BELOW}margin") or element.get("kind") == "note"
        apart.update(WORD.findall(" ".join(element.itertext())) if note else ())
    assert +(Counter(WORD.findall(" ".join(printed.itertext()))) - apart) == Counter()
    assert Counter(WORD.findall(" ".join(printed.itertext()))) == wanted(tei)


@cases
def test_the_reading_document_of_a_case_is_valid(tei: str) -> None:
    document, findings = reading_of(tei)
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    assert findings == []


@cases
def test_no_label_is_there_twice(tei: str) -> None:
    found = labels(page_of(tei))
    assert found
    assert max(Counter(found).values()) == 1


def test_labels_of_the_source_are_kept() -> None:
    (tei,) = [c.read_text("utf-8") for c in CASES if c.stem == "labels"]
    page = page_of(tei)
    of_word = {
        WORD.findall(n.text_content())[0]: n.find_class("number")[0].text_content()
        for n in page.xpath("//*[@role='doc-footnote']")
    }
    assert [of_word[w] for w in ("NtOne", "NtStar", "NtLetter", "NtOwnLabel")] == ["1", "*", "a", "5"]
    assert of_word["NtRepeated"] != of_word["NtRepeatedAgain"]


def test_a_mark_elsewhere_gives_the_note_its_label() -> None:
    (tei,) = [c.read_text("utf-8") for c in CASES if c.stem == "elsewhere"]
    page = page_of(tei)
    text = page.xpath("string(//section[@class = 'witness'])")
    assert "A mark1, a pointer" in text
    assert "a mark with a typenote 3" in text
    assert "twice1" in text  # the second pointer to a note is a link to it
    assert "both ways*" in text


def test_brackets_of_a_transcript_stay_in_the_sentence() -> None:
    note = '<note type="editorial">so it is written, with more words than any other bracket would have</note>'
    tei = WRAPPER.replace("<?fragment?>", f"<p>A word {note} goes on.</p>")
    own = tei.replace(
        "</fileDesc>", "</fileDesc><encodingDesc><appInfo><application ident='teikit'/></appInfo></encodingDesc>"
    )
    assert page_of(tei).find_class("note-mark")
    assert not page_of(own).find_class("note-mark")
    assert "[so it is written" in page_of(own).xpath("string(//section[@class = 'witness']/p)")


# ---------------------------------------------------------------- the law
_HOSTS = (
    "<p>text{0} goes on</p>",
    "<p><hi rend='bold'>text{0}</hi></p>",
    "<list><item>text{0}</item></list>",
    "<table><row><cell>text{0}</cell></row></table>",
    "<lg><l n='1'>text{0} goes</l><l>on</l></lg>",
    "<lg><l>text</l>{0}<l>on</l></lg>",
    "<quote><p>text{0}</p></quote>",
    "<sp><speaker>text{0}</speaker><p>on</p></sp>",
    "<div><head>text{0}</head><p>on</p></div>",
    "<p>text <app><lem><hi>word{0}</hi></lem></app> and <choice><sic>a</sic><corr>b{0}</corr></choice></p>",
    "{0}",
    "<p>text<note>{1}{0}</note></p>",
)
_ATTRIBUTES = (
    "",
    ' place="foot"',
    ' place="foot" n="1"',
    ' n="a"',
    ' n="*"',
    ' type="commentary"',
    ' type="ea" n="2"',
    ' resp="#ed"',
    ' xml:lang="de"',
)
_CONTENTS = (
    "{}",
    "<p>{}</p>",
    "<p>{}</p><p>more</p>",
    "<list><item>{}</item></list>",
    "{} <q>quoted</q>",
    "<lg><l>{}</l></lg>",
)
_notes = st.lists(
    st.tuples(st.sampled_from(_HOSTS), st.sampled_from(_ATTRIBUTES), st.sampled_from(_CONTENTS)), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(_notes)
def test_no_note_of_any_document_is_in_a_sentence_or_lost(notes: list[tuple[str, str, str]]) -> None:
    parts = []
    for i, (host, attributes, content) in enumerate(notes):
        count = host.count("{0}")
        words = [f"Nt{i}x{j}" for j in range(count)]
        pieces = host.split("{0}")
        parts.append(pieces[0].replace("{1}", f"Nt{i}outer"))
        for word, rest in zip(words, pieces[1:], strict=True):
            parts.append(f"<note{attributes}>{content.format(word)}</note>{rest}")
    tei = WRAPPER.replace("<?fragment?>", "".join(parts))
    check_page(tei)
    page = page_of(tei)
    of_editor = [e.text_content() for e in page.xpath("//a[contains(@class, 'note-mark is-commentary')]")]
    others = [e.text_content() for e in page.xpath("//a[contains(@class, 'note-mark is-footnote') or @class = 'ref']")]
    assert max(Counter(of_editor).values(), default=1) == 1
    assert not set(of_editor) & set(others)


def test_a_division_that_teikit_heads_heads_its_entries_too() -> None:
    divisions = "".join(
        f'<div type="{kind}"><p>a <choice><sic>b</sic><corr>c</corr></choice></p></div>'
        for kind in ("edition", "commentary")
    )
    page = page_of(WRAPPER.replace("<?fragment?>", divisions))
    assert [heading.text_content() for heading in page.find_class("of-division")] == ["Edition", "Commentary"]
