"""Signatures: which words are the name, and which of two names is the typed one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from teikit.conventions import Convention
from teikit.core import ACCENT, CAPITAL, SMALL, WORD, LazyPattern, Span
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import Inline, NameNode
from teikit.interpretation.substitutions import join_substitutions
from teikit.recognizers import cased, compiled
from teikit.transcript import Block, Break, Group, Node, Text

_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*"
_BOTH = re.compile(rf"(?P<auto>{_NAME})\s*(?P<open>[/(])\s*(?P<typed>{_NAME})\s*[/)]")
_TYPED = re.compile(rf"[/(]\s*(?P<typed>{_NAME})\s*[/)]")
# A name after an office, and lines that contain nothing but a name.
_BEHIND = rf"(?:[{CAPITAL}][{ACCENT}]*\. ?){{1,3}}[{CAPITAL}][{WORD}]+(?=[.\s]*$)"
_CAPITALS = rf"(?:[{CAPITAL}][{WORD}.]*[ ]?){{1,4}}"
# A shorter word before a name is an initial, and no office.
_INITIAL = 3
# `+ marque de …`: the mark of a person who does not write.
_CROSS = re.compile(r"(?P<cross>[+×])\s*")


def read_signature(inline: InlineReader, block: Block) -> tuple[Inline, ...]:
    """The words of a signature with its names; brackets and slashes around a typed name stay text."""
    inline.state.in_signature = True
    nodes = _read_nodes(inline, block)
    inline.state.in_signature = False
    return join_substitutions(inline.state, nodes)


def read_signed(inline: InlineReader, block: Block) -> tuple[Inline, ...]:
    """The signature of a letter: the name on its first line, offices on the lines below it or behind a comma."""
    inline.state.in_signature = True
    if block.parts:
        known = _read_parts(inline, block)
        inline.state.in_signature = False
        return join_substitutions(inline.state, known)
    result: list[Inline] = []
    named = beside = False
    for node in _behind_office(inline, block, result):
        # Behind a bracket in the name, the line goes on with the name.
        beside = named and not isinstance(node, Break) and (beside or isinstance(node, Group))
        if isinstance(node, Text) and not beside and not inline.state.notes_in(node.span):
            names = _signed_names(inline.state.source.text, node.span, inline.state.convention, named)
            _with_names(inline, node.span, names, result)
            named = named or bool(names)
        else:
            result += inline.read((node,), lines=True, block=block.span)
    inline.state.in_signature = False
    return join_substitutions(inline.state, result)


def _behind_office(inline: InlineReader, block: Block, result: list[Inline]) -> Sequence[Node]:
    """The nodes behind a first line that is only an office, which is then in the result: `Le Préfet,` above a name."""
    first, convention = block.nodes[0], inline.state.convention
    text = inline.state.source.text
    alone = compiled(rf"\s*(?:\w{{1,3}} )?{convention.either('letters', 'roles')}\s*[,:]\s*")
    if len(block.nodes) == 1 or not isinstance(first, Text) or not alone.fullmatch(text, *first.span):
        return block.nodes
    _with_names(inline, first.span, [(_bare_name(text, first.span), "role")], result)
    return block.nodes[1:]


def _read_parts(inline: InlineReader, block: Block) -> list[Inline]:
    """The words of a signature whose name and office a rule knows."""
    names = [(part.span, "role" if part.kind == "office" else "") for part in block.parts]
    result: list[Inline] = []
    for node in block.nodes:
        if isinstance(node, Text) and not inline.state.notes_in(node.span):
            _with_names(inline, node.span, [name for name in names if node.span.covers(name[0])], result)
        else:
            result += inline.read((node,), lines=True, block=block.span)
    return result


def _signed_names(text: str, span: Span, convention: Convention, named: bool) -> list[tuple[Span, str]]:
    """The name and the office in a line of a letter's signature; below the name, a line is an office."""
    cross = _CROSS.match(text, span.start, span.end)
    if cross and not named:
        behind = cased(_CAPITALS).search(text, cross.end(), span.end)
        mark = (Span(*cross.span("cross")), "mark")
        return [mark, (_bare_name(text, Span(behind.start(), span.end)), "")] if behind else [mark]
    if named:
        return [(_bare_name(text, span), "role")] if span.cut(text).strip() else []
    before = _office_before(convention).fullmatch(text, span.start, span.end)
    if before and len(before["office"]) > _INITIAL:
        return [(Span(*before.span("office")), "role"), (_bare_name(text, Span(*before.span("name"))), "")]
    names = _names(text, span, convention)
    if len(names) != 1 or names[0][1]:
        return names
    name = names[0][0]
    comma = text.find(",", name.start, name.end)
    if comma < 0:
        return names if name.cut(text).strip() else []
    role = Span(comma + 2, name.end)
    office = compiled(rf"(?<!\w){_offices(convention)}(?!\w)").search(role.cut(text))
    small = role.cut(text)[:1].islower()
    return [(Span(name.start, comma), ""), *([(role, "role")] if office or small else [])] if role else names


def _offices(convention: Convention) -> str:
    return f"(?:{convention.either('offices')}|{convention.either('letters', 'roles')})"


def _office_before(convention: Convention) -> LazyPattern:
    """`Chairman: A. Low`, `The Secretary, Hale`: an office of a few words and a name behind it."""
    small = rf"(?: (?-i:[{SMALL}])[\w.-]*){{0,3}}"
    office = rf"(?P<office>(?:\w{{1,3}} )?{_offices(convention)}{small})"
    return compiled(
        rf"\s*{office}(?:\s?[:,]\s?|\s+)(?P<name>(?-i:[{CAPITAL}])[\w.'’-]*(?: (?-i:[{CAPITAL}])[\w.'’-]*){{0,2}})\s*"
    )


def _read_nodes(inline: InlineReader, block: Block) -> Sequence[Inline]:
    text, convention = inline.state.source.text, inline.state.convention
    result: list[Inline] = []
    if len(block.nodes) == 1 and isinstance(block.nodes[0], Text):
        _with_names(inline, block.span, _names(text, block.span, convention), result)
        return result
    if any(isinstance(node, Group) and text[node.span.start - 1 : node.span.start].isalpha() for node in block.nodes):
        return inline.read(block.nodes, lines=True, block=block.span)
    named = _named_line(text, block.nodes, convention)
    for node in block.nodes:
        if isinstance(node, Text) and not inline.state.notes_in(node.span):
            below = named is not None and node.span.start > named[0].end
            names = _name_in_line(text, node.span, named, convention)
            if not names and below and compiled(rf"\s*{_offices(convention)}[.,]?\s*").fullmatch(node.span.cut(text)):
                names = [(_bare_name(text, node.span), "role")]
            _with_names(inline, node.span, names, result)
        else:
            result += inline.read((node,), lines=True, block=block.span)
    return result


def _with_names(inline: InlineReader, span: Span, names: list[tuple[Span, str]], result: list[Inline]) -> None:
    done = span.start
    for name, kind in names:
        inline.text(Span(done, name.start), result)
        result.append(NameNode(name, kind))
        done = name.end
    inline.text(Span(done, span.end), result)


def _named_line(text: str, nodes: tuple[Node, ...], convention: Convention) -> tuple[Span, str] | None:
    """The line with the signatory's name, and its type: the line beside an autograph, else the last possible one."""
    pairs = list(pairwise(nodes))
    for line, beside in [*((after, before) for before, after in pairs), *pairs]:
        if isinstance(beside, Group) and isinstance(line, Text) and _is_name(text, line.span, convention):
            return line.span, "typed"
    if any(isinstance(node, Group) for node in nodes):
        return None
    lines = [node.span for node in nodes if isinstance(node, Text) and _is_name(text, node.span, convention)]
    return (lines[-1], "") if lines else None


def _is_name(text: str, span: Span, convention: Convention) -> bool:
    """Whether a line is a name from end to end: no office, and no words that close a letter."""
    bare = _bare_name(text, _behind_signed(text, span, convention))
    if not cased(_CAPITALS).fullmatch(text, bare.start, bare.end):
        return False
    words = span.cut(text).strip()
    no_name = f"{convention.either('closing', 'valediction')}|{convention.either('closing', 'offices')}"
    return compiled(no_name).fullmatch(words) is None


def _names(text: str, span: Span, convention: Convention) -> list[tuple[Span, str]]:
    """The names in a signature of one line, each with its type."""
    both = _BOTH.search(text, span.start, span.end)
    typed = both or _TYPED.search(text, span.start, span.end)
    if typed and compiled(convention.either("signatures", "autograph")).fullmatch(typed["typed"]):
        # `(signature)` in round brackets is not a name.
        both = typed = None
    if both:
        return [(Span(*both.span("auto")), ""), (Span(*both.span("typed")), "typed")]
    if typed:
        return [(Span(*typed.span("typed")), "typed")]
    behind = cased(_BEHIND).search(text, span.start, span.end)
    office = compiled(rf"(?<!\w){convention.either('offices')}(?!\w)|(?-i:\b[{SMALL}]{{2,}})")
    if behind and office.search(text, span.start, behind.start()):
        return [(Span(*behind.span()), "")]
    if compiled(convention.either("closing", "offices")).fullmatch(text, span.start, span.end):
        return []
    return [(_bare_name(text, _behind_signed(text, span, convention)), "")]


def _behind_signed(text: str, span: Span, convention: Convention) -> Span:
    """The span without a word for `signed` before the name: `gez. Schulz`."""
    match = compiled(convention.either("closing", "signed") + r"(?!\w)\s*[:.,]?\s*").match(text, span.start, span.end)
    return Span(match.end() if match else span.start, span.end)


def _name_in_line(
    text: str, span: Span, named: tuple[Span, str] | None, convention: Convention
) -> list[tuple[Span, str]]:
    """The name in one line of a longer signature: typed in brackets, or the line that is the name."""
    typed = _TYPED.search(text, span.start, span.end)
    if typed:
        return [(Span(*typed.span("typed")), "typed")]
    if named is None or named[0] != span:
        return []
    return [(_bare_name(text, _behind_signed(text, span, convention)), named[1])]


def _bare_name(text: str, span: Span) -> Span:
    """The name without the marks around it; a full stop after an initial belongs to it."""
    words = span.cut(text)
    left = len(words) - len(words.lstrip(' \t"“”„«»'))
    right = len(words.rstrip(' \t"“”„«».,:'))
    return Span(span.start + left, span.start + max(left, right))
