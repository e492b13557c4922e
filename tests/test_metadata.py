"""What the archive's page says of a document, and what it does not."""

from pathlib import Path

import pytest
from converting import RAW, WILSON, files, text_of_file

from teikit.core.source import source_of
from teikit.recognizers.language_names import language_code
from teikit.transcript.front_matter.citation import ArchiveReference, archive_references, responsibilities, web_address
from teikit.transcript.front_matter.correspondence import correspondence
from teikit.transcript.front_matter.layouts import find_front
from teikit.transcript.front_matter.metadata import Metadata, read_metadata

PAGE = """Digital Archive
International History Declassified

26 September 1951
**Cable, Kovalev to Filippov [via Vyshinsky]**

Citation:

{citation}

Summary:

Stalin tells
Mao.

Credits:

This document was made possible with support from the Leon Levy Foundation.

Original Language:

{language}

Contents:

English Translation

The text.
"""
CITATION = "RGASPI, f. 558, op. 11, d. 98, ll. 0144-0145. Translated by Gary Goldberg and David Wolff. <https://example.org/document/7>"


def read(citation: str = CITATION, language: str = "Russian") -> tuple[Metadata, list[str]]:
    source = source_of(PAGE.format(citation=citation, language=language))
    front, found = find_front(source, WILSON)
    assert front is not None
    assert source.cut(front.body).strip() == "The text."
    data, doubts = read_metadata(source, front, WILSON)
    return data, [finding.code for finding in [*found, *doubts]]


def test_the_fields_of_the_page() -> None:
    data, doubts = read()
    assert doubts == []
    assert (data.title, data.date, data.year) == ("Cable, Kovalev to Filippov [via Vyshinsky]", "1951-09-26", 1951)
    assert (data.summary, data.funders) == ("Stalin tells Mao.", ("Leon Levy Foundation",))
    assert (data.original_language, data.text_language, data.text_type) == ("ru", "en", "translation")
    assert (data.url, data.record) == ("https://example.org/document/7", "7")
    assert data.site == ("Digital Archive", "International History Declassified")


def test_who_wrote_to_whom() -> None:
    people = read()[0].correspondence
    assert (people.sent, people.received, people.transmitted) == ("Kovalev", "Filippov", "Vyshinsky")


def test_who_did_what() -> None:
    assert [(r.role, r.name) for r in read()[0].responsibilities] == [
        ("translator", "Gary Goldberg"),
        ("translator", "David Wolff"),
    ]


def test_the_archive_reference() -> None:
    assert read()[0].archives == (
        ArchiveReference("RGASPI", {"fond": "558", "opis": "11", "delo": "98", "list": "0144-0145"}),
    )


@pytest.mark.parametrize("citation", ["", "Somebody's cellar, box 3", "RGASPI", "f. 1, op. 2"])
def test_a_citation_without_a_reference_stays_whole(citation: str) -> None:
    data, doubts = read(citation)
    assert data.archives == () and data.citation == citation
    assert doubts == (["header-unparsed-citation"] if citation else [])


# A citation, and the references in it: repository, units as "fond/opis/…" in the order they are written.
CITATIONS = [
    ("RGASPI, f. 17, op. 2, d. 8, ll. 0144.", ["RGASPI fond=17 opis=2 delo=8 list=0144"]),
    ("RGASPI, f. 17 op. 2 d. 8, l. 22-25.", ["RGASPI fond=17 opis=2 delo=8 list=22-25"]),
    ("APRF: F. 3, Op. 1, D. 31, Ll. 54-58.", ["APRF fond=3 opis=1 delo=31 list=54-58"]),
    (
        "APRF, fond (f.) 45, opis (op.) 1, delo (d.) 329, listy (ll.) 9-17.",
        ["APRF fond=45 opis=1 delo=329 list=9-17"],
    ),
    ("APRF, fond 45, opis 1, delo 335, list 3; f.", ["APRF fond=45 opis=1 delo=335 list=3"]),
    ("APRF, Listy 146-147, Fond and Opis not given.", ["APRF list=146-147"]),
    ("AVPRF: fond 07, opis 4, delo 7, papka 24, listy 39-44.", ["AVPRF fond=07 opis=4 delo=7 papka=24 list=39-44"]),
    ("AVPRF, f. 07, op. 42, por. 19, pap. 28, ll. 81.", ["AVPRF fond=07 opis=42 delo=19 papka=28 list=81"]),
    ("AVPRF, Fond 059a, Opis 5a, Delo 4, Papka 11.", ["AVPRF fond=059a opis=5a delo=4 papka=11"]),
    ("AVP RF, F. 0102, Op. 13, P. 72, Delo 5.", ["AVP RF fond=0102 opis=13 papka=72 delo=5"]),
    ("AVPRF, f. 07, op. 4, d. 9, p. 24, ll. 3-4.", ["AVPRF fond=07 opis=4 delo=9 papka=24 list=3-4"]),
    ("AVPRF, f. 07, op. 4, 1946, p. 253, d. 19.", ["AVPRF fond=07 opis=4 papka=253 delo=19"]),
    ("AVPRF, f. 07, op. 4, d. 9, p.16-42.", ["AVPRF fond=07 opis=4 delo=9 page=16-42"]),
    ("RGANI. F. 3. O. 16. D. 294. L.219.", ["RGANI fond=3 opis=16 delo=294 list=219"]),
    ("GA RF. F. R-5446. Op. 120. D. 1821. L. 22.", ["GA RF fond=R-5446 opis=120 delo=1821 list=22"]),
    ("CA KGB RB. F. 266. L. 4.", ["CA KGB RB fond=266 list=4"]),
    ("TsDA, Fond 1-B, Opis 6, a.e. 1234, l. 3.", ["TsDA fond=1-B opis=6 delo=1234 list=3"]),
    ("PRC FMA 106-01403-02, 35.", ["PRC FMA file=106-01403-02 page=35"]),
    ("PRC FMA, 106-01477-03, 15-16. Obtained by Dora Vale.", ["PRC FMA file=106-01477-03 page=15-16"]),
    (
        "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 004076/ 1955. Translated by Dora Vale.",
        ["MOL shelfmark=XIX-J-1-j Korea, 4. doboz, 5/a, 004076/ 1955"],
    ),
    ("MOL, M-KS-288.f.5/309.oe.", ["MOL shelfmark=M-KS-288.f.5/309.oe"]),
    ("BStU, MfS, ZAIG 5382, p. 1-19.", ["BStU shelfmark=MfS, ZAIG 5382, p. 1-19"]),
    ("BArch, B 136/59748, 326-334. Contributed by Dora Vale.", ["BArch shelfmark=B 136/59748, 326-334"]),
    ("РГАСПИ. Ф. 558. Оп. 11. Д. 98. Лл. 3–4.", ["РГАСПИ fond=558 opis=11 delo=98 list=3–4"]),
    (
        "Central Archive of Wool, f. 3, op. 65, d. 1. Translated by Dora Vale.",
        ["Central Archive of Wool fond=3 opis=65 delo=1"],
    ),
    (
        "APRF, f. 45, op. 1, d. 3, ll. 5; AVPRF, f. 07, op. 2, d. 4; and RGASPI, f. 17, op. 3.",
        ["APRF fond=45 opis=1 delo=3 list=5", "AVPRF fond=07 opis=2 delo=4", "RGASPI fond=17 opis=3"],
    ),
    (
        "RGASPI, f. 17, op. 3, d. 8, ll. 5-6, and d. 9, l. 1.",
        ["RGASPI fond=17 opis=3 delo=8 list=5-6", "RGASPI fond=17 opis=3 delo=9 list=1"],
    ),
    # printed sources are not split, and a number in them is not a leaf
    (
        "APRF: F. 3, Op. 1, D. 39, Ll. 74. Reprinted in Ivan Blank, Papers, Vol. 5, Book 2 (Moscow, 2005), p. 7.",
        ["APRF fond=3 opis=1 delo=39 list=74"],
    ),
    ("Ivan Blank, Papers, vol. 1 (Beijing: Kniga, 2005), 30-37.", []),
    ("Provided to the Wool Archive/Dora Vale by Paul Reyes. With permission.", []),
]


@pytest.mark.parametrize(("citation", "expected"), CITATIONS, ids=[c[:40] for c, _ in CITATIONS])
def test_archive_references(citation: str, expected: list[str]) -> None:
    found = archive_references(citation, WILSON.layouts[0].data["citation"])
    said = [f"{r.repository} " + " ".join(f"{name}={value}" for name, value in r.units.items()) for r in found]
    assert said == expected


PEOPLE = [
    ("Translated by Paul Reyes.", ["translator: Paul Reyes"]),
    ("Translated for CWIHP by Paul Reyes.", ["translator: Paul Reyes"]),
    ("Translated from Russian for CWIHP by Paul Reyes and M. K. Ostrova.", ["translator: Paul Reyes, M. K. Ostrova"]),
    ("Contributed by Lena Berg and translated by Paul Reyes.", ["contributor: Lena Berg", "translator: Paul Reyes"]),
    ("Obtained by A. Holt, translated by Paul Reyes.", ["obtained: A. Holt", "translator: Paul Reyes"]),
    ("Obtained and translated by A. Holt.", ["translator: A. Holt", "obtained: A. Holt"]),
    (
        "Contributed, transcribed, and translated by Lena Berg. <https://example.org/7>",
        ["translator: Lena Berg", "transcriber: Lena Berg", "contributor: Lena Berg"],
    ),
    ("Provided to the Wool Archive/Dora Vale by Paul Reyes. With permission.", ["provider: Paul Reyes"]),
    ("ll. 5; translation from Russian by Paul Reyes. “One Finger”", ["translator: Paul Reyes"]),
    (
        "Translated by Paul Reyes, Lena Berg, and A. Holt with support of all.",
        ["translator: Paul Reyes, Lena Berg, A. Holt"],
    ),
    ("Translated by Paul Reyes, Jr. Reprinted in Wool.", ["translator: Paul Reyes, Jr"]),
    ("Published in Bulletin No. 16 by the Wool Project.", []),
]


@pytest.mark.parametrize(("citation", "expected"), PEOPLE, ids=[c[:40] for c, _ in PEOPLE])
def test_who_did_what_in_all_wordings(citation: str, expected: list[str]) -> None:
    found: dict[str, list[str]] = {}
    for one in responsibilities(citation, WILSON.layouts[0].data["citation"]):
        found.setdefault(one.role, []).append(one.name)
    assert [f"{role}: {', '.join(names)}" for role, names in found.items()] == expected


# A title, and who wrote to whom: sender, the one who passed it on, receiver.
TITLES = [
    ("Cable, Roy to Vale [Dora]", "Roy > Vale [Dora]"),
    ("Cable, Roy [via Petrov] to Vale", "Roy (Petrov) > Vale"),
    ("Cable, Roy to Vale (via Petrov)", "Roy (Petrov) > Vale"),
    ("Cable No. 5542, Roy [Reyes] to Petrov, for Cde. Dora Vale", "Roy [Reyes] (Petrov) > Cde. Dora Vale"),
    ("Ciphered Telegram No. 71, Petrov to Vale", "Petrov > Vale"),
    ("Report, Roy to Vale", "Roy > Vale"),
    ("Report from the Head of the Wool Board of Albania to Vale", "Head of the Wool Board of Albania > Vale"),
    ("Roy to Marshal Vale, the Commanding General", "Roy > Marshal Vale, the Commanding General"),
    ("Letter from Roy to Dora Vale concerning the Wool", "Roy > Dora Vale"),
    ("Letter, Roy to Dora Vale, 5 May 1950", "Roy > Dora Vale"),
    ("Letter from Roy and Petrov to Dora Vale on the Question of Wool", "Roy and Petrov > Dora Vale"),
    ("Telegram to Vale", " > Vale"),
    ("Telegram to Vale from Roy", "Roy > Vale"),
    ("Telegram Dora Roy to Vale about Wool", "Dora Roy > Vale"),
    ("Cable from the Albanian Embassy in Sofia", "Albanian Embassy in Sofia > "),
    (
        "Telegram from Roy to Soviet Ambassador to Albania D. Vale with the Text of a Note",
        "Roy > Soviet Ambassador to Albania D. Vale",
    ),
    (
        "Note from US Ambassador to USSR F. Roy to Minister D. Vale regarding wool",
        "US Ambassador to USSR F. Roy > Minister D. Vale",
    ),
    ("Memorandum from Roy to CC CPSU", "Roy > CC CPSU"),
    # no letters
    ("Memorandum of Conversation between Roy and Vale", ""),
    ("Record of a Conversation with the Ambassador to Albania", ""),
    ("Resolution of the Board “On the Answer to Vale”", ""),
    ("From the Diary of D. Vale: A Visit to Roy", ""),
    ("Groups in the Committee to Convene a Conference", ""),
    ("Minutes of the Meeting with Roy", ""),
    ("Report on Wool", ""),
    ("Wool", ""),
]


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=[title[:40] for title, _ in TITLES])
def test_correspondence_of_titles(title: str, expected: str) -> None:
    found = correspondence(title, WILSON.layouts[0].data["correspondence"])
    via = f" ({found.transmitted})" if found.transmitted else ""
    assert (f"{found.sent}{via} > {found.received}" if any(found) else "") == expected


def test_bodies_are_no_persons() -> None:
    found = correspondence("Memorandum from D. Vale to CC CPSU", WILSON.layouts[0].data["correspondence"])
    assert found.bodies == ("CC CPSU",)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("July 04, 1949", ("when", "1949-07-04", "")),
        ("June 1934", ("when", "1934-06", "")),
        ("1952", ("when", "1952", "")),
        ("No later than May 5, 1950", ("notAfter", "1950-05-05", "")),
        ("not earlier than May 1950", ("notBefore", "1950-05", "")),
        ("circa May 1950", ("when", "1950-05", "medium")),
    ],
)
def test_dates_of_pages(words: str, value: tuple[str, str, str]) -> None:
    source = source_of(PAGE.format(citation=CITATION, language="Russian").replace("26 September 1951", words))
    front, found = find_front(source, WILSON)
    assert front is not None and found == []
    data, _ = read_metadata(source, front, WILSON)
    assert (data.date_kind, data.date, data.date_cert) == value
    assert data.title == "Cable, Kovalev to Filippov [via Vyshinsky]"


@pytest.mark.parametrize(
    ("citation", "url", "record"),
    [
        ("x http://example.org/document/12", "http://example.org/document/12", "12"),
        ("x <https://example.org/document/12>", "https://example.org/document/12", "12"),
        (
            "x http://example.org/document/wool-and-felt-1.",
            "http://example.org/document/wool-and-felt-1",
            "wool-and-felt-1",
        ),
        (
            "x http://example.org/document/wool-and-\nfelt-1\n",
            "http://example.org/document/wool-and-felt-1",
            "wool-and-felt-1",
        ),
        ("x http://example.org/document/wool-\nMore words follow.", "http://example.org/document/wool-", "wool-"),
        ("x", "", ""),
    ],
)
def test_the_address_and_the_record(citation: str, url: str, record: str) -> None:
    assert web_address(citation, WILSON.layouts[0].data["citation"]) == (url, record)


@pytest.mark.parametrize(("words", "code"), [("Russian", "ru"), ("русский", "ru"), ("Chinese.", "zh"), ("Elvish", "")])
def test_languages(words: str, code: str) -> None:
    assert language_code(words, WILSON) == code


def test_an_unknown_language_is_reported() -> None:
    data, doubts = read(language="Elvish")
    assert (data.original_language, data.original_language_words, doubts) == ("", "Elvish", ["language-unknown"])


def test_a_text_without_a_page() -> None:
    front, found = find_front(source_of("Just a text.\n"), WILSON)
    assert front is None and [f.code for f in found] == ["header-no-layout"]


def test_a_page_without_title_date_and_contents() -> None:
    front, found = find_front(source_of("Citation:\n\nx\n\nContents:\n\nSomething\n"), WILSON)
    assert front is not None
    assert [f.code for f in found] == ["header-no-date", "header-no-title", "header-unknown-contents"]


@pytest.mark.parametrize("path", files(RAW))
def test_documents_of_the_collection_have_all_that_is_needed(path: Path) -> None:
    source = source_of(text_of_file(path))
    front, found = find_front(source, WILSON)
    assert front is not None and found == []
    data, doubts = read_metadata(source, front, WILSON)
    assert doubts == []
    assert data.title and data.date and data.url and data.archives and data.original_language == "ru"
    assert data.correspondence.sent and data.correspondence.received
