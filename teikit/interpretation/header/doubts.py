"""The values of the header that the text gives in doubt, as decisions at their places in the text."""

from collections.abc import Iterator, Sequence

from teikit.core import Span, shorten
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.state import State
from teikit.interpretation.words import in_words
from teikit.transcript import RECEIVED, SENT, Metadata

_CODE = "header-doubtful"
# Why a value is in doubt, by its name and its certainty.
_REASONS = {
    ("title", "medium"): "a first line that looks like a heading",
    ("date", "medium"): "a date that is in no dateline, or is completed",
    ("date", "low"): "a date that can be read in two ways",
    ("sender", "medium"): "a part of a name, or a name in a heading",
    ("sender", "low"): "a part of a name in a line that may be no signature",
    ("addressee", "medium"): "a part of a name, or a name in a heading",
    ("addressee", "low"): "a name in the salutation",
    ("place", "medium"): "words beside the date, or the address of the sender",
}
_OTHERWISE = "the text does not say it in full"
_FIELDS = {SENT: "sender", RECEIVED: "addressee"}


def decide_doubts(state: State, data: Metadata) -> None:
    """Reports each value of the header that comes from the text and is in doubt."""
    reported = {(decision.kind, decision.span) for decision in state.decisions if decision.code}
    for field, words, cert, span in _doubtful(data):
        if span and (field, span) not in reported:
            reason = _REASONS.get((field, cert), _OTHERWISE)
            message = f"“{shorten(words)}” read as {in_words(field, Subject.HEADER)}, certainty {cert}: {reason}"
            decision = Decision(span, field, cert, (reason,), code=_CODE, subject=Subject.HEADER)
            state.decide(decision, message, doubt=True)


def _doubtful(data: Metadata) -> Iterator[tuple[str, str, str, Span]]:
    """The values in doubt: the name of each, its words, certainty and place."""
    values: Sequence[tuple[str, str, str, Span]] = (
        ("title", data.title, data.title_cert, data.title_span),
        ("date", data.date_words, data.date_cert, data.date_span),
        *((_FIELDS.get(party.role, party.role), party.name, party.cert, party.span) for party in data.parties),
        *(("place", place.name, place.cert, place.span) for place in data.places),
    )
    return (value for value in values if value[2])
