"""Writes `profileDesc`: date, languages, summary, subjects, hands, people, places, letters (TEI Guidelines 2.4)."""

from collections.abc import Mapping

from teikit.interpretation import Hand
from teikit.recognizers import language_name
from teikit.tei.builder import Element
from teikit.tei.encode.header.elements import child, dated, person
from teikit.tei.encode.header.ids import participant_ids
from teikit.tei.encode.header.words import hand_words
from teikit.transcript import RECEIVED, SENT, SETTING, TRANSMITTED, Metadata


def write_profile(
    header: Element, data: Metadata, hands: Mapping[Hand, str], references: Mapping[str, str], language: str
) -> None:
    """The `profileDesc` of a document, its sentences in `language`; it is not written where nothing is known."""
    profile = child(header, "profileDesc")
    if data.date or data.date_words:
        dated(child(profile, "creation"), data, words=True)
    _languages(profile, data)
    if data.summary:
        abstract = child(profile, "abstract")
        for paragraph in data.summary.split("\n\n"):
            child(abstract, "p", paragraph)
    _terms(profile, data)
    if hands or data.hands:
        _hands(child(profile, "handNotes"), hands, data, language)
    _participants(profile, data)
    _setting(profile, data)
    _correspondence(profile, data, references)
    if not len(profile):
        header.remove(profile)


def _languages(profile: Element, data: Metadata) -> None:
    codes = (data.text_language, *data.languages, data.original_language)
    languages = dict.fromkeys(code for code in codes if code)
    if languages:
        usage = child(profile, "langUsage")
        for code in languages:
            name = language_name(code) or data.original_language_words or code
            child(usage, "language", name, ident=code, cert=data.languages.get(code, ""))


def _terms(profile: Element, data: Metadata) -> None:
    """The genre and the subjects, as terms of one list."""
    if data.genre or data.keywords:
        keywords = child(child(profile, "textClass"), "keywords")
        if data.genre:
            child(keywords, "term", data.genre, type="genre")
        for keyword in data.keywords:
            child(keywords, "term", keyword, type="subject")


def _hands(notes: Element, known: Mapping[Hand, str], data: Metadata, language: str) -> None:
    """The hands of the text, then those that only the table names; a hand of both has the table's name."""
    stated = list(data.hands)
    for hand, ident in known.items():
        medium = hand.medium.replace(" ", "-") or "unknown"
        of_table = next((s for s in stated if s.scribe == hand.scribe or (s.medium and s.medium == hand.medium)), None)
        if of_table:
            stated.remove(of_table)
        words = of_table.scribe if of_table else hand_words(hand, language)
        child(notes, "handNote", words, id=ident, scribe=hand.name, medium=medium)
    for number, other in enumerate(stated, len(known) + 1):
        child(notes, "handNote", other.scribe, id=f"hand-{number}", medium=other.medium.replace(" ", "-"))


def _participants(profile: Element, data: Metadata) -> None:
    if data.participants:
        persons = child(child(profile, "particDesc"), "listPerson")
        for participant, ident in participant_ids(data.participants, (data.ident, data.calendar)):
            entry = child(persons, "person", id=ident, role=participant.role)
            child(entry, "persName", participant.name)


def _setting(profile: Element, data: Metadata) -> None:
    """Where an interview or a meeting was, and when; of another document without a sender, only the place."""
    places = data.place(SETTING)
    if not (places or data.setting):
        return
    setting = child(child(profile, "settingDesc"), "setting")
    for place in places:
        child(setting, "placeName", place.name, ref=place.ref, cert=place.cert, evidence=place.evidence)
    if data.participants or data.recording or data.setting:
        dated(setting, data, words=False)
    if data.setting:
        child(setting, "p", data.setting)


def _correspondence(profile: Element, data: Metadata, references: Mapping[str, str]) -> None:
    roles = [role for role in (SENT, TRANSMITTED, RECEIVED) if data.party(role) or data.place(role)]
    if not roles:
        return
    description = child(profile, "correspDesc")
    for role in roles:
        action = child(description, "correspAction", type=role)
        for party in data.party(role):
            attributes = {"ref": party.ref, "cert": party.cert, "evidence": party.evidence}
            if party.organisation:
                child(action, "orgName", party.name, **attributes)
            else:
                person(action, "persName", party.name, references, **attributes)
        for place in data.place(role):
            child(action, "placeName", place.name, ref=place.ref, cert=place.cert, evidence=place.evidence)
        if role == SENT and data.date:
            dated(action, data, words=False)
