"""Says what a block is by itself, by the convention's vocabularies: formula, address, item, signature …"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import count, islice

from teikit.convention import Convention, MarkKind
from teikit.source import Source, Span
from teikit.transcript.block_model import Block, reach
from teikit.transcript.dates import find_dates
from teikit.transcript.model import Break, Group, Node, Sign, Text

ITEM = re.compile(
    r"(?P<label>(?P<n>\d{1,3}|[IVXL]{1,5}|[A-Za-zА-Яа-я])[.)](?=\s+\S)|\((?P<m>\d{1,3}|[a-zа-я]|[ivx]{1,4})\)(?=\s+\S)"
    r"|(?P<dash>[-–—•])(?=[ \t]+\S|[^\W\d_]))[ \t]*"
)
_NAME_WORD = r"(?:[A-ZА-ЯЁ][\w'’.-]*)"
_NAME = re.compile(rf"[\"“„«]?(?:[/(]?{_NAME_WORD}[/)]?[ ,]*){{1,5}}[\"”“»]?[.,]?[\"”“»]?[.]?")
# `A. Gromyko`: no item, though it begins like one.
_INITIAL = re.compile(r"[A-ZА-ЯЁ]\. ?[A-ZА-ЯЁ][\w'’-]+\.?")

# Lines are looked at as part of a block, as its first or last, and by themselves: so many answers are kept.
RECENT = 256

# From so many lines on it pays to compile the patterns once more, as one.
MANY = 400

Classify = Callable[[str], Block | None]
# Kind, type and certainty of the block that words are which pass the test.
Test = tuple[str, str, str, Callable[[str], object]]
_FLAGS = re.IGNORECASE | re.DOTALL


def one(nodes: tuple[Node, ...], source: Source, classify: Classify) -> Block:
    """The block that the nodes are as a whole."""
    span = reach(nodes)
    worded = (node for node in nodes if not isinstance(node, Break) and not is_blank(node, source))
    alone = list(islice(worded, 2))
    if len(alone) == 1 and not isinstance(alone[0], Text):
        return _alone(alone[0], span, nodes, source, classify)
    kind = classify(" ".join(source.cut(span).split())) if len(span) < 400 else None
    item = ITEM.match(source.text, span.start, span.end) if isinstance(alone[0] if alone else None, Text) else None
    if item and (kind is None or (kind.kind in ("name", "caps") and not _INITIAL.fullmatch(source.cut(span).strip()))):
        label = Span(*item.span("label"))
        return Block("item", span, nodes, n=item["n"] or item["m"] or "", label=label)
    return kind._replace(span=span, nodes=nodes) if kind else Block("paragraph", span, nodes)


def is_blank(node: Node, source: Source) -> bool:
    """Whether a node is text without words."""
    return isinstance(node, Text) and source.cut(node.span).isspace()


def _alone(node: Node, span: Span, nodes: tuple[Node, ...], source: Source, classify: Classify) -> Block:
    if isinstance(node, Sign):
        kind = "line" if node.mark.kind is MarkKind.LINE else "sign"
        return Block(kind, span, nodes, type=node.mark.name)
    if isinstance(node, Group) and node.mark.kind is MarkKind.NOTE:
        known = classify(" ".join(source.cut(span).split())) if len(span) < 120 else None
        kind = known.kind if known and known.kind == "attachment" else "note"
        return Block(kind, span, nodes)
    return Block("paragraph", span, nodes)


@cache
def classifier(convention: Convention) -> Classify:
    """A function that says what a whole block of words is, by the convention's vocabularies; None: a paragraph."""
    tests = list(_tests(convention))
    others = [one for one in tests if _pattern_of(one) is None]
    asked = count()

    @lru_cache(RECENT)
    def classify(words: str) -> Block | None:
        plain = next(asked) > MANY and not _any_pattern(convention).fullmatch(words)
        for kind, kind_type, cert, test in others if plain else tests:
            if test(words):
                return Block(kind, Span(0, 0), (), kind_type, cert=cert)
        return None

    return classify


def _pattern_of(test: Test) -> str | None:
    """The pattern of a test that asks nothing else, so that it can be asked together with others."""
    pattern = getattr(test[3], "__self__", None)
    return pattern.pattern if isinstance(pattern, re.Pattern) and pattern.flags & _FLAGS == _FLAGS else None


@cache
def _any_pattern(convention: Convention) -> re.Pattern[str]:
    """All patterns as one: most lines are none of them, and that is soon told."""
    known = [pattern for test in _tests(convention) if (pattern := _pattern_of(test)) is not None]
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in known), _FLAGS)
    except re.error:  # one of them can only stand by itself
        return re.compile(".*", _FLAGS)


def _tests(convention: Convention) -> Iterator[Test]:
    yield "attachment", "", "", any_of(rf"\[?{convention.either('attachments')}\]?")
    yield "signature", "", "", _autograph(convention)
    for vocabulary in convention.vocabularies:
        for formula in vocabulary.formulas:
            yield "formula", formula.type, "", formula.pattern.fullmatch
    yield "stamp", "", "medium", any_of(convention.either("stamps", "patterns"))
    yield "certification", "", "", any_of(convention.either("closing", "certified"))
    for vocabulary in convention.vocabularies:
        yield from (("greeting", "", "", greeting.fullmatch) for greeting in vocabulary.greetings)
    yield "inside-address", "", "", any_of(convention.either("closing", "inside_address"))
    for vocabulary in convention.vocabularies:
        yield from (("salute", "", "", address.fullmatch) for address in vocabulary.addresses)
    yield "valediction", "", "", any_of(convention.either("closing", "valediction"))
    yield "office", "", "", any_of(convention.either("closing", "offices"))
    yield "dateline", "", "", lambda words: _is_dateline(words, convention)
    yield "caps", "", "", _is_caps
    yield "name", "", "", lambda words: len(words) < 60 and _NAME.fullmatch(words)


def any_of(pattern: str) -> Callable[[str], object]:
    """A test whether all of a block's words match."""
    return re.compile(pattern, _FLAGS).fullmatch


def _autograph(convention: Convention) -> Callable[[str], object]:
    """`(S. P. Andreyev) [signature]`, `Head of the delegation [signature] X`: an autograph beside other words."""
    bracket = re.compile(rf"\[{convention.either('signatures', 'autograph')}(?!\w)[^\[\]]{{0,40}}\]", re.IGNORECASE)

    def test(words: str) -> bool:
        found = bracket.search(words)
        return found is not None and len(words) < 160 and len(found[0]) < len(words)

    return test


def _is_dateline(words: str, convention: Convention) -> bool:
    """A date by itself, or behind the name of a place."""
    if len(words) > 80:
        return False
    found = list(find_dates(words, convention, 2000))
    if not found:
        return False
    rest = words[: found[0].span.start] + words[found[-1].span.end :]
    return re.fullmatch(rf"(?:(?:{_NAME_WORD}\s?){{1,3}}[,.]?)?[\s.,⁰¹²³⁴⁵⁶⁷⁸⁹*]*", rest) is not None


def _is_caps(words: str) -> bool:
    if len(words) > 60 or not words[:1].isalpha() or not words.isupper():
        return False
    return all(char.isupper() for char in words if char.isalpha())
