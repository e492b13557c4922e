"""Other documents that rules read: `doc()` and related functions, and patterns on other documents.

Saxon must not read files here. A rule that needs a file reports that and fails; teikit reads the file, if allowed, and
runs the rules again with it. Allowed are local files inside the folder of the schema, of the document, or the current
folder, without hidden folders on the path (a .git may contain passwords).
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from teikit.core import Severity, printable
from teikit.validation.schematron.load import OWN, is_within
from teikit.validation.schematron.stylesheet_writer import STRINGS, TK, XS, Stylesheet
from teikit.xml import ElementLocations, MappedText, decode_xml

REQUEST = "teikit requests "


class Resource(NamedTuple):
    """A file for the rules: a document node (plain text inside one element), and the locations if it is XML."""

    node: Any
    locations: ElementLocations | None = None
    mapped: MappedText | None = None


def load(key: str, roots: Iterable[Path]) -> Resource:
    """Loads the file of a key: `xml` or `text`, a space, a `file:` URI.

    Never raises for the content or kind of the file.
    """
    try:
        parts = urlsplit(key.partition(" ")[2])
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return _refused("it is not a local file; the network is not used")
        path = Path(unquote(parts.path)).resolve()
        if not is_within(path, roots):
            return _refused("it is outside the folder of the schema, the folder of the document and the current folder")
        if not path.is_file():
            return _refused("there is no such file")
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size, key)
    except (OSError, ValueError) as error:
        return _refused(f"it cannot be read: {error}")


@lru_cache(maxsize=64)
def _read(path: Path, modified: int, size: int, key: str) -> Resource:
    """Reads a file, cached until it changes. The key is `xml` or `text` and its URI."""
    from teikit.core import XsltError, parse

    kind, _, uri = key.partition(" ")
    data = path.read_bytes()
    if kind == "text":
        return Resource(_wrap("text", data.decode("utf-8-sig"), uri))
    document = decode_xml(data, path, display_path(path))
    reasons = [d for d in (*document.diagnostics, document.malformed) if d and d.severity is Severity.ERROR]
    if document.locations is None or reasons:
        return _refused(reasons[0].message)
    try:
        return Resource(parse(document.text, sealed=True, base=uri), document.locations, document.mapped)
    except XsltError as error:
        return _refused(str(error))


def display_path(path: Path) -> str:
    """A path as shown in messages, on one line: relative to the current folder if it is inside it."""
    here = Path.cwd()
    return printable(str(path.relative_to(here) if path.is_relative_to(here) else path))


@lru_cache(maxsize=64)
def _refused(reason: str) -> Resource:
    """The substitute for a file that cannot be read: an element with the reason."""
    return Resource(_wrap("refused", reason))


def _wrap(name: str, text: str, base: str = "") -> Any:
    from teikit.core import parse

    element = etree.Element(f"{OWN}{name}")
    element.text = text
    return parse(etree.tostring(element, encoding="unicode"), sealed=True, base=base)


def write_readers(sheet: Stylesheet) -> None:
    """Writes the parameters that hold the files, and the functions that replace XPath's functions for reading.

    Each file has its own functions, because relative addresses in it are relative to it.
    """
    root = sheet.root
    sheet.add(root, "variable", name=f"{TK}main", select="/")
    sheet.add(root, "param", name=f"{TK}documents", select="()", as_="document-node()*")
    sheet.add(root, "param", name=f"{TK}keys", select="()", as_=f"{XS}string*")
    load = _function(sheet, "load", "document-node()", "key")
    choice = sheet.add(load, "choose")
    available = sheet.add(choice, "when", test=f"${TK}key = ${TK}keys")
    sheet.add(available, "sequence", select=f"${TK}documents[index-of(${TK}keys, ${TK}key)[1]]")
    request = sheet.add(choice, "otherwise")
    sheet.add(request, "message", select=f"'{REQUEST}' || ${TK}key")
    sheet.add(request, "sequence", select="error((), 'too many files were requested')")
    for name, result, parameters, body in _FUNCTIONS:
        _expression_function(sheet, name, result, parameters, body)
    for number in sorted(sheet.readers):
        base = sheet.files.opened[number][0].resolve().as_uri().replace("'", "%27")
        for name, result, parameters, body in _READERS:
            _expression_function(sheet, f"{name}-{number}", result, parameters, body, f"'{base}'")


_FUNCTIONS = (
    ("uri", f"{XS}string", ("what", "base"), "replace(string(resolve-uri(string($t:what), $t:base)), '#.*$', '')"),
    ("base", f"{XS}string", ("what", "base"),
     "string((if ($t:what instance of node()) then base-uri($t:what) else (), $t:base)[1])"),
    ("load-or-fail", "document-node()", ("key",),
     "t:load($t:key) ! (if (t:refused) then error(QName('http://www.w3.org/2005/xqt-errors', 'FODC0002'), "
     "substring-after($t:key, ' ') || ': ' || t:refused) else .)"),
    ("subordinate", "document-node()", ("what",),
     "t:load-or-fail('xml ' || t:uri($t:what, t:base($t:what, base-uri($t:main))))"),
)  # fmt: skip
_READERS = (
    ("doc", "document-node()?", ("u",), "$t:u ! t:load-or-fail('xml ' || t:uri(., BASE))"),
    ("doc-available", f"{XS}boolean", ("u",), "exists($t:u) and empty(t:load('xml ' || t:uri($t:u, BASE))/t:refused)"),
    ("document", "node()*", ("u",), "($t:u ! t:load-or-fail('xml ' || t:uri(., t:base(., BASE))))/."),
    ("document", "node()*", ("u", "b"), "($t:u ! t:load-or-fail('xml ' || t:uri(., base-uri($t:b))))/."),
    ("unparsed-text", f"{XS}string?", ("u",), "$t:u ! string(t:load-or-fail('text ' || t:uri(., BASE)))"),
    ("unparsed-text", f"{XS}string?", ("u", "e"), "$t:u ! string(t:load-or-fail('text ' || t:uri(., BASE)))"),
    ("unparsed-text-available", f"{XS}boolean", ("u",),
     "exists($t:u) and empty(t:load('text ' || t:uri($t:u, BASE))/t:refused)"),
    ("unparsed-text-lines", STRINGS, ("u",),
     "$t:u ! tokenize(replace(string(t:load-or-fail('text ' || t:uri(., BASE))), '\\r?\\n$', ''), '\\r?\\n')"),
)  # fmt: skip


def _function(sheet: Stylesheet, name: str, result: str, *parameters: str) -> etree._Element:
    function = sheet.add(sheet.root, "function", name=f"{TK}{name}", as_=result)
    for parameter in parameters:
        sheet.add(function, "param", name=f"{TK}{parameter}")
    return function


def _expression_function(
    sheet: Stylesheet, name: str, result: str, parameters: tuple[str, ...], body: str, base: str = ""
) -> None:
    """A function with one expression as its body.

    `t:` in it means teikit's namespace, whatever prefixes the schema declares.
    """
    function = _function(sheet, name, result, *parameters)
    sheet.add(function, "sequence", select=body.replace("t:", TK).replace("BASE", base))
