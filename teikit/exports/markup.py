"""Elements of XML as text; characters that XML cannot hold become the replacement character."""

from collections.abc import Iterable, Mapping

from teikit.core import as_xml

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, attributes: Mapping[str, str] | None = None, content: str | Iterable[str] = "") -> str:
    """An element with its attributes, without those that are empty; `content` is XML already."""
    given = "".join(f' {key}="{as_xml(value)}"' for key, value in (attributes or {}).items() if value)
    inside = content if isinstance(content, str) else "".join(content)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def text_element(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element that holds a text; nothing for an empty text."""
    return element(name, attributes, as_xml(text)) if text else ""
