"""Reads the TOML files of conventions and vocabularies, and checks their patterns."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from teikit.conventions.model import ConventionError
from teikit.core import expand_properties, read_toml, resource


def read_tables(path: Path) -> dict[str, Any]:
    """The tables of a file, with classes of letters written out in its patterns. Raises ConventionError."""
    tables: dict[str, Any] = _expanded(read_toml(path, ConventionError), path)
    return tables


def _expanded(value: Any, path: Path) -> Any:
    if isinstance(value, dict):
        return {key: _expanded(inner, path) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expanded(inner, path) for inner in value]
    try:
        return expand_properties(value) if isinstance(value, str) else value
    except KeyError as error:
        raise ConventionError(f"{path}: there is no property {error} of letters; known are Lu and Ll") from error


def only(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Raises ConventionError for a key that is not known: a misspelt key would have no effect."""
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise ConventionError(f"{where} has “{unknown[0]}”; known are {', '.join(sorted(known))}")


@cache
def is_bundled(path: Path) -> bool:
    """Whether a file is teikit's own: its patterns were checked by the tests, and each is compiled where it is used."""
    return path.is_relative_to(resource("conventions"))


def compiled_for(where: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A compiled pattern of the entry `where`. Raises ConventionError."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ConventionError(f"{where}: the pattern {pattern} is wrong: {error}") from error
