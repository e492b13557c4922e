"""Reads values of the table that have parts: parties, participants, hands, recordings, licences."""

import re
from collections.abc import Iterator

from teikit.transcript.front_matter.fields.dates import read_date
from teikit.transcript.front_matter.header import Licence, Participant, Party, PlaceOf, Recording, StatedHand

_ORGANISATION = "org:"
# `Karl Brandt`, `#person-3`, `Karl Brandt #person-3`, `Karl Brandt (people.xml#person-3)`
_REFERENCE = re.compile(r"\s*\(?(?<!\w)((?:[\w./-]*#[\w.-]+)|https?://[^\s()]+)\)?\s*$")
_IN_BRACKETS = re.compile(r"(.*?)\s*\(([^()]*)\)\s*")
_DURATION = re.compile(r"P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d):(\d\d)")
_ADDRESS = re.compile(r"\s*[<(]?(https?://[^\s<>()]+)[>)]?")


def listed(words: str) -> Iterator[str]:
    """The values between semicolons, those in brackets whole."""
    for part in re.split(r";(?![^()]*\))", words):
        if part.strip():
            yield part.strip()


def parties(words: str, role: str) -> tuple[Party, ...]:
    """The parties of a cell: `Karl Brandt; org:Port Authority; #person-3`, in doubt `Karl Brandt?`."""
    values = []
    for part in listed(words):
        organisation = part.startswith(_ORGANISATION)
        sure, cert = _certainty(part.removeprefix(_ORGANISATION).strip() if organisation else part)
        name, reference = _with_reference(sure)
        values.append(Party(role, name, organisation, reference, cert))
    return tuple(values)


def _certainty(words: str) -> tuple[str, str]:
    """Words without the question mark that says that they are in doubt, and their certainty."""
    return (words[:-1].strip(), "medium") if words.endswith("?") else (words, "")


def places(words: str, role: str) -> tuple[PlaceOf, ...]:
    """The places of a cell: `Bremen`, in doubt `Bremen?`, `Bremen #place-1`."""
    values = []
    for part in listed(words):
        sure, cert = _certainty(part)
        values.append(PlaceOf(role, *_with_reference(sure), cert))
    return tuple(values)


def _with_reference(words: str) -> tuple[str, str]:
    reference = _REFERENCE.search(words)
    return (words[: reference.start()].strip(), reference[1]) if reference else (words, "")


def participants(words: str) -> tuple[Participant, ...]:
    """The participants of a cell: `HALL=Robert Hall (interviewer); MOSS=Edith Moss (interviewee)`."""
    values = []
    for part in listed(words):
        label, _, name = part.rpartition("=")
        role = _IN_BRACKETS.fullmatch(name)
        name = role[1] if role else name.strip()
        values.append(Participant(label.strip() or name, name or label.strip(), _word(role[2]) if role else ""))
    return tuple(values)


def _word(words: str) -> str:
    """Words as one value of an attribute that takes words without blanks."""
    return re.sub(r"[^\w.]+", "-", words).strip("-.")


def hands(words: str) -> tuple[StatedHand, ...]:
    """The hands of a cell: `Anna Brandt (pencil); a clerk`."""
    values = []
    for part in listed(words):
        medium = _IN_BRACKETS.fullmatch(part)
        values.append(StatedHand(medium[1] or part, _word(medium[2])) if medium else StatedHand(part))
    return tuple(values)


def recording(words: str) -> Recording | None:
    """The recording of a cell: `audio PT0H41M`, `video 0:41:00 1978-04-02`; None if its words are something else."""
    kind, *rest = words.split()
    duration = date = ""
    for word in rest:
        clock = _CLOCK.fullmatch(word)
        stated = read_date(word)
        if clock:
            duration = f"PT{int(clock[1])}H{int(clock[2])}M{int(clock[3])}S"
        elif _DURATION.fullmatch(word):
            duration = word
        elif stated.value and stated.kind == "when":
            date = stated.value
        else:
            return None
    return Recording(kind.lower(), duration, date) if kind.lower() in ("audio", "video") else None


def licence(words: str) -> Licence:
    """The licence of a cell: a name, a web address, or a name and an address: `CC BY 4.0 <https://…>`."""
    address = _ADDRESS.search(words)
    if address is None:
        return Licence(words)
    name = (words[: address.start()] + words[address.end() :]).strip(" ,;:<>()")
    return Licence(name or address[1], address[1])
