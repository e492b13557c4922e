"""Characters that the print cannot show: what is printed in their place, and which documents are left out.

A glyph that no font has is an error. A sign in a long text is printed as an empty square; a document of which more than
one character in a hundred has no glyph is not printed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from teikit.core import as_xml
from teikit.publication.print.finding import EDITION, Finding
from teikit.publication.print.typesetter import lacking

_P = "{urn:teikit:print}"
_SQUARE = "□"
_MOST = 100  # one missing character of so many is printed as a square
_SHOWN = 12  # characters that a message names
# Separators are blanks in print. Controls of writing direction would make the page say something else than the text.
_BLANKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
_DROPPED = dict.fromkeys([0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")
_SQUARED = dict.fromkeys((n for n in range(0x7F, 0xA0) if n != 0x85), _SQUARE)
_CONTROLS = {**_SQUARED, **_BLANKS, **_DROPPED}
# What the fonts of the wheel have in every style, so that it need not be tried: ASCII, Latin-1, Russian.
_SURE = frozenset(map(chr, [9, 10, 13, *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x410, 0x450), 0x401, 0x451]))
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_DOCUMENT = re.compile(r"(?=<document[\s>])")


class Fit(NamedTuple):
    """Print XML that has no character without a glyph, empty where no document is left, and what was reported."""

    edition: str
    findings: list[Finding]


def fit_to_print(edition: str, fonts: Path | None) -> Fit:
    """Print XML as it can be set with the fonts of the wheel and of a folder."""
    plain = _REFERENCE.sub(_resolved, edition).translate(_CONTROLS)
    missing = lacking(frozenset(plain) - _SURE, fonts)
    if not missing:
        return Fit(plain, [])
    head, *parts = _DOCUMENT.split(plain.removesuffix("</edition>"))
    findings = list(_about(EDITION, ElementTree.fromstring(f"{head}</edition>"), missing, fonts, True))
    kept = []
    for part in parts:
        document = ElementTree.fromstring(part)
        texts = _texts(document)
        fits = sum(map(missing.__contains__, texts)) * _MOST <= sum(not char.isspace() for char in texts)
        findings += _about(document.get("id", ""), document, missing, fonts, fits)
        kept.append(part if fits else "")
    squares = dict.fromkeys(map(ord, missing), _SQUARE)
    return Fit(f"{head}{''.join(kept)}</edition>".translate(squares) if any(kept) else "", findings)


def _resolved(reference: re.Match[str]) -> str:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(point) if point > 0x7E else reference[0]


def _texts(root: ElementTree.Element) -> str:
    """All characters of an element that could be printed."""
    return "".join(
        text for element in root.iter() for text in (element.text, element.tail, *element.attrib.values()) if text
    )


def _about(
    name: str, root: ElementTree.Element, missing: frozenset[str], fonts: Path | None, fits: bool
) -> Iterator[Finding]:  # fmt: skip
    """One finding for each script of which characters are missing, at the first of them."""
    counts = Counter(char for char in _texts(root) if char in missing)
    scripts: dict[str, list[str]] = {}
    for char in sorted(counts):
        scripts.setdefault(script_of(char), []).append(char)
    folder = f"{fonts.name if fonts else 'fonts'}/"
    for script, chars in sorted(scripts.items(), key=lambda item: (-sum(counts[c] for c in item[1]), item[0])):
        times = sum(counts[char] for char in chars)
        shown = " ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in chars[:_SHOWN])
        more = " …" if len(chars) > _SHOWN else ""
        outcome = f"printed as {_SQUARE}" if fits else "the document is not in the print"
        message = f"no font has {_counted(len(chars))} of {script} ({shown}{more}; {times:,} times): {outcome}"
        what = f"that has {script}" if script != _SIGNS else "that has them"
        remedy = f"Put a font {what} (.ttf, .otf) into {folder}"
        yield Finding(name, "print-missing-glyph", f"{message}. {remedy}", *_first(root, frozenset(chars)))


def _first(root: ElementTree.Element, chars: frozenset[str]) -> tuple[int, str]:
    """The number of the first element that has one of the characters in its text or behind it, and the character."""
    for number, element in enumerate(root.iter()):
        for text in (element.text, element.tail):
            first = next((char for char in text or "" if char in chars), "")
            if first:
                return number, first
    return 0, ""


def _counted(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"


_SIGNS = "signs and symbols"


def script_of(char: str) -> str:
    """The script of a character as Unicode names it: Hebrew, CJK; signs and symbols have none."""
    if unicodedata.category(char)[0] not in "LM":
        return _SIGNS
    first = unicodedata.name(char, "").partition(" ")[0]
    return first if first == "CJK" else first.capitalize() or _SIGNS


def left_out(document: ElementTree.Element, why: str) -> str:
    """A document of print XML that says why its text is not there."""
    language = document.get("{http://www.w3.org/XML/1998/namespace}lang", "en")
    return (
        f'<document xmlns="urn:teikit:print" id="{as_xml(document.get("id", ""))}"'
        f' title="{as_xml(document.get("title", ""))}" xml:lang="{as_xml(language)}" broken="{as_xml(why)}"/>'
    )
