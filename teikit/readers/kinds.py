"""Recognises files that are no transcripts by their content: XML of other programs, word processors, PDF, images.

The kinds, and what to do with each, are data: `conventions/files/kinds.toml`. The name of a file decides only where its
content says nothing.
"""

import codecs
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from teikit.core import Diagnostic, Source, bundled_toml, file_diagnostic

_HTML_SUFFIXES = (".html", ".htm")
_TAG = re.compile(r"<[!/]?[^\W\d]")
# So many bytes of the beginning and of the end are looked at.
_SAMPLE = 65536
_TAIL = 256
_XML_SUFFIXES = (".xml", ".tei")
_TABLE_SUFFIXES = (".csv", ".json", ".tsv")

# XML 1.0, 2.8: instructions, comments and the document type, then the root element.
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<![^<>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[^\W\d][\w.-]*)(?P<attributes>(?:\s[^<>]*)?)>")
_ELEMENT = re.compile(r"<([^\W\d][\w.:-]*)")
_DECLARATION = "<?xml"
_NAMESPACE = "xmlns"


class FileKind(NamedTuple):
    """A kind of file that no reader takes: its name in messages, and what to do with such a file."""

    name: str
    advice: str


@cache
def _table() -> Mapping[str, Any]:
    return bundled_toml("conventions", "files", "kinds.toml")


def refusal(data: bytes, name: str) -> Diagnostic | None:
    """Why a file is not read: a diagnostic that names its kind; None for a file that may be a transcript."""
    kind = kind_of(data, name)
    if kind is None:
        return None
    return file_diagnostic(name, "read-unsupported-kind", f"is {kind.name}, not a transcript. {kind.advice}")


def kind_of(data: bytes, name: str = "") -> FileKind | None:
    """The kind of a file that no reader takes, by its bytes; None for text, HTML and tables."""
    if not _is_suspect(data, name):
        return None
    row = next((row for row in _table()["kind"] if _fits_bytes(row, data)), None)
    if row is not None:
        return FileKind(row["name"], _table()["advice"][row["advice"]])
    return _kind_of_xml(_characters(data[:_SAMPLE]), _characters(data[-_TAIL:]), name)


def kind_of_file(path: Path) -> str:
    """The name of the kind of a file on the disk that no reader takes; empty where it has no known kind."""
    try:
        with path.open("rb") as file:
            data = file.read(_SAMPLE)
            file.seek(max(0, path.stat().st_size - _SAMPLE))
            kind = kind_of(data + file.read(_SAMPLE), path.name)
    except OSError:
        return "cannot be read"
    return kind.name if kind else ""


def is_companion(path: Path) -> bool:
    """Whether a file belongs to a folder and not to its documents, such as README or LICENSE."""
    return path.stem.lower() in _table()["companions"]["stems"]


def sample_of(text: str) -> bytes:
    """The beginning and the end of a text, which are all that its kind depends on."""
    parts = (text,) if len(text) <= _SAMPLE + _TAIL else (text[:_SAMPLE], text[-_TAIL:])
    return "\n".join(parts).encode("utf-8", "replace")


def is_table(name: str) -> bool:
    """Whether a file is by its name a table or data, so that it must not be read as the text of a letter."""
    return PurePath(name).suffix.lower() in _TABLE_SUFFIXES


def is_hypertext(source: Source) -> bool:
    """Whether a text is HTML: by the name of its file if it has a tag, otherwise by its beginning and an end tag."""
    named = PurePath(source.name).suffix.lower() in _HTML_SUFFIXES and _TAG.search(source.text) is not None
    return named or ("</" in source.text and begins_as_html(source.text))


def begins_as_html(text: str) -> bool:
    """Whether a text begins as HTML: with its document type, or with an element of it."""
    if not text[:_TAIL].lstrip().startswith("<"):
        return False
    root = _root(text[:_SAMPLE])
    return root is not None and root["name"].lower() in _table()["html"]["roots"]


def _is_suspect(data: bytes, name: str) -> bool:
    """Whether the beginning differs from that of a text: the table of kinds is read only then."""
    begins = data[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    controls = any(byte < 9 or 13 < byte < 32 for byte in begins)
    return (
        controls or begins[:1] in (b"<", b"{", b"%", b"\\", b"\xff") or PurePath(name).suffix.lower() in _XML_SUFFIXES
    )


def _fits_bytes(row: Mapping[str, Any], data: bytes) -> bool:
    begins = [mark.encode() for mark in row.get("begins", ())] + [bytes.fromhex(mark) for mark in row.get("hex", ())]
    if "pattern" in row:
        return re.match(row["pattern"], _characters(data[:_SAMPLE])) is not None
    if not any(data.startswith(mark) for mark in begins):
        return False
    sample = data[:_SAMPLE] + data[-_SAMPLE:]
    return "contains" not in row or any(mark.encode() in sample for mark in row["contains"])


def _characters(data: bytes) -> str:
    """The bytes as characters; those beyond ASCII do not matter here."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").decode("latin-1")


# ---------------------------------------------------------------- XML
def _root(text: str) -> re.Match[str] | None:
    prolog = _PROLOG.match(text)
    return _ROOT.match(text, prolog.end()) if prolog else None


def _kind_of_xml(text: str, tail: str, name: str) -> FileKind | None:
    root = _root(text)
    if root is None or root["name"].lower() in _table()["html"]["roots"]:
        return _xml("") if PurePath(name).suffix.lower() in _XML_SUFFIXES and root is None else None
    if not _is_xml(text, tail, root):
        return None
    for row in _table()["kind"]:
        named = root["name"] in row.get("roots", ())
        if named or any(address in root["attributes"] for address in row.get("namespaces", ())):
            return FileKind(row["name"], _table()["advice"][row["advice"]])
    return _xml(root["name"])


def _is_xml(text: str, tail: str, root: re.Match[str]) -> bool:
    """Whether a text that begins with a tag is XML, and not a transcript with a convention of such signs."""
    if text.lstrip().startswith(_DECLARATION) or _NAMESPACE in root["attributes"]:
        return True
    closed = re.search(rf"</(?:[\w.-]+:)?{re.escape(root['name'])}\s*>\s*\Z", tail) is not None
    return closed and len(set(_ELEMENT.findall(text))) > 2


def _xml(root: str) -> FileKind:
    return FileKind(f"an XML file (root element {root})" if root else "an XML file", _table()["advice"]["text"])
