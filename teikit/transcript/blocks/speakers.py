"""Speakers: lines that begin with whose words follow, in interviews, hearings, interrogations and minutes.

What comes before a colon, a stop or a dash is a speaker only where names recur: at least two names, one of them more
than once, and what follows them is mostly sentences. Labels of forms, telegrams and minutes have that shape as well.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, WORD, LazyPattern, Span
from teikit.recognizers import cased, compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters import is_greeting, is_valediction
from teikit.transcript.syntax import Group, Sign, Transcript

# Lines that may begin with a speaker, to look at no others: a number, some words and a mark, or words in capitals.
_LIKELY = re.compile(
    rf"^[ \t]*(?:\d{{1,5}}[.)]?[ \t]+)?(?:[{CAPITAL}][^\n:—–]{{0,60}}?(?::|[.)\d] ?[—–-]|\.(?=\s)|(?=[ \t]*\n))"
    rf"|[{CAPITAL}] ?\d{{1,4}}[.:)])",
    re.MULTILINE,
)
_NUMBER = r"(?:\d{1,5}[.)]?[ \t]+)?"
# `GREER`, `Comrade Orlov`, `The Attorney-General`, `Mr. A. B. Low (Dover)`
_NAME = rf"[{CAPITAL}][{WORD}.'’-]*(?: (?:[{SMALL}]{{1,3}} )?\(?[{CAPITAL}][{WORD}.()'’-]*){{0,4}}"
# `M. le président`, `One of the jurors`: words in small letters as well.
_WORDS = rf"[{CAPITAL}][{WORD}.'’-]*(?: \(?[{WORD}][{WORD}.()'’-]*){{0,5}}"
_COLON = r"\s?:(?:\s?[—–-]+)?(?=\s+\S)"
_DASH = r"[.)]?\s?[—–]+(?=\s+\S)|\.\s?-+(?=\s+\S)"
_SPOKEN = rf"(?=\s+[\"“„«‘¿¡(\[]?(?:[{CAPITAL}]|\d|\.\.|…))"
# `Mr. LOW.`, `The CHAIRMAN.`: a name in capitals with a full stop.
_CAPITALS = rf"(?:[{CAPITAL}][{WORD}]*\.? ){{0,2}}(?=[{CAPITAL}]{{2}})[{CAPITAL}'’-]{{3,}}\.(?=\s+[\"“„«]?[{CAPITAL}])"
# `Orlov (Dover).`
_PLACED = rf"[{CAPITAL}][{WORD}]+ \([^()\n]{{2,40}}\)\.{_SPOKEN}"
# `Q.`, `A:`, `Q. 12.`, `A3.`, `D. —`
_LETTER = rf"[{CAPITAL}](?:[.:](?:\s?\d{{1,4}}[.:)]|\s?[—–-]+)?|\.:|\s?\d{{1,4}}[.:)]|\s?[—–]+){_SPOKEN}"
# A line that is no more than words in capitals, with text directly below it.
_ALONE = rf"[{CAPITAL}][{CAPITAL}.'’-]+(?: [{CAPITAL}][{CAPITAL}.'’-]*){{0,3}}(?=[ \t]*\n[ \t]*\S)"
_ENDS = tuple('.?!…)]"”»–—-:;')
_SENTENCE_ENDS = tuple('.?!…"”»)]–—-')
_NAMES, _SPEECHES = 2, 3
# The longest line with a speaker; how much shorter than others a line is that ends a paragraph.
_LINE, _SHORT = 80, 0.8
# So much of a speech is looked at.
_SAID = 400


class _Label(NamedTuple):
    """Whose words they are: the words with their mark, the name by which it recurs, and its form."""

    span: Span
    name: str
    form: str


def find_speakers(transcript: Transcript, context: BlockContext) -> list[Span]:
    """The words with which speeches begin, in order; empty where a text is no conversation."""
    labels = _without_initials([label for at in _starts(transcript, context) if (label := _label(at, context))])
    certain = [label for label in labels if label.form == "name" or label.form == "letter"]
    if not _are_speakers(certain, context):
        counts = Counter(label.name for label in labels)
        certain = [label for label in labels if label.form in ("name", "letter") or counts[label.name] > 1]
        if not _are_speakers(certain, context):
            return []
    if _is_correspondence(certain, transcript, context):
        return []
    return _with_words([label.span for label in _accepted(labels, certain, context)], transcript, context)


def _with_words(labels: Sequence[Span], transcript: Transcript, context: BlockContext) -> list[Span]:
    """The labels that have words behind them: `By Mr. Low:` above a question is a heading."""
    text = context.source.text
    ends = [*(label.start for label in labels[1:]), transcript.span.end]
    return [label for label, end in zip(labels, ends, strict=True) if text[label.end : end].strip()]


def _starts(transcript: Transcript, context: BlockContext) -> list[int]:
    """Where lines begin that may begin with a speaker: the line above ends a sentence, is short, or blank."""
    text, span = context.source.text, transcript.span
    marks = [node.span for node in transcript.nodes if isinstance(node, Group | Sign)]
    begins = [mark.start for mark in marks]
    starts: list[int] = []
    for match in _LIKELY.finditer(text, span.start, span.end):
        at = match.end() - len(match[0].lstrip())
        inside = bisect_right(begins, at) - 1
        covered = inside >= 0 and marks[inside].start <= at < marks[inside].end
        if not covered and _is_after_end(text, match.start(), starts, context):
            starts.append(at)
    return starts


def _is_after_end(text: str, start: int, starts: Sequence[int], context: BlockContext) -> bool:
    begin = text.rfind("\n", 0, max(0, start - 1)) + 1
    above = text[begin:start].strip()
    labelled = bool(starts) and begin <= starts[-1] < start
    return not above or labelled or above.endswith(_ENDS) or len(above) < _SHORT * context.shape.column


# ---------------------------------------------------------------- one label
def _label(at: int, context: BlockContext) -> _Label | None:
    text = context.source.text
    stop = text.find("\n", at)
    end = min(len(text), at + _LINE, len(text) if stop < 0 else stop + 1 + _LINE)
    number = re.compile(_NUMBER).match(text, at, end)
    start = number.end() if number else at
    for form, pattern in _forms(context.convention):
        match = pattern.match(text, start, end)
        if match and "\n" not in match[0]:
            name = re.sub(r"\d+", "", match[0]).strip(" .:)—–-").casefold()
            return _Label(Span(at, match.end()), name, form) if _may_speak(name, form, context.convention) else None
    return None


@cache
def _forms(convention: Convention) -> tuple[tuple[str, LazyPattern], ...]:
    """The forms of a label, from the one that says most to the one that says least."""
    titles = f"(?:{convention.either('offices')}|{convention.either('person_names', 'titles')})"
    roles = rf"(?:{convention.either('letters', 'speakers')}|{convention.either('letters', 'roles')})"
    name = rf"(?-i:[{CAPITAL}][{WORD}'’-]+)"
    return (
        ("name", cased(_NAME + _COLON)),
        ("name", compiled(rf"{titles} (?:(?-i:[{CAPITAL}])\. ?){{0,2}}{name}[.:](?=\s+(?-i:[{CAPITAL}]))")),
        ("name", cased(_CAPITALS)),
        ("name", cased(_PLACED)),
        ("name", compiled(rf"(?-i:(?=[{CAPITAL}])){roles}(?: \w+)?\.(?:\s?\d{{1,4}}\.)?(?-i:{_SPOKEN})")),
        ("letter", cased(_LETTER)),
        ("words", cased(f"{_WORDS}(?:{_COLON}|{_DASH})")),
        ("alone", cased(_ALONE)),
    )


def _may_speak(name: str, form: str, convention: Convention) -> bool:
    """Whether a name is no label of a form, of a decision, of who was present, and no part of a sentence."""
    either = convention.either
    keys = ("decisions", "fields", "attendance", "weekdays", "subject_label")
    if compiled("|".join(either("letters", key) for key in keys)).fullmatch(name):
        return False
    if " " not in name and compiled(f"{either('letters', 'greeting')}|{either('letters', 'ranks')}").fullmatch(name):
        # `SIR:`, `GENERAL:`: letters begin so.
        return compiled(either("letters", "speakers")).fullmatch(name) is not None
    return form == "letter" or not compiled(rf"(?<!\w){either('finite_verbs')}(?!\w)").search(name)


def _without_initials(labels: Sequence[_Label]) -> list[_Label]:
    """The labels; letters only where two of them recur, as those of question and answer do."""
    letters = Counter(label.name for label in labels if label.form == "letter")
    speak = sum(count > 1 for count in letters.values()) > 1
    return [label for label in labels if label.form != "letter" or (speak and letters[label.name] > 1)]


# ---------------------------------------------------------------- all labels
def _are_speakers(labels: Sequence[_Label], context: BlockContext) -> bool:
    """Whether names recur, and sentences follow them."""
    names = Counter(label.name for label in labels)
    if len(names) < _NAMES or len(labels) < _SPEECHES or max(names.values()) < 2:
        return False
    recurring = sum(count for count in names.values() if count > 1)
    if recurring * 2 < len(labels):
        return False
    spoken = sum(_is_spoken(label.span.end, context.source.text) for label in labels)
    return spoken * 2 >= len(labels) and _converse(labels, context)


def _converse(labels: Sequence[_Label], context: BlockContext) -> bool:
    """Whether someone asks, or a name is in capitals or has a word for a person: no labels of a diary or a list."""
    text, person = context.source.text, _role(context.convention)
    speeches = [" ".join(text[label.span.end : label.span.end + _SAID].split("\n")[:2]) for label in labels]
    if any("?" in words for words in speeches):
        return True
    pronoun = compiled(rf"(?<!\w){context.convention.either('pronouns')}(?!\w)")
    speak = any(person.search(label.name) or label.span.cut(text).strip(" .:").isupper() for label in labels)
    speak = speak or sum(pronoun.search(words) is not None for words in speeches) * 2 > len(speeches)
    return speak and all(label.form != "alone" for label in labels)


@cache
def _role(convention: Convention) -> LazyPattern:
    """Words for whose words follow, for an office, and what is before the name of a person."""
    keys = (("letters", "speakers"), ("letters", "roles"), ("offices", "words"), ("person_names", "titles"))
    return compiled(rf"(?<!\w)(?:{'|'.join(convention.either(*key) for key in keys)})(?!\w)")


def _is_spoken(at: int, text: str) -> bool:
    """Whether the paragraph or line behind a label ends a sentence."""
    start = at + len(text[at : at + _LINE]) - len(text[at : at + _LINE].lstrip())
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)].rstrip()
    below = text.find("\n\n", start)
    return line.endswith(_SENTENCE_ENDS) or text[start : below if below >= 0 else len(text)].rstrip().endswith(
        _SENTENCE_ENDS
    )


def _is_correspondence(labels: Sequence[_Label], transcript: Transcript, context: BlockContext) -> bool:
    """Whether the labels are the salutations of letters: most have words that close a letter below, or greet above."""
    text, convention = context.source.text, context.convention
    lines = [line.strip() for line in transcript.span.cut(text).split("\n") if 0 < len(line) < 2 * _LINE]
    closed = sum(is_valediction(line, convention) for line in lines)
    above = text[transcript.span.start : labels[0].span.start].split("\n")
    return closed * 2 >= len(labels) or any(is_greeting(line.strip(), convention) for line in above)


def _accepted(labels: Sequence[_Label], certain: Sequence[_Label], context: BlockContext) -> list[_Label]:
    """The speakers: those that are certain or recur, but no fields above the first, and words with a role in them."""
    text, names = context.source.text, Counter(label.name for label in certain)
    first = next(label.span.start for label in certain if names[label.name] > 1)
    role = _role(context.convention)
    kept = []
    for label in labels:
        known = label in certain and (label.span.start >= first or _is_spoken(label.span.end, text))
        worded = label.form == "words" and label.span.start > first and role.search(label.name) is not None
        if known or worded:
            kept.append(label)
    return kept
