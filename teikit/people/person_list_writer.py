"""Writes lists of persons: new files, and additions to existing files."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from teikit.recognizers import PersonName
from teikit.tei import sayable
from teikit.xml import TEI

CONTRIBUTORS = "contributors"
_HEADS = {"": "Persons of the documents", CONTRIBUTORS: "Persons who made the edition"}

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{tei}" xml:id="people">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>{title}</title>
      </titleStmt>
      <publicationStmt>
        <p>A part of the edition.</p>
      </publicationStmt>
      <sourceDesc>
        <p>Names of senders, addressees and signatories in the documents of the edition.</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <projectDesc>
        <p>The persons were found by their names, as candidates. The list is yours: correct a name; if two
          entries are one person, move the names of one to the other and delete it. Delete entries that are not
          persons. The next conversion respects this and never reuses an id. It only adds new names.</p>
      </projectDesc>
      <appInfo>
        <application ident="teikit" version="{version}">
          <label>teikit</label>
        </application>
      </appInfo>
    </encodingDesc>
    <revisionDesc>
      <change when="{date}">Made from the names in the documents.</change>
    </revisionDesc>
  </teiHeader>
  <standOff>{lists}
  </standOff>
</TEI>
"""


class Person(NamedTuple):
    """A person of the list: xml:id, names, notes (each with its certainty), and the type of the list it is in."""

    ident: str
    names: tuple[PersonName, ...]
    notes: tuple[tuple[str, str], ...] = ()
    group: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of all names."""
        return tuple(key for name in self.names for key in name.keys)


def rendered(persons: Sequence[Person], title: str, version: str, date: str, highest: int = 0) -> str:
    """A new file; `highest` is the highest number ever used, 0 if it is not to be recorded."""
    n = f' n="{highest}"' if highest else ""
    lists = "".join(_list([p for p in persons if p.group == group], group, n) for group in _groups(persons))
    return _FILE.format(tei=TEI, title=_escaped(title), version=_escaped(version), date=_escaped(date), lists=lists)


def _groups(persons: Sequence[Person]) -> list[str]:
    return sorted({person.group for person in persons})


def _list(persons: Sequence[Person], group: str, attributes: str = "") -> str:
    kind = f' type="{_escaped(group)}"' if group else ""
    head = f"\n      <head>{_HEADS[group]}</head>" if group in _HEADS else ""
    return f"\n    <listPerson{kind}{attributes}>{head}{''.join(map(_person, persons))}\n    </listPerson>"


def _person(person: Person) -> str:
    return f'\n      <person xml:id="{_escaped(person.ident)}">{_parts(person)}\n      </person>'


def _parts(person: Person) -> str:
    notes = (f"\n        <note{_note(cert)}>{_escaped(words)}</note>" for words, cert in person.notes)
    return "".join([*map(_name, person.names), *notes])


def _note(cert: str) -> str:
    return ' type="editorial" subtype="candidate"' + (f' cert="{cert}"' if cert else "")


def _name(name: PersonName) -> str:
    script = f' xml:lang="und-{name.script}"' if name.script else ""
    return f"\n        <persName{script}>{_escaped(name.shown)}</persName>"


def _escaped(words: str) -> str:
    return escape(sayable(words), quote=True)


# ---------------------------------------------------------------- into an existing file
def inserted(text: str, persons: Sequence[Person], further: Mapping[str, Person]) -> str:
    """The text with new persons at the ends of their lists, and further names and notes after the names of others."""
    data = text.encode()
    places = _Places(data)
    pieces: list[tuple[int, str]] = []
    for group in _groups(persons):
        new = [person for person in persons if person.group == group]
        end = places.lists.get(group)
        pieces.append((end, "".join(map(_person, new))) if end else (places.standoff, _list(new, group)))
    pieces += [(places.names[ident], _parts(more)) for ident, more in further.items() if ident in places.names]
    line_end = "\r\n" if b"\r\n" in data else "\n"
    for place, words in sorted(pieces, reverse=True):
        data = data[:place] + words.replace("\n", line_end).encode() + data[place:]
    return data.decode()


class _Places:
    """Byte offsets in a list of persons where additions are inserted.

    `lists` has the end of the first list of each type, `names` the end of the last name of each person.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.lists: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.standoff = len(data)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((name.removeprefix(f"{TEI} "), attributes))

    def _end(self, name: str) -> None:
        local, attributes = self._open.pop()
        begins = self._parser.CurrentByteIndex
        if not self.data.startswith(b"</", begins):
            return
        within = [name for name, _ in self._open]
        behind = len(self.data[:begins].rstrip())
        if local == "standOff":
            self.standoff = behind
        elif local == "listPerson" and "standOff" in within:
            self.lists.setdefault(attributes.get("type", ""), behind)
        elif local == "persName" and within[-1] == "person":
            self.names[self._ident()] = self.data.index(b">", begins) + 1

    def _ident(self) -> str:
        return self._open[-1][1].get("http://www.w3.org/XML/1998/namespace id", "")
