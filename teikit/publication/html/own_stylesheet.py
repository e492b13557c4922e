"""An edition's own stylesheet for the pages of documents: its templates go before those of `xslt/html/html.xsl`.

It is one file that names no other: what reads or writes files, or puts expressions together, is refused before it runs.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from teikit.core import Stylesheet, TeikitError, XsltError, resource, stylesheet, stylesheet_from_text

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_REFUSED = frozenset(
    _XSL + name
    for name in (
        "import", "include", "use-package", "import-schema", "source-document", "merge-source", "result-document",
        "evaluate", "package",
    )
)  # fmt: skip
_FUNCTIONS = re.compile(
    r"(?<![\w.-])(doc|document|doc-available|unparsed-text|unparsed-text-lines|unparsed-text-available|json-doc|collection|"
    r"uri-collection|environment-variable|available-environment-variables|transform|load-xquery-module|function-lookup|"
    r"stream-available|unparsed-entity-uri|unparsed-entity-public-id)\s*[(#]"
)
_COMMENT = re.compile(r"\(:.*?:\)", re.DOTALL)
_OTHER_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_EXTENSIONS = ("saxon.sf.net", "java:", "urn:saxon", "exslt.org", "expath.org")


class OwnStylesheetError(TeikitError):
    """The edition's own stylesheet cannot be used; the message names it, and what is wrong."""


def page_stylesheet(own: Path | None = None) -> Stylesheet:
    """The stylesheet of the pages of documents, with the templates of the edition's own one before it.

    It is compiled once as long as the own one is the same. Raises OwnStylesheetError.
    """
    if own is None:
        return stylesheet(resource("xslt", "html", "package.xsl"))
    return _with_own(own, _state(own))


def _state(own: Path) -> tuple[int, int]:
    """The time and the size of a file; of one that is not there none."""
    try:
        status = own.stat()
        return status.st_mtime_ns, status.st_size
    except OSError:
        return 0, 0


@lru_cache(maxsize=4)
def _with_own(own: Path, state: tuple[int, int]) -> Stylesheet:
    if problem := next(_problems(own), ""):
        raise OwnStylesheetError(f"{own}: {problem}")
    base = resource("xslt", "html", "html.xsl")
    text = (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="{_XSL[1:-1]}"><xsl:import href="{base.as_uri()}"/>'
        f'<xsl:include href="{own.resolve().as_uri()}"/></xsl:stylesheet>'
    )
    try:
        return stylesheet_from_text(text)
    except XsltError as error:
        raise OwnStylesheetError(f"{own}: {error}") from error


def _problems(own: Path) -> Iterator[str]:
    """What is refused in a stylesheet. Raises OSError."""
    try:
        content = own.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        content = ""
    if not content or _OTHER_ENCODING.match(content):
        yield "is not in UTF-8"
        return
    if "<!DOCTYPE" in content or "<!ENTITY" in content:
        yield "a document type declaration (<!DOCTYPE …>) is not accepted"
        return
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError) as error:
        yield f"is not well-formed: {error}"
        return
    if root.tag not in (f"{_XSL}stylesheet", f"{_XSL}transform"):
        yield "is no xsl:stylesheet"
    if any(name in content for name in _EXTENSIONS):
        yield "extensions of a processor are not accepted"
    for element in root.iter():
        yield from _refused(element)


def _refused(element: ElementTree.Element) -> Iterator[str]:
    name = str(element.tag)
    if name in _REFUSED:
        yield f"xsl:{name.removeprefix(_XSL)} is not accepted: the stylesheet is one file and names no other"
    if any(attribute.startswith("_") for attribute in element.attrib):
        yield "attributes that begin with _ are not accepted: they put expressions together"
    for words in (*element.attrib.values(), element.text or "", element.tail or ""):
        if function := _FUNCTIONS.search(_COMMENT.sub(" ", words)):
            yield f"the function {function[1]}() is not accepted: a page is made of its document only"
