"""What was found before: one small file a checked file, thrown away when anything it depends on has changed.

It depends on the file, its schemas and what they include, teikit itself, and every other file that was read or asked
for: includes, targets of links, files that are missing. So a finding is never hidden by a change elsewhere.
"""

import json
import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from teikit.checking.config import Config
from teikit.core import VERSION, Diagnostic, Fix, Position, Severity, Span, write_whole
from teikit.validation import file_digest, reads_other_documents, schema_digest
from teikit.xml import file_state

_PACKAGE = Path(__file__).resolve().parents[1]


class Entry(NamedTuple):
    """What was found in a file, as `Result` has it."""

    findings: tuple[Diagnostic, ...]
    schemas: tuple[str, ...]
    unnamed: bool


class Cache:
    """The cache of the files below one folder. What cannot be read or written is as if it were not there."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder / sha256(os.fsencode(root)).hexdigest()[:16]

    def get(self, path: Path, data: bytes, config: Config) -> Entry | None:
        """What was found before, where nothing has changed since."""
        try:
            kept = json.loads(self._file(path).read_bytes())
            if kept["key"] != _key(path, data, config):
                return None
            if any(file_state(Path(other), known) != known for other, known in kept["used"].items()):
                return None
            if any(schema_digest(Path(schema)) != known for schema, known in kept["schemas_read"].items()):
                return None
            return Entry(tuple(map(_finding, kept["findings"])), tuple(kept["schemas"]), kept["unnamed"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(
        self, path: Path, data: bytes, config: Config, entry: Entry, used: dict[str, str], schemas: list[Path]
    ) -> None:  # fmt: skip
        """Keeps what was found; nothing where rules look into other files that nobody notes."""
        if any(reads_other_documents(schema) for schema in schemas):
            return
        kept = {
            "key": _key(path, data, config),
            "used": used,
            "schemas_read": {str(schema): schema_digest(schema) for schema in schemas},
            "findings": entry.findings,
            "schemas": entry.schemas,
            "unnamed": entry.unnamed,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(path), json.dumps(kept, ensure_ascii=False).encode())
        except OSError:
            return

    def _file(self, path: Path) -> Path:
        return self._folder / f"{sha256(os.fsencode(path.absolute())).hexdigest()[:32]}.json"


def _key(path: Path, data: bytes, config: Config) -> str:
    inputs = [
        config.display_path(path),
        config.given,
        config.edition._replace(generated=frozenset()),
        bool(config.edition.generated) and path.resolve() in config.edition.generated,
        config.phase,
        config.registers,
        [file_digest(c) for c in config.catalogs],
    ]
    return sha256(f"{_program()}\n{inputs}\n".encode() + data).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """What tells this teikit from another: its version, and for those who work on it the state of its files."""
    stats = ((path.name, path.stat()) for path in sorted(_PACKAGE.rglob("*.py")))
    files = [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats]
    return f"{VERSION} {sha256(chr(10).join(files).encode()).hexdigest()}"


def _finding(kept: list[Any]) -> Diagnostic:
    code, message, file, severity, position, span, advice, like, fixes, dead_end = kept
    where, extent = Position(*position) if position else None, Span(*span) if span else None
    named = tuple(Fix(*fix) for fix in fixes)
    return Diagnostic(code, message, file, Severity(severity), where, extent, advice, like, named, dead_end)
