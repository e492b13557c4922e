"""Explains why a text is not well-formed XML, by the parser's code and the text around the place."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple
from xml.parsers.expat import ErrorString

from teikit.xml.source_map import MappedText

_NAME = re.compile(r"</?([^\s<>/=\"'&]*)")
_PREFIX = re.compile(r"[<\s]([A-Za-z_][\w.\-]*):[A-Za-z_][\w.\-]*")
_UNQUOTED = re.compile(r"([\w:.\-]+)\s*=\s*$")
_BARE = re.compile(r"\s([\w:.\-]+)\s*$")
_OPEN_VALUE = re.compile(r"""([\w:.\-]+)\s*=\s*(["'])[^"'<]*$""")
_WORD = re.compile(r"[^\s<>/\"'&]*")
_SHOWN = 4


class Place(NamedTuple):
    """Where the parser stopped: the text, the offset, the start tags that are open, outermost first."""

    text: str
    offset: int
    open: list[int]
    mapped: MappedText

    def name(self, offset: int) -> str:
        """The name in the tag at an offset."""
        name = _NAME.match(self.text, offset)
        return name.group(1) if name else ""

    def line(self, offset: int) -> int:
        """The line of the file that an offset came from."""
        return self.mapped.position(offset)[1].line

    def open_element(self, offset: int) -> str:
        """An open element, and where it begins."""
        return f"<{self.name(offset)}> (line {self.line(offset)})"


Explanation = tuple[int, str]


def explain_error(code: int, text: str, offset: int, open_: list[int], mapped: MappedText) -> Explanation:
    """Where the mistake is, and what it is; `code` is expat's."""
    place = Place(text, offset, open_, mapped)
    return _KINDS.get(code, _other(code))(place)


def _other(code: int) -> Callable[[Place], Explanation]:
    return lambda place: (place.offset, ErrorString(code) or "not well-formed")


def _mismatch(place: Place) -> Explanation:
    start = place.text.rfind("</", 0, place.offset + 1)
    name = place.name(start)
    inner = place.open[-1]
    names = [place.name(offset) for offset in place.open]
    if name in names:
        between = [o for o in place.open if o > place.open[len(names) - 1 - names[::-1].index(name)]]
        missing = "".join(f"</{place.name(o)}>" for o in reversed(between[-_SHOWN:]))
        opened = ", ".join(place.open_element(o) for o in reversed(between[-_SHOWN:]))
        more = f" and {len(between) - _SHOWN} more" if len(between) > _SHOWN else ""
        verb = "is" if len(between) == 1 else "are"
        return start, f"unexpected </{name}>: {opened}{more} {verb} still open; write {missing} before it"
    if get_close_matches(name, [names[-1]], 1, 0.7):
        return start, f"</{name}> does not close {place.open_element(inner)}: did you mean </{names[-1]}>?"
    return start, f"</{name}> closes nothing: no <{name}> is open here; the open element is {place.open_element(inner)}"


def _unclosed_element(place: Place) -> Explanation:
    if not place.open:
        return place.offset, "the file has no element"
    opened = ", ".join(place.open_element(o) for o in reversed(place.open[-_SHOWN:]))
    more = f" and {len(place.open) - _SHOWN} more" if len(place.open) > _SHOWN else ""
    verb = "is" if len(place.open) == 1 else "are"
    return place.offset, f"the file ends, but {opened}{more} {verb} still open; is the end of the file missing?"


def _token(place: Place) -> Explanation:
    """A character that is not allowed where it is: by far the commonest mistake, of many kinds."""
    for kind in (_conflict, _ampersand, _inside_tag, _other_token):
        explanation = kind(place)
        if explanation:
            return explanation
    return place.offset, "this is not allowed here"


def _conflict(place: Place) -> Explanation | None:
    start = place.text.rfind("\n", 0, place.offset) + 1
    if not place.text.startswith("<<<<<<< ", start):
        return None
    message = "a merge conflict of git begins here: keep one side, and take out the lines <<<<<<<, ======= and >>>>>>>"
    return start, message


def _ampersand(place: Place) -> Explanation | None:
    before = place.text.rfind("&", max(0, place.offset - 64), place.offset + 1)
    if before < 0 or not re.fullmatch(r"&#?[\w:.\-]*", place.text[before : place.offset]):
        return None
    word = _WORD.match(place.text, before + 1)
    shown = f"&{word.group()[:20] if word else ''}"
    if shown.startswith("&#"):
        return before, f"“{shown}” is no character reference: it is written &#233; or &#xE9;"
    return before, f"the & of “{shown}” must be written &amp; (a reference ends with a semicolon)"


def _inside_tag(place: Place) -> Explanation | None:
    start = place.text.rfind("<", 0, place.offset)
    if start < 0 or place.offset < start + 2 or place.text.startswith("</", start):
        return None
    tag = place.text[start : place.offset]
    name = place.name(start)
    if place.text.startswith("<", place.offset) and (value := _OPEN_VALUE.search(tag)):
        message = f"the value of {value.group(1)} on <{name}> has no closing {value.group(2)} (a < in a value is &lt;)"
        return start + value.start(), message
    if not name or place.text.startswith(("<!", "<?"), start) or ">" in re.sub(r""""[^"]*"|'[^']*'""", "", tag):
        return None
    if unquoted := _UNQUOTED.search(tag):
        word = _WORD.match(place.text, place.offset)
        value_ = word.group() if word else ""
        return place.offset, f'the value of {unquoted.group(1)} needs quotation marks: {unquoted.group(1)}="{value_}"'
    if place.text.startswith("<", place.offset):
        return start, f"the tag <{name} has no > at its end"
    if bare := _BARE.search(tag):
        return start + bare.start(1), f'the attribute {bare.group(1)} has no value: {bare.group(1)}="…"'
    if tag.endswith(('"', "'")):
        return place.offset, "a space is missing between two attributes"
    return place.offset, f"“{place.text[place.offset]}” is not allowed in the tag <{name}>"


def _other_token(place: Place) -> Explanation | None:
    text, offset = place.text, place.offset
    if text.startswith("]]>", offset - 2):
        return offset - 2, "]]> is not allowed in text: write ]]&gt;"
    comment = text.rfind("<!--", 0, offset)
    if comment >= 0 and "-->" not in text[comment:offset] and text[offset - 2 : offset] == "--":
        return offset - 2, f"-- is not allowed in a comment (the comment begins in line {place.line(comment)})"
    if text.startswith("</", offset - 1):
        return offset - 1, f"unexpected </{place.name(offset - 1)}> after the end of the document"
    if text[offset - 1 : offset] == "<":
        return offset - 1, "a < that begins no tag must be written &lt;"
    if text[offset - 2 : offset] == "</":
        return offset - 2, "</ must be followed by the name of the element it closes"
    return None


def _duplicate(place: Place) -> Explanation:
    word = _NAME.match("<" + place.text[place.offset : place.offset + 100])
    tag = place.text.rfind("<", 0, place.offset)
    return place.offset, f"<{place.name(tag)}> has the attribute {word.group(1) if word else ''} twice"


def _prefix(place: Place) -> Explanation:
    end = place.text.find(">", place.offset)
    tag = re.sub(r""""[^"]*"|'[^']*'""", "", place.text[place.offset : end])
    declared = " ".join(place.text[o : place.text.find(">", o)] for o in [*place.open, place.offset])
    unbound = [p for p in _PREFIX.findall(tag) if p not in ("xml", "xmlns") and f"xmlns:{p}" not in declared]
    prefix = unbound[0] if unbound else "…"
    known = _KNOWN.get(prefix, "…")
    return place.offset, f'the prefix {prefix} is not declared: write xmlns:{prefix}="{known}" on the root element'


_KNOWN = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "xi": "http://www.w3.org/2001/XInclude",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def _unclosed_token(place: Place) -> Explanation:
    for start, end in (("<!--", "-->"), ("<?", "?>"), ("<", ">")):
        if place.text.startswith(start, place.offset):
            return place.offset, f"what begins here with {start} is not ended by {end}"
    return place.offset, "what begins here is not ended"


def _behind(place: Place) -> Explanation:
    if place.text.startswith("<", place.offset):
        return (
            place.offset,
            f"a second root, <{place.name(place.offset)}>: one element must hold all others",
        )
    return place.offset, "there is text after the end of the document"


def _late_declaration(place: Place) -> Explanation:
    return (
        place.offset,
        "the XML declaration <?xml …?> must be the very first thing in the file",
    )


def _text_first(place: Place) -> Explanation:
    before = place.text[: place.offset]
    if (start := before.rfind("<!DOCTYPE")) >= 0 and before.count("<", start) > before.count(">", start):
        return place.offset, f"the document type declaration of line {place.line(start)} is not well-formed here"
    if place.text.startswith("<!", place.offset):
        return place.offset, "this is no declaration: write <!DOCTYPE in capitals, or <!-- for a comment"
    return place.offset, "there is text before the first element; is this an XML file?"


def _number(place: Place) -> Explanation:
    return place.offset, "this character reference is of a character that XML does not allow"


def _cdata(place: Place) -> Explanation:
    start = place.text.rfind("<![CDATA[", 0, place.offset)
    return max(start, 0), "the CDATA section that begins here is not ended by ]]>"


_KINDS: dict[int, Callable[[Place], Explanation]] = {
    2: _text_first,
    3: _unclosed_element,
    4: _token,
    5: _unclosed_token,
    7: _mismatch,
    8: _duplicate,
    9: _behind,
    14: _number,
    17: _late_declaration,
    20: _cdata,
    27: _prefix,
}
