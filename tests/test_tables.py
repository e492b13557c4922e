"""What is a table and what is not, and that a table is written back as it is read."""

import pytest
from converting import WILSON, convert
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teikit.tei.decode.decoder import decode
from teikit.xml.names import TEI, tei


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each table in the body made of a text."""
    made = convert(text)
    assert made.encoded.proof.holds
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.iter(tei("row"))]
        for table in made.body.iter(tei("table"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ivanov\t12\t3\nPetrov\t4\t\nSidorov\t5\t6",
        "Ivanov    12   3\nPetrov     4   7\nSidorov    5   6",
        "Ivanov | 12 | 3\nPetrov | 4 |\nSidorov | 5 | 6",
        "| Ivanov | 12 | 3 |\n| Petrov | 4 |  |\n| Sidorov | 5 | 6 |",
        "- - -\n\nIvanov   12   3\n------   --   -\nPetrov    4   7\nSidorov   5   6",
    ],
)
def test_a_table(text: str) -> None:
    (rows,) = tables(text)
    assert [row[0] for row in rows] == ["Ivanov", "Petrov", "Sidorov"]
    assert {len(row) for row in rows} == {3}


@pytest.mark.parametrize(
    "text",
    [
        "Ivanov   12\nPetrov    4",
        "Ivanov   12\nPetrov 4\nSidorov   5",
        "Ivanov          12\nPetrov    4\nSidorov               5",
        "He came.  She went.\nThey saw 5  of them.\nAnd that  was all.",
        "For the USSR        For the PRC\nA. Orlov            B. Li\n[signature]         [signature]",
        "the people of     have come to      12 rivers and\nthe south and     cross them all    14 hills where\n"
        "then went home    again and then    50 towns stood",
        "1.   12\n2.   14\n3.   16",
        "a | b\n\nc | d\n\ne | f",
    ],
)
def test_no_table(text: str) -> None:
    assert tables(text) == []


def test_a_row_of_words_above_figures_heads_them() -> None:
    body = convert("Year    Guns\n1949     120\n1950     140").body
    assert [row.get("role") for row in body.iter(tei("row"))] == ["label", None, None]
    body = convert("1948     100\n1949     120\n1950     140").body
    assert [row.get("role") for row in body.iter(tei("row"))] == [None, None, None]


words = st.text("abcАбв 12.", min_size=1, max_size=8).map(lambda text: " ".join(text.split()) or "x")


@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(words, min_size=n, max_size=n), min_size=3, max_size=6)))
def test_cells_between_bars_come_back(rows: list[list[str]]) -> None:
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    assert [[["".join(cell.split()) for cell in row] for row in rows]] == [
        [["".join(cell.split()) for cell in row] for row in table] for table in tables(text)
    ]
    assert decode(convert(text).body, WILSON) == (text, [])


@pytest.mark.parametrize(
    "rows", ["<row><cell>a</cell><cell>b</cell></row>", "<head>H</head>" + 3 * "<row><cell>a</cell></row>"]
)
def test_what_would_not_be_read_as_a_table_again_is_reported(rows: str) -> None:
    text, found = decode(etree.fromstring(f'<table xmlns="{TEI}">{rows}</table>'), WILSON)
    assert "| a |" in text
    assert [finding.code for finding in found] == ["convert-not-in-convention"]


@pytest.mark.parametrize("line", ["|" * 100_000, "a  " * 50_000, " " * 200_000 + "a\tb", "a\tb " * 30_000])
def test_what_has_too_many_columns_is_no_table(line: str) -> None:
    assert all(len(row) < 3 for table in tables("\n".join([line] * 4)) for row in table)
