"""Items as BibTeX, RIS and CSL-JSON, which reference managers import.

Sources: the BibLaTeX manual (entry types `incollection`, `collection`); the RIS format of Research Information Systems
(tags and types); CSL-JSON, https://github.com/citation-style-language/schema.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from teikit.exports.dates import bounds, iso, numbers_in
from teikit.exports.indented import indented_json
from teikit.exports.items import Item, Name

_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(items: Iterable[Item]) -> str:
    """Items as a BibTeX file in UTF-8, for BibLaTeX and its ancestors: one entry an item, fields in a fixed order."""
    return "\n".join(map(_bibtex_entry, items))


def _bibtex_entry(item: Item) -> str:
    values = {
        "author": _bibtex_names(item.authors),
        "title": _tex(item.title),
        "booktitle": _tex(item.container),
        "editor": _bibtex_names(item.editors),
        "publisher": _tex(item.publisher),
        "location": _tex(item.publisher_place),
        "year": _tex(item.year),
        "origdate": iso(item.date),
        "library": _tex(item.archive),
        "language": _tex(", ".join(item.languages)),
        "url": item.address.replace("%", r"\%"),
    }
    fields = "".join(f"  {key} = {{{value}}},\n" for key, value in values.items() if value)
    kind = "incollection" if item.container else "collection"
    return f"@{kind}{{{_bibtex_key(item.ident)},\n{fields}}}\n"


def _bibtex_key(ident: str) -> str:
    """An id without the characters that end a key."""
    return re.sub(r"[\s{}(),\"#%~\\=']+", "-", ident)


def _bibtex_names(names: Iterable[Name]) -> str:
    """Names joined as BibTeX wants; one that is not in parts is kept whole by braces."""
    return " and ".join(_tex(name.inverted) if name.family else f"{{{_tex(name.text)}}}" for name in names)


def _tex(text: str) -> str:
    """Text in which no character is a command of TeX."""
    return _SPECIAL.sub(lambda special: _TEX.get(special[0], f"\\{special[0]}"), text)


def ris(items: Iterable[Item]) -> str:
    """Items as a RIS file: one tag a line, two spaces behind it, each item ended by ER."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for item in items for tag, value in _ris_lines(item))


def _ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", "PCOMM" if item.letter else "CHAP" if item.container else "BOOK"
    yield from (("AU", name.inverted) for name in item.authors)
    yield from (("A2", name.inverted) for name in (*item.recipients, *item.editors))
    first = bounds(item.date)[0]
    numbers = numbers_in(first) if first else []
    values = (
        ("TI", item.title),
        ("T2", item.container),
        ("PB", item.publisher),
        ("CY", item.publisher_place),
        ("PY", str(numbers[0]) if item.letter and numbers else item.year),
        ("DA", "/".join([*(f"{number:02}" for number in numbers), "", "", ""][:4]) if numbers[:1] > [0] else ""),
        ("AN", item.archive),
        ("AB", item.summary),
        ("LA", ", ".join(item.languages)),
        ("UR", item.address),
        ("L1", item.pdf),
        ("ID", item.ident),
    )
    yield from ((tag, value) for tag, value in values if value)
    yield "ER", ""


def csl_json(items: Iterable[Item]) -> str:
    """Items as CSL-JSON: an array of objects."""
    return indented_json([_csl(item) for item in items]) + "\n"


def _csl(item: Item) -> dict[str, Any]:
    stated = _csl_date(*bounds(item.date))
    published = {"date-parts": [[int(item.year)]]} if item.year else None
    values = {
        "id": item.ident,
        "type": "personal_communication" if item.letter else "chapter" if item.container else "book",
        "title": item.title,
        "author": [_csl_name(name) for name in item.authors],
        "recipient": [_csl_name(name) for name in item.recipients],
        "container-title": item.container,
        "editor": [_csl_name(name) for name in item.editors],
        "publisher": item.publisher,
        "publisher-place": item.publisher_place,
        "issued": stated if item.letter else published,
        "original-date": None if item.letter else stated,
        "archive_location": item.archive,
        "abstract": item.summary,
        "language": item.languages[0] if item.languages else "",
        "URL": item.address,
    }
    return {key: value for key, value in values.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.family else {"literal": name.text}


def _csl_date(first: str, last: str) -> dict[str, Any] | None:
    if not first:
        return None
    return {"date-parts": [numbers_in(first)] if first == last else [numbers_in(first), numbers_in(last)]}
