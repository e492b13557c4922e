"""Writing from right to left: direction in the reading document, on the page and in print."""

import tomllib
from pathlib import Path

import pytest
from lxml import etree, html
from print_pages import META, pieces, reader
from test_reading import READING, WRAPPER, reading_of

from teikit.publication.html.rendering import html_page
from teikit.publication.print import print_xml, typeset
from teikit.publication.reading.transform import reading_document

CASES = tomllib.loads((Path(__file__).parent / "direction" / "cases.toml").read_text("utf-8"))["case"]
HEBREW = WRAPPER.replace(
    "<?fragment?>",
    '<div xml:lang="he"><head>בראשית</head><p>בראשית ברא <app><lem>הארץ</lem><rdg>ארץ</rdg></app> אלהים'
    '<note place="foot" n="1">הערה (1)</note> <foreign xml:lang="en">in English (now)</foreign></p>'
    "<list><item>ראשון</item></list><table><row><cell>אחד</cell><cell>שנים</cell></row></table></div>"
    "<p>In English.</p>",
)


@pytest.mark.parametrize("case", CASES, ids=[c["tei"][:40] for c in CASES])
def test_a_paragraph_has_the_direction_of_its_words(case: dict[str, str]) -> None:
    document, _ = reading_of(WRAPPER.replace("<?fragment?>", case["tei"] + case.get("rest", "")))
    first = document.find(f"{READING}witness/{READING}paragraph")
    assert first is not None
    assert first.get("dir", "") == case["dir"]


def test_a_page_states_the_direction_of_blocks_and_foreign_words() -> None:
    node, _ = reading_document(HEBREW, "a.xml")
    page = html.fromstring(html_page(node))
    assert page.xpath("//h3/@dir | //table/../@dir | //li[not(@id)]/@dir")[:1] == ["rtl"]
    assert page.xpath("//*[@lang='en'][contains(., 'now')]/@dir") == ["ltr"]
    assert page.xpath("//p[contains(., 'In English.')]/@dir") == ["ltr"]
    assert page.xpath("//ol/li[contains(., 'ארץ')]/@dir") == ["rtl"]


def test_the_print_sets_words_from_right_to_left() -> None:
    node, _ = reading_document(HEBREW, "a.xml")
    edition = print_xml([node], META)
    assert "rtl" in etree.fromstring(edition).xpath("//*[local-name() = 'p']/@dir")
    data, findings = typeset(edition)
    assert findings == []
    written = [(x, y, text) for page in reader(data).pages[3:] for x, y, _, text in pieces(page)]
    one = next(x for x, _, text in written if "אחד" in text or "דחא" in text)
    two = next(x for x, _, text in written if "שנים" in text or "םינש" in text)
    assert one > two  # the first cell is on the right
