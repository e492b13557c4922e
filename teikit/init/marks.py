"""The text of an edition's own convention: the marks for signs that were found, and a report of all brackets."""

import re
from collections.abc import Iterator, Sequence

from teikit.conventions import NEUTRAL
from teikit.init.reading import Readings, Taken, in_order
from teikit.init.settings import quoted
from teikit.init.signs import SignCount, SignForm
from teikit.interpretation import in_words

_HEAD = """# The convention of this edition: how its brackets and signs are read. It has the marks of “{name}” and
# those below. docs/write-a-convention.md shows what a mark can be. A line that begins with # is a comment.

[convention]
name = {short}
version = "1"
title = {title}
# This sentence is published, in the TEI header and on the pages: say in it how the texts were transcribed.
description = {description}
extends = "{name}"
"""
_CHOOSE = """# {shown} occurs {number}, first at {place}: {words}
# teikit does not know what it means here, so it stays in the text as it is. Remove the # before one of these marks:
"""
_CODES = "# What brackets are read as, by number; `teikit worklist` shows each one that is in doubt.\n"


def convention_text(readings: Readings, title: str) -> str:
    """The text of convention.toml."""
    name = readings.main_convention
    head = _HEAD.format(
        name=name, short=quoted(_short(title)), title=quoted(title), description=quoted(_description(readings))
    )
    parts = [head, *map(_declared, _sure(readings.signs))]
    parts += [_choices(count) for count in readings.signs if count not in _sure(readings.signs)]
    if readings.brackets:
        parts.append(_CODES + "".join(f"#   {line}\n" for line in bracket_lines(readings)))
    return "\n".join(parts)


def _short(title: str) -> str:
    """A name for the convention, from the title of the edition."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-") or NEUTRAL


def _description(readings: Readings) -> str:
    signs = [f"{count.form.shown} {count.form.meanings[0]['meaning']}" for count in _sure(readings.signs)]
    return (
        f"Square brackets: notes in plain words. {'; '.join(signs)}".strip() if signs else "Notes in square brackets."
    )


def _sure(signs: Sequence[SignCount]) -> list[SignCount]:
    return [count for count in signs if count.form.declared]


def _declared(count: SignCount) -> str:
    first, *others = count.form.meanings
    lines = [f"# {count.form.shown} occurs {times(count)}, and is read as {first['meaning']}.\n"]
    lines += [f"# If it is {other['meaning']}: tei = {_literal(other['tei'])}\n" for other in others]
    return "".join([*lines, *mark_lines(count.form, first["tei"])])


def _choices(count: SignCount) -> str:
    example = count.examples[0]
    intro = _CHOOSE.format(shown=count.form.shown, number=times(count), place=example.place, words=example.words)
    meanings = count.form.meanings or _ANY
    marks = (f"# {meaning['meaning']}:\n{_commented(count.form, meaning['tei'])}" for meaning in meanings)
    return intro + "#\n".join(marks)


_ANY = (
    {"meaning": "words added in the source", "tei": "<add>{content}</add>"},
    {"meaning": "words deleted in the source", "tei": "<del>{content}</del>"},
    {"meaning": "a doubtful reading", "tei": '<unclear cert="low">{content}</unclear>'},
)


def _commented(form: SignForm, tei: str) -> str:
    return "".join(f"# {line}\n" for line in "".join(mark_lines(form, tei)).splitlines())


def mark_lines(form: SignForm, tei: str) -> Iterator[str]:
    """The lines of a mark in a convention."""
    yield "[[mark]]\n"
    yield f'name = "{form.name}"\n'
    if form.close:
        yield f'kind = "pair"\nopen = {quoted(form.open)}\nclose = {quoted(form.close)}\n'
        if form.hug:
            yield "hug = true\n"
        if form.within:
            yield f"within = {_literal(form.within)}\n"
    else:
        yield f'kind = "sign"\npattern = {_literal(form.pattern)}\n'
    yield f"tei = {_literal(tei)}\n"


def _literal(words: str) -> str:
    return f"'{words}'" if "'" not in words else quoted(words)


def times(count: SignCount) -> str:
    """How often a sign occurs, in words."""
    number = "once" if count.number == 1 else f"{count.number:,} times"
    return number if count.files < 2 else f"{number} in {count.files:,} files"


def bracket_lines(readings: Readings) -> list[str]:
    """The kinds that brackets are taken for, with numbers and an example of each."""
    return [_bracket_line(kind, taken) for kind, taken in in_order(readings.brackets)]


def _bracket_line(kind: str, taken: Taken) -> str:
    doubt = f", {taken.doubtful:,} in doubt" if taken.doubtful else ""
    examples = "; ".join(f"{example.place} {example.words}" for example in taken.examples)
    return f"{taken.number:,} {in_words(kind)}{doubt}: {examples}"
