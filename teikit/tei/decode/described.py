"""How what is described rather than transcribed is written as notes: damage, figures, sounds, times, pages, readings.

As in `rules`, a function returns the text, or None if the convention cannot write the element.
"""

import re

from teikit.tei.builder import Element
from teikit.tei.decode.decoder_protocol import Decoder, Row
from teikit.tei.decode.templates import children, local
from teikit.xml import XML_ID, tei

# A duration of one unit (ISO 8601): after the two letters of its beginning a number and the unit.
_DURATION = re.compile(r"\w\w(\d+)(\w)")
_SIDE = re.compile(r"(\d+)(\w?)")
_PAGE = re.compile(r"(\d+)([rv]?)")
_UNITS = {"S": "second", "M": "minute"}


def described(writer: Decoder, element: Element) -> str | None:
    """`[red wax seal]`, `[laughs]`: the words of an element that only describes."""
    parts = list(children(element))
    plain = len(parts) == 1 and local(parts[0]) in ("figDesc", "desc") and not (element.text or "").strip()
    return writer.note(writer.inside(parts[0])) if plain else None


def damage(writer: Decoder, element: Element) -> str | None:
    """`[water-stained: and the boy]`."""
    agent = writer.wording(element).say(element.get("agent") or "", "canonical_agents")
    return writer.note(f"{agent}{writer.wording(element).colon}{writer.inside(element)}") if agent else None


def doubtful(writer: Decoder, element: Element) -> str | None:
    """`[word?]`, `[faded: word]`, `[unclear: word?]`."""
    words, reason = writer.inside(element), element.get("reason")
    wording, guess = writer.wording(element), "?" if element.get("cert") == "low" else ""
    if reason is None and guess:
        return writer.note(words + guess)
    reasons = {None, "inaudible"}
    named = wording.say("unclear") if reason in reasons else wording.say(str(reason), "canonical_reasons")
    return writer.note(f"{named}{wording.colon}{words}{guess}") if named else None


def pause(writer: Decoder, element: Element) -> str | None:
    """`[pause]`, `[pause, 5 seconds]`."""
    wording = writer.wording(element)
    name, duration = wording.say("pause"), element.get("dur")
    if name is None or duration is None:
        return writer.note(name)
    match = _DURATION.fullmatch(duration)
    words = wording.vocabulary.section("canonical_times").get(_UNITS.get(match[2], "")) if match else None
    return writer.note(f"{name}, {match[1]} {words[0 if match[1] == '1' else -1]}") if match and words else None


def milestone(writer: Decoder, element: Element) -> str | None:
    """`[00:12:40]`, `[tape 1, side B]`."""
    unit, number, wording = element.get("unit"), element.get("n") or "", writer.wording(element)
    if unit == "time":
        return writer.note(number) if number else None
    match = _SIDE.fullmatch(number) if unit == "tape" else None
    tape, side = wording.say("tape"), wording.say("side")
    if match is None or tape is None or side is None:
        return None
    return writer.note(f"{tape} {match[1]}" + (f", {side} {match[2]}" if match[2] else ""))


def page(writer: Decoder, element: Element) -> str | None:
    """`[page 2]`, `[fol. 1v]`, `[crosswise on fol. 1r:]`: where no sign of the convention marks a page."""
    match, way = _PAGE.fullmatch(element.get("n") or ""), element.get("rend")
    if match is None or set(element.keys()) - {"n", "rend"}:
        return None
    wording = writer.wording(element)
    name = wording.say("leaf" if match[2] else "page")
    if name is None or way is None:
        return writer.note(f"{name} {match[0]}") if name else None
    direction = wording.say(way, "canonical_ways")
    return writer.note(f"{direction} {name} {match[0]}:") if direction else None


def hand_shift(writer: Decoder, element: Element) -> str | None:
    """`[in pencil:]`, where the header says nothing of the hand but its medium."""
    ident = (element.get("new") or "").removeprefix("#")
    notes = writer.root.getroottree().getroot().iter(tei("handNote"))
    note = next((note for note in notes if note.get(XML_ID) == ident), None)
    if note is None or note.get("scribe") not in (None, "unknown"):
        return None
    medium = writer.wording(element).say((note.get("medium") or "").replace("-", " "), "canonical_media")
    return writer.note(f"{medium}:") if medium else None


def readings(writer: Decoder, element: Element) -> str | None:
    """`[hat/hut?]`: two readings, the likelier first."""
    parts = list(children(element))
    if [(local(part), part.get("cert")) for part in parts] != [("unclear", "medium"), ("unclear", "low")]:
        return None
    return writer.note("/".join(writer.inside(part) for part in parts) + "?")


def abbreviation(writer: Decoder, element: Element) -> str | None:
    """`Hptm. [Hauptmann]`: an abbreviation and its full form."""
    parts = list(children(element))
    if [local(part) for part in parts] != ["abbr", "expan"] or any(len(part) for part in parts):
        return None
    full = writer.note(writer.inside(parts[1]))
    return f"{writer.inside(parts[0])} {full}" if full else None


def address(writer: Decoder, element: Element) -> str:
    """The lines of an address."""
    return "\n" + "\n".join(writer.inside(line).strip() for line in children(element)) + "\n"


ROWS: dict[str, Row] = {
    "address": address,
    "figure": described,
    "vocal": described,
    "kinesic": described,
    "incident": described,
    "damage": damage,
    "pause": pause,
    "milestone": milestone,
    "pb": page,
    "handShift": hand_shift,
}
