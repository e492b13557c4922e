"""What the schema says of the element, attribute or value at a place of a text, as Markdown."""

from typing import NamedTuple

from teikit.core import Span
from teikit.editing.completion import tag_attributes, tag_values, written_in
from teikit.editing.markup import MARKUP, Written, attributes_of
from teikit.editing.scanner import Place, Scanner
from teikit.validation import Context, Option, expanded


class Description(NamedTuple):
    """A description, and the span of what it describes."""

    text: str
    span: Span


class TagAt(NamedTuple):
    """The start tag that an offset is in: its place, name, and the attribute at the offset, if any."""

    place: Place
    name: str
    span: Span
    attribute: Written | None


def tag_at(scanner: Scanner, offset: int) -> TagAt | None:
    """The start tag that an offset is in. Raises SchemaError."""
    place = scanner.place(offset)
    match = MARKUP.match(scanner.text, place.start) if place.start < offset else None
    name = (match["start"] or match["broken"]) if match else None
    if match is None or not name:
        return None
    attributes = attributes_of(scanner.text, *match.span())
    attribute = next((a for a in attributes if a.name_span.start <= offset <= a.value_span.end), None)
    return TagAt(place, name, Span(*match.span()), attribute)


def describe_at(scanner: Scanner, offset: int) -> Description | None:
    """The description of what is at an offset; None where there is nothing to describe. Raises SchemaError."""
    tag = tag_at(scanner, offset)
    with scanner.contexts.located_errors():
        if tag is None:
            return _of_end_tag(scanner, offset)
        if tag.attribute is None:
            start = tag.span.start + 1
            span = Span(start, start + len(tag.name))
            written = written_in(scanner.text, *tag.span)
            inside = span.start <= offset <= span.end
            return _of_element(scanner, tag.place.context, tag.name, written, span) if inside else None
        return _of_attribute(scanner, tag, tag.attribute, offset)


def _of_end_tag(scanner: Scanner, offset: int) -> Description | None:
    place = scanner.place(offset)
    match = MARKUP.match(scanner.text, place.start) if place.start < offset else None
    context = place.context
    if match is None or not match["end"] or match["end"] != context.name or context.parent is None:
        return None
    prefixes = [(f"xmlns:{prefix}".rstrip(":"), uri) for prefix, uri in context.prefixes.items()]
    return _of_element(scanner, context.parent, context.name, prefixes, Span(*match.span("end")))


def _of_element(
    scanner: Scanner, context: Context, name: str, written: list[tuple[str, str]], span: Span
) -> Description | None:
    prefixes = scanner.contexts.prefixes_after(context, written)
    transition = scanner.contexts.transition(context, expanded(name, prefixes))
    if transition is None:
        return None
    required = [option.name for option in scanner.contexts.attributes(transition, prefixes) if option.required]
    needs = f"Required: {', '.join(f'`{attribute}`' for attribute in required)}" if required else ""
    return Description(_joined(f"`<{name}>`", scanner.contexts.element(transition).meaning, needs), span)


def _of_attribute(scanner: Scanner, tag: TagAt, attribute: Written, offset: int) -> Description | None:
    written = written_in(scanner.text, *tag.span)
    if offset >= attribute.value_span.start and (word := word_at(attribute, offset)):
        values = tag_values(scanner, tag.place.context, tag.name, written, attribute.name)
        value = _named(values, word[0])
        if value and value.meaning:
            return Description(_joined(f"`{value.name}`", value.meaning), word[1])
    option = _named(tag_attributes(scanner, tag.place.context, tag.name, written), attribute.name)
    if option is None:
        return None
    expected = f"Value: {option.expected}" if option.expected else ""
    return Description(_joined(f"`{option.name}`", option.meaning, expected), attribute.name_span)


def word_at(attribute: Written, offset: int) -> tuple[str, Span] | None:
    """The word of an attribute's value that an offset is in, with its span."""
    start = attribute.value_span.start
    before, after = attribute.value[: offset - start], attribute.value[offset - start :]
    first = len(before) - len(before.split()[-1]) if before and not before[-1].isspace() else len(before)
    length = len(after.split()[0]) if after and not after[0].isspace() else 0
    word = attribute.value[first : len(before) + length]
    return (word, Span(start + first, start + len(before) + length)) if word else None


def _named(options: list[Option], name: str) -> Option | None:
    return next((option for option in options if option.name == name), None)


def _joined(title: str, *paragraphs: str) -> str:
    return "\n\n".join([title, *(paragraph for paragraph in paragraphs if paragraph)])
