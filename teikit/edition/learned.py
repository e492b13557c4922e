"""Where an edition keeps what it taught teikit, and the reading of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from teikit.core import resource
from teikit.edition.shape import EditionError

Counts = tuple[tuple[str, str, int, int], ...]
"""How often values of the header were right: field, part of the text, right ones, wrong ones."""


def labels_of(folder: Path) -> Path:
    """Where an edition keeps the weights that it learned for the labels of lines."""
    return folder / "models" / "labels.json"


def header_of(folder: Path) -> Path:
    """Where an edition keeps how often the values that its texts say of themselves are right."""
    return folder / "models" / "header.json"


def learned_labels(folder: Path) -> Path | None:
    """The file of weights that an edition learned; None without one, and for teikit's own weights in a checkout."""
    path = labels_of(folder)
    return path if _is_learned(path) else None


def learned_header(folder: Path) -> Counts:
    """How often the values of the header were right in an edition; empty where it has not learned it.

    Raises EditionError for a file that has something else.
    """
    path = header_of(folder)
    if not _is_learned(path):
        return ()
    try:
        return tuple(_counts(json.loads(path.read_text(encoding="utf-8"))["seen"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{path}: no counts that teikit learned ({error!r}). Delete the file, or run teikit learn."
        raise EditionError(problem) from error


def _counts(seen: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    for field, parts in sorted(seen.items()):
        for part, count in sorted(parts.items()):
            yield field, part, max(0, int(count["right"])), max(0, int(count["wrong"]))


def _is_learned(path: Path) -> bool:
    own = resource("models", path.name)
    return path.is_file() and path.resolve() != own.resolve()
