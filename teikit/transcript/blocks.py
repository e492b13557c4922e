"""Cuts a transcript into blocks and says of each, by itself, what it may be: formula, address, date, item, paragraph.

Where a block stands (opener, body, closer) is decided afterwards, in `structure`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from teikit.convention import Convention, MarkKind
from teikit.diagnostics import Diagnostic, at
from teikit.source import Source, Span
from teikit.transcript.dates import find_dates
from teikit.transcript.model import Break, BreakKind, Group, Node, Sign, Text, Transcript, clip


class Block(NamedTuple):
    """A run of text between blank lines, and what it may be.

    `kind`: paragraph, formula, salute, greeting, dateline, certification, stamp, item, note (a bracket by itself),
    line (a line mark), sign (a sign by itself), caps (a short line in capitals), name (a short line that may sign).
    `type` is the seg/@type of a formula; `label` the printed number of an item, `n` its value.
    """

    kind: str
    span: Span
    nodes: tuple[Node, ...]
    type: str = ""
    n: str = ""
    label: Span | None = None
    cert: str = ""
    glued: bool = False


_ITEM = re.compile(r"(?P<label>(?P<n>\d{1,3}|[IVXL]{1,5}|[A-Za-zА-Яа-я])[.)])\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?:;\"”»)\]]\s*$")
_NAME_WORD = r"(?:[A-ZА-ЯЁ][\w'’.-]*)"
_NAME = re.compile(rf"[\"“„«]?(?:[/(]?{_NAME_WORD}[/)]?[ ,]*){{1,5}}[\"”“»]?[.,]?[\"”“»]?[.]?")


def blocks(transcript: Transcript, convention: Convention) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks of a transcript in order, with what was found run together."""
    found: list[Block] = []
    findings: list[Diagnostic] = []
    classify = _classifier(convention)
    autograph = _any(convention.either("signatures", "autograph") + r"(?!\w).{0,60}")
    for nodes in _split(transcript):
        for block in _cut(nodes, transcript.source, classify, convention):
            if block.kind == "note" and autograph(_inside(block, transcript.source)):
                block = block._replace(kind="signature")
            if block.glued:
                findings.append(_glued(transcript.source, block))
            found.append(block)
    return found, findings


def _inside(block: Block, source: Source) -> str:
    return next((source.cut(node.inside).strip() for node in block.nodes if isinstance(node, Group)), "")


def _glued(source: Source, block: Block) -> Diagnostic:
    start = block.span.start
    around = source.text[max(0, start - 6) : start + 6].replace("\n", " ")
    return at(source, start, "glued-words", f"“…{around}…”: two blocks run together, parted here")


# ---------------------------------------------------------------- cutting
def _split(transcript: Transcript) -> Iterator[tuple[Node, ...]]:
    """The nodes between paragraph breaks, without the breaks; a page of the PDF parts blocks where a sentence ends."""
    run: list[Node] = []
    for node in transcript.nodes:
        if isinstance(node, Break) and node.kind is not BreakKind.LINE and _parts(node, run, transcript):
            yield from _trimmed(run, transcript.source)
            run = []
        elif run or not (isinstance(node, Break) or _is_blank(node, transcript.source)):
            run.append(node)
    yield from _trimmed(run, transcript.source)


def _trimmed(run: list[Node], source: Source) -> Iterator[tuple[Node, ...]]:
    """The nodes of a block without line ends and blanks behind the last word; nothing where no word is left."""
    while run and (isinstance(run[-1], Break) or _is_blank(run[-1], source)):
        run.pop()
    if run:
        yield tuple(run)


def _is_blank(node: Node, source: Source) -> bool:
    return isinstance(node, Text) and source.cut(node.span).isspace()


def _parts(node: Break, run: list[Node], transcript: Transcript) -> bool:
    if node.kind is BreakKind.PARAGRAPH or not run:
        return True
    text = transcript.source.text
    after = text[node.span.end : node.span.end + 1]
    return bool(_TERMINAL.search(text[max(0, node.span.start - 20) : node.span.start])) or not after.islower()


def _span(nodes: tuple[Node, ...]) -> Span:
    return Span(nodes[0].span.start, nodes[-1].span.end)


Classify = Callable[[str], Block | None]


def _cut(nodes: tuple[Node, ...], source: Source, classify: Classify, convention: Convention) -> Iterator[Block]:
    """One block, or several where its lines are formulas of their own or words have run together."""
    whole = _one(nodes, source, classify)
    if whole.kind != "paragraph":
        yield whole
        return
    lines = list(_lines(nodes))
    each = [_one(line, source, classify) for line in lines]
    if 1 < len(each) <= 8 and all(block.kind not in ("paragraph", "item", "name", "caps") for block in each):
        yield from each
        return
    yield from _unglued(nodes, source, classify, convention) or [whole]


def _lines(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Break):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(node)
    if run:
        yield tuple(run)


def _unglued(nodes: tuple[Node, ...], source: Source, classify: Classify, convention: Convention) -> list[Block]:
    """`Сов. секретнотов. КРАСОВСКОМУ …*Документ № 10*`: a formula glued to the address behind it, a label to that."""
    span, found = _span(nodes), []
    tail = [node for node in nodes if isinstance(node, Group) and node.mark.within and node.span.end == span.end]
    if tail:
        found = [Block("label", tail[0].span, (tail[0],), glued=source.text[tail[0].span.start - 1].isalnum())]
        span = Span(span.start, tail[0].span.start)
    text = source.cut(span)
    for vocabulary in convention.vocabularies:
        for formula in vocabulary.formulas:
            match = formula.pattern.match(text)
            rest = Span(span.start + match.end(), span.end) if match else span
            if match and match.end() and text[match.end() : match.end() + 1].isalpha():
                address = _one(clip(nodes, rest), source, classify)
                if address.kind in ("salute", "greeting", "dateline"):
                    head = Span(span.start, rest.start)
                    return [
                        Block("formula", head, clip(nodes, head), formula.type),
                        address._replace(glued=True),
                        *found,
                    ]
    rest_block = _one(clip(nodes, span), source, classify) if found and span else None
    return [rest_block, *found] if rest_block and rest_block.kind != "paragraph" else []


# ---------------------------------------------------------------- classifying
def _one(nodes: tuple[Node, ...], source: Source, classify: Classify) -> Block:
    span = _span(nodes)
    alone = [node for node in nodes if not isinstance(node, Break) and not _is_blank(node, source)]
    if len(alone) == 1 and not isinstance(alone[0], Text):
        return _alone(alone[0], span, nodes)
    kind = classify(" ".join(source.cut(span).split())) if len(span) < 400 else None
    item = _ITEM.match(source.text, span.start, span.end) if isinstance(alone[0] if alone else None, Text) else None
    if item and (kind is None or kind.kind in ("name", "caps")):
        return Block("item", span, nodes, n=item["n"], label=Span(*item.span("label")))
    return kind._replace(span=span, nodes=nodes) if kind else Block("paragraph", span, nodes)


def _alone(node: Node, span: Span, nodes: tuple[Node, ...]) -> Block:
    if isinstance(node, Sign):
        kind = "line" if node.mark.kind is MarkKind.LINE else "sign"
        return Block(kind, span, nodes, type=node.mark.name)
    if isinstance(node, Group) and node.mark.kind is MarkKind.NOTE:
        return Block("note", span, nodes)
    return Block("paragraph", span, nodes)


@cache
def _classifier(convention: Convention) -> Classify:
    """A function that says what a whole block of words is, by the convention's vocabularies; None: a paragraph."""
    tests = list(_tests(convention))

    def classify(words: str) -> Block | None:
        for kind, kind_type, cert, test in tests:
            if test(words):
                return Block(kind, Span(0, 0), (), kind_type, cert=cert)
        return None

    return classify


def _tests(convention: Convention) -> Iterator[tuple[str, str, str, Callable[[str], object]]]:
    for vocabulary in convention.vocabularies:
        for formula in vocabulary.formulas:
            yield "formula", formula.type, "", formula.pattern.fullmatch
    yield "stamp", "", "medium", _any(convention.either("stamps", "patterns"))
    yield "certification", "", "", _any(convention.either("closing", "certified"))
    yield "greeting", "", "", _first(p for v in convention.vocabularies for p in v.greetings)
    yield "salute", "", "", _first(p for v in convention.vocabularies for p in v.addresses)
    yield "dateline", "", "", lambda words: _is_dateline(words, convention)
    yield "caps", "", "", _is_caps
    yield "name", "", "", lambda words: len(words) < 60 and _NAME.fullmatch(words)


def _any(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL).fullmatch


def _first(patterns: Iterable[re.Pattern[str]]) -> Callable[[str], object]:
    known = tuple(patterns)
    return lambda words: any(pattern.fullmatch(words) for pattern in known)


def _is_dateline(words: str, convention: Convention) -> bool:
    """A date by itself, or behind the name of a place."""
    if len(words) > 80:
        return False
    found = list(find_dates(words, convention, 2000))
    if not found:
        return False
    rest = words[: found[0].span.start] + words[found[-1].span.end :]
    return re.fullmatch(rf"(?:(?:{_NAME_WORD}\s?){{1,3}}[,.]?)?[\s.,]*", rest) is not None


def _is_caps(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and len(words) <= 60 and all(char.isupper() for char in letters) and words[0].isalpha()
