"""The table [print] of edition.toml: what it accepts, and the pages that it makes."""

from pathlib import Path

import pytest
from print_pages import META, document, pieces, reader, text_of

from teikit.core.saxon import parse
from teikit.edition import FORMATS, PrintPart, PrintSettings, VolumeSettings
from teikit.edition.config import EditionError, load_edition
from teikit.publication.print import print_xml, typeset

MM = 72 / 25.4
FACTS = (
    '<fact name="archive" label="Archive">Fund 1</fact><fact name="transcript" label="Transcript">SHA-256 ab</fact>'
    '<group name="revisions" label="Changes"><fact name="change" label="Changed">Converted</fact></group>'
)
NOTED = (
    '<paragraph>Words<note kind="footnote" n-of="1">Foot</note> '
    + "and more of them " * 300
    + '<note kind="marginalia">beside</note></paragraph>'
)


def settings_of(folder: Path, table: str) -> PrintSettings:
    (folder / "raw").mkdir(exist_ok=True)
    (folder / "edition.toml").write_text(f'[edition]\ntitle = "T"\n[print]\n{table}', "utf-8")
    return load_edition(folder).printing


def printed(body: str, settings: PrintSettings | None = None) -> bytes:
    source = document(body).replace("<description/>", f"<description>{FACTS}</description>")
    data, findings = typeset(print_xml([parse(source)], META), settings=settings)
    assert findings == []
    return data


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('page = "a44"', "there is no format “a44”; did you mean “a4”?"),
        ('page = "20 x 30"', "each side must be between 90 and 600 mm"),
        ('margin_column = "left"', "margin_column must be auto, always or never"),
        ("margins = { left = 20 }", "there is no “left”"),
        ("margins = { top = 2 }", "top must be a number of millimetres, at least 8"),
        ("margins = { inside = 80, outside = 80 }", "leave 10 mm for the text"),
        ("line_numbers = -1", "between 0 (no numbers) and 100"),
        ("contents = 9", "between 0 (titles of documents only) and 6"),
        ("colour = 1", "[print] has no “colour”"),
        ('index = ["persons"]', "there is no index of “persons”; did you mean “person”?"),
        ('index_by = "folio"', "index_by must be line, page or document"),
        ('parallel = "columns"', "parallel must be after or pages"),
        ('documents = "together"', "documents must be page or run-on"),
        ('[[print.part]]\ntitle = "A"', "needs a title and documents"),
        ('[[print.part]]\ntitle = "A"\nfiles = []', "[[print.part]] has no “files”"),
    ],
)
def test_a_wrong_setting_is_refused(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(EditionError) as caught:
        settings_of(tmp_path, table)
    assert message in str(caught.value)


def test_settings_are_read(tmp_path: Path) -> None:
    table = 'page = "160 x 230mm"\nmargins = { top = 20 }\nline_numbers = 10\nfacts = ["archive"]\ncrop_marks = true\n'
    assert settings_of(tmp_path, table) == PrintSettings(
        160.0, 230.0, (("top", 20.0),), every=10, facts=("archive",), crop_marks=True
    )
    assert settings_of(tmp_path, 'page = "A5"').width == FORMATS["a5"][0]
    part = '[[print.part]]\ntitle = "A"\ndocuments = ["d-*"]'
    assert settings_of(tmp_path, f'index = ["place", "person"]\n{part}').volume == VolumeSettings(
        index=("person", "place"), parts=(PrintPart("A", documents=("d-*",)),)
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("marks", [False, True])
def test_every_format_holds_its_notes(name: str, marks: bool) -> None:
    width, height = FORMATS[name]
    data = printed(NOTED, PrintSettings(width, height, crop_marks=marks))
    box = reader(data).pages[3].mediabox
    sheet = 20 if marks else 0
    assert (round(float(box.width) / MM, 1), round(float(box.height) / MM, 1)) == (width + sheet, height + sheet)
    for page in reader(data).pages[3:]:
        assert all(0 < x < float(box.width) and 0 < y < float(box.height) for x, y, _, _ in pieces(page))


def test_a_page_has_a_margin_column_only_where_something_is_in_it() -> None:
    def width(data: bytes) -> float:
        xs = [x for page in reader(data).pages[3:4] for x, _, size, _ in pieces(page) if size == 10.5]
        return min(xs)

    wide, narrow = printed(NOTED), printed("<paragraph>No note beside.</paragraph>")
    never = printed(NOTED, PrintSettings(column="never"))
    assert width(wide) > width(narrow) + 20
    assert width(never) == pytest.approx(width(narrow), abs=20)
    assert "beside" in text_of(never)


def test_numbers_of_lines_and_facts_are_those_of_the_settings() -> None:
    numbers = {
        every: [text for page in reader(printed(NOTED, PrintSettings(every=every))).pages[3:]
                for _, _, size, text in pieces(page) if size == 7.5]
        for every in (0, 5, 10)
    }  # fmt: skip
    assert numbers[0] == []
    assert numbers[10] and set(numbers[10]) < set(numbers[5])
    assert "SHA256" not in text_of(printed(NOTED)) and "Fund1" in text_of(printed(NOTED))
    chosen = text_of(printed(NOTED, PrintSettings(facts=("transcript",))))
    assert "SHA256" in chosen and "Fund1" not in chosen
    assert "Converted" not in text_of(printed(NOTED))
    assert "Converted" in text_of(printed(NOTED, PrintSettings(facts=("revisions",))))
