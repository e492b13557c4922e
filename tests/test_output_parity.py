"""The words of the HTML are the words of the print, view by view: for the sample, every reading case, the corpus."""

import re
from pathlib import Path

import pytest
from converting import ALL_FILES, convert, text_of_file
from lxml import etree
from test_html import words as words_of_page
from test_reading import ALL

from teikit.publication.html.rendering import html_page
from teikit.publication.print import VIEWS, Metadata, print_xml
from teikit.publication.print import words as words_of_print
from teikit.publication.reading.transform import reading_document


def check_same_words(tei: str, view: str) -> None:
    node, _ = reading_document(tei, "document.xml")
    # Of an image that a page can load, print has the words in its place.
    shown = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", html_page(node))
    page = [word for run in words_of_page(shown, view) for word in re.findall(r"[^\W_]+", run)]
    (printed,) = words_of_print(print_xml([node], Metadata("Edition"), view)).values()
    # The two part words at blocks and notes each in its own way; what must not differ is their letters, in order.
    assert "".join(page) == "".join(printed)
    assert printed


@pytest.mark.parametrize("view", VIEWS)
@ALL
def test_cases_of_the_reading_layer(tei: str, view: str) -> None:
    check_same_words(tei, view)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", ALL_FILES)
def test_converted_files(path: Path, view: str) -> None:
    check_same_words(
        etree.tostring(etree.fromstring(convert(text_of_file(path), path.name).data), encoding="unicode"), view
    )
