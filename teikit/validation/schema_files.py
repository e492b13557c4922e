"""The files that a schema consists of, and what tells one state of them from another."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_HREF = re.compile(rb"""(?:href|source|target)\s*=\s*["']([^"'#]+)|(?:include|external)\s+"([^"]+)\"""")
_ELSEWHERE = re.compile(rb"""\b(?:doc|document|collection|doc-available|unparsed-text[a-z\-]*)\s*\(|\sdocuments\s*=""")


@lru_cache(maxsize=256)
def file_digest(path: Path) -> str:
    """The digest of a file; "absent" where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "absent"


def schema_digest(path: Path) -> str:
    """A digest of a schema with all the local files it includes."""
    return sha256("\n".join(f"{p} {d}" for p, d in sorted(parts_of(path).items())).encode()).hexdigest()


@lru_cache(maxsize=256)
def reads_other_documents(path: Path) -> bool:
    """Whether the rules in a schema read other documents."""
    for part in parts_of(path):
        try:
            if _ELSEWHERE.search(part.read_bytes()):
                return True
        except OSError:
            return True
    return False


@lru_cache(maxsize=256)
def parts_of(path: Path) -> dict[Path, str]:
    """The files of a schema, each with its digest."""
    digests: dict[Path, str] = {}
    waiting = [path]
    while waiting:
        schema = waiting.pop()
        if schema in digests:
            continue
        digests[schema] = file_digest(schema)
        try:
            hrefs = _HREF.findall(schema.read_bytes())
        except OSError:
            continue
        names = ((attribute or quoted).decode("utf-8", "replace") for attribute, quoted in hrefs)
        waiting += [other for name in names if "://" not in name and (other := schema.parent / name).is_file()]
    return digests
