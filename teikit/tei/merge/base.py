"""Distinguishes generated TEI files from edited ones, and finds the base for a merge.

A generated file contains its own SHA-256 (computed with the digest set to zeros). Any change, by whatever tool, breaks
this seal; from then on the file belongs to the editor. The broken seal still identifies the generated state that the
editor started from. That state is kept beside the file in `.generated/` and committed with it, because the next
conversion may run on another machine and with another version of teikit.
"""

import re
from hashlib import sha256
from pathlib import Path

UNSEALED = "0" * 64
FOLDER = ".generated"
_SEAL = re.compile(rb'(<desc type="generated">)([0-9a-f]{64})(</desc>)')
_DATE = re.compile(rb'<change when="(\d{4}-\d\d-\d\d)"')

# What the converter records about itself in every file. It differs between conversions and is not an edit.
BOOKKEEPING = (
    re.compile(r'<desc type="generated">[0-9a-f]{64}</desc>'),
    re.compile(r'<idno type="SHA-256">[0-9a-f]{64}</idno>'),
    re.compile(r'<application ident="teikit" version="[^"<>]*">'),
    re.compile(r'<change when="[^"<>]*" n="\d+">[^<>]*</change>'),
)


def seal(data: bytes) -> bytes:
    """The bytes of a generated document with their seal; a document without a place for the seal is unchanged."""
    digest = sha256(data).hexdigest().encode()
    return _SEAL.sub(lambda match: match[1] + digest + match[3], data, count=1)


def seal_of(data: bytes) -> str | None:
    """The seal in a document, whether or not it is broken."""
    match = _SEAL.search(data)
    return match[2].decode() if match else None


def is_sealed(data: bytes) -> bool:
    """Whether these are the bytes that the converter wrote, independent from line ends."""
    data = data.replace(b"\r\n", b"\n")
    match = _SEAL.search(data)
    if match is None:
        return False
    bare = data[: match.start(2)] + UNSEALED.encode() + data[match.end(2) :]
    return sha256(bare).hexdigest().encode() == match[2]


def conversion_date(data: bytes) -> str | None:
    """The date of the conversion (ISO) that a generated document records."""
    match = _DATE.search(data)
    return match[1].decode() if match else None


def with_conversion_date(data: bytes, date: str) -> bytes:
    """A generated document as if it had been converted on `date` (ISO), with its seal."""
    dated = _DATE.sub(lambda match: match[0].replace(match[1], date.encode()), data, count=1)
    return seal(_SEAL.sub(lambda match: match[1] + UNSEALED.encode() + match[3], dated, count=1))


def place_of_base(target: Path) -> Path:
    """The path where the generated state of a TEI file is kept."""
    return target.parent / FOLDER / target.name


def base_of(edited: bytes, new: bytes, kept: bytes | None) -> bytes | None:
    """The generated state that an edited file started from: `new` or the one kept, whichever its seal identifies.

    None if it is neither. A file without a seal is assumed to have started from the state kept.
    """
    name = seal_of(edited)
    if name and name == seal_of(new):
        return new
    if kept is not None and is_sealed(kept) and name in (None, seal_of(kept)):
        return kept
    return None
