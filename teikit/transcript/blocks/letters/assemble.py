"""Makes the blocks of openers and closers from labelled lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from teikit.core import Source, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.classify import make_block
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.edition_heads import edition_head
from teikit.transcript.blocks.letters.formulas import (
    announces,
    cut_name,
    is_address_of,
    is_greeting,
    is_name,
    is_valediction,
    text_of,
)
from teikit.transcript.blocks.letters.join import (
    as_signature,
    signatures,
    typed,
    with_address,
    with_number,
    with_place,
    with_recipient,
)
from teikit.transcript.blocks.letters.memo_lines import field_of, field_type
from teikit.transcript.blocks.letters.office_lines import (
    behind_formula,
    formula_type,
    is_dateline,
    received,
)
from teikit.transcript.blocks.letters.parts import Part
from teikit.transcript.blocks.letters.signing_lines import Signing
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.blocks.signatories import signers
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Group, Text, clip

# The labels whose lines may be those of an address.
_ADDRESS = {"inside_address", "office", "signed", "valediction", "paragraph", "legend", "list_item", "note"}
# What labels are called that a block may have instead.
_NAMES = {"inside_address": "address", "signed": "signature", "valediction": "salute", "heading": "head",
          "more": "paragraph", "rest": "paragraph", "list_item": "item"}  # fmt: skip
# From this probability on, a label in doubt has medium certainty.
_LIKELY = 0.8


class Assembler:
    """Makes blocks of the units of one text."""

    def __init__(self, units: Sequence[Unit], context: BlockContext, signing: Signing | None = None) -> None:
        self.units = units
        self.signing = signing.blocks if signing else {}
        self.context = context
        self.source: Source = context.source

    # ------------------------------------------------------------ opener
    def opener(self, parts: Sequence[Part]) -> list[Block]:
        """The blocks of an opener, in order."""
        blocks: list[Block] = []
        pieces = [piece for part in parts for piece in self._formulas(part)]
        for piece in self._addresses(pieces):
            blocks += self._opening(piece)
        placed = with_address(typed(with_place(with_number(blocks), self.context), self.context), self.source)
        return [block._replace(zone="opener") for block in placed]

    def _formulas(self, part: Part) -> list[Part]:
        """A part; where it is labelled a formula, the lines of an address in it are parts of their own."""
        if part.label != "formula" or self._is_field(part):
            return [part]
        lines = range(part.start, part.end)
        known = [self._is_formula(index) for index in lines]
        if not any(known) and len(lines) == 1 and not self._is_sender(part.start):
            return [part]
        if self._names_subject(part.start) and len(lines) > 1:
            rest = part._replace(start=part.start + 2)
            return [part._replace(end=part.start + 2), *(self._formulas(rest) if rest.start < rest.end else [])]
        labels = ["formula" if is_formula else "inside_address" for is_formula in known]
        return [part._replace(label=label, start=n, end=n + 1) for n, label in zip(lines, labels, strict=True)]

    def _is_field(self, part: Part) -> bool:
        """Whether a part begins with the label of a field of a memorandum."""
        return bool(field_of(text_of(self.units[part.start], self.source), self.context.convention))

    def _names_subject(self, index: int) -> bool:
        """Whether a line is only a word for the subject, which the next line names."""
        label = self.context.convention.either("letters", "subject_label")
        return compiled(rf"{label}\s?:?").fullmatch(text_of(self.units[index], self.source)) is not None

    def _is_formula(self, index: int) -> bool:
        words = text_of(self.units[index], self.source)
        return bool(formula_type(words, self.context)) and not self._is_sender(index)

    def _is_sender(self, index: int) -> bool:
        return is_address_of("sender", text_of(self.units[index], self.source), self.context.convention)

    def _addresses(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The parts; consecutive ones that are lines of one address are one part, a blank line separates two."""
        waiting: Part | None = None
        greeted = any(part.label == "salute" for part in parts)
        for part in parts:
            if part.label not in _ADDRESS or (part.label == "paragraph" and not greeted):
                if waiting:
                    yield waiting
                waiting = None
                yield part
            elif waiting and not self.units[part.start].blanks and part.start == waiting.end:
                waiting = waiting._replace(end=part.end, p=min(waiting.p, part.p), sure=waiting.sure and part.sure)
            else:
                if waiting:
                    yield waiting
                waiting = part._replace(label="inside_address")
        if waiting:
            yield waiting

    def _opening(self, part: Part) -> Iterator[Block]:
        if part.label == "aside":
            yield self.aside(self.units[part.start])
        elif announces(text_of(self.units[part.start], self.source), self.context.convention):
            yield self._block(part, "paragraph")
        elif part.label == "dateline":
            yield from self._dateline(part)
        elif part.label == "salute":
            kind = "salute" if self._is_field(part) else "greeting" if self._greets(part) else "address"
            yield self._block(part, kind)
        elif part.label == "heading":
            editorial = edition_head(*self._around(part), self.context)
            kind = "title" if editorial or not self._is_recipient(part) else "address"
            yield self._block(part, kind)._replace(type="editorial" if editorial else "")
        elif part.label == "paragraph":
            yield self._block(part, "paragraph")
        elif part.label in ("formula", "page_line"):
            yield self._typed(part.start, part.end)
        else:
            yield self._block(part, "address")

    def _typed(self, start: int, end: int) -> Block:
        """A formula with its type; one that an edition puts in brackets keeps them as text."""
        nodes = self.units[start].nodes
        words = text_of(self.units[start], self.source)
        kind = field_type(words, self.context.convention) or formula_type(words.strip("[]"), self.context)
        block = self._range(start, end, "formula")._replace(type=kind or _unknown(words), cert="" if kind else "low")
        if received(nodes, self.context) and isinstance(nodes[0], Group):
            block = block._replace(nodes=(Text(nodes[0].open), *nodes[0].children, Text(nodes[0].close)))
        return block

    def _is_recipient(self, part: Part) -> bool:
        """Whether lines that look like a heading are an address: several lines, or the title of a person."""
        words = text_of(self.units[part.start], self.source)
        person = is_address_of("recipient", words, self.context.convention)
        return part.end - part.start > 1 and (person or words[-1:] == ",")

    def _around(self, part: Part) -> tuple[str, list[str]]:
        """The words of a part, and the lines after it."""
        lines = [text_of(unit, self.source) for unit in self.units[part.start : part.end + 3]]
        count = part.end - part.start
        return " ".join(lines[:count]), lines[count:]

    def _greets(self, part: Part) -> bool:
        """Whether a salutation greets, and is not the several lines of an addressee."""
        lines = [text_of(unit, self.source) for unit in self.units[part.start : part.end]]
        return len(lines) < 3 or any(is_greeting(line, self.context.convention) for line in lines)

    def _dateline(self, part: Part) -> Iterator[Block]:
        """A dateline; lines without a date that are an address are a block of their own."""
        if cut := behind_formula(self.source.cut(self.units[part.start].span), self.context):
            yield from self._behind_formula(part, cut)
            return
        lines = list(range(part.start, part.end))
        dated = [index for index in lines if self._dated(index)]
        others = [index for index in lines if index not in dated]
        if not dated or not (len(others) > 1 or any(_digit(text_of(self.units[n], self.source)) for n in others)):
            yield self._block(part, "dateline")
            return
        for kind, start, end in _runs(lines, set(dated)):
            yield self._range(start, end, kind)

    def _behind_formula(self, part: Part, cut: int) -> Iterator[Block]:
        """The reference and the dateline of a part that begins with a line of both."""
        nodes, start = (
            as_one([unit.nodes for unit in self.units[part.start : part.end]]),
            self.units[part.start].span.start,
        )
        before = self.source.text[start : start + cut].rstrip()
        formula, dated = Span(start, start + len(before)), Span(start + cut, span_of(nodes).end)
        yield Block("formula", formula, clip(nodes, formula), formula_type(before, self.context))
        yield Block("dateline", dated, clip(nodes, dated))

    def _dated(self, index: int) -> bool:
        words = text_of(self.units[index], self.source)
        block = self.context.classify(words)
        return (block is not None and block.kind == "dateline") or _year(words)

    # ------------------------------------------------------------ closer
    def closer(self, parts: Sequence[Part]) -> list[Block]:
        """The blocks of a closer, in order."""
        blocks: list[Block] = []
        for part in parts:
            closed = bool(blocks) and blocks[-1].kind == "valediction"
            blocks += self.signing.get(part.start) or self._closing(part, closed)
        named = [as_signature(block) for block in signers(blocks, self.context)]
        placed = with_recipient(named, self.context)
        return [block._replace(zone="closer") for block in signatures(placed, self.context)]

    def _closing(self, part: Part, closed: bool) -> Iterator[Block]:
        if part.label == "aside":
            yield self.aside(self.units[part.start])
        elif part.label == "dateline":
            yield self._block(part, "dateline")
        elif part.label == "formula":
            for index in range(part.start, part.end):
                yield self._typed(index, index + 1)
        elif part.label in ("valediction", "signed"):
            for index in range(part.start, part.end):
                for block in self._formula(index, part, closed):
                    yield block
                    closed = block.kind == "valediction"
        else:
            yield self._block(part, "office" if part.label == "office" else "address")

    def _formula(self, index: int, part: Part, closed: bool) -> Iterator[Block]:
        """The valediction, the name, or both of one line; `closed` says that a valediction is before it."""
        words, unit = text_of(self.units[index], self.source), self.units[index]
        cut = cut_name(self.source.cut(unit.span), self.context.convention)
        if cut:
            at = unit.span.start + cut
            phrase = Span(unit.span.start, at - len(_blank_end(self.source.text[unit.span.start : at])))
            yield Block("valediction", phrase, clip(unit.nodes, phrase))
            name = Span(at, unit.span.end)
            yield Block("signature", name, clip(unit.nodes, name), type="signed")
            return
        closes = is_valediction(words, self.context.convention)
        open_phrase = part.label == "valediction" and not (closed and is_name(words, self.context.convention))
        kind = "valediction" if closes or open_phrase else "signature"
        known = closes or (closed and kind == "signature" and is_name(words, self.context.convention))
        block = self._range(index, index + 1, kind)
        cert = "" if part.sure or known else "medium" if part.p >= _LIKELY else "low"
        yield block._replace(cert=cert, other=_NAMES.get(part.other, part.other) if cert else "")

    # ------------------------------------------------------------ blocks
    def aside(self, unit: Unit) -> Block:
        """A bracket, a sign or page furniture."""
        if unit.page:
            return Block("page", unit.span, (), page=unit.page)
        return make_block(unit.nodes, self.context)

    def _block(self, part: Part, kind: str) -> Block:
        block = self._range(part.start, part.end, kind)
        known = part.sure or self._is_field(part) or self._is_confirmed(part, kind)
        cert = "" if known else "medium" if part.p >= _LIKELY or kind == "address" else "low"
        return block._replace(cert=cert, other=_NAMES.get(part.other, part.other) if cert else "")

    def _is_confirmed(self, part: Part, kind: str) -> bool:
        """Whether a rule knows the lines of a part by their words as what the model labels them."""
        first = text_of(self.units[part.start], self.source)
        convention = self.context.convention
        if kind == "greeting":
            return part.end - part.start == 1 and is_greeting(first, convention)
        if kind == "dateline":
            return part.end - part.start == 1 and is_dateline(first, self.context)
        marked = is_address_of("sender", first, convention) or is_address_of("recipient", first, convention)
        return kind == "address" and marked and part.end - part.start > 1

    def _range(self, start: int, end: int, kind: str) -> Block:
        nodes = as_one([unit.nodes for unit in self.units[start:end]])
        return as_signature(Block(kind, span_of(nodes), nodes))


def _unknown(words: str) -> str:
    """The type of a formula that no rule knows: with a number it refers to something."""
    return "reference" if _digit(words) else "handling"


def _digit(words: str) -> bool:
    return any(char.isdigit() for char in words)


def _year(words: str) -> bool:
    """Whether a line has a year, or ends with two digits of one."""
    numbers = "".join(char if char.isdigit() else " " for char in words).split()
    return any(len(number) == 4 and number[0] in "12" for number in numbers)


def _blank_end(words: str) -> str:
    return words[len(words.rstrip()) :]


def _runs(lines: Sequence[int], dated: set[int]) -> Iterator[tuple[str, int, int]]:
    start = lines[0]
    for before, index in pairwise([*lines, -1]):
        if index == -1 or (before in dated) != (index in dated):
            yield "dateline" if before in dated else "address", start, before + 1
            start = index
