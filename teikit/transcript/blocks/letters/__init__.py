"""Letters: a model labels their lines, rules fix the lines that they know, and labels become blocks.

- `units`: the lines of a text as nodes
- `formulas`: greetings, valedictions, names
- `addressees`: addresses, and names with a title
- `edition_heads`: headings of editions
- `office_lines`: datelines, references
- `memo_lines`: the fields of memoranda and forms
- `evidence`: what rules know of a line
- `parts`: labels to opener, body and closer of each letter
- `assemble`: the blocks of openers and closers
- `signing_lines`: names and offices below minutes, reports and deeds
- `orders`: pages of orders, each dated and signed
- `run_in`: salutations and valedictions inside a paragraph
- `leaf`: the address leaf, and what else is behind a closer
"""

from collections.abc import Callable, Sequence

from teikit.core import Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.assemble import Assembler
from teikit.transcript.blocks.letters.edition_heads import head_end, is_numbered_title
from teikit.transcript.blocks.letters.evidence import clues, has_fields, is_headed
from teikit.transcript.blocks.letters.formulas import closed_up, is_greeting, is_name, is_valediction, text_of
from teikit.transcript.blocks.letters.leaf import begins_leaf, behind
from teikit.transcript.blocks.letters.office_lines import formula_type, is_dateline, received
from teikit.transcript.blocks.letters.orders import read_orders
from teikit.transcript.blocks.letters.parts import OPENS, RUNNING, Letter, Part, letters_of
from teikit.transcript.blocks.letters.run_in import greeting_end, run_in
from teikit.transcript.blocks.letters.signing_lines import Signing, signing_lines, with_signing_lines
from teikit.transcript.blocks.letters.units import Unit, units_of
from teikit.transcript.labels import Labelled, Line, label_lines
from teikit.transcript.model import Block, Page
from teikit.transcript.syntax import Group, Transcript, clip

__all__ = [
    "formula_type",
    "is_dateline",
    "is_greeting",
    "is_numbered_title",
    "is_valediction",
    "read_letters",
    "read_orders",
    "units_of",
    "with_signing_lines",
]

# A text with more lines is not read by labels.
_MANY = 3000
# The probability from which a label shows that a text is a letter.
_SHOWS = 0.8
# Kinds and types of blocks that a rule finds and that open a cable, a report or a memorandum.
_OFFICIAL = {"classification", "transmission", "copy", "attachment", "salute", "title", "certification"}
# What a letter with a date and a salutation may have as well.
_ADDRESSED = {"salute", "transmission", "classification", "copy"}
_HEAD, _FOOT = 14, 10
# The first lines that may be the heading of an edition.
_HEADS = 3
# A longer line is text.
_SENTENCE = 60
# Opening and closing lines are shorter, and not so many.
_LONG, _LINES = 130, 8
_FULL, _POLITE = 45, 3
# A longer line that no rule knows is a sentence, and no salutation.
_GREETING = 80
Body = Callable[[Transcript], list[Block]]


def read_letters(
    transcript: Transcript, pages: Sequence[Page], context: BlockContext, body: Body
) -> list[Block] | None:
    """The blocks of letters, each with its zone; None where a text does not look like a letter.

    `body` gives the blocks of running text.
    """
    units = _with_heads(units_of(transcript, pages), context)
    if not 2 <= len(units) <= _MANY:
        return None
    headed = is_headed(units[:_HEAD], context) or has_fields(units, context)
    if not headed and _is_official(units, context):
        return None
    signing = signing_lines(units, context)
    parts = _parts(units, signing, context)
    first = next((unit for unit in units if not unit.aside and len(unit.span) > _SENTENCE), None)
    runs_in = first is not None and greeting_end(context.source.cut(first.span), context)[1]
    if not runs_in and not headed and not _is_letter(parts):
        return None
    blocks: list[Block] = []
    for letter in letters_of(parts):
        blocks += _letter(letter, parts, Assembler(units, context, signing), transcript, body)
    return blocks


def _with_heads(units: Sequence[Unit], context: BlockContext) -> list[Unit]:
    """The lines, where a heading in capitals that goes on with the dateline is a line of its own."""
    cut: list[Unit] = []
    for unit in units[:_HEADS]:
        at = 0 if unit.aside else head_end(context.source.cut(unit.span), context)
        head = context.source.cut(unit.span)[:at].rstrip()
        spans = [Span(unit.span.start, unit.span.start + len(head)), Span(unit.span.start + at, unit.span.end)]
        cut += [unit._replace(span=span, nodes=clip(unit.nodes, span)) for span in spans] if at else [unit]
    return [*cut, *units[_HEADS:]]


def _is_official(units: Sequence[Unit], context: BlockContext) -> bool:
    """Whether rules know the lines at either end as those of cables, reports and memoranda."""
    text = [index for index, unit in enumerate(units) if len(unit.span) > _SENTENCE and not unit.aside]
    head, foot = units[: min([_HEAD, *text])], units[max([len(units) - _FOOT, *(index + 1 for index in text)]) :]
    known = [block for unit in (*head, *foot) if (block := _known(unit, context))]
    official = {name for block in known for name in (block.type, block.kind)} & _OFFICIAL
    # Letters have an address as well: a date and a salutation above the text show them.
    known_head = ((unit, block) for unit in head if (block := _known(unit, context)) and block.kind != "formula")
    shouted = any(text_of(unit, context.source).isupper() for unit, _ in known_head)
    if official <= _ADDRESSED and not shouted and _is_greeted(units, context):
        return False
    if official:
        return True
    closing = [block for unit in units[-_FOOT:] if (block := _known(unit, context))]
    autograph = compiled(context.convention.either("signatures", "autograph"))
    brackets = [node for unit in units[-_FOOT:] for node in unit.nodes if isinstance(node, Group)]
    signed = any(autograph.fullmatch(node.inside.cut(context.source.text).strip()) for node in brackets)
    return any(block.type == "handling" or (block.kind == "office" and signed) for block in closing)


def _is_greeted(units: Sequence[Unit], context: BlockContext) -> bool:
    """Whether a line above the text is or begins with a salutation, and another is a date, a name or closes the letter.

    The first long line may begin with the salutation; it is text, unless it is a formula or an address.
    """
    long = (n for n, unit in enumerate(units[:_HEAD]) if len(unit.span) > _LONG and not _known(unit, context))
    lines = [text_of(unit, context.source) for unit in units[: next(long, _HEAD) + 1] if not unit.aside]
    if not any(is_greeting(words, context.convention) or greeting_end(words, context)[1] for words in lines):
        return False
    foot = [text_of(unit, context.source) for unit in units[2:][-_FOOT:] if not unit.aside]
    closed = any(is_valediction(words, context.convention) for words in foot)
    signed = bool(foot) and is_name(foot[-1], context.convention)
    return closed or signed or any(is_dateline(words, context) for words in lines)


def _known(unit: Unit, context: BlockContext) -> Block | None:
    """What the rules know of a line."""
    short = not unit.aside and not unit.piece and len(unit.span) < 300
    return context.classify(text_of(unit, context.source)) if short else None


def _is_letter(parts: Sequence[Part]) -> bool:
    """Whether the labels show a letter: a salutation, or a valediction, or a date above text that is signed."""
    shown = [part for part in parts if part.p >= _SHOWS]
    labels = {part.label for part in shown[:_HEAD]} & {"salute", "dateline"}
    closed = {part.label for part in parts[-_FOOT:] if _closes(part)}
    text = any(part.longest > _SENTENCE for part in parts if part.label in RUNNING)
    if text and "signed" in closed and any(part.label == "postscript" for part in parts[-_FOOT:]):
        return True
    return "salute" in labels or "valediction" in closed or (text and "dateline" in labels and "signed" in closed)


def _closes(part: Part) -> bool:
    """Whether a part closes a letter, be it in doubt which of the two parts of a closer it is."""
    closers = ("valediction", "signed")
    return part.label in closers and (part.p >= _SHOWS or part.other in closers)


# ---------------------------------------------------------------- labels
def _parts(units: Sequence[Unit], signing: Signing | None, context: BlockContext) -> list[Part]:
    """The units by their labels, consecutive ones of one block together."""
    shown = [index for index, unit in enumerate(units) if not unit.aside]
    place = {index: number for number, index in enumerate(shown)}
    known = {place[index]: clue for index, clue in clues(units, signing, context).items()}
    fixed = {number: clue.label for number, clue in known.items() if clue.certain}
    likely = {number: clue.label for number, clue in known.items() if not clue.certain}
    labels = (
        label_lines([_line(units, index, context) for index in shown], fixed, likely, context.model) if shown else ()
    )
    by_unit: dict[int, Labelled] = dict(zip(shown, labels, strict=True))
    parts: list[Part] = []
    for index, unit in enumerate(units):
        words = text_of(unit, context.source)
        label = by_unit.get(index)
        if begins_leaf(unit.nodes, context):
            parts.append(Part("leaf", index, index + 1, 1.0, "", True, len(words)))
        elif label is None and received(unit.nodes, context):
            parts.append(Part("formula", index, index + 1, 1.0, "", True, len(words)))
        elif label is None and (_is_autograph(unit, context) or _is_spaced_name(units, index, context)):
            parts.append(Part("signed", index, index + 1, 1.0, "", True, len(words)))
        elif label is None:
            parts.append(Part("aside", index, index + 1, 1.0, "", True, len(words)))
        elif label.label in ("more", "rest") and parts and parts[-1].label not in ("aside", "leaf"):
            last = parts[-1]
            p, sure = min(last.p, label.p), last.sure and label.sure
            parts[-1] = last._replace(end=index + 1, p=p, sure=sure, longest=max(last.longest, len(words)))
        else:
            name = "paragraph" if label.label in ("more", "rest") else label.label
            parts.append(Part(name, index, index + 1, label.p, label.other, label.sure, len(words)))
    return [_as_text(part) for part in parts]


def _is_autograph(unit: Unit, context: BlockContext) -> bool:
    """Whether a bracket alone mentions an autograph: `[signature illegible]`."""
    group = unit.nodes[0] if unit.nodes else None
    if not isinstance(group, Group):
        return False
    autograph = context.convention.either("signatures", "autograph")
    return compiled(rf"{autograph}(?!\w).{{0,60}}").fullmatch(group.inside.cut(context.source.text).strip()) is not None


def _is_spaced_name(units: Sequence[Unit], index: int, context: BlockContext) -> bool:
    """Whether a letter-spaced word alone is the name below the text: `A d a m s`."""
    above = index > 0 and not units[index - 1].aside
    words = text_of(units[index], context.source)
    name = closed_up(words)
    return above and index >= len(units) - _FOOT and name != words and is_name(name, context.convention)


def _as_text(part: Part) -> Part:
    """A part; one that the model labels as an opening or closing line and that is too long for it is a paragraph."""
    count = part.end - part.start
    # The words that close a letter are no paragraph of several full lines.
    wrapped = part.label == "valediction" and count > _POLITE and part.longest > _FULL
    wrapped |= part.label == "valediction" and part.other == "paragraph" and not part.sure and part.longest > 2 * _FULL
    sentence = part.label == "salute" and part.longest > _GREETING
    long = part.longest > _LONG or count > _LINES or wrapped or sentence
    return part._replace(label="paragraph") if long and part.label in OPENS and part.p < 1 else part


def _line(units: Sequence[Unit], index: int, context: BlockContext) -> Line:
    unit, text = units[index], context.source.text
    begin = text.rfind("\n", 0, unit.span.start) + 1
    before = text[begin : unit.span.start]
    indent = len(before.expandtabs()) if not before.strip() else 0
    apart = max(unit.blanks, int(index > 0 and bool(units[index - 1].aside) and units[index - 1].blanks))
    return Line(unit.span, text_of(unit, context.source), indent, apart, unit.piece)


# ---------------------------------------------------------------- blocks
def _letter(
    letter: Letter, parts: Sequence[Part], assembler: Assembler, transcript: Transcript, body: Body
) -> list[Block]:
    """The blocks of one letter."""
    units, context = assembler.units, assembler.context
    opener, first = _split_opener(assembler.opener(parts[letter.start : letter.body]))
    closer = assembler.closer(parts[letter.closer : letter.behind])
    text = _text(letter.body, letter.closer, parts, units, transcript, body)
    after = _text(letter.behind, letter.end, parts, units, transcript, body)
    whole = run_in(opener, [block._replace(zone="body") for block in (*first, *text)], closer, context)
    return whole + behind(after, context)


def _split_opener(opener: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of an opener, and paragraphs at its end, which are text."""
    end = len(opener)
    while end and opener[end - 1].kind == "paragraph":
        end -= 1
    return list(opener[:end]), [block._replace(cert="", other="") for block in opener[end:]]


def _text(
    start: int, end: int, parts: Sequence[Part], units: Sequence[Unit], transcript: Transcript, body: Body
) -> list[Block]:
    """The blocks of running text in a range of parts."""
    if start >= end:
        return []
    span = Span(units[parts[start].start].span.start, units[parts[end - 1].end - 1].span.end)
    return body(Transcript(transcript.source, span, clip(transcript.nodes, span)))
