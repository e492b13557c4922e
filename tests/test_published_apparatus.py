"""The published apparatus (TEI Guidelines 12): everything an entry says, keyed to verse or line, with its sigla."""

from xml.etree import ElementTree

import pytest
from lxml import etree, html
from test_reading import GRAMMAR, reading_of

from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading.transform import reading_document

HEADER = """<teiHeader><fileDesc><titleStmt><title>Apparatus</title><respStmt><resp>edited by</resp>
<name xml:id="ed">The Editor</name></respStmt></titleStmt><publicationStmt><p>None.</p></publicationStmt><sourceDesc>
<listWit><head>Manuscripts</head><witness xml:id="A"><abbr type="siglum">A<hi rend="superscript">1</hi></abbr> Codex A,
<date when="1200">about 1200</date><listWit><head>Hands in A</head>
<witness xml:id="Ac">corrector of A</witness></listWit></witness>
<witness xml:id="B">Codex B</witness><witness xml:id="C">Codex C</witness></listWit>
<listBibl><bibl xml:id="Muster1850" n="Muster">Muster, 1850</bibl></listBibl></sourceDesc></fileDesc></teiHeader>"""
PRINT = "{urn:teikit:print}"
R = {"r": "urn:teikit:reading"}


def tei_of(body: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text xml:lang="la"><body>{body}</body></text></TEI>'


def entries(body: str) -> list[str]:
    """The entries of a text as a reader sees them: number of the verse, lemma, statement."""
    page = html.fromstring(html_page(reading_document(tei_of(body), "case.xml")[0]))
    assert GRAMMAR.validate(reading_of(tei_of(body))[0]), GRAMMAR.error_log
    shown = []
    for item in page.xpath("//li[starts-with(@id, 'note:')]"):
        at = "".join(item.xpath("span[@class='at']/text()"))
        lemma, statement = (item.find_class(name)[0].text_content() for name in ("lemma", "statement"))
        shown.append(" ".join(f"{at} {lemma}] {statement}".split()))
    return shown


def test_the_readings_of_an_entry_in_altered_words_are_stated() -> None:
    altered = (
        '<mod rend="strikethrough"><app><lem>einige</lem><rdg wit="#B">einz<supplied>ige</supplied></rdg></app></mod>'
    )
    assert entries(f"<p>Das {altered} Wesen</p>") == ["einige] struck through; einz[ige] B"]


@pytest.mark.parametrize(
    ("app", "entry"),
    [
        ('<lem>ab</lem><rdg source="#Muster1850" type="conjecture">ex</rdg>', "ab] ex Muster (conjecture)"),
        ('<lem>ab</lem><rdg resp="#Muster1850">ex</rdg>', "ab] ex Muster"),
        ('<lem>ab</lem><rdg wit="#B" resp="#ed">ex</rdg>', "ab] ex B (by The Editor)"),
        ('<lem wit="#A" source="#Muster1850">ab</lem><rdg wit="#B #C">ex</rdg>', "ab] A1 Muster; ex B C"),
        ('<lem wit="#A">ab</lem><rdg wit="#B"/>', "ab] A1; om. B"),
        (
            '<lem>ab</lem><rdg wit="#B" cause="orthographic" cert="low">ap</rdg>',
            "ab] ap B (spelling, doubtful)",
        ),
        (
            '<lem>ab</lem><rdg wit="#B" varSeq="2">ex</rdg><rdg wit="#C" varSeq="1">de</rdg>',
            "ab] de C (stage 1); ex B (stage 2)",
        ),
        (
            '<lem>ab</lem><rdg wit="#A #B" xml:id="r">ex</rdg><witDetail wit="#A" target="#r">in margin</witDetail>',
            "ab] ex A1 (in margin) B",
        ),
        ('<lem>ab</lem><rdg wit="#B">ex</rdg><witDetail wit="#Ac">later</witDetail>', "ab] ex B Ac (later)"),
        (
            '<lem>ab</lem><rdg wit="#B" xml:id="r1">ex</rdg><witDetail wit="#B" target="r1" type="by-another-hand"/>',
            "ab] ex B (by another hand)",
        ),
        (
            '<lem>ab<note>so the editors</note></lem><rdg wit="#B">ex<note>by error</note></rdg>',
            "ab] so the editors; ex B, by error",
        ),
        (
            '<lem>ab</lem><rdg wit="#B" xml:id="r1">ex</rdg><rdg wit="#C">de</rdg><note target="#r1">rightly</note>',
            "ab] ex B, rightly; de C",
        ),
        ('<lem>ab</lem><note>see above</note><rdg wit="#C">de</rdg>', "ab] see above; de C"),
        (
            '<lem>ab</lem><rdgGrp><rdg source="#Muster1850">ex</rdg><note>vel</note><rdg wit="#C">de</rdg></rdgGrp>',
            "ab] ex Muster vel de C",
        ),
        ('<rdg wit="#A">ab</rdg><rdg wit="#B">ex</rdg>', "ab] A1; ex B"),
        ('<lem>ab</lem><rdg wit="#B"><app><lem>ex</lem><rdg wit="#C">de</rdg></app></rdg>', "ab] ex [de C] B"),
        ('<lem>ab</lem><rdg wit="#X">ex</rdg>', "ab] ex X"),
        ('<lem xml:id="l1">ab</lem><rdg source="#Muster1850" copyOf="#l1"/>', "ab] ab Muster"),
    ],
)
def test_an_entry_says_all_of_it(app: str, entry: str) -> None:
    assert entries(f"<p>venit <app>{app}</app> oris</p>") == [entry]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<lg><l n="7">arma <app><lem>cano</lem><rdg wit="#B">canto</rdg></app></l></lg>', ["7 cano] canto B"]),
        ("<lg><l>arma <app><lem>cano</lem><rdg wit='#B'>canto</rdg></app></l></lg>", ["cano] canto B"]),
        (
            '<app><lem><l n="7">arma</l><l n="8">cano</l></lem><rdg wit="#B"><l>cano</l></rdg></app>',
            ["7–8 arma cano] cano B"],
        ),
        ('<l n="1">et arma et <app><lem>et</lem><rdg wit="#B">ac</rdg></app> vir et</l>', ["1 et3] ac B"]),
        (
            '<ab><lb n="4"/>arma <lb n="5"/>virum <app><lem>cano</lem><rdg wit="#B">canto</rdg></app></ab>',
            ["5 cano] canto B"],
        ),
        (
            '<div><ab><lb n="4"/>arma</ab></div><div><p><app><lem>cano</lem><rdg wit="#B">canto</rdg></app></p></div>',
            ["cano] canto B"],
        ),
        (
            '<p><app><lem wit="#A"><del>primus</del> <add place="above">secundus</add></lem>'
            '<rdg wit="#B">tertius</rdg></app></p>',
            ["secundus] A1; tertius B; “primus” deleted; added above the line"],
        ),
        (
            '<p>Est <anchor xml:id="g1"/>omnis divisa<app from="#g1"><lem wit="#A">omnis divisa</lem>'
            '<rdg wit="#B">divisa</rdg></app>.</p>',
            ["omnis divisa] A1; divisa B"],
        ),
        ("<p>Est <app loc='3'><lem>omnis</lem><rdg wit='#B'>tota</rdg></app>.</p>", ["3 omnis] tota B"]),
    ],
)
def test_an_entry_names_its_verse_and_its_words(body: str, expected: list[str]) -> None:
    assert entries(body) == expected


def test_an_entry_of_a_note_alone_is_a_note_and_no_empty_line() -> None:
    document, _ = reading_of(tei_of("<ab><app><note>said by the poet</note></app><l>arma</l></ab>"))
    notes = document.xpath("//r:witness//r:note", namespaces=R)
    assert [n.text for n in notes] == ["said by the poet"]
    assert not document.xpath("//r:paragraph[not(normalize-space())]", namespaces=R)


def located(entry: str) -> str:
    return f'<l n="2">arma virum</l><l n="3">tempora dum</l><listApp>{entry}</listApp><p>After.</p>'


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('<app loc="3"><lem>tempora</lem><rdg wit="#B">corpora</rdg></app>', ["3 tempora] corpora B"]),
        ('<app loc="3"><rdg wit="#B">corpora</rdg></app>', ["3 ] corpora B"]),
        ('<app loc="3"><lem>dum</lem><rdg wit="#B">cum</rdg></app>'
         '<app loc="2"><lem>arma</lem><rdg wit="#B">armo</rdg></app>',
         ["2 arma] armo B", "3 dum] cum B"]),
    ],
)  # fmt: skip
def test_an_entry_by_location_is_at_the_verse_that_it_names(entry: str, expected: list[str]) -> None:
    assert entries(located(entry)) == expected


def test_an_entry_whose_location_the_text_has_not_stays_in_its_list() -> None:
    document, _ = reading_of(tei_of(located('<app loc="9"><rdg wit="#B">corpora</rdg></app>')))
    listed = document.xpath(
        "//r:witness/r:list[@rend='apparatus'][following-sibling::r:paragraph]/r:item", namespaces=R
    )
    assert ["".join(item.itertext()) for item in listed] == ["9corpora B"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>Gallia est, <app><lem/><rdg wit="#B">bene</rdg></app> omnis</p>', ["est] add. bene B"]),
        ('<p>Gallia est <app><lem wit="#A"/><rdg wit="#B">bene</rdg><rdg wit="#C"/></app> omnis</p>',
         ["est] add. bene B; om. C; om. A1"]),
        ('<p><app><lem/><rdg wit="#B">Nam</rdg></app> Gallia est</p>', ["Gallia] praem. Nam B"]),
        ('<l n="1">et arma et <app><lem/><rdg wit="#B">bene</rdg></app> vir et</l>', ["1 et2] add. bene B"]),
        ('<p><app><lem>omnis divisa</lem><rdg wit="#B">divisa omnis</rdg></app></p>', ["omnis divisa] transp. B"]),
        ('<p><app><lem>et et</lem><rdg wit="#B">et et</rdg></app></p>', ["et et] et et B"]),
        ('<p><app><lem>ab b</lem><rdg wit="#B">b <hi>ab</hi></rdg></app></p>', ["ab b] b ab B"]),
        ('<p>est <seg xml:id="s">omnis divisa</seg> in <app from="#s" to="#s"><rdg wit="#B">tota</rdg></app></p>',
         ["omnis divisa] tota B"]),
        ('<p><w xml:id="w1">est</w> <w xml:id="w2">omnis</w><app from="#w1" to="#w2"><rdg wit="#B"/></app></p>',
         ["est omnis] om. B"]),
    ],
)  # fmt: skip
def test_added_omitted_and_transposed_words_are_named(body: str, expected: list[str]) -> None:
    assert entries(body) == expected


def test_sigla_are_listed_and_lead_to_their_description() -> None:
    body = '<p><app><lem wit="#A">ab</lem><rdg wit="#B" source="#Muster1850">ex</rdg></app></p>'
    page = html.fromstring(html_page(reading_document(tei_of(body), "case.xml")[0]))
    rows = page.xpath("//section[contains(@class, 'sigla')]//dl/div")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "A1 Codex A, about 1200",
        "Accorrector of A",
        "BCodex B",
        "CCodex C",
        "MusterMuster, 1850",
    ]
    assert [h.text for h in page.xpath("//section[contains(@class, 'sigla')]/h3")] == ["Manuscripts", "Hands in A"]
    targets = page.xpath("//span[@class='statement']//a/@href")
    assert [page.get_element_by_id(t[1:]) in rows for t in targets] == [True] * 3
    assert not page.xpath("//section[contains(@class, 'about')]//*[contains(., 'Codex B')]")


def test_sigla_and_numbers_are_in_print() -> None:
    body = '<lg><l n="7">arma <app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app></l></lg>'
    printed = ElementTree.fromstring(print_xml([reading_document(tei_of(body), "case.xml")[0]], Metadata("A")))
    (entry,) = printed.iter(f"{PRINT}entry")
    assert (entry.get("at"), "".join(entry.itertext())) == ("7", "canoA1; canto B")
    assert ["".join(s.itertext()) for s in printed.iter(f"{PRINT}siglum")][:2] == [
        "Manuscripts",
        "A1Codex A, about 1200",
    ]


def test_equal_words_of_a_line_are_marked_for_the_typesetter() -> None:
    body = '<p>Et pater et mater et filius <app><lem wit="#A">et</lem><rdg wit="#B">ac</rdg></app> spiritus, et.</p>'
    printed = print_xml([reading_document(tei_of(body), "case.xml")[0]], Metadata("A"))
    root = etree.fromstring(printed.encode())
    assert len(root.xpath("//*[local-name() = 'o']")) == 5
    assert "Et pater et mater et filius et" in "".join(root.itertext())
