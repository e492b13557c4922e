"""The documents of an edition one by one: a file of records holds one a record; overrides go to the one they mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition.config import DocumentEntry, Edition, file_and_anchor
from teikit.interpretation import Override
from teikit.readers import Extract, anchors_in, read_all

_ROW = "row-"


def one_by_one(entries: Sequence[DocumentEntry], name: str) -> tuple[list[DocumentEntry], list[Diagnostic]]:
    """The entries, each one document; an entry for one record goes before that for the whole file.

    An entry for a record that there is not is reported about the file `name`, and left out.
    """
    found: list[DocumentEntry] = []
    lost = []
    named: dict[Path, set[str]] = defaultdict(set)
    known = {entry: anchors_in(entry.raw, encoding=entry.encoding) for entry in dict.fromkeys(entries)}
    for entry in entries:
        if entry.anchor:
            named[entry.raw].add(_anchor(entry.anchor, known[entry]))
    for entry in entries:
        several = known[entry] if len(known[entry]) > 1 else []
        if entry.anchor and not _anchor(entry.anchor, several):
            said = f"there is no “{entry.anchor}” in {entry.raw.name}, which has {len(several) or 1} of its own"
            lost.append(file_diagnostic(name, "read-missing-record", said))
        elif entry.anchor:
            found.append(entry._replace(anchor=_anchor(entry.anchor, several)))
        else:
            rest = [anchor for anchor in several if anchor not in named[entry.raw]]
            found += [entry._replace(anchor=anchor) for anchor in rest] if several else [entry]
    return list(dict.fromkeys(found)), lost


def _anchor(words: str, anchors: Sequence[str]) -> str:
    """The anchor that is meant: its own words, or `row-2` for the second; empty where there is none."""
    if words in anchors:
        return words
    number = words.removeprefix(_ROW)
    counted = words.startswith(_ROW) and number.isdecimal() and 1 <= int(number) <= len(anchors)
    return anchors[int(number) - 1] if counted else ""


# ---------------------------------------------------------------- overrides
def overrides_by_entry(edition: Edition, entries: Iterable[DocumentEntry]) -> dict[DocumentEntry, list[Override]]:
    """What a person settled about the brackets of each document."""
    of_file: dict[Path, list[DocumentEntry]] = defaultdict(list)
    for entry in entries if edition.overrides else ():
        of_file[entry.raw.resolve()].append(entry)
    found: dict[DocumentEntry, list[Override]] = defaultdict(list)
    for override in edition.overrides:
        file, anchor = file_and_anchor(edition.raw, override.file)
        there = of_file.get((edition.raw / file).resolve(), [])
        meant = _meant(override, anchor, there) if there else None
        if meant:
            found[meant].append(override)
    return found


def _meant(override: Override, anchor: str, entries: Sequence[DocumentEntry]) -> DocumentEntry | None:
    """The document that an override is about: the one it names, the one at its place, or the one with its words."""
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
