"""Quick fixes: the corrections that a diagnostic proposes, as edits of the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from teikit.core import Diagnostic, Fix, Span
from teikit.editing.markup import MARKUP, attributes_of, is_empty, matching_end
from teikit.editing.scanner import Scanner
from teikit.validation import Context, expanded

_NAME = re.compile(r"""[^\s<>/="'!?:]+(?=[\s/>])""")


class Edit(NamedTuple):
    """What replaces a span of the text."""

    span: Span
    text: str


class QuickFix(NamedTuple):
    """A correction: its title, and its edits in the order of the text."""

    title: str
    edits: tuple[Edit, ...]


def quick_fixes(scanner: Scanner, diagnostic: Diagnostic, span: Span) -> list[QuickFix]:
    """The corrections of a diagnostic about a span of the scanner's text. Raises SchemaError."""
    with scanner.contexts.located_errors():
        fixes = [_fix(scanner, fix, span) for fix in diagnostic.fixes]
        return [fix for fix in fixes if fix is not None]


def _fix(scanner: Scanner, fix: Fix, span: Span) -> QuickFix | None:
    text = scanner.text
    if fix.action == "close":
        return _close(scanner, fix.name.split(), span)
    if fix.action == "wrap":
        end = _wrapped_end(scanner, span.start, fix.name)
        name = _with_prefix(scanner.place(span.start).context, fix.name)
        edits = (Edit(Span(span.start, span.start), f"<{name}>"), Edit(Span(end, end), f"</{name}>"))
        return QuickFix(f"Wrap in <{name}>", edits)
    if text.startswith("<", span.start):
        return QuickFix(f"Rename to <{fix.name}>", tuple(_renamed(text, span.start, fix.name)))
    attribute = next(attributes_of(text, *span), None)
    if attribute is None:
        return None
    if not fix.old:
        return QuickFix(f"Rename to {fix.name}", (Edit(attribute.name_span, fix.name),))
    at = attribute.value.find(fix.old)
    start = attribute.value_span.start + at
    return QuickFix(f"Write {fix.name}", (Edit(Span(start, start + len(fix.old)), fix.name),)) if at >= 0 else None


def _renamed(text: str, start: int, name: str) -> Iterator[Edit]:
    """The edits that rename the element whose start tag begins at an offset; its prefix stays."""
    match = MARKUP.match(text, start)
    for tag in (match, matching_end(text, start)):
        name_match = _NAME.search(text, tag.start()) if tag else None
        if name_match:
            yield Edit(Span(*name_match.span()), name)


def _with_prefix(context: Context, name: str) -> str:
    """An element with the prefix of the element it is put into."""
    prefix = context.name.rpartition(":")[0]
    return f"{prefix}:{name}" if prefix else name


# ---------------------------------------------------------------- wrap
def _wrapped_end(scanner: Scanner, start: int, wrapper: str) -> int:
    """The end of what is put into one element: what is reported, and what follows up to something that may stay."""
    text, outside = scanner.text, scanner.place(start).context
    contexts = scanner.contexts
    inside = contexts.opened(outside, _with_prefix(outside, wrapper), [])
    end = position = start
    while match := MARKUP.search(text, position):
        if text[position : match.start()].strip():
            end = position + len(text[position : match.start()].rstrip())
        if match["end"] or not match["start"]:
            return end
        if not _is_wrapped(scanner, outside, inside, match) and match.start() > start:
            return end
        closing = None if is_empty(match) else matching_end(text, match.start())
        end = position = (closing or match).end()
    return end


def _is_wrapped(scanner: Scanner, outside: Context, inside: Context, tag: re.Match[str]) -> bool:
    """Whether an element is allowed in the wrapper and not outside of it."""
    name = expanded(tag["start"], outside.prefixes)
    return name in _allowed(scanner, inside) and name not in _allowed(scanner, outside)


def _allowed(scanner: Scanner, context: Context) -> set[str]:
    return {expanded(option.name, context.prefixes) for option in scanner.contexts.elements(context)}


# ---------------------------------------------------------------- close
def _close(scanner: Scanner, names: list[str], span: Span) -> QuickFix | None:
    """Close open elements before the element at `span`; only where nothing of them follows it."""
    text, match = scanner.text, MARKUP.match(scanner.text, span.start)
    if match is None or not match["start"]:
        return None
    element = match if is_empty(match) else matching_end(text, span.start)
    opened = list(_open_names(scanner.place(span.start).context, len(names)))
    if element is None or [name.rpartition(":")[2] for name in opened] != names:
        return None
    edits, position = [Edit(Span(span.start, span.start), "".join(f"</{name}>" for name in opened))], element.end()
    for name in opened:
        end = MARKUP.search(text, position)
        if end is None or end["end"] != name or text[position : end.start()].strip():
            return None
        edits.append(Edit(Span(*end.span()), ""))
        position = end.end()
    return QuickFix("Close " + " and ".join(f"<{name}>" for name in opened) + " first", tuple(edits))


def _open_names(context: Context | None, count: int) -> Iterator[str]:
    while context is not None and count:
        yield context.name
        context, count = context.parent, count - 1
