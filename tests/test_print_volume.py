"""The volume: indexes by page and line, front matter, parts, what all documents share."""

import re
from pathlib import Path

import outloud
import pytest
from print_pages import META, letters, lines_of, pieces, reader, text_of

from teikit.edition import PrintPart, PrintSettings, VolumeSettings
from teikit.publication.print import Metadata, blocks_of_xhtml, print_edition, typeset
from teikit.publication.print.typesetting import words_of
from teikit.publication.print.volume.sorting import order_of
from teikit.publication.print.wording import words

NAMES = [f"Name{n:02}" for n in range(40)]
PLACE = r"\d+(?:[.–]\d+|n)?"
ENTRY = rf"(Name\d\d), ({PLACE}(?:, {PLACE})*)"
LINE = "words of a letter that goes on for a while "


def entity(name: str, kind: str = "person", more: str = "") -> str:
    return f'<entity kind="{kind}" key="r#{name}" lived=""><name>{name}</name>{more}</entity>'


def mention(name: str, kind: str = "person", role: str = "") -> str:
    given = f' role="{role}"' if role else ""
    return f'<mention entity="{kind}" key="r#{name}" form="{name}"{given}/>'


def named(name: str) -> str:
    """A name in the text: the anchor is behind its first letter."""
    return f"{name[0]}{mention(name)}{name[1:]}"


def document(number: int, text: str, besides: str = "") -> str:
    date = f'<date when="{1940 + number}">{1940 + number}</date>'
    return (
        f'<document id="d{number}" title="Letter {number}" xml:lang="en">{date}'
        f'{besides}<witness id="w" label="Text" xml:lang="en">{text}</witness></document>'
    )


def letters_that_name(names: list[str], count: int = 8) -> list[str]:
    """Documents in which each name is in several lines, and in a note."""
    documents = []
    for number in range(count):
        held = names[number::count]
        paragraphs = "".join(f"<p>{LINE * (n % 3 + 2)}{named(name)} {LINE * 2}</p>" for n, name in enumerate(held * 2))
        note = f'<p>End.<foot name="m1" n="1">As {named(held[0])} says.</foot></p>'
        documents.append(document(number, paragraphs + note))
    return documents


def volume(documents: list[str], besides: str = "", meta: Metadata = META) -> str:
    return print_edition(documents, meta, "diplomatic", besides)


def printed(edition: str, **settings: object) -> bytes:
    data, findings = typeset(edition, settings=PrintSettings(volume=VolumeSettings(**settings)))  # type: ignore[arg-type]
    assert findings == []
    return data


def index_of(data: bytes, title: str) -> dict[str, str]:
    """The entries of an index, each with what is behind its name, read from the pages column by column."""
    entries: dict[str, str] = {}
    pages = [page.extract_text() for page in reader(data).pages]
    first = next(n for n, text in enumerate(pages) if text.lstrip().startswith(title))
    for page in reader(data).pages[first:]:
        text = " ".join(page.extract_text().split())
        entries |= dict(re.findall(ENTRY, text))
    return entries


def counted(data: bytes, first: int) -> dict[str, list[str]]:
    """Page and line of each name, counted on the pages of the text; a name at the foot has its page."""
    places: dict[str, list[str]] = {}
    for number, page in enumerate(reader(data).pages, 1):
        if number <= first:
            continue
        for line, text in enumerate(lines_of(page), 1):
            for name in re.findall(r"Name\d\d", text):
                places.setdefault(name, []).append(f"{number}.{line}")
        foot = " ".join(text for _, _, size, text in pieces(page) if size == 8.0)
        for name in re.findall(r"Name\d\d", foot):
            places.setdefault(name, []).append(f"{number}n")
    return places


# ---------------------------------------------------------------- indexes


def test_an_index_has_page_and_line_of_each_name() -> None:
    documents = letters_that_name(NAMES)
    data = printed(volume(documents, "".join(map(entity, NAMES))), numbered=False)
    text = printed(volume(documents), index=(), numbered=False)
    entries, places = index_of(data, "Index of persons"), counted(text, 3)
    assert set(entries) == set(NAMES)
    assert {name: places[name] for name in NAMES} == {name: entries[name].split(", ") for name in NAMES}
    assert sum(place.endswith("n") for each in places.values() for place in each) == 8


def test_an_index_does_not_move_the_text() -> None:
    documents, register = letters_that_name(NAMES), "".join(map(entity, NAMES))
    without = printed(volume(documents), index=())
    pages = [page.extract_text() for page in reader(without).pages]
    with_index = [page.extract_text() for page in reader(printed(volume(documents, register))).pages]
    assert len(with_index) > len(pages)
    assert with_index[3 : len(pages)] == pages[3:]


def test_pages_that_follow_each_other_are_a_range() -> None:
    text = "".join(f"<p>{named(name)} {LINE * 30}</p>" for name in ["Name00"] * 12)
    data = printed(volume([document(1, text)], entity("Name00")), index_by="page")
    pages = sorted({place.split(".")[0] for place in counted(data, 3)["Name00"] if int(place.split(".")[0]) < 9})
    assert index_of(data, "Index of persons")["Name00"] in (f"{pages[0]}–{pages[-1]}", f"{pages[0]}")


def test_an_index_can_name_the_numbers_of_documents() -> None:
    documents = [document(n, f"<p>{named('Name01' if n in (2, 3, 4, 7) else 'Name02')}</p>") for n in range(1, 9)]
    data = printed(volume(documents, entity("Name01") + entity("Name02")), index_by="document")
    assert index_of(data, "Index of persons")["Name01"] == "2–4, 7"


def test_sender_and_addressee_are_sub_entries() -> None:
    parts = mention("Name01", role="sent") + mention("Name02", role="received")
    data = printed(volume([document(n, "<p>Text.</p>", parts) for n in (1, 2)], entity("Name01") + entity("Name02")))
    assert "Name01documentsby45Name02documentsto45" in text_of(data)


def test_another_name_leads_to_the_entry() -> None:
    other = entity("Name01", more="<name>Zeta</name><name>Name01 Junior</name>")
    text = text_of(printed(volume([document(1, f"<p>{named('Name01')}</p>")], other)))
    assert "ZetaseeName01" in text and "Junior" not in text


def test_works_are_under_their_authors_and_sources_under_their_archives() -> None:
    works = "".join(entity(name, "work", "<author>Kant</author>") for name in ("Logik", "Anthropologie"))
    text = f"<p>{'L' + mention('Logik', 'work')}ogik, {'A' + mention('Anthropologie', 'work')}nthropologie</p>"
    held = '<holding repository="The Archive" fonds="Fonds 12">The Archive, Fonds 12</holding>'
    data = printed(volume([document(1, text, held)], works))
    assert "Kant" + "Anthropologie41" + "Logik41" in text_of(data)
    assert "TheArchive" + "Fonds124" in text_of(data)


def test_a_name_of_no_register_has_no_entry() -> None:
    data = printed(volume([document(1, f"<p>{named('Name01')}</p>")]))
    assert "Index" not in text_of(data)


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("cs", ["Cibulka", "Čapek", "Havel", "Chod", "Ibl"]),
        ("de", ["Ähnlich", "Ahrens", "Armin", "Oder", "Öl", "Straße", "Strasser"]),
        ("es", ["Nuno", "Ñandú", "Oca"]),
        ("pl", ["Lis", "Łoś", "Mak"]),
        ("ru", ["Елкин", "Ёлкин", "Жуков", "Adams"]),
        ("en", ["2 Corps", "10 Corps", "de Gaulle", "Łódź", "Lvov", "Ørsted", "Zhou"]),
    ],
)
def test_an_index_is_sorted_by_the_alphabet_of_its_language(language: str, ordered: list[str]) -> None:
    key = order_of(words_of(language)["alphabet"])
    backwards = ordered[::-1]
    assert sorted(backwards, key=key) == ordered


def test_names_in_an_index_are_text() -> None:
    hostile = 'Name01 #panic("x") $x$ <b> // @y'.replace("<", "&lt;").replace('"', "&quot;")
    known = f'<entity kind="person" key="r#Name01" lived="#read(1)"><name>{hostile}</name></entity>'
    text = text_of(printed(volume([document(1, f"<p>{named('Name01')}</p>")], known)))
    assert letters('Name01 #panic("x") $x$ <b> // @y #read(1)') in text


def test_an_index_of_many_pages_is_complete() -> None:
    many = [f"Person {chr(65 + n % 26)}{chr(97 + n // 26 % 26)} {n}" for n in range(1500)]
    text = "".join(f"<p>{mention(name)}{'word ' * 6}</p>" for name in many)
    documents = [document(n, text[i : i + 400_000]) for n, i in enumerate(range(0, len(text), 400_000))]
    register = "".join(map(entity, many))
    data = printed(volume(documents[:1], register))
    pages = "".join(page.extract_text() for page in reader(data).pages)
    assert [name for name in many if name + ", " not in pages] == []


def test_the_columns_of_the_last_page_end_level() -> None:
    data = printed(volume(letters_that_name(NAMES), "".join(map(entity, NAMES))))
    page = next(page for page in reader(data).pages if page.extract_text().lstrip().startswith("Index"))
    found = [(x, y) for x, y, size, text in pieces(page) if size == 8.8 and text.strip()]
    middle = float(page.mediabox.width) / 2 - 20
    left, right = ([y for x, y in found if (x < middle) is side] for side in (True, False))
    assert left and right and abs(min(left) - min(right)) < 30


# ---------------------------------------------------------------- cross-references


def test_a_reference_has_page_and_line_of_its_target() -> None:
    """In the text and at the foot, forwards and backwards, to a paragraph and to a document."""
    target = f'<p>{LINE * 9}</p><p id="t">Target here. {LINE}</p>'
    there, whole = '<ref target="document:d3#t"/>', '<ref target="document:d1"/>'
    first = document(1, f'<p>{LINE * 200} See there{there}.<foot name="m1" n="1">At the foot{there}.</foot></p>')
    documents = [first, document(2, f"<p>Before{whole}, nowhere<ref target='#nothing'/>.</p>"), document(3, target)]
    data = printed(volume(documents))
    text, pages = " ".join(page.extract_text() for page in reader(data).pages), reader(data).pages
    page = next(n for n, each in enumerate(pages, 1) if "Target here" in each.extract_text())
    line = next(n for n, each in enumerate(lines_of(pages[page - 1]), 1) if "Target here" in each)
    text = " ".join(text.replace("\xa0", " ").split())
    assert text.count(f"there [p. {page}.{line}]") == 1 and f"At the foot [p. {page}.{line}]" in text
    assert "Before [p. 4], nowhere [p. 7]." in text
    assert "00.0" not in text


def test_a_reference_out_of_the_volume_has_no_page() -> None:
    data = printed(volume([document(1, '<p>See there<ref target="document:other#x"/>.</p>')]))
    assert "See there." in reader(data).pages[3].extract_text()


# ---------------------------------------------------------------- front matter and parts


def test_documents_are_numbered_in_text_and_contents() -> None:
    data = printed(volume([document(n, "<p>Text.</p>") for n in (1, 2, 3)]))
    pages = [page.extract_text() for page in reader(data).pages]
    assert re.search(r"2\.\s*Letter 2\s*5", pages[2]) and re.match(r"2\.\s*Letter 2", pages[4])
    alone = printed(volume([document(1, "<p>Text.</p>")]))
    assert "1." not in "".join(page.extract_text() for page in reader(alone).pages[2:])


PARTS = '<part title="Early" subtitle="1941" documents="d1"/><part title="Late" documents="d2 d3"/>'


def test_parts_begin_on_right_hand_pages() -> None:
    data = printed(volume([document(n, "<p>Text.</p>") for n in (1, 2, 3)], PARTS))
    pages = [" ".join(page.extract_text().split()) for page in reader(data).pages]
    begin = {title: pages.index(title) + 1 for title in ("Early 1941", "Late")}
    assert all(number % 2 for number in begin.values())
    first = next(n for n, text in enumerate(pages, 1) if text.startswith("1. Letter 1"))
    assert first == begin["Early 1941"] + 2
    assert f"Early {begin['Early 1941']} 1. Letter 1 {first}" in pages[4]
    outline = [[e.title for e in each] if isinstance(each, list) else each.title for each in reader(data).outline]
    assert outline == ["Early", ["Letter 1"], "Late", ["Letter 2", "Letter 3"]]


def test_a_volume_has_imprint_and_texts_of_its_editors() -> None:
    published = {"publisher": "Press", "date": "2026", "place": "Bath", "edition": "1.0", "funder": "Fund"}
    licence, address = ("CC BY", "https://cc.example/by"), "https://doi.org/10.1/x"
    meta = Metadata("Title", editors=("Ada",), licence=licence, address=address, **published)
    content = blocks_of_xhtml("<p>Some <em>words</em>.</p><h2>Head</h2><ol><li>one</li></ol>", {})
    text = f'<text name="introduction" title="Introduction" xml:lang="en">{content}</text>'
    data = printed(volume([document(1, "<p>Text.</p>")], text, meta))
    pages = [page.extract_text() for page in reader(data).pages]
    assert pages[0].strip() == "Title" and not pages[1].strip() and "Edited by Ada" in pages[2]
    said = " ".join(pages[3].split())
    assert "Bath: Press, 2026" in said and "Licence: CC BY, https://cc.example/by" in said
    assert "How to cite: Ada. Title. Bath: Press, 2026. https://doi.org/10.1/x." in said
    assert "Introduction" in pages[4] and re.match(r"Introduction\s+Some words\.\s+Head\s+1\.\s*one", pages[6])


def test_the_chronology_has_the_documents_by_date() -> None:
    data = printed(volume([document(n, "<p>Text.</p>") for n in (3, 1, 2)]), chronology=True)
    page = next(p for p in (page.extract_text() for page in reader(data).pages) if p.lstrip().startswith("Chronology"))
    assert re.findall(r"Letter (\d)", page) == ["1", "2", "3"]


def test_what_all_documents_share_is_printed_once() -> None:
    fact = (
        '<fact name="publisher" label="Published by">The House</fact><fact name="archive" label="Archive">A {}</fact>'
    )
    data = printed(volume([document(n, "<p>Text.</p>", fact.format(n)) for n in (1, 2)]))
    text = text_of(data)
    assert text.count("TheHouse") == 1 and "TheHouse" in letters(reader(data).pages[1].extract_text())
    assert "A1" in text and "A2" in text


def test_documents_run_on() -> None:
    documents = letters_that_name(NAMES[:8], 4)
    apart, joined = printed(volume(documents)), printed(volume(documents), run_on=True)
    assert len(reader(joined).pages) < len(reader(apart).pages)
    assert [each.title for each in reader(joined).outline] == [each.title for each in reader(apart).outline]
    assert text_of(joined).count("wordsofaletter") == text_of(apart).count("wordsofaletter")


def test_mentions_are_no_words() -> None:
    edition = volume([document(1, f"<p>A {named('Name01')} b</p>")])
    assert words(edition) == {"d1": ["A", "Name01", "b"]}


def test_a_part_holds_documents_by_pattern() -> None:
    part = PrintPart("P", documents=("1945-*", "letter-3"))
    assert [name for name in ("1945-a", "1946-a", "letter-3", "letter-33") if part.holds(name)] == [
        "1945-a",
        "letter-3",
    ]


def test_a_volume_can_be_heard(tmp_path: Path) -> None:
    text = '<text name="introduction" title="Introduction" xml:lang="en"><p>Words.</p></text>'
    register = "".join(map(entity, NAMES))
    documents = letters_that_name(NAMES)
    parts = '<part title="Early" documents="d0 d1 d2"/><part title="Late" documents="d3 d4 d5 d6 d7"/>'
    path = tmp_path / "volume.pdf"
    path.write_bytes(printed(volume(documents, parts + register + text), chronology=True))
    result = outloud.check(str(path))
    assert not result.error and result.stats["tagged"]
    assert [finding.to_dict() for finding in result.findings if finding.severity == "error"] == []
