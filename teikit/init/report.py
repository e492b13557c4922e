"""What `teikit init` says: what it found, what it wrote, what to do next."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from teikit.core import shorten
from teikit.init.folder import Folder
from teikit.init.marks import bracket_lines, times
from teikit.init.reading import Readings
from teikit.init.signs import SignCount
from teikit.recognizers import language_name

_NEXT = {
    True: (
        ("teikit convert", "TEI from the transcripts, and a report of what is in doubt"),
        ("teikit worklist", "the decisions in doubt, as a page"),
        ("teikit build", "the website and the PDF, in build/"),
    ),
    False: (
        ("teikit validate", "check the TEI"),
        ("teikit build", "the website and the PDF, in build/"),
        ("teikit print", "the PDF alone"),
    ),
}


def found_lines(folder: Folder, readings: Readings) -> list[str]:
    """What is in the folder."""
    if not readings.rows:
        return [f"{_counted(len(folder.tei), 'TEI file')} in {_place(folder.xml)}"] if folder.tei else []
    lines = [f"{_counted(len(readings.rows), 'document')} in {_place(folder.raw)}", *_elsewhere(folder)]
    lines.append(f"convention: {_counts(readings.conventions.most_common())}")
    languages = [
        (language_name(code) if code else "not sure", number) for code, number in readings.languages.most_common()
    ]
    lines.append(f"language: {_counts(languages)}")
    if readings.header:
        known = ", ".join(f"{column} ({number:,})" for column, number in readings.header.most_common())
        lines.append(f"read from the texts: {known}. A value in documents.csv is used instead")
    if readings.interpreted < len(readings.rows):
        lines.append(f"read in full: the first {readings.interpreted:,} documents; of the others only the signs")
    return lines


def _elsewhere(folder: Folder) -> list[str]:
    """That there are transcripts in other folders, which the edition does not read."""
    places = sorted({file.parent.relative_to(folder.path).as_posix() for file in folder.elsewhere})
    if not places:
        return []
    names = shorten(", ".join(map(_place, places)), 80)
    number = _counted(len(folder.elsewhere), "transcript")
    return [f"not read: {number} in {names}. An edition reads one folder: put all transcripts into it"]


def sign_lines(readings: Readings) -> list[str]:
    """The forms of brackets and signs, and what each is taken for."""
    lines = []
    if readings.brackets:
        number = sum(taken.number for taken in readings.brackets.values())
        lines.append(f"[…] {number:,} times, read as:")
        lines += [f"    {line}" for line in bracket_lines(readings)]
    return [*lines, *(line for count in readings.signs for line in _sign_lines(count))]


def _sign_lines(count: SignCount) -> list[str]:
    first = count.examples[0]
    meaning = f"read as {count.form.meanings[0]['meaning']}" if count.form.declared else "not known: choose its meaning"
    return [f"{count.form.shown} {times(count)}, {meaning}: {first.place} {first.words}"]


def next_lines(folder: Folder, written: Sequence[str]) -> list[str]:
    """What to do next: three commands."""
    here = folder.path.resolve() == Path.cwd()
    commands = _NEXT[bool(folder.transcripts) or "documents.csv" in written]
    lines = [] if here else [f"  cd {folder.path}"]
    return ["Next:", *lines, *(f"  {command:<17} {what}" for command, what in commands)]


def _language(code: str) -> str:
    return language_name(code) or code or "not sure"


def _place(name: str) -> str:
    return "this folder" if name == "." else f"{name}/"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({number:,})" for name, number in pairs)
