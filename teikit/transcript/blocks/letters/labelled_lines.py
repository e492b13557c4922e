"""Lines below a label of their own in memoranda and minutes: who took part, and the subject.

`PARTICIPANTS` or `Present:` begins a list of names, which is text; `SUBJECT` alone names what the next line says.
"""

from collections.abc import Mapping, Sequence

from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.units import Unit

# A longer line is no name and no subject; the maximum number of names in a list.
_LINE, _MANY = 90, 60


def listed_lines(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> Mapping[int, str]:
    """The labels of lines that are a list of who took part, with its heading."""
    either = context.convention.either
    attendance = compiled(either("letters", "attendance"))
    labels: dict[int, str] = {}
    for index, line in enumerate(words[:-1]):
        bare = line.rstrip(" :–—-")
        if units[index].aside or index in labels or not bare[:1].isupper() or not attendance.fullmatch(bare):
            continue
        end = index + 1
        while end < len(words) and end - index < _MANY and _is_of_list(units[end], words[end], end == index + 1):
            end += 1
        marked = bare != line or line.isupper()
        if end > index + (1 if marked else 2):
            labels |= {index: "paragraph", **dict.fromkeys(range(index + 1, end), "more")}
    return labels


def _is_of_list(unit: Unit, line: str, first: bool) -> bool:
    return not unit.aside and (first or not unit.blanks) and len(line) <= _LINE


def subject_lines(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> Mapping[int, str]:
    """The labels of a line that is only a word for the subject, and of the line below it, which names it."""
    either = context.convention.either
    label = compiled(rf"{either('letters', 'subject_label')}\s?:?")
    labels: dict[int, str] = {}
    for index, line in enumerate(words[:-1]):
        below = words[index + 1]
        if not units[index].aside and len(below) <= _LINE and not units[index + 1].aside and label.fullmatch(line):
            labels |= {index: "formula", index + 1: "rest"}
    return labels
