"""Classifies single blocks with the convention's vocabularies: formula, address, item, signature …"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count, islice

from teikit.conventions import Convention, MarkKind
from teikit.core import (
    CAPITAL,
    INITIALS,
    SMALL,
    SURNAME,
    WORD,
    LazyPattern,
    Source,
    Span,
    are_capitalised,
    lazy_pattern,
)
from teikit.recognizers import compiled, find_dates, may_hold_date
from teikit.transcript.blocks.context import BlockContext, Classify
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Break, Group, Node, Sign, Text

ITEM = re.compile(
    r"(?P<label>(?P<n>\d{1,3}(?:\.\d{1,2}){0,3}(?:, ?\d{1,3})*|[IVXL]{1,5}|[ivx]{2,4}|[^\W\d_])"
    r"(?:[)°]|\.\)?)(?=\s+\S)"
    rf"|\((?P<m>\d{{1,3}}|[{SMALL}]|[ivx]{{1,4}})\)(?=\s+\S)"
    r"|(?P<dash>[-–—•])(?=[ \t]+\S|[^\W\d_]))[ \t]*"
)
_NAME = re.compile(rf"[\"“„«]?(?:[/(]?[^\W\d_][{WORD}.]*+[/)]?[ ,]*+){{1,5}}[\"”“»]?[.,]?[\"”“»]?[.]?")

# `B.T. 4471/51`: the number of a file.
_NUMBER = rf"[{CAPITAL}][{CAPITAL}.]{{0,9}}[ /-]{{1,2}}\d{{1,6}}/\d{{1,6}}(?:/\d{{1,6}})?\.?"
# Words that belong to the date after them.
_ROUND_DATES = ("before_day", "not_after", "not_before", "circa", "from", "between", "night")
# The same line is classified several times (as part of a block and alone), so recent results are cached.
RECENT = 256

# From this number of lines on, one combined pattern saves more time than its compilation takes.
MANY = 400

# Kind, type and certainty of a block, and the test that its words must pass.
Test = tuple[str, str, str, Callable[[str], object]]
_FLAGS = re.IGNORECASE | re.DOTALL


def make_block(nodes: tuple[Node, ...], context: BlockContext) -> Block:
    """Makes one classified block of nodes."""
    source, span = context.source, span_of(nodes)
    worded = (node for node in nodes if not isinstance(node, Break) and not is_blank(node, source))
    alone = list(islice(worded, 2))
    if len(alone) == 1 and not isinstance(alone[0], Text):
        return _alone(alone[0], span, nodes, context)
    kind = context.classify(" ".join(source.cut(span).split())) if len(span) < 400 else None
    item = ITEM.match(source.text, span.start, span.end) if isinstance(alone[0] if alone else None, Text) else None
    named = kind and kind.kind in ("name", "caps")
    if item and (kind is None or (named and not _is_person(source.cut(span).strip(), context.convention))):
        label = Span(*item.span("label"))
        return Block("item", span, nodes, n=item["n"] or item["m"] or "", label=label)
    return kind._replace(span=span, nodes=nodes) if kind else Block("paragraph", span, nodes)


@cache
def _person(convention: Convention) -> LazyPattern:
    office = rf",\s+(?i:{convention.either('offices')})(?!\w).*"
    return LazyPattern(rf"(?P<name>{INITIALS}{SURNAME})(?:\.?|{office})", re.DOTALL)


def _is_person(words: str, convention: Convention) -> bool:
    """`A. Gromyko`, `A. Gromyko, Minister`: a name, although it begins like an item."""
    person = _person(convention).fullmatch(words)
    return person is not None and are_capitalised(person["name"])


def _is_name(words: str, start: int = 0) -> bool:
    """Whether there are at most five words from `start` on, all capitalised."""
    return are_capitalised(words[start:]) and _NAME.fullmatch(words, start) is not None


def is_blank(node: Node, source: Source) -> bool:
    """Whether a node is text without words."""
    return isinstance(node, Text) and source.text[node.span.start].isspace() and source.cut(node.span).isspace()


def _alone(node: Node, span: Span, nodes: tuple[Node, ...], context: BlockContext) -> Block:
    source, classify = context.source, context.classify
    if isinstance(node, Sign):
        # `M e m o r a n d u m`: a title may be letter-spaced.
        closed = classify("".join(source.cut(span).split())) if "{closed}" in node.mark.tei else None
        kind = "line" if node.mark.kind is MarkKind.LINE else "sign"
        return Block("title" if closed and closed.kind == "title" else kind, span, nodes, type=node.mark.name)
    if isinstance(node, Group) and node.mark.kind is MarkKind.NOTE:
        known = classify(" ".join(source.cut(span).split())) if len(span) < 120 else None
        kind = known.kind if known and known.kind == "attachment" else "note"
        return Block(kind, span, nodes)
    return Block("paragraph", span, nodes)


@cache
def classifier(convention: Convention) -> Classify:
    """A function that classifies the words of a whole block; it returns None for a paragraph."""
    tests = list(_tests(convention))
    others = [test for test in tests if not _patterns_of(test)]
    asked = count()

    @lru_cache(RECENT)
    def classify(words: str) -> Block | None:
        plain = next(asked) > MANY and not _any_pattern(convention).fullmatch(words)
        for kind, kind_type, cert, test in others if plain else tests:
            if test(words):
                return Block(kind, Span(0, 0), (), kind_type, cert=cert)
        return None

    return classify


@dataclass(frozen=True)
class _AnyOf:
    """A test whether all words match one of several patterns, and `unless` finds nothing in them."""

    patterns: tuple[LazyPattern, ...]
    unless: LazyPattern | None = None

    def __call__(self, words: str) -> bool:
        for pattern in self.patterns:
            if pattern.fullmatch(words):
                return self.unless is None or not self.unless.search(words)
        return False


def _patterns_of(test: Test) -> tuple[str, ...]:
    """The patterns one of which must match to pass the test, if it consists of such patterns; they can be combined."""
    return tuple(pattern.pattern for pattern in test[3].patterns) if isinstance(test[3], _AnyOf) else ()


@cache
def _any_pattern(convention: Convention) -> re.Pattern[str]:
    """All patterns as one, to exclude quickly the many lines that match none of them."""
    known = [pattern for test in _tests(convention) for pattern in _patterns_of(test)]
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in known), _FLAGS)
    except re.error:  # one of them cannot be combined with others
        return re.compile(".*", _FLAGS)


def _tests(convention: Convention) -> Iterator[Test]:
    yield "attachment", "", "", any_of(rf"\[?{convention.either('attachments')}\]?")
    yield "signature", "", "", _autograph(convention)
    yield "signature", "", "", _signed(convention)
    for vocabulary in convention.vocabularies:
        for formula in vocabulary.formulas:
            yield "formula", formula.type, "", any_of(formula.pattern)
    yield "stamp", "", "medium", any_of(convention.either("stamps", "patterns"))
    yield "certification", "", "", any_of(convention.either("closing", "certified"))
    yield "greeting", "", "", _AnyOf(tuple(compiled(p) for v in convention.vocabularies for p in v.greetings))
    yield "inside-address", "", "", any_of(convention.either("closing", "inside_address"))
    yield "salute", "", "", _address(convention)
    yield "valediction", "", "", any_of(convention.either("closing", "valediction"))
    yield "office", "", "", any_of(convention.either("closing", "offices"))
    yield "office", "", "", any_of(rf"{convention.either('letters', 'roles')}\.?")
    yield "dateline", "", "", lambda words: _is_dateline(words, convention)
    yield "title", "", "", any_of(convention.either("titles") + r"(?<![;:,!?])")
    yield "formula", "reference", "", re.compile(_NUMBER).fullmatch
    yield "caps", "", "", _is_caps
    yield "name", "", "", lambda words: len(words) < 60 and _is_name(words)


def any_of(pattern: str) -> Callable[[str], object]:
    """A test whether all of a block's words match."""
    return _AnyOf((compiled(pattern),))


def _autograph(convention: Convention) -> Callable[[str], object]:
    """`(S. P. Andreyev) [signature]`, `Head of the delegation [signature] X`: an autograph beside other words."""
    bracket = LazyPattern(rf"\[{convention.either('signatures', 'autograph')}(?!\w)[^\[\]]{{0,40}}\]", re.IGNORECASE)

    def test(words: str) -> bool:
        match = bracket.search(words) if "[" in words else None
        return match is not None and len(words) < 160 and len(match[0]) < len(words)

    return test


def _signed(convention: Convention) -> Callable[[str], object]:
    """`Signed: A. Orlov`: a name after a word for `signed`."""
    before_name = LazyPattern(rf"(?i:{convention.either('closing', 'signed')})\s*[:.,]?\s+")
    # `FIRST SECRETARY: (signed) A. Orlov`: with an office before a word in brackets.
    behind = LazyPattern(rf"[^.;!?()]{{3,80}}?[:,]?\s+(?=\()(?i:{convention.either('closing', 'signed')})\s*")

    def test(words: str) -> bool:
        match = (before_name.match(words) if len(words) < 80 else None) or (
            behind.match(words) if len(words) < 120 else None
        )
        return match is not None and _is_name(words, match.end())

    return test


def _address(convention: Convention) -> Callable[[str], object]:
    """An address, but not a sentence that begins like one (`To this he replied that …`)."""
    verb = LazyPattern(rf"(?<!\w){convention.either('finite_verbs')}(?!\w)", re.IGNORECASE)
    return _AnyOf(tuple(compiled(p) for v in convention.vocabularies for p in v.addresses), verb)


def _is_dateline(words: str, convention: Convention) -> bool:
    """Whether the words are a date alone, or a date after the name of a place."""
    if len(words) > 80 or not may_hold_date(words, Span(0, len(words))):
        return False
    words = lazy_pattern(rf"(?i:{convention.either('dates', 'label')})\s*").sub("", words, count=1)
    words = _beside_date(convention).sub(" ", words).strip()
    dates = list(find_dates(words, convention, 2000))
    if not dates:
        return False
    rest = words[: dates[0].span.start] + words[dates[-1].span.end :]
    return _place(convention).fullmatch(rest) is not None


@cache
def _beside_date(convention: Convention) -> LazyPattern:
    """A time of day or a weekday beside a date, with the marks around it."""
    around = "|".join(convention.either("letters", key) for key in ("clock", "weekdays"))
    return compiled(rf"[\s,.—–-]*(?<!\w)(?:{around})(?!\w)[\s,]*")


@cache
def _place(convention: Convention) -> LazyPattern:
    """What a dateline may have around its date: the name of a place, and words that belong to dates."""
    words = "|".join(convention.either("dates", key) for key in _ROUND_DATES)
    around = rf"(?:\s*(?i:{words}))*"
    # Behind the date, only a word for what kind of place it is tells a place from a name.
    kind = rf"(?:\s*{convention.either('letters', 'place_kinds')}\s?)?"
    return LazyPattern(rf"(?:{kind}(?:[{CAPITAL}][{WORD}.]*\s?){{1,3}}[,.]?)?{around}[\s.,⁰¹²³⁴⁵⁶⁷⁸⁹*]*")


def _is_caps(words: str) -> bool:
    if len(words) > 60 or not words[:1].isalpha() or not words.isupper():
        return False
    return all(char.isupper() for char in words if char.isalpha())
