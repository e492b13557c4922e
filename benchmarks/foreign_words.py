"""The words of a TEI file, and the words of what was published from it: read with lxml alone, not with teikit's code.

A word is a run of letters and digits with their combining marks. Words are counted with their repetitions. A word may
be cut by tags (`<hi>W</hi>ord`), and a page may cut it elsewhere than the TEI does: an occurrence that the counts lack
is looked up with the letters before or after it before it is called missing.
"""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
HEADER = f"{TEI}teiHeader"
XINCLUDE = "{http://www.w3.org/2001/XInclude}"
_MARKS = "".join(re.escape(c) for c in map(chr, range(sys.maxunicode)) if unicodedata.category(c)[0] == "M")
WORD = re.compile(rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*")
# Letters on one side of a word, by which its occurrence is looked up.
CONTEXT = 8
# Elements of HTML that do not separate words.
INLINE = frozenset(
    name
    for names in (
        "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q",
        "rp rt ruby s samp small span strong sub sup time u var wbr",
    )
    for name in names.split()
)


class Place(NamedTuple):
    """One occurrence of a word in a TEI file: the line of its element, the element, its offset among the letters."""

    word: str
    line: int
    element: str
    start: int


@dataclass
class Words:
    """Words with their places, and all their letters in one string."""

    places: list[Place] = field(default_factory=list)
    letters: str = ""

    @property
    def count(self) -> int:
        return len(self.places)


class Missing(NamedTuple):
    """An occurrence of a word that was not published."""

    word: str
    line: int
    element: str


def words_in(text: str) -> list[str]:
    """The words of a text, without the difference of capitals: a label begins with a capital."""
    return WORD.findall(unicodedata.normalize("NFC", text.casefold()))


def read_tei(path: Path) -> Any:
    """The root element of a file, without expanding entities of other files; None where it is not well-formed.

    What XInclude has in place of a file that exists is left out.
    """
    parser = etree.XMLParser(huge_tree=True, no_network=True, resolve_entities="internal", collect_ids=False)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError:
        return None
    for include in [*root.iter(f"{XINCLUDE}include")]:
        if (path.parent / include.get("href", "")).is_file():
            del include[:]
    return root


def included_files(path: Path, root: Any) -> set[Path]:
    """The files that a file includes."""
    hrefs = [include.get("href", "") for include in root.iter(f"{XINCLUDE}include")] if root is not None else []
    return {(path.parent / href).resolve() for href in hrefs if href}


def texts_of(root: Any, header: bool) -> Iterator[tuple[str, Any]]:
    """The text nodes inside or outside of every teiHeader, each with the element that holds it."""

    def walk(element: Any, inside: bool) -> Iterator[tuple[str, Any]]:
        if isinstance(element.tag, str):
            within = inside or element.tag == HEADER
            if element.text and within == header:
                yield element.text, element
            for child in element:
                yield from walk(child, within)
                if child.tail and within == header:
                    yield child.tail, element

    yield from walk(root, False)


def tei_words(root: Any, header: bool, marks: bool = True) -> Words:
    """The words of the headers of a TEI file, or all others, with marks or without. Attributes have none."""
    places, letters, length = [], [], 0
    for text, element in texts_of(root, header):
        for word in words_in(text if marks else without_marks(text)):
            places.append(Place(word, element.sourceline, element.tag.rpartition("}")[2], length))
            letters.append(word)
            length += len(word)
    return Words(places, "".join(letters))


@dataclass
class Published:
    """The words of pages: counted in two ways, of which the greater holds, and their letters in one string.

    `begun` are the beginnings of words before a hyphen at the end of a line: the rest may be on the next page.
    """

    counts: Counter[str]
    letters: str
    begun: frozenset[str] = frozenset()

    def has_divided(self, word: str) -> bool:
        """Whether a word may be divided at the end of a page."""
        return any(word[:n] in self.begun and word[n:] in self.counts for n in range(2, len(word)))


def published_words(nodes: Iterable[str], joined: str) -> Published:
    """Of the text nodes of pages, and of the same text with the words put together that tags cut."""
    alone, together = Counter(word for node in nodes for word in words_in(node)), Counter(words_in(joined))
    return Published(alone | together, "".join(words_in(joined)))


def html_words(elements: Sequence[Any], without: frozenset[Any] = frozenset()) -> Published:
    """The words of elements of a page, without those inside the elements of `without`; alternative texts are words.

    A sign (an underdot, a bracket) and its explanation may be inside a word: the words are also counted without them.
    """
    whole = published_words(*_html_texts(elements, without, True))
    plain = published_words(*_html_texts(elements, without, False))
    return Published(whole.counts | plain.counts, f"{whole.letters} {plain.letters}")


def _html_texts(elements: Iterable[Any], without: frozenset[Any], signs: bool) -> tuple[list[str], str]:
    """The text nodes of elements, and their text, with a space between blocks."""
    nodes: list[str] = []
    joined: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "template") or element in without:
            return
        if not signs and {"sign", "says"} & {*element.get("class", "").split()}:
            return
        space = "" if element.tag in INLINE else " "
        drawn = [element.get("data-n"), element.get("data-name")] if signs else []
        texts = [element.get("alt"), *drawn, element.text]
        for text in filter(None, texts):
            nodes.append(text)
            joined.append(space + text)
        for child in element:
            walk(child)
            if child.tail:
                nodes.append(child.tail)
                joined.append(child.tail)
        joined.append(space)

    for element in elements:
        walk(element)
    return nodes, "".join(joined)


def without_marks(text: str) -> str:
    """A text without accents and other marks: the text of a PDF has them in other places."""
    return re.sub(f"[{_MARKS}]", "", unicodedata.normalize("NFKD", text))


def pdf_words(text: str) -> Published:
    """The words of a PDF as pdftotext gives them, without marks; a word that the end of a line cut is put together.

    pdftotext ends a line after a letter with a mark that its font has not as one glyph.
    """
    text = without_marks(re.sub(rf"(?<=[{_MARKS}])\n", "", text))
    whole = re.sub(r"[-\u2010\u00ad]\n\s*", "", text)
    published = published_words([text], whole)
    begun = frozenset(re.findall(r"(\w+)[-\u2010\u00ad]\n", text))
    return Published(published.counts, re.sub(r"\d", "", published.letters), begun)


def missing_words(words: Words, published: Published, digits: bool = True) -> list[Missing]:
    """The occurrences of words that were not published; `digits` says whether the published letters have them."""
    lacking = Counter(place.word for place in words.places) - published.counts
    missing: list[Missing] = []
    for place in words.places:
        if lacking[place.word] <= 0 or _in_context(place, words.letters, published.letters, digits):
            continue
        lacking[place.word] -= 1
        if not published.has_divided(place.word):
            missing.append(Missing(place.word, place.line, place.element))
    return missing


def _in_context(place: Place, letters: str, published: str, digits: bool) -> bool:
    """Whether the word occurs with the letters before it, or with those after it."""
    end = place.start + len(place.word)
    sides = letters[max(0, place.start - CONTEXT) : end], letters[place.start : end + CONTEXT]
    if not digits:
        sides = re.sub(r"\d", "", sides[0]), re.sub(r"\d", "", sides[1])
    return any(len(side) > len(place.word) and side in published for side in sides)
