"""What a file of an image is, by its content: its format, whether an SVG is a picture and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

_BEGINS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
_BEHIND = {(8, b"WEBP"): "webp", (4, b"ftypavif"): "avif"}
_NAMED = {b"II*\0": "TIFF", b"MM\0*": "TIFF", b"%PDF": "PDF", b"BM": "BMP", b"\0\0\0\x0cjP": "JPEG 2000"}
_SVG = "{http://www.w3.org/2000/svg}"
_MOST_SVG = 5_000_000  # bytes; an SVG is read whole
_ACTIVE = frozenset(
    _SVG + name for name in ("script", "foreignObject", "handler", "listener", "set", "animate", "iframe")
)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!\s*#)|expression\(", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)


class Picture(NamedTuple):
    """The format of an image by the ending of its name, empty where browsers show none; what it is otherwise."""

    kind: str
    otherwise: str = ""


def picture(path: Path) -> Picture:
    """What a file is. Raises OSError."""
    with path.open("rb") as file:
        begin = file.read(64)
    for sign, kind in _BEGINS.items():
        if begin.startswith(sign):
            return Picture(kind)
    for (at, sign), kind in _BEHIND.items():
        if begin[at:].startswith(sign):
            return Picture(kind)
    if path.suffix.lower() == ".svg" and begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Picture("svg") if _is_harmless(path) else Picture("", "an SVG with scripts, links or entities")
    return Picture("", next((name for sign, name in _NAMED.items() if begin.startswith(sign)), ""))


def _is_harmless(path: Path) -> bool:
    """Whether an SVG holds nothing that runs, and names nothing outside itself."""
    if path.stat().st_size > _MOST_SVG:
        return False
    content = path.read_bytes()
    if b"<!" in content.replace(b"<!--", b"") or b"<?xml-stylesheet" in content or b"\0" in content:
        return False
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return root.tag == f"{_SVG}svg" and not any(map(_is_active, root.iter()))


def _is_active(element: ElementTree.Element) -> bool:
    name = str(element.tag)
    return name in _ACTIVE or not name.startswith("{") or any(_threats(element))


def _threats(element: ElementTree.Element) -> Iterator[bool]:
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2].lower()
        yield local.startswith("on")
        yield local == "href" and not _INSIDE.match(value.strip())
        yield bool(_OUTSIDE.search(value))
    yield bool(_OUTSIDE.search(element.text or "")) and element.tag == f"{_SVG}style"
