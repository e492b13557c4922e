"""What may be written at a place of a text: elements, the end tag, attributes, values."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from teikit.core import Span
from teikit.editing.ids import Id
from teikit.editing.markup import attributes_of
from teikit.editing.scanner import Place, Scanner
from teikit.validation import Context, Option, expanded, expanded_attribute, is_pointer

_NAME_BEGUN = re.compile(r"""<[^\s<>/="'!?]*""")
_END_BEGUN = re.compile(r"""</[^\s<>/="']*""")
_TAG_BEGUN = re.compile(
    r"""<(?P<tag>[^\s<>/="'!?]+)
        (?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*
        \s+(?P<name>[^\s<>/="']*)
        (?:\s*=\s*(?:"(?P<double>[^"<]*)|'(?P<single>[^'<]*)))?""",
    re.VERBOSE,
)
_VALUE_FOLLOWS = re.compile(r"""[^\s<>/="']*\s*=""")


class Completion(NamedTuple):
    """A proposal: of which `kind`, what replaces `span`, and what it means.

    The kinds are element, end (tag), attribute (with a value to come), name (of an attribute that has one) and value.
    """

    kind: str
    name: str
    span: Span
    text: str
    meaning: str = ""
    expected: str = ""
    required: bool = False


IdsOf = Callable[[str, str], Sequence[Id]]
"""The ids that an attribute of an element may point at."""


def complete(scanner: Scanner, offset: int, ids_of: IdsOf = lambda element, attribute: ()) -> list[Completion]:
    """The proposals at an offset, in the order to show them. Raises SchemaError."""
    place = scanner.place(offset)
    begun = scanner.text[place.start : offset]
    with scanner.contexts.located_errors():
        if not begun:
            before = scanner.text[offset - 1 : offset]
            return list(_in_content(scanner, place)) if before in ("", ">") or before.isspace() else []
        if _NAME_BEGUN.fullmatch(begun) or _END_BEGUN.fullmatch(begun):
            return list(_after_bracket(scanner, place, begun))
        tag = _TAG_BEGUN.fullmatch(begun)
        if tag is None:
            return []
        written = tag["double"] if tag["double"] is not None else tag["single"]
        if written is None:
            return list(_attributes(scanner, place, tag["tag"], tag["name"]))
        values = list(_values(scanner, place, tag["tag"], tag["name"], written))
        element = tag["tag"].rpartition(":")[2]
        if values or not is_pointer(element, tag["name"]):
            return values
        return list(_pointers(ids_of(element, tag["name"]), place, written))


def _in_content(scanner: Scanner, place: Place) -> Iterator[Completion]:
    """Where no markup has begun: the proposals bring their brackets with them."""
    span = Span(place.offset, place.offset)
    for completion in _tags(scanner, place.context, span):
        yield completion._replace(text=f"<{completion.text}")


def _after_bracket(scanner: Scanner, place: Place, begun: str) -> Iterator[Completion]:
    span = Span(place.start + 1, place.offset)
    for completion in _tags(scanner, place.context, span):
        if completion.text.startswith(begun[1:]):
            yield completion


def _tags(scanner: Scanner, context: Context, span: Span) -> Iterator[Completion]:
    """The end tag of the open element, first where the element may end here, and the elements that are allowed."""
    end = [Completion("end", f"/{context.name}", span, f"/{context.name}>")] if context.parent else []
    may_end = bool(context.state.ends)
    yield from end if may_end else ()
    for option in scanner.contexts.elements(context):
        yield Completion("element", option.name.partition(" ")[0], span, option.name, option.meaning)
    yield from () if may_end else end


def _attributes(scanner: Scanner, place: Place, tag: str, begun: str) -> Iterator[Completion]:
    span = Span(place.offset - len(begun), place.offset)
    end = _tag_end(scanner.text, place.offset)
    written = {a.name for a in attributes_of(scanner.text, place.start, end) if a.name_span.start != span.start}
    for option in tag_attributes(scanner, place.context, tag, written_in(scanner.text, place.start, end)):
        if option.name.startswith(begun) and option.name not in written:
            kind = "name" if _VALUE_FOLLOWS.match(scanner.text, place.offset) else "attribute"
            yield Completion(kind, option.name, span, option.name, *option[1:])


def _values(scanner: Scanner, place: Place, tag: str, name: str, written: str) -> Iterator[Completion]:
    begun = re.split(r"\s", written)[-1]
    span = Span(place.offset - len(begun), place.offset)
    attributes = written_in(scanner.text, place.start, _tag_end(scanner.text, place.offset))
    for option in tag_values(scanner, place.context, tag, attributes, name):
        if option.name.startswith(begun):
            yield Completion("value", option.name, span, option.name, option.meaning)


def _pointers(ids: Sequence[Id], place: Place, written: str) -> Iterator[Completion]:
    begun = re.split(r"\s", written)[-1]
    span = Span(place.offset - len(begun), place.offset)
    for name, element, label in ids:
        if f"#{name}".startswith(begun):
            yield Completion("value", f"#{name}", span, f"#{name}", f"<{element}> {label}".rstrip())


def _tag_end(text: str, offset: int) -> int:
    """Where the tag that an offset is in ends, or the next begins."""
    following = re.compile("[<>]").search(text, offset)
    return following.start() if following else len(text)


def written_in(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """The attributes of a tag, for the namespaces that it declares."""
    return [(a.name, a.value) for a in attributes_of(text, start, end)]


def tag_attributes(scanner: Scanner, context: Context, tag: str, written: list[tuple[str, str]]) -> list[Option]:
    """The attributes of an element in a context."""
    prefixes = scanner.contexts.prefixes_after(context, written)
    transition = scanner.contexts.transition(context, expanded(tag, prefixes))
    return scanner.contexts.attributes(transition, prefixes) if transition else []


def tag_values(
    scanner: Scanner, context: Context, tag: str, written: list[tuple[str, str]], attribute: str
) -> list[Option]:
    """The values that are listed for an attribute of an element in a context."""
    prefixes = scanner.contexts.prefixes_after(context, written)
    transition = scanner.contexts.transition(context, expanded(tag, prefixes))
    return scanner.contexts.values(transition, expanded_attribute(attribute, prefixes)) if transition else []
