"""The documents of an edition: each record of a file is a document. Overrides are assigned to their documents."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition.config import DocumentEntry, Edition, file_and_anchor
from teikit.interpretation import Override
from teikit.readers import Extract, anchors_in, read_all

_ROW = "row-"


def split_records(entries: Sequence[DocumentEntry], name: str) -> tuple[list[DocumentEntry], list[Diagnostic]]:
    """One entry for each document. An entry for a single record replaces the one of the whole file.

    An entry for a record that does not exist is left out, with a diagnostic of the file `name`.
    """
    documents: list[DocumentEntry] = []
    missing = []
    named: dict[Path, set[str]] = defaultdict(set)
    known = {entry: anchors_in(entry.raw, encoding=entry.encoding) for entry in dict.fromkeys(entries)}
    for entry in entries:
        if entry.anchor:
            named[entry.raw].add(_anchor(entry.anchor, known[entry]))
    for entry in entries:
        several = known[entry] if len(known[entry]) > 1 else []
        if entry.anchor and not _anchor(entry.anchor, several):
            message = f"there is no “{entry.anchor}” in {entry.raw.name}; documents in it: {len(several) or 1}"
            missing.append(file_diagnostic(name, "read-missing-record", message))
        elif entry.anchor:
            documents.append(entry._replace(anchor=_anchor(entry.anchor, several)))
        else:
            rest = [anchor for anchor in several if anchor not in named[entry.raw]]
            documents += [entry._replace(anchor=anchor) for anchor in rest] if several else [entry]
    return list(dict.fromkeys(documents)), missing


def _anchor(words: str, anchors: Sequence[str]) -> str:
    """The anchor that `words` name: the anchor itself, or `row-2` for the second; empty if there is no such anchor."""
    if words in anchors:
        return words
    number = words.removeprefix(_ROW)
    counted = words.startswith(_ROW) and number.isdecimal() and 1 <= int(number) <= len(anchors)
    return anchors[int(number) - 1] if counted else ""


# ---------------------------------------------------------------- overrides
def overrides_by_entry(edition: Edition, entries: Iterable[DocumentEntry]) -> dict[DocumentEntry, list[Override]]:
    """The overrides of each document."""
    of_file: dict[Path, list[DocumentEntry]] = defaultdict(list)
    for entry in entries if edition.overrides else ():
        of_file[entry.raw.resolve()].append(entry)
    overrides: dict[DocumentEntry, list[Override]] = defaultdict(list)
    for override in edition.overrides:
        file, anchor = file_and_anchor(edition.raw, override.file)
        there = of_file.get((edition.raw / file).resolve(), [])
        meant = _meant(override, anchor, there) if there else None
        if meant:
            overrides[meant].append(override)
    return overrides


def _meant(override: Override, anchor: str, entries: Sequence[DocumentEntry]) -> DocumentEntry | None:
    """The document of an override: the one it names, the one at its place, or the one with its words."""
    first = entries[0]
    if not first.anchor:
        return None if anchor else first
    by_anchor = {entry.anchor: entry for entry in entries}
    sources = [s for s in read_all(first.raw, encoding=first.encoding)[0] if isinstance(s, Extract)]
    if anchor:
        return by_anchor.get(_anchor(anchor, [source.anchor for source in sources]))
    there = [source for source in sources if _holds(source, override)]
    worded = [source for source in sources if override.words and override.words in source.text]
    fitting = [source for source in there if source in worded or not override.words] or worded[:1] or there
    return by_anchor.get(fitting[0].anchor) if fitting else None


def _holds(source: Extract, override: Override) -> bool:
    place = source.file.offset(override.at)
    (_, begins, _), (_, ends, length) = source.joints[0], source.joints[-1]
    return begins <= place <= ends + length
