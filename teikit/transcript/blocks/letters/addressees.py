"""Who a letter is written to, by lines above its text: addresses of several lines, names with a title, salutations."""

from collections.abc import Mapping, Sequence

from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import is_address_of, is_greeting, verb
from teikit.transcript.blocks.letters.office_lines import formula_type, is_dateline
from teikit.transcript.blocks.letters.units import Unit

# The longest line of an address and of a name with a title, and the most lines of an address.
_LINE, _NAMED, _LINES = 60, 90, 8
# The most words of a salutation that ends with a full stop.
_STOPPED = 9


def address_lines(units: Sequence[Unit], words: Sequence[str], end: int, context: BlockContext) -> Mapping[int, str]:
    """The labels of the lines of an address that begins with the title and the name of a person, above line `end`.

    `Monsieur Bergeron⏎Négociant⏎Rouen` has no mark behind the name, and two lines at least below it.
    """
    labels: dict[int, str] = {}
    for index in range(min(end, len(words))):
        if index in labels or units[index].aside or units[index].piece or not _is_titled(words[index], context):
            continue
        last = index + 1
        while last < min(len(words), index + _LINES) and _is_of_address(units[last], words[last], context):
            last += 1
        if last > index + 2 and _is_closed(units, words, last, context):
            labels |= {index: "inside_address", **dict.fromkeys(range(index + 1, last), "rest")}
    return labels


def _is_titled(line: str, context: BlockContext) -> bool:
    """Whether a line is a title and a name, without the mark that ends a salutation."""
    named = line[-1:] not in "!:;?." and len(line.split()) > 1 and len(line) < _LINE
    if not named or not is_address_of("recipient", line, context.convention):
        return False
    # A salutation begins with a capital as well: what is below the line shows whether it is an address.
    return not is_greeting(line, context.convention) or line[:1].isupper()


def _is_of_address(unit: Unit, line: str, context: BlockContext) -> bool:
    """Whether a line goes on with an address: short, directly below, and nothing else that is known."""
    if unit.aside or unit.blanks or unit.piece or len(line) >= _LINE or verb(context.convention).search(line):
        return False
    marked = is_greeting(line, context.convention) and (line[-1:] in "!:," or len(line.split()) < 3)
    return not (marked or is_dateline(line, context) or formula_type(line, context)) and line[:1].isalnum()


def _is_closed(units: Sequence[Unit], words: Sequence[str], end: int, context: BlockContext) -> bool:
    """Whether the lines of an address end at a blank line, a date or a salutation."""
    if end >= len(words):
        return False
    greeted = is_greeting(words[end], context.convention)
    return bool(units[end].blanks) or is_dateline(words[end], context) or greeted or bool(units[end].aside)


def is_named(line: str, context: BlockContext) -> bool:
    """Whether a line names the addressee and ends as a salutation does: `Major-general Low, Dover:`."""
    if line[-1:] != ":" or len(line) > _NAMED or verb(context.convention).search(line):
        return False
    return is_address_of("recipient", line, context.convention) and line[:1].isupper()


def is_stopped(line: str, context: BlockContext) -> bool:
    """Whether a line is a salutation that ends with a full stop: `Excelentísimo Señor.`"""
    short = line[-1:] == "." and len(line.split()) <= _STOPPED
    return short and is_greeting(line[:-1], context.convention)


def is_address(line: str, context: BlockContext) -> bool:
    """Whether the rules know a line as that of an addressee: `Aux citoyens de Lyon`."""
    block = context.classify(line) if len(line) < _NAMED else None
    addressed = compiled(rf"{context.convention.either('letters', 'addressed_to')}\s").match(line)
    return block is not None and block.kind == "salute" and addressed is not None
