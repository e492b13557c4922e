"""HTML with markup that is not closed loses no word, whatever the version of Python's parser, and says where it is.

Cases are in tests/unclosed_markup/cases.toml.
"""

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.core.source import Source, source_of
from teikit.readers.hypertext import read_hypertext
from teikit.readers.read import documents_in

CASES = tomllib.loads((Path(__file__).parent / "unclosed_markup" / "cases.toml").read_text(encoding="utf-8"))["case"]
CODE = "read-unclosed-markup"


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    (read,), found = read_hypertext(Source(case["html"], "letter.html"))
    places = [f"{f.position.line}:{f.position.column}" for f in found if f.position and f.code == CODE]
    assert (read.text, places) == (case["text"], [case["place"]] if "place" in case else [])


OPENINGS = ["<script>", "<style a=b>", "<template>", "<noscript>", "<textarea>", "<!--", "<b title='x>", "<title>"]
OTHERS = ["wool ", "came ", "<p>", "</p>", "<b>", "</b>", "&amp;", "\n", "<hr/>"]


@given(st.lists(st.sampled_from([*OPENINGS, *OTHERS]), max_size=12))
def test_every_word_behind_unclosed_markup_is_read(pieces: list[str]) -> None:
    html = "<p>first</p>" + "".join(pieces)
    (read,), _ = read_hypertext(Source(html, "letter.html"))
    words = re.findall("wool|came", re.sub("<b title='[^']*'[^>]*>", "", html))
    assert re.findall("wool|came", read.text) == words


def test_html_in_a_record_is_reported_at_its_place() -> None:
    table = 'title,date,text_body\nWool,1951,"<html><p>Wool came.</p><!-- and more</html>"\n'
    (read,), found = documents_in(source_of(table, "letters.csv"))
    assert "<!-- and more" in read.text
    assert [(f.code, f.position) for f in found] == [(CODE, (2, 35))]


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<noscript>a", '<p a="'])
def test_much_unclosed_markup_takes_linear_time(piece: str) -> None:
    def seconds(number: int) -> float:
        began = time.process_time()
        read_hypertext(Source("<p>a</p>" + piece * number, "letter.html"))
        return time.process_time() - began

    assert seconds(8000) < 16 * max(seconds(1000), 0.01)
