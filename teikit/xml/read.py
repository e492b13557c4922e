"""The only way TEI files come in: no network, no entities, no document type declaration, no surprise.

Whatever is wrong with a file is a diagnostic; nothing here raises for bad content.
"""

import re
from hashlib import sha256
from pathlib import Path

from lxml import etree

from teikit.core import Diagnostic, Position, Source, file_diagnostic
from teikit.xml.locations import DoctypeError, ElementLocations, MalformedError, locate_elements

Tree = etree._ElementTree

_DECLARED = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_WHERE = re.compile(r",? line \d+, column \d+$")


def read_tei(path: Path, name: str | None = None) -> tuple[Tree | None, list[Diagnostic]]:
    """The TEI file at `path` as an lxml tree, or None and why; `name` is how messages call it."""
    called = str(path) if name is None else name
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [file_diagnostic(called, "xml-unreadable", f"cannot be read: {error.strerror or error}")]
    return parse_tei(data, called)


def parse_tei(data: bytes, name: str) -> tuple[Tree | None, list[Diagnostic]]:
    """A TEI file's bytes as an lxml tree, or None and why."""
    tree, _, findings = open_tei(data, name)
    return tree, findings


def open_tei(data: bytes, name: str) -> tuple[Tree | None, ElementLocations | None, list[Diagnostic]]:
    """As `parse_tei`, with where each element is in the file."""
    source, findings = _decoded(data, name)
    if source is None:
        return None, None, findings
    try:
        locations = locate_elements(source)
    except DoctypeError as refused:
        message = "a document type declaration (<!DOCTYPE …>) is not accepted"
        return None, None, [file_diagnostic(name, "xml-doctype-refused", message, refused.position)]
    except MalformedError as error:
        _, said = _parsed(source)
        return None, None, [file_diagnostic(name, "xml-malformed", said[0] if said else str(error), error.position)]
    tree, said = _parsed(source)
    if said is not None:
        return None, None, [file_diagnostic(name, "xml-malformed", said[0], Position(said[1], said[2]))]
    return tree, locations, []


def _decoded(data: bytes, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The text of the bytes, without a byte order mark; or None and why it is no UTF-8 text."""
    if not data.strip():
        return None, [file_diagnostic(name, "xml-empty", "the file is empty")]
    if data.startswith(_WIDE):
        return None, [file_diagnostic(name, "xml-encoding", "the file is in UTF-16, not in UTF-8")]
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, name, error)]
    source = Source(text, name, sha256(data).hexdigest())
    if control := _CONTROL.search(text):
        where = source.position(control.start())
        return None, [file_diagnostic(name, "xml-binary", f"character U+{ord(control.group()):04X} is not text", where)]
    declared = _DECLARED.match(text)
    if declared and declared.group(1).lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        where = source.position(declared.start(1))
        return None, [
            file_diagnostic(name, "xml-encoding", f"the file declares the encoding {declared.group(1)}", where)
        ]
    return source, []


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Diagnostic:
    if b"\x00" in data[:4096]:
        return file_diagnostic(name, "xml-binary", "the file is not text")
    before = data[: error.start].decode()
    where = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return file_diagnostic(name, "xml-encoding", f"byte {data[error.start]:#04x} is not UTF-8", where)


def _parsed(source: Source) -> tuple[Tree | None, tuple[str, int, int] | None]:
    """The tree, or what lxml says is wrong and where."""
    text = _DECLARED.sub(lambda found: found.group().replace(found.group(1), "UTF-8"), source.text, count=1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False, encoding="utf-8"
    )
    try:
        return etree.ElementTree(etree.fromstring(text.encode(), parser)), None
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return None, (_WHERE.sub("", error.msg or "not well-formed"), max(line, 1), max(column, 1))
