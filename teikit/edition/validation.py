"""The table [validation] of `edition.toml`: how `teikit validate` checks the files of an edition or a project."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import Severity
from teikit.edition.places import inside
from teikit.edition.shape import EditionError

_SEVERITIES = tuple(map(str, Severity))


class ValidationSettings(NamedTuple):
    """What is checked and reported; the options of the command line of the same name replace these.

    `own` says whether teikit's own schema is for all files (True), for none (False), or for those that teikit made.
    """

    schemas: tuple[Path, ...] = ()
    own: bool | None = None
    catalog: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = "info"
    fail_on: str = "error"
    baseline: Path | None = None
    phase: str = ""


def validation_settings(folder: Path, table: Mapping[str, Any], path: Path) -> ValidationSettings:
    """The settings of a table [validation], with paths in `folder`. Raises EditionError, which names `path`."""
    for key, known in (("severity", _SEVERITIES), ("fail_on", (*_SEVERITIES, "never"))):
        if table.get(key, known[0]) not in known:
            raise EditionError(f"{path}: [validation] {key} must be one of {', '.join(known)}")
    given: dict[str, Any] = {key: table[key] for key in ("own", "severity", "fail_on", "phase") if key in table}
    given |= {key: inside(folder, table[key], path) for key in ("catalog", "baseline") if key in table}
    given |= {key: tuple(map(str, table.get(key, ()))) for key in ("select", "ignore")}
    given["schemas"] = tuple(inside(folder, str(name), path) for name in table.get("schemas", ()))
    return ValidationSettings(**given)
