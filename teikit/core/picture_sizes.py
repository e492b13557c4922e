"""The size of an image, from the first bytes of its file.

PNG (W3C PNG 11.2.2), GIF, JPEG (ITU-T T.81, B.2.2), WebP and TIFF 6.0 files are read.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

# The bytes of a JPEG or TIFF file in which its size is looked for.
_HEAD = 1_048_576
# The type of a TIFF value of two bytes; others of a size have four.
_SHORT = 3
# Markers of JPEG frames, which have the size: all but those of tables (B.1.1.3).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(path: Path) -> tuple[int, int] | None:
    """Width and height of an image in pixels; None where they are not known. Raises OSError."""
    with path.open("rb") as file:
        data = file.read(_HEAD)
    return next((size for size in _sizes(data) if all(size)), None)


def _sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The size by each format that the bytes may be in."""
    try:
        if data.startswith(b"\x89PNG"):
            yield struct.unpack(">II", data[16:24])
        elif data.startswith(b"GIF8"):
            yield struct.unpack("<HH", data[6:10])
        elif data.startswith(b"\xff\xd8"):
            yield from _jpeg(data)
        elif data[8:12] == b"WEBP":
            yield from _webp(data)
        elif data[:4] in (b"II*\0", b"MM\0*"):
            yield from _tiff(data, "<" if data[:2] == b"II" else ">")
    except (struct.error, IndexError):
        return


def _jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
            return
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))


def _webp(data: bytes) -> Iterator[tuple[int, int]]:
    kind = data[12:16]
    if kind == b"VP8X":
        yield 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    elif kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        yield width & 0x3FFF, height & 0x3FFF
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        yield 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


def _tiff(data: bytes, order: str) -> Iterator[tuple[int, int]]:
    """The tags ImageWidth (256) and ImageLength (257) of the first directory."""
    (start,) = struct.unpack(f"{order}I", data[4:8])
    (count,) = struct.unpack(f"{order}H", data[start : start + 2])
    sizes = {256: 0, 257: 0}
    for at in range(start + 2, start + 2 + 12 * min(count, 512), 12):
        tag, kind = struct.unpack(f"{order}HH", data[at : at + 4])
        if tag in sizes:
            form, end = ("H", at + 10) if kind == _SHORT else ("I", at + 12)
            (sizes[tag],) = struct.unpack(order + form, data[at + 8 : end])
    yield sizes[256], sizes[257]
