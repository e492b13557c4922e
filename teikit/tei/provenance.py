"""Tells a TEI file that only the converter wrote from one that a person has worked on.

A generated file carries the SHA-256 of itself (taken with the place of the digest zeroed). Any change, by whatever
tool, breaks that seal, and the file is the editor's from then on.
"""

import re
from hashlib import sha256

UNSEALED = "0" * 64
_SEAL = re.compile(rb'(<desc type="generated">)([0-9a-f]{64})(</desc>)')
_DATE = re.compile(rb'<change when="(\d{4}-\d\d-\d\d)"')


def seal(data: bytes) -> bytes:
    """The bytes of a generated document with their seal; a document without a place for one stays as it is."""
    digest = sha256(data).hexdigest().encode()
    return _SEAL.sub(lambda found: found[1] + digest + found[3], data, count=1)


def is_sealed(data: bytes) -> bool:
    """Whether these are the bytes that the converter wrote, unchanged."""
    found = _SEAL.search(data)
    if found is None:
        return False
    bare = data[: found.start(2)] + UNSEALED.encode() + data[found.end(2) :]
    return sha256(bare).hexdigest().encode() == found[2]


def conversion_date(data: bytes) -> str | None:
    """The date of the conversion (ISO) that a generated document records."""
    found = _DATE.search(data)
    return found[1].decode() if found else None
