"""Headings that an edition writes above a letter: its number, who writes to whom, what it is and from when."""

import re
from collections.abc import Sequence
from functools import cache

from teikit.conventions import Convention
from teikit.core import CAPITAL, LazyPattern, Span, are_capitalised
from teikit.recognizers import compiled, find_dates, is_function_word, may_hold_date
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import LINE, is_greeting, is_valediction, verb
from teikit.transcript.blocks.letters.memo_lines import field_of
from teikit.transcript.blocks.letters.office_lines import DATED, behind_formula, is_dateline

# The shortest and the longest heading of an edition.
_WRITER = (8, 260)
# `1529. M. P. CHEKHOVA`, `5284. — AU GÉNÉRAL …`: a heading of a letter in an edition.
_NUMBERED = re.compile(r"\d{1,5}\.(?: ?[—–-])? [^\W\d_]")
# `CHARLES DARWIN TO ASA GRAY. Down, June 5.`: where the dateline may begin in the line of a heading.
_STOP = re.compile(r"[.,]\s+(?=\S)")


def edition_head(line: str, following: Sequence[str], context: BlockContext) -> bool:
    """Whether a line is a heading that an edition writes above a letter: its number, who writes to whom.

    A date is on one of the lines after it or at its end, or both are named by their offices.
    """
    convention = context.convention
    if following and field_of(following[0], convention):
        return False
    if not any(is_dateline(other, context) or behind_formula(other, context) for other in following):
        if "/" in line and _is_number(line, convention):
            # `6/1850a.`: volume and number of a letter, above the addressee.
            return bool(following) and _begins_with_to(following[0], convention) > 0
        dated = _ends_with_date(line, convention)
        return (dated and _names_parties(line, convention)) or _is_office_to_office(line, convention)
    if goes_on(line, convention) and following and _is_writer_to(f"{line} {following[0]}", convention):
        return True
    if is_numbered_title(line, convention) and is_dateline(following[0], context):
        return True
    if _is_to_and_date(line, convention) or _is_to_capitals(line, convention):
        return True
    return _names_parties(line, convention) or (_is_number(line, convention) and _heads(following, context))


def heads_dateline(line: str, following: Sequence[str], context: BlockContext) -> bool:
    """Whether a line says who writes to whom directly above a dateline, as each of several cables has it."""
    return bool(following) and _is_writer_to(line, context.convention) and is_dateline(following[0], context)


def head_end(line: str, context: BlockContext) -> int:
    """Where a heading in capitals ends in a line that goes on with the dateline; 0 in other lines."""
    for stop in _STOP.finditer(line) if len(line) < 2 * LINE else ():
        head = line[: stop.start()]
        if head.isupper() and _is_writer_to(head, context.convention) and is_dateline(line[stop.end() :], context):
            return stop.end()
    return 0


def _is_number(line: str, convention: Convention) -> bool:
    """Whether a line is the number of a letter: `415.`, `No. 12`."""
    number = rf"{convention.either('numbering', 'sign')}?\s?\d{{1,4}}(?:/\d{{1,5}})?[^\W\d_]?[.:]?"
    return compiled(number).fullmatch(line) is not None


def _heads(following: Sequence[str], context: BlockContext) -> bool:
    """Whether the line below a number names who writes to whom, or the addressee above a dateline."""
    if not following:
        return False
    if _names_parties(following[0], context.convention):
        return True
    named = _begins_with_to(following[0], context.convention)
    return bool(named) and len(following) > 1 and is_dateline(following[1], context)


def _names_parties(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, or what was written by or to whom: `Letter from Ann to Karl`."""
    return _is_writer_to(line, convention) or _is_document(line, convention)


def _is_document(line: str, convention: Convention) -> bool:
    """Whether a line names a letter with its writer or addressee, and is no sentence: `Brief an Karl Weber`."""
    if line[-1:] in ",;:!?" or not _WRITER[0] < len(line) < _WRITER[1] or verb(convention).search(line):
        return False
    either = convention.either
    to = f"(?:{either('letters', 'addressed_to')}|{either('letters', 'writers')})"
    before = rf"(?:\d{{1,5}}\.?(?: ?[—–-])? )?(?:[^:]{{3,40}}: )?(?-i:(?=[{CAPITAL}]))"
    named = rf"{before}(?:[\w.’'-]+ ){{0,2}}?{either('letters', 'documents')}\s(?:.{{0,120}}\s)?{to}\s(?-i:[{CAPITAL}])"
    return compiled(named).match(line) is not None


def _ends_with_date(line: str, convention: Convention) -> bool:
    if not may_hold_date(line, Span(0, len(line))):
        return False
    *_, last = [None, *find_dates(line, convention)]
    return last is not None and not line[last.span.end :].strip(" .])")


def is_numbered_title(line: str, convention: Convention) -> bool:
    """Whether the words behind a number are no sentence and most of them, but small words, have capitals."""
    if not _NUMBERED.match(line) or len(line) >= (LINE if not line.isupper() else 2 * LINE):
        return False
    words = [word for word in line.split()[1:] if not is_function_word(word, convention)]
    capital = sum(word[:1].isupper() for word in words)
    ended = line[-1:] in ",;:" or (line[-1:] == "." and not line.isupper())
    return capital * 3 > len(words) * 2 and not ended and not verb(convention).search(line)


def _is_to_and_date(line: str, convention: Convention) -> bool:
    """Whether a line names the addressee and the date, as editions do above the dateline: `To Ann Lee  5 May 1871`."""
    start = _begins_with_to(line, convention)
    if not start or len(line) > LINE or not may_hold_date(line, Span(0, len(line))):
        return False
    last = next(iter(find_dates(line, convention)), None)
    name = line[start : last.span.start].strip(" ,[") if last else ""
    return last is not None and are_capitalised(name) and not line[last.span.end :].strip(" .]0123456789")


def _begins_with_to(line: str, convention: Convention) -> int:
    """Where the name begins in a line that begins with a word for `to`; 0 in other lines."""
    to = compiled(rf"{convention.either('letters', 'addressed_to')}\s(?=(?-i:[{CAPITAL}]))").match(line)
    return to.end() if to else 0


def _is_to_capitals(line: str, convention: Convention) -> bool:
    """Whether a line names the addressee in capitals: `To COLONEL LOW`, `TO COLONEL LOW.`"""
    word, _, name = line.partition(" ")
    # An edition puts the mark of a note before the heading as well.
    to = compiled(rf"[*†‡]?{convention.either('letters', 'addressed_to')}").fullmatch(word)
    stopped = not word.isupper() or line[-1:] == "."
    return to is not None and name.isupper() and stopped and len(line) < DATED


def goes_on(line: str, convention: Convention) -> bool:
    """Whether a line of a heading goes on with the next: it ends with a small word."""
    return is_function_word(line.split()[-1], convention) and line[-1:].islower()


def _is_writer_to(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, and is no sentence: `The Consul at Tabriz to the Secretary of State`."""
    if not line[:1].isalnum() or line[-1:] in ",;:!?" or not _WRITER[0] < len(line) < _WRITER[1]:
        return False
    before = _writer_to(convention, line.isupper()).match(line)
    if before is None or verb(convention).search(line) or not _may_write(before["writer"], convention):
        return False
    return not is_greeting(line, convention) and not is_valediction(line, convention)


@cache
def _writer_to(convention: Convention, in_capitals: bool) -> LazyPattern:
    """A pattern for a writer, a word such as `to`, and the beginning of a name."""
    name = rf"(?-i:[{CAPITAL}]|[^\W\d_]{{1,3}}['’ ]?\s?[{CAPITAL}]|[^\W\d_]{{1,4}} [^\W\d_]{{1,4}} [{CAPITAL}])"
    small = "" if in_capitals else "-i"
    to = rf"(?<=[\w).,\]])\s(?{small}:{convention.either('letters', 'addressed_to')})\s{name}"
    return compiled(rf"(?:\d{{1,4}}\.? )?(?P<writer>(?-i:[{CAPITAL}]).{{3,}}?){to}")


def _may_write(words: str, convention: Convention) -> bool:
    """Whether words may name a writer: most have capitals, or they begin with an article."""
    others = [word for word in words.split() if not is_function_word(word, convention)]
    capital = sum(not word[:1].islower() for word in others)
    return is_function_word(words.split()[0], convention) or capital * 2 > len(others)


def _is_office_to_office(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, both by an office: `The Minister of War to the Consul (Vale)`."""
    if line[-1:] == "." or not _is_writer_to(line, convention):
        return False
    writer, *others = compiled(rf"\s{convention.either('letters', 'addressed_to')}\s").split(line)
    office = compiled(rf"(?<!\w)(?:{convention.either('offices')}|{convention.either('letters', 'roles')})(?!\w)")
    small = is_function_word(writer.split()[0], convention)
    return small and bool(office.search(writer)) and any(office.search(other) for other in others)
