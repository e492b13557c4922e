"""Facing pages: the second text of a document is beside the first, in step, and nothing of either is lost."""

import pytest
from print_pages import META, letters, reader, text_of

from teikit.edition import PrintSettings, VolumeSettings
from teikit.publication.print import print_edition, typeset


def text(language: str, word: str, paragraphs: int, size: int) -> str:
    """Paragraphs that begin with a word and their number; each third has a note."""
    held = ""
    for n in range(paragraphs):
        note = f'<foot name="{word}{n}" n="{n}">Note {word}{n}</foot>' if n % 3 == 0 else ""
        held += f"<p>{word}{n} {f'words of {word} ' * (size + n % 7)}{note}</p>"
    return f'<witness id="{word}" label="{word}" xml:lang="{language}">{held}</witness>'


def document(first: str, second: str, name: str = "d1") -> str:
    fact = '<fact name="archive" label="Archive">The Archive</fact>'
    return f'<document id="{name}" title="Letter" xml:lang="en">{fact}{first}{second}</document>'


def printed(*documents: str) -> list[str]:
    settings = PrintSettings(volume=VolumeSettings(parallel="pages"))
    data, findings = typeset(print_edition(documents, META, "diplomatic"), settings=settings)
    assert findings == []
    return [page.extract_text() for page in reader(data).pages]


def numbers(pages: list[str], word: str) -> list[list[int]]:
    """The numbers of the paragraphs that begin on each page."""
    return [[n for n in range(60) if f"{word}{n} words" in page] for page in pages]


def all_of(pages: list[list[int]]) -> list[int]:
    return [n for page in pages for n in page]


@pytest.mark.parametrize("size", [8, 20])
def test_the_texts_are_on_facing_pages_in_step(size: int) -> None:
    pages = printed(document(text("de", "Satz", 40, size), text("en", "Sentence", 40, size + 3)))
    left, right = numbers(pages, "Satz"), numbers(pages, "Sentence")
    assert all_of(left) == all_of(right) == list(range(40))
    held = [n for n, each in enumerate(left) if each]
    assert len(held) > 2 and all(n % 2 for n in held)  # counted from 0: left-hand pages have even numbers
    assert all(left[n] == right[n + 1] for n in held)


def test_texts_of_different_length_end_together() -> None:
    pages = printed(document(text("de", "Satz", 40, 12), text("en", "Sentence", 20, 24)))
    left, right = numbers(pages, "Satz"), numbers(pages, "Sentence")
    assert all_of(left) == list(range(40)) and all_of(right) == list(range(20))
    last = max(n for n, each in enumerate(left) if each)
    assert right[last + 1] and 19 in right[last + 1]
    for n, each in enumerate(left):
        if each and right[n + 1]:
            assert abs(each[-1] / 2 - right[n + 1][-1]) <= 2


def test_the_document_after_begins_behind_the_facing_pages() -> None:
    one = document(text("de", "Satz", 10, 12), text("en", "Sentence", 10, 12))
    two = document(text("de", "Wort", 30, 12), text("en", "Word", 30, 12), "d2")
    pages = printed(one, two)
    assert all(n % 2 for n, each in enumerate(numbers(pages, "Wort")) if each)


def test_a_paragraph_longer_than_a_page_is_followed_by_the_other_text() -> None:
    first = f'<witness id="a" label="A" xml:lang="de"><p>{"lang " * 1200}Ende.</p></witness>'
    settings = PrintSettings(volume=VolumeSettings(parallel="pages"))
    edition = print_edition([document(first, text("en", "Sentence", 3, 5))], META, "diplomatic")
    data, findings = typeset(edition, settings=settings)
    assert findings == []
    assert text_of(data).count("lang" * 20) > 0 and letters("Sentence2 words") in text_of(data)
