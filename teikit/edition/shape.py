"""The tables and keys of `edition.toml`: which there are, and what kind of value each has."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from teikit.core import TeikitError, is_language


class EditionError(TeikitError):
    """An edition.toml is missing, is not TOML, or has a wrong setting; the message says where and what."""


DOCUMENT_KEYS = (
    "title", "date", "sender", "addressee", "addressee_place", "place", "archive", "settlement", "shelfmark",
    "original_title", "language", "original_language", "translator", "transcriber", "genre", "keywords", "abstract",
    "licence", "funder", "url", "id", "images", "hands", "participants", "setting", "recording", "calendar",
)  # fmt: skip
"""The keys of a [[document]] that state something of it: the columns of documents.csv."""

_SHAPE: dict[str, dict[str, type | UnionType]] = {
    "edition": {
        "title": str, "subtitle": str, "description": str, "editors": list, "publisher": str,
        "date": str, "pub_place": str, "licence": str | dict, "funder": str | list, "text_language": str,
        "language": str, "convention": str, "registers": list, "version": str,
    },
    "paths": {"raw": str, "xml": str, "build": str, "fonts": str},
    "output": {
        "html": bool, "print": bool, "print_view": str, "people": bool, "signs": str, "page_size": int,
        "renderings": str,
    },
    "site": {
        "address": str, "theme": str, "css": str, "logo": str, "menu": list, "pages": str | list, "xslt": str,
        "colours": dict, "dark": dict, "faces": dict, "fonts": list, "words": dict, "institution": str | dict,
        "contact": str, "exports": list, "privacy": str,
    },
    "print": {
        "page": str, "margins": dict, "margin_column": str, "line_numbers": int, "contents": int, "crop_marks": bool,
        "facts": list, "index": list, "index_by": str, "numbered": bool, "documents": str, "half_title": bool,
        "front": list, "chronology": bool, "archives": bool, "part": list, "numbering": str, "number_margin": str,
        "layers": str, "layer": list, "offprints": bool,
        "parallel": str,
    },
    "validation": {
        "schemas": list, "own": bool, "catalog": str, "registers": list, "select": list, "ignore": list,
        "severity": str, "fail_on": str, "baseline": str, "phase": str,
    },
    "document": {
        "file": str, "convention": str, "encoding": str, **dict.fromkeys(DOCUMENT_KEYS, str | list),
    },
    "override": {"file": str, "at": str, "as": str, "place": str, "cert": str, "hand": str, "words": str},
}  # fmt: skip
_REPEATED = ("document", "override")


def check_shape(path: Path, data: Mapping[str, Any]) -> None:
    """Raises EditionError for unknown tables and keys: a misspelt key would otherwise have no effect."""
    for table, content in data.items():
        shape = _SHAPE.get(table)
        if shape is None:
            raise EditionError(f"{path}: there is no table [{table}]; known are {', '.join(_SHAPE)}")
        if isinstance(content, list) is not (table in _REPEATED):
            wanted = f"[[{table}]]" if table in _REPEATED else f"[{table}]"
            raise EditionError(f"{path}: write {wanted}")
        for entry in content if isinstance(content, list) else [content]:
            _check_table(path, table, entry, shape)


def _check_table(path: Path, table: str, entry: Any, shape: Mapping[str, type | UnionType]) -> None:
    if not isinstance(entry, dict):
        raise EditionError(f"{path}: [{table}] is not a table")
    for key, value in entry.items():
        if key not in shape:
            raise EditionError(f"{path}: [{table}] has no “{key}”{hint(key, shape)}")
        if not isinstance(value, shape[key]):
            kinds = get_args(shape[key]) or (shape[key],)
            raise EditionError(f"{path}: [{table}] {key} must be {' or '.join(map(_WORDS.__getitem__, kinds))}")
    if entry.get("print_view", "diplomatic") not in ("diplomatic", "reading"):
        raise EditionError(f"{path}: [output] print_view must be diplomatic or reading")
    if not 1 <= entry.get("page_size", 1) <= 10_000 or entry.get("page_size") is True:
        raise EditionError(f"{path}: [output] page_size must be between 1 and 10000 (thousand characters)")
    for key in ("language", "text_language") if table == "edition" else ():
        if not is_language(entry.get(key, "en")):
            raise EditionError(f"{path}: [edition] {key} must be a language code such as en or ru")


def hint(key: str, known: Iterable[str]) -> str:
    """What was meant by an unknown key, or else all known keys."""
    similar = get_close_matches(key, list(known), n=1)
    return f"; did you mean “{similar[0]}”?" if similar else f"; known are {', '.join(known)}"


_WORDS: Mapping[type, str] = {
    str: "text in quotation marks",
    bool: "true or false",
    list: "a list",
    int: "a whole number",
    dict: "a table such as { name = …, url = … }",
}
