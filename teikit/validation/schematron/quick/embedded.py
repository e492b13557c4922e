"""Whether a grammar has rules inside, without reading it as XML."""

from functools import cache
from pathlib import Path

# The namespaces of rules and XSLT, and what names another file that may have rules.
_NAMED = (b"http://purl.oclc.org/dsdl/schematron", b"XSL/Transform", b"schematron-quickfix", b"include", b"externalRef")


@cache
def may_have_rules(grammar: Path) -> bool:
    """Whether a grammar may have rules: not if it names neither Schematron nor another file, in an ASCII encoding."""
    data = grammar.read_bytes()
    readable = data.lstrip(b"\xef\xbb\xbf").startswith(b"<") and b"\0" not in data and b"<!DOCTYPE" not in data
    return not readable or any(name in data for name in _NAMED)
