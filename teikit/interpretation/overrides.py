"""Applies overrides: which bracket an override is about, and the reading that it gives."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from teikit.conventions import MarkKind
from teikit.core import Diagnostic, Position, Source, Span, file_diagnostic, shorten, span_diagnostic
from teikit.interpretation.model import SETTLED, TEXT, Context, NoteReading
from teikit.interpretation.override import Override
from teikit.interpretation.words import in_words
from teikit.transcript import Document, Group, Node, parse

# Kinds that include the word before the bracket, or the letters directly before it.
_WORD, _LETTERS = re.compile(r"[^\s\[\]]+\s*$"), re.compile(r"[^\W\d_]+\Z")
_BEFORE = {"sic": _WORD, "doubtful-word": _WORD, "abbreviation": _WORD, "expansion": _LETTERS}
_EMPTY = ("gap", "doubtful-word")
_BY_HAND = ("addition", "marginalia", "stamp", "signature", "deletion", "redaction", "underlined")


def settle(document: Document, overrides: Sequence[Override]) -> tuple[dict[int, Override], list[Diagnostic]]:
    """The applied overrides by the offset of their bracket, and a diagnostic for each override."""
    source = document.source
    if not overrides:
        return {}, []
    transcript, _ = parse(source, document.convention, document.body)
    brackets = {bracket.span.start: bracket.span for bracket in _brackets(transcript.nodes)}
    settled: dict[int, Override] = {}
    diagnostics = []
    for override in overrides:
        start = _place(source, brackets, override)
        if start is None:
            diagnostics.append(_unmatched(source, override, brackets.values()))
            continue
        if override.kind == "doubtful-word" and re.search(r"\w", source.cut(brackets[start])):
            problem = "contains words, which a doubtful-word cannot keep; use conjecture or editor"
            diagnostics.append(
                span_diagnostic(source, start, "override-unfit", f"“{shorten(source.cut(brackets[start]))}” {problem}")
            )
            continue
        settled[start] = override
        reading = ", ".join(filter(None, (in_words(override.kind), override.place)))
        span = brackets[start]
        diagnostics.append(
            span_diagnostic(
                source, span, "override-applied", f"“{shorten(source.cut(span))}” is {reading}, as edition.toml says"
            )
        )
    return settled, diagnostics


def _place(source: Source, brackets: Mapping[int, Span], override: Override) -> int | None:
    """The offset of the bracket: at the given place, or, if the words differ there, where those words occur once."""
    start = next((start for start in brackets if source.position(start) == override.at), None)
    if start is not None and (not override.words or _same(source.cut(brackets[start]), override.words)):
        return start
    alike = [start for start, span in brackets.items() if _same(source.cut(span), override.words)]
    return alike[0] if len(alike) == 1 else None


def _same(first: str, second: str) -> bool:
    return first.split() == second.split()


def _unmatched(source: Source, override: Override, brackets: Iterable[Span]) -> Diagnostic:
    place = f"{override.at.line}:{override.at.column}"
    what = f"the bracket “{shorten(override.words)}”" if override.words else "a bracket"
    nearest = min(brackets, key=lambda span: _distance(source.position(span.start), override.at), default=None)
    hint = ""
    if nearest:
        begins = source.position(nearest.start)
        hint = f"; the nearest is “{shorten(source.cut(nearest))}” at {begins.line}:{begins.column}"
    message = f"edition.toml has an override ({override.kind}) for {what} at {place}, which is not there{hint}"
    return file_diagnostic(source.name, "override-unmatched", message, override.at)


def _distance(first: Position, second: Position) -> tuple[int, int]:
    return abs(first.line - second.line), abs(first.column - second.column)


def _brackets(nodes: Sequence[Node]) -> Iterator[Group]:
    for node in nodes:
        if isinstance(node, Group):
            if node.mark.kind is MarkKind.NOTE:
                yield node
            yield from _brackets(node.children)


# ---------------------------------------------------------------- the reading of an override
def reading_of(
    override: Override,
    proposed: NoteReading | None,
    complete: NoteReading | None,
    text: str,
    inside: Span,
    context: Context,
) -> NoteReading | None:
    """The reading of a bracket with an override, None for text.

    `proposed` is the reading of the readers, `complete` the same with every word of the note kept. If one of them has
    the kind of the override (or both kinds transcribe handwriting), its other values are used.
    """
    if override.kind == TEXT:
        return None
    cert = "" if override.cert == "high" else override.cert
    alike = next((first for first in (complete, proposed) if first and first.kind == override.kind), None)
    if alike is None and proposed and {proposed.kind, override.kind} <= set(_BY_HAND):
        alike = proposed
    if alike:
        place, medium = override.place or alike.place, override.hand or alike.medium
        return alike._replace(kind=override.kind, cert=cert, place=place, medium=medium, reason=SETTLED)
    lead = _BEFORE[override.kind].search(context.before[-200:]) if override.kind in _BEFORE else None
    return NoteReading(
        kind=override.kind,
        content=Span(inside.end, inside.end) if override.kind in _EMPTY else inside,
        reason=SETTLED,
        cert=cert,
        place=override.place,
        medium=override.hand,
        remedy=inside if override.kind == "sic" and inside else None,
        lead=len(lead[0]) if lead else 0,
        values=_values(override.kind, inside.cut(text), context),
    )


def _values(kind: str, words: str, context: Context) -> Mapping[str, str]:
    """The further values of a kind; a missing value is empty, and no attribute is written for it."""
    values: dict[str, str] = defaultdict(str)
    if kind == "gap":
        values |= {"reason": "illegible", "extent": " ".join(words.split())}
    if kind == "milestone":
        values |= {"unit": "section", "n": "-".join(words.split())}
    if kind == "page" and (number := re.search(r"\d+", words)):
        values["n"] = number[0]
    if kind == "expansion" and (after := re.match(r"[^\W\d_]*", context.after)):
        values["after"] = str(len(after[0]))
    return values
