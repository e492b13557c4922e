"""What kind of file each XML file is, from its beginning: a document, a register, a corpus, or no TEI."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from teikit.xml import TEI

DOCUMENT, REGISTER, CORPUS = "document", "register", "corpus"
_TEI = f"{TEI}}}"
_NESTED = re.compile(rb"<(?:[\w.-]+:)?TEI[\s>/]")
_LISTS = frozenset(
    (
        "listPerson", "listPlace", "listOrg", "listEvent", "listObject", "listNym", "listRelation", "listBibl",
        "taxonomy",
    )
)  # fmt: skip
# Content that makes a file a document whatever else it holds.
_CONTENT = frozenset(("sourceDoc", "facsimile", "msDesc", "correspDesc", "graphic", "figure", "media"))
# Words of these elements are no text of a document: lists, and what is above them.
_APART = _LISTS | {"head", "teiHeader", "standOff"}


class Surveyed(NamedTuple):
    """A file: its `kind`, empty for one that is no TEI, which `reason` then explains; `wrong` where it should be one.

    A file that cannot be parsed that far is taken for a document: what is wrong is reported when it is read.
    """

    path: Path
    kind: str
    reason: str = ""
    wrong: bool = False


def survey(path: Path) -> Surveyed:
    """Find out what kind of file an XML file is."""
    try:
        data = path.read_bytes()
    except OSError:
        return Surveyed(path, DOCUMENT)
    reader = _Reader()
    reader.read(data)
    if reader.root == f"{_TEI}TEI":
        nested = len(_NESTED.findall(_plain(data))) > 1
        return Surveyed(path, CORPUS if nested else reader.kind)
    if reader.root == f"{_TEI}teiCorpus":
        return Surveyed(path, CORPUS)
    if reader.root in ("", "TEI", "teiCorpus"):  # an error is reported when it is read
        return Surveyed(path, DOCUMENT)
    return Surveyed(path, "", _reason(reader.root, data))


def _plain(data: bytes) -> bytes:
    """The bytes of a file in which ASCII can be found."""
    return data.replace(b"\0", b"") if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)) else data


def _reason(root: str, data: bytes) -> str:
    """Why a file with this root is no TEI document."""
    name = root.rpartition("}")[2]
    if name in ("TEI.2", "teiCorpus.2"):
        return f"is TEI P4 (root <{name}>): convert it to P5"
    if TEI.encode() in data and _NESTED.search(_plain(data)):
        return f"holds TEI inside <{name}>: make it a file of its own, or a teiCorpus"
    what = "is a fragment of TEI" if root.startswith(_TEI) else "is no TEI"
    return f"{what}: its root is <{name}>"


class _EnoughError(Exception):
    """What the file is, is known."""


class _Reader:
    """Reads a file until it is known what it is."""

    def __init__(self) -> None:
        self.root = ""
        self._has_list = self._in_text = False
        self._apart = 0  # depth inside elements whose words are not text
        self._is_document = False

    @property
    def kind(self) -> str:
        """The kind of a TEI file."""
        return REGISTER if self._has_list and not self._is_document else DOCUMENT

    def read(self, data: bytes) -> None:
        """Read the bytes of a file; what is wrong with them ends the reading."""
        parser = expat.ParserCreate(None, "}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, _EnoughError, LookupError, ValueError):
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
            if name != f"{_TEI}TEI":
                raise _EnoughError
        local = name.rpartition("}")[2]
        if local in _CONTENT and not (self._apart and self._in_text):
            self._decide()
        self._has_list = self._has_list or local in _LISTS
        self._in_text = self._in_text or local == "text"
        if self._apart or local in _APART:
            self._apart += 1

    def _end(self, name: str) -> None:
        if self._apart:
            self._apart -= 1

    def _text(self, words: str) -> None:
        if self._in_text and not self._apart and not words.isspace():
            self._decide()

    def _decide(self) -> None:
        self._is_document = True
        raise _EnoughError
