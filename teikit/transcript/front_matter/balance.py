"""Reports unbalanced brackets in the page around the text, whose brackets are not parsed as notes."""

import re
from collections.abc import Iterable

from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.transcript.front_matter.model import Front

_BRACKET = re.compile(r"[\[\]]")
_SHOWN = 20
# The maximum number of diagnostics of one kind for a page.
MAX_FINDINGS = 50


def unbalanced_in_front(source: Source, front: Front | None) -> list[Diagnostic]:
    """Diagnostics for unbalanced brackets in the title and in each field; a field may have several pieces."""
    if front is None:
        return []
    fields = [front.title, *front.fields.values()]
    places = sorted(place for spans in fields for place in _unbalanced(source.text, spans))
    message = "has no other half; the page around the text is kept as it is"
    return [
        span_diagnostic(
            source, Span(place, place + 1), "mark-unbalanced", f"“{source.text[place : place + _SHOWN]}” {message}"
        )
        for place in places[:MAX_FINDINGS]
    ]


def _unbalanced(text: str, spans: Iterable[Span]) -> list[int]:
    """The places of brackets without a partner."""
    waiting: list[int] = []
    stray: list[int] = []
    for span in spans:
        for bracket in _BRACKET.finditer(text, span.start, span.end):
            if bracket[0] == "[":
                waiting.append(bracket.start())
            elif waiting:
                waiting.pop()
            else:
                stray.append(bracket.start())
    return [*stray, *waiting]
