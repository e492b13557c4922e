"""What a printed volume has besides its documents: the keys of the table [print] on front matter, parts and indexes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from teikit.edition.shape import EditionError, hint

INDEXES = ("person", "place", "organisation", "work", "archive")
"""The indexes that a volume can have, in their order."""

INDEX_BY = ("line", "page", "document")
"""What an index refers to."""

RUN_ON = ("page", "run-on")
"""Whether a document begins a page, or follows the one before on the same page."""

FACING = "pages"
PARALLEL = ("after", FACING)
"""How a second text of a document is printed: behind the first, or on the page beside it."""

FRONT = ("introduction", "principles", "abbreviations")
"""The texts of the folder `pages/` that a volume has in its front matter, unless it names others."""

_PART = {"title": str, "subtitle": str, "documents": list}


@dataclass(frozen=True, slots=True)
class PrintPart:
    """A part of a volume: its title, and the names of its documents, or patterns of names such as `1945-*`."""

    title: str
    subtitle: str = ""
    documents: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether a document is in the part, by its name."""
        return any(fnmatchcase(name, pattern) for pattern in self.documents)


@dataclass(frozen=True, slots=True)
class VolumeSettings:
    """What a volume has besides its documents. None is the usual: what there is something for.

    `index` are kinds of INDEXES, `index_by` one of INDEX_BY; `front` are files of texts and names of TEI documents.
    """

    index: tuple[str, ...] | None = None
    index_by: str = "line"
    numbered: bool | None = None
    run_on: bool = False
    half_title: bool | None = None
    front: tuple[str, ...] | None = None
    chronology: bool = False
    archives: bool | None = None
    parts: tuple[PrintPart, ...] = ()
    offprints: bool = False
    parallel: str = "after"


def volume_settings(table: Mapping[str, Any], path: Path) -> VolumeSettings:
    """The settings of a volume in the table [print]. Raises EditionError."""
    documents, by = table.get("documents", "page"), table.get("index_by", "line")
    if documents not in RUN_ON:
        raise EditionError(f"{path}: [print] documents must be {RUN_ON[0]} or {RUN_ON[1]}")
    parallel = table.get("parallel", "after")
    if parallel not in PARALLEL:
        raise EditionError(f"{path}: [print] parallel must be {PARALLEL[0]} or {PARALLEL[1]}")
    if by not in INDEX_BY:
        raise EditionError(f"{path}: [print] index_by must be {', '.join(INDEX_BY[:-1])} or {INDEX_BY[-1]}")
    index = tuple(map(str, table["index"])) if "index" in table else None
    for kind in index or ():
        if kind not in INDEXES:
            raise EditionError(f"{path}: [print] index: there is no index of “{kind}”{hint(kind, INDEXES)}")
    front = tuple(map(str, table["front"])) if "front" in table else None
    return VolumeSettings(
        index=tuple(kind for kind in INDEXES if kind in index) if index is not None else None,
        index_by=by,
        numbered=table.get("numbered"),
        run_on=documents == "run-on",
        half_title=table.get("half_title"),
        front=front,
        chronology=table.get("chronology", False),
        archives=table.get("archives"),
        parts=tuple(_part(entry, path) for entry in table.get("part", [])),
        parallel=parallel,
        offprints=table.get("offprints", False),
    )


def _part(entry: Any, path: Path) -> PrintPart:
    if not isinstance(entry, dict):
        raise EditionError(f"{path}: write [[print.part]]")
    for key, value in entry.items():
        if key not in _PART:
            raise EditionError(f"{path}: [[print.part]] has no “{key}”{hint(key, _PART)}")
        if not isinstance(value, _PART[key]):
            raise EditionError(f"{path}: [[print.part]] {key} is {'a list' if key == 'documents' else 'text'}")
    documents = tuple(map(str, entry.get("documents", ())))
    if not entry.get("title", "").strip() or not documents:
        raise EditionError(f"{path}: [[print.part]] needs a title and documents, a list of names such as 1945-*")
    return PrintPart(entry["title"].strip(), entry.get("subtitle", "").strip(), documents)
