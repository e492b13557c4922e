"""Writes the small XML of a page, which a stylesheet of `xslt/site/` renders."""

from collections.abc import Iterable

from teikit.core import as_xml


def element(name: str, content: str | Iterable[str] = "", /, **attributes: str | int | None) -> str:
    """An element of XML. An attribute without a value is left out; `_` in its name is a hyphen."""
    values = {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
    given = "".join(f' {key}="{as_xml(str(value))}"' for key, value in values.items() if value not in (None, ""))
    return f"<{name}{given}>{content if isinstance(content, str) else ''.join(content)}</{name}>"


def text_element(name: str, text: str, /, **attributes: str | int | None) -> str:
    """An element of XML that holds text."""
    return element(name, as_xml(text), **attributes)
