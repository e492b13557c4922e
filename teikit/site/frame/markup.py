"""Writes the small XML that `xslt/site/frame.xsl` renders."""

from collections.abc import Iterable

from teikit.core import as_xml


def element(name: str, content: str | Iterable[str] = "", /, **attributes: str | int) -> str:
    """An element of XML; an attribute without a value is left out."""
    given = "".join(f' {key}="{as_xml(str(value))}"' for key, value in attributes.items() if value != "")
    return f"<{name}{given}>{content if isinstance(content, str) else ''.join(content)}</{name}>"
