"""The values of the header that the text gives in doubt, as decisions at their places in the text."""

from collections.abc import Iterator, Sequence

from teikit.core import Span, shorten
from teikit.interpretation.header.certainties import Learned, reason_of
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.state import State
from teikit.interpretation.words import in_words
from teikit.transcript import RECEIVED, SENT, Metadata

_CODE = "header-doubtful"
_FIELDS = {SENT: "sender", RECEIVED: "addressee"}


def decide_doubts(state: State, data: Metadata, learned: Learned) -> None:
    """Reports each value of the header that comes from the text and is in doubt."""
    reported = {(decision.kind, decision.span) for decision in state.decisions if decision.code}
    for field, words, cert, span, found_in in _doubtful(data):
        kind = _FIELDS.get(field, field)
        if span and (kind, span) not in reported:
            reason = reason_of(field, found_in, cert, learned)
            message = f"“{shorten(words)}” read as {in_words(kind, Subject.HEADER)}, certainty {cert}: {reason}"
            decision = Decision(span, kind, cert, (reason,), code=_CODE, subject=Subject.HEADER)
            state.decide(decision, message, doubt=True)


def _doubtful(data: Metadata) -> Iterator[tuple[str, str, str, Span, str]]:
    """The values in doubt: the field of each, its words, certainty, place, and the part of the text it was found in."""
    values: Sequence[tuple[str, str, str, Span, str]] = (
        ("title", data.title, data.title_cert, data.title_span, data.title_found_in),
        ("date", data.date_words, data.date_cert, data.date_span, data.date_found_in),
        *((party.role, party.name, party.cert, party.span, party.found_in) for party in data.parties),
        *(("place", place.name, place.cert, place.span, place.found_in) for place in data.places),
    )
    return (value for value in values if value[2])
