"""Declares in the header the calendars that dates of the text are in (TEI Guidelines 2.4.5)."""

from lxml import etree

from teikit.core import messages
from teikit.tei.builder import Element
from teikit.xml import XML_ID, tei

# The elements of profileDesc that calendarDesc comes before, as the other writers of the header order them.
_BEHIND = ("textClass", "handNotes", "particDesc", "settingDesc", "correspDesc")


def declare_calendars(root: Element, stated: str, language: str) -> None:
    """Adds to the header the calendar that is `stated` and each that a date points at, named in `language`."""
    pointers = {str(pointer).removeprefix("#") for date in root.iter(tei("date")) if (pointer := date.get("calendar"))}
    calendars = sorted(pointers | ({stated} if stated else set()))
    if not calendars:
        return
    profile = _profile(root)
    following = [child for child in profile if etree.QName(child).localname in _BEHIND]
    description = etree.Element(tei("calendarDesc"))
    profile.insert(profile.index(following[0]) if following else len(profile), description)
    for ident in calendars:
        calendar = etree.SubElement(description, tei("calendar"), {XML_ID: ident})
        etree.SubElement(calendar, tei("p")).text = messages(language).get(f"calendar.{ident}", ident)
    etree.indent(profile, level=2)


def _profile(root: Element) -> Element:
    """The profileDesc of the header, before its revisionDesc."""
    header = root.find(tei("teiHeader"))
    assert header is not None, "a document has its header before its calendars"
    profile = header.find(tei("profileDesc"))
    if profile is None:
        profile = etree.Element(tei("profileDesc"))
        history = header.find(tei("revisionDesc"))
        header.insert(len(header) if history is None else header.index(history), profile)
    return profile
