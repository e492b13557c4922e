"""What validates is published with the same words, whatever its includes, entities and encodings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_html import words as words_of_page

from teikit.cli.main import cli
from teikit.core import Diagnostic, Severity, Source
from teikit.edition import load_edition, select_edition
from teikit.publication import publish
from teikit.publication.print import words as words_of_print
from teikit.tei import merge
from teikit.xml import FileResolver, XmlDocument, decode_xml, load_xml
from teikit.xml.entities import resolve_entities
from teikit.xml.source_map import MappedText

TEI = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
    "<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
)
EDITION = '[edition]\ntitle = "E"\n[validation]\nown = false\n'


class Encoding(NamedTuple):
    """How a file is written: Python's codec, the encoding that the file declares, its byte order mark."""

    codec: str
    declared: str
    mark: bytes = b""

    def write(self, text: str) -> bytes:
        declaration = f'<?xml version="1.0" encoding="{self.declared}"?>\n' if self.declared else ""
        return self.mark + (declaration + text).encode(self.codec, "xmlcharrefreplace")


ENCODINGS = [
    Encoding("utf-8", ""),
    Encoding("utf-8", "UTF-8", b"\xef\xbb\xbf"),
    Encoding("utf-16-le", "UTF-16", b"\xff\xfe"),
    Encoding("utf-16-be", "", b"\xfe\xff"),
    Encoding("utf-16-le", "UTF-16"),
    Encoding("iso-8859-1", "ISO-8859-1"),
    Encoding("cp1251", "windows-1251"),
    Encoding("ascii", "US-ASCII"),
]


class Piece(NamedTuple):
    """A piece of a text: words, or words in markup of a kind; `encoding` is that of a file of its own."""

    kind: str
    word: str
    inside: tuple["Piece", ...] = ()
    encoding: Encoding = ENCODINGS[0]

    @property
    def words(self) -> str:
        return self.word + "".join(piece.words for piece in self.inside)


@dataclass
class Project:
    """The files of a generated document."""

    folder: Path
    count: int = 0

    def write(self, name: str, root: str, pieces: Sequence[Piece], encoding: Encoding, around: str = "{}") -> None:
        """Write a file with an element `root` that holds the pieces, inside what is `around` it."""
        part = _Part(self, Path(name), encoding)
        content = "".join(map(part.markup, pieces))
        entities = "".join(f'<!ENTITY {key} "{value}">' for key, value in part.entities.items())
        doctype = f"<!DOCTYPE {root} [{entities}]>" if entities else ""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoding.write(doctype + f"<{root} {TEI}>{around.format(content)}</{root}>"))


@dataclass
class _Part:
    """One file while it is written: the entities that it declares."""

    project: Project
    path: Path
    encoding: Encoding
    entities: dict[str, str] = field(default_factory=dict)

    def markup(self, piece: Piece) -> str:
        write: Callable[[Piece], str] = getattr(self, f"_{piece.kind}")
        return write(piece)

    def _inside(self, piece: Piece) -> str:
        return "".join(map(self.markup, piece.inside))

    def _text(self, piece: Piece) -> str:
        return piece.word + self._inside(piece)

    def _number(self, piece: Piece) -> str:
        return "".join(f"&#{ord(letter)};" for letter in piece.word) + self._inside(piece)

    def _cdata(self, piece: Piece) -> str:
        return (f"<![CDATA[{piece.word}]]>" if piece.word.isascii() else piece.word) + self._inside(piece)

    def _comment(self, piece: Piece) -> str:
        return f"<!-- &none; <xi:include href='none'/> -->{self._text(piece)}"

    def _element(self, piece: Piece) -> str:
        return f'<hi rend="bold">{self._text(piece)}</hi>'

    def _entity(self, piece: Piece) -> str:
        value = self._text(piece).replace("&#", "&#38;#").replace('"', "'")
        return self._declare(value)

    def _attribute(self, piece: Piece) -> str:
        target = self._declare("a&#38;amp;b")
        return f"<ref target='https://example.org/{target}'>{self._text(piece)}</ref>"

    def _declare(self, value: str) -> str:
        name = f"e{len(self.entities)}"
        self.entities[name] = value
        return f"&{name};"

    def _include(self, piece: Piece) -> str:
        name = self._new("part.xml", f"parts{self.project.count}" if self.project.count % 2 else "")
        own = piece._replace(kind="text", inside=())
        self.project.write(str(name), "seg", [own, *piece.inside], piece.encoding)
        return f'<xi:include href="{name.relative_to(self.path.parent).as_posix()}"/>'

    def _include_text(self, piece: Piece) -> str:
        name = self._new("part.txt")
        (self.project.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.project.folder / name).write_bytes(piece.word.encode())
        return f'<xi:include href="{name.name}" parse="text"/>{self._inside(piece)}'

    def _fallback(self, piece: Piece) -> str:
        return f'<xi:include href="none.xml"><xi:fallback>{self._text(piece)}</xi:fallback></xi:include>'

    def _new(self, name: str, folder: str = "") -> Path:
        self.project.count += 1
        return self.path.parent / folder / f"{self.project.count}{name}"


LETTERS = st.text("aéж中", min_size=1, max_size=4)
KINDS = ["text", "number", "cdata", "comment", "element", "entity", "attribute", "include", "include_text", "fallback"]
LEAVES = st.builds(Piece, st.sampled_from(KINDS), LETTERS, st.just(()), st.sampled_from(ENCODINGS))
PIECES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Piece, st.sampled_from(KINDS), LETTERS, st.lists(inner, max_size=3).map(tuple), st.sampled_from(ENCODINGS)
    ),
    max_leaves=8,
)
DOCUMENTS = st.lists(PIECES, min_size=1, max_size=4)


def letters(words: Sequence[str]) -> str:
    return "".join(re.findall(r"[^\W_]+", "".join(words)))


def published(pieces: Sequence[Piece], encoding: Encoding) -> tuple[list[Diagnostic], str, str, bytes]:
    """What is found when a generated document is published; the words of its page and its print; the TEI offered."""
    printed: list[str] = []

    def typeset(print_xml: str, **_: Any) -> tuple[bytes, list[Diagnostic]]:
        printed.append(print_xml)
        return b"%PDF", []

    with TemporaryDirectory() as name, patch("teikit.publication.print.typeset", typeset):
        folder = Path(name)
        (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
        body = f"{HEADER}<text><body><p>{{}}</p></body></text>"
        Project(folder / "xml").write("letter.xml", "TEI", pieces, encoding, body)
        result = publish(select_edition(load_edition(folder)), folder / "build", True, True)
        if not printed:
            return result.findings, "", "", b""
        page = (folder / "build" / "html" / "letter.html").read_text(encoding="utf-8")
        (words,) = words_of_print(printed[0]).values()
        tei = (folder / "build" / "html" / "tei" / "letter.xml").read_bytes()
    return result.findings, letters(words_of_page(page, "diplomatic")), letters(words), tei


def check_law(pieces: Sequence[Piece], encoding: Encoding) -> None:
    """A document that validates is published with its words, and its TEI needs no other file."""
    findings, page, printed, tei = published(pieces, encoding)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert errors == []
    expected = "".join(piece.words for piece in pieces)
    assert page == expected
    assert printed == expected
    text = etree.fromstring(tei).find(".//{http://www.tei-c.org/ns/1.0}body")
    assert text is not None and letters(["".join(map(str, text.itertext()))]) == expected
    assert not re.search(rb"<!DOCTYPE|<xi:include|&e", re.sub(rb"<!--.*?-->", b"", tei, flags=re.DOTALL))


@settings(max_examples=100)
@given(DOCUMENTS, st.sampled_from(ENCODINGS))
def test_what_validates_is_published_with_the_same_words(pieces: list[Piece], encoding: Encoding) -> None:
    check_law(pieces, encoding)


# ---------------------------------------------------------------- mutants: what the law must notice
def without_includes(document: XmlDocument, path: Path, files: FileResolver) -> XmlDocument:
    return document


def without_entities(source: Source) -> tuple[MappedText | None, list[Diagnostic]]:
    """The entities resolved, each to nothing."""
    text, diagnostics = resolve_entities(Source(re.sub(r'(<!ENTITY \w+ )"[^"]*"', r'\1""', source.text), source.name))
    return text, diagnostics


def as_latin1(data: bytes, name: str) -> tuple[Source, list[Diagnostic]]:
    return Source(data.decode("latin-1"), name), []


MUTANTS = {
    "includes are left in place": ("teikit.xml.load.resolve_xincludes", without_includes, "include"),
    "entities are empty": ("teikit.xml.decode.resolve_entities", without_entities, "entity"),
    "every file is read as Latin-1": ("teikit.xml.decode.decode_bytes", as_latin1, "text"),
    "pieces of included files are lost": ("teikit.xml.xinclude._extract", lambda text, element: text, "include"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_breaks_the_law(name: str) -> None:
    target, replacement, kind = MUTANTS[name]
    inside = (Piece("entity", "жa"), Piece("include", "é中"))
    pieces = [Piece(kind, "aé", inside, Encoding("utf-8", "UTF-8"))]
    check_law(pieces, ENCODINGS[0])
    with patch(target, replacement), pytest.raises(AssertionError):
        check_law(pieces, ENCODINGS[0])


# ---------------------------------------------------------------- places, pointers, images
def test_a_finding_is_at_the_place_of_the_file_that_the_text_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "xml" / "parts").mkdir(parents=True)
    doctype = '<!DOCTYPE TEI [<!ENTITY e "four\nlines\nof\ntext">]>'
    body = "<p>&e;</p>\n<xi:include href='parts/a.xml'/>\n<p><other>x</other></p>"
    (tmp_path / "xml" / "letter.xml").write_text(
        f"{doctype}\n<TEI {TEI}>{HEADER}<text><body>\n{body}\n</body></text></TEI>", encoding="utf-8"
    )
    part = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<div {TEI}>\n<p>é <unknown>x</unknown></p></div>'
    (tmp_path / "xml" / "parts" / "a.xml").write_bytes(part.encode("latin-1"))
    places = {"xml/letter.xml:8:4", "xml/parts/a.xml:3:6"}
    for command in (["build"], ["coverage"], ["print"], ["print", "xml/letter.xml", "--output", "a.pdf"]):
        result = CliRunner().invoke(cli, command)
        lines = (result.stdout + result.stderr).splitlines()
        found = {line.partition(": warning")[0] for line in lines if "publish-unhandled-element" in line}
        assert found == places, command


def test_pointers_of_an_included_file_count_from_the_document(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "xml" / "parts").mkdir(parents=True)
    image = b"\x89PNG\r\n\x1a\n" + bytes(8)
    (tmp_path / "xml" / "parts" / "a b.png").write_bytes(image)
    (tmp_path / "xml" / "other.xml").write_text(f'<TEI {TEI} xml:id="o"/>', encoding="utf-8")
    (tmp_path / "xml" / "letter.xml").write_text(
        f"<TEI {TEI}>{HEADER}<text><body><p xml:id='p1'>a</p><xi:include href='parts/a.xml'/></body></text></TEI>",
        encoding="utf-8",
    )
    targets = "../letter.xml#p1 a.xml#d ../other.xml#o #d https://example.org/a.xml"
    (tmp_path / "xml" / "parts" / "a.xml").write_text(
        f"<div {TEI} xml:id='d'><figure><graphic url='a%20b.png'/></figure>"
        f"<p><ref target='{targets}'>b</ref></p></div>",
        encoding="utf-8",
    )
    result = publish(select_edition(load_edition(tmp_path)), tmp_path / "build", True, False)
    assert [f for f in result.findings if f.file.endswith("letter.xml") and f.severity is Severity.ERROR] == []
    tei = (tmp_path / "build" / "html" / "tei" / "letter.xml").read_text(encoding="utf-8")
    assert 'url="parts/a%20b.png"' in tei.replace("'", '"')
    assert "#p1 #d other.xml#o #d https://example.org/a.xml" in tei
    assert (tmp_path / "build" / "html" / "images" / "xml" / "parts" / "a b.png").read_bytes() == image
    assert "images/xml/parts/a%20b.png" in (tmp_path / "build" / "html" / "letter.html").read_text(encoding="utf-8")


def test_a_file_that_another_includes_is_no_document_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    Project(tmp_path / "xml").write(
        "letter.xml",
        "TEI",
        [],
        ENCODINGS[0],
        f"{HEADER}<text><body>%s</body></text>" % ("<xi:include href='part.xml'/>"),
    )
    (tmp_path / "xml" / "part.xml").write_text(f"<div {TEI}><p>words</p></div>", encoding="utf-8")
    result = CliRunner().invoke(cli, ["build", "--no-print"])
    assert result.exit_code == 0, result.stderr
    assert "words" in (tmp_path / "build" / "html" / "letter.html").read_text(encoding="utf-8")
    assert not (tmp_path / "build" / "html" / "part.html").exists()


# ---------------------------------------------------------------- a person's file, merged
def with_piece(document: bytes, piece: Piece, encoding: Encoding, folder: Path) -> bytes:
    """A document as a person may leave it: with a piece of text more, its entities, and in another encoding."""
    part = _Part(Project(folder), Path("one.xml"), encoding)
    text = re.sub(r"^<\?xml[^>]*\?>\n?", "", document.decode()).replace("<TEI ", f"<TEI {TEI.partition(' ')[2]} ", 1)
    text = text.replace("four", f"four {part.markup(piece)} more", 1)
    entities = "".join(f'<!ENTITY {key} "{value}">' for key, value in part.entities.items())
    return encoding.write((f"<!DOCTYPE TEI [{entities}]>\n" if entities else "") + text)


def body_letters(data: bytes, folder: Path) -> str:
    document = load_xml(data, folder / "one.xml", FileResolver(folder, str))
    assert document.tree is not None, document.diagnostics
    return letters(["".join(map(str, document.tree.getroot().itertext()))])


BASE = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>one two three four five</p><p>six seven eight nine ten</p></TEI>'


@settings(max_examples=100)
@given(PIECES, st.sampled_from(ENCODINGS))
def test_what_is_new_is_merged_into_a_person_s_file_of_any_kind(piece: Piece, encoding: Encoding) -> None:
    with TemporaryDirectory() as name:
        mine = with_piece(BASE, piece, encoding, Path(name))
        merged = merge(BASE, mine, BASE.replace(b"nine", "九 n\u00efne".encode()))
        assert merged.conflicts == ()
        assert body_letters(merged.data, Path(name)) == (
            f"onetwothreefour{piece.words}morefive" + "sixseveneight九n\u00efneten"
        )
        assert merged.data.startswith(encoding.mark)
        assert decode_xml(merged.data, Path(name), "").diagnostics == []


def test_an_edited_file_in_another_encoding_takes_in_what_is_new_and_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "E"\n[output]\nprint = false\n', encoding="utf-8")
    raw = "Top Secret\n\nOne two three four five.\n\nThe second paragraph is short.\n"
    for text in (raw, raw.replace("is short", "is [illegible] short")):
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / "raw" / "one.txt").write_text(text, encoding="utf-8")
        result = CliRunner().invoke(cli, ["build"])
        assert result.exit_code == 0, result.stderr
        if text == raw:
            path = tmp_path / "xml" / "one.xml"
            piece = Piece("include", "aé", (Piece("entity", "ж"),), ENCODINGS[5])
            path.write_bytes(with_piece(path.read_bytes(), piece, ENCODINGS[2], path.parent))
    assert "merged with your edits" in result.stdout
    page = letters(words_of_page((tmp_path / "build" / "html" / "one.html").read_text(encoding="utf-8"), "diplomatic"))
    assert "fouraéжmorefive" in page and (tmp_path / "xml" / "one.xml").read_bytes().startswith(b"\xff\xfe")
