"""The Python API as a user calls it."""

import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from converting import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import teikit
from teikit.publication.html.rendering import html_page, self_contained_page
from teikit.publication.reading.transform import reading_document
from teikit.tei.audit.characters import Proof

TEXT = "Do not [handwritten above: ever] yield to [illegible] them.\n\nLIU"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><handNotes>'
    '<handNote xml:id="h" scribe="Liu" medium="pencil"/></handNotes></profileDesc></teiHeader>'
    "<text><body><p>One <del hand='#h'>two</del>\n<add place='margin' hand='#h'>th<lb/>ree</add></p></body></text>"
    "</TEI>"
)
DAY = "2026-01-31"


def python(code: str, folder: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout


# ---------------------------------------------------------------- convert
def test_a_text_is_converted() -> None:
    document = teikit.convert(TEXT, date=DAY)
    assert 'Do not <add hand="#hand-1" place="above">ever</add> yield' in document.tei
    assert document.valid
    assert document.account.holds
    assert sum(document.account[:4]) == document.account.total == len(TEXT)
    assert [
        diagnostic.code for diagnostic in document.diagnostics if diagnostic.severity is teikit.Severity.ERROR
    ] == []


def test_an_account_that_does_not_hold_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Proof, "holds", property(lambda proof: False))
    assert not teikit.convert(TEXT, date=DAY).account.holds


def test_text_bytes_and_file_give_the_same_tei(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    of_file = teikit.convert(path, date=DAY)
    of_text = teikit.convert(TEXT, name=of_file.name, date=DAY)
    of_bytes = teikit.convert(TEXT.encode(), name=of_file.name, date=DAY)
    assert of_file.tei == of_text.tei == of_bytes.tei


@pytest.mark.parametrize(
    ("name", "ident"), [("letter", "doc-letter"), ("letter.txt", "doc-letter"), ("1951.05.04", "doc-1951.05.04")]
)
def test_a_text_can_have_a_name(name: str, ident: str) -> None:
    document = teikit.convert(TEXT, name=name)
    assert f'xml:id="{ident}"' in document.tei
    assert {diagnostic.file for diagnostic in document.diagnostics} == {name}


def test_a_file_of_records_gives_its_first_document() -> None:
    document = teikit.convert("id,title,text\n1,A,First letter.\n2,B,Second letter.\n")
    assert "read-several-documents" in {diagnostic.code for diagnostic in document.diagnostics}
    assert "First" in document.tei and "Second" not in document.tei


def test_the_encoding_of_bytes_can_be_named() -> None:
    document = teikit.convert("Вперёд".encode("koi8-r"), encoding="koi8-r")
    assert ">Вперёд</p>" in document.tei


def test_the_language_of_a_text_can_be_stated() -> None:
    assert '<text xml:lang="fr">' in teikit.convert("Oui.", language="fr").tei
    assert '<text xml:lang="und">' in teikit.convert("Oui.").tei


def test_a_convention_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "stars.toml"
    path.write_text(
        '[convention]\nname = "stars"\n\n'
        '[[mark]]\nname = "emphasis"\nkind = "pair"\nopen = "*"\nclose = "*"\ntei = "<hi>{content}</hi>"\n',
        encoding="utf-8",
    )
    assert "<hi>now</hi>" in teikit.convert("Come *now*.", convention=path).tei


@pytest.mark.parametrize("date", [DAY, datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 9)])
def test_the_date_of_the_conversion_can_be_given(date: str | datetime.date) -> None:
    assert f'<change when="{DAY}"' in teikit.convert(TEXT, date=date).tei


@settings(max_examples=30)
@given(st.text() | st.binary())
def test_bad_input_never_raises(source: str | bytes) -> None:
    document = teikit.convert(source, date=DAY)
    assert document.account.holds or not document.valid
    assert document.valid == (document.tei != "")
    assert isinstance(document.marks(), list)
    assert isinstance(teikit.read_tei(source).diagnostics, tuple)
    assert not teikit.validate(source).valid


def test_decisions_have_their_place_in_the_source() -> None:
    document = teikit.convert(TEXT, date=DAY)
    words = {document.source.cut(decision.span): decision for decision in document.decisions}
    addition = words["[handwritten above: ever]"]
    assert (addition.kind, addition.values["place"], addition.cert) == ("addition", "above", "")
    assert addition.evidence and "marginalia" in addition.alternatives
    assert document.source.position(addition.span.start) == (1, 8)
    assert words["[illegible]"].kind == "gap"


# ---------------------------------------------------------------- what is raised
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: teikit.convert("letter.txt"), teikit.ArgumentError, "name of a file; pass Path"),
        (lambda: teikit.convert("pyproject.toml"), teikit.ArgumentError, "name of a file; pass Path"),
        (lambda: teikit.read_tei("letter.xml"), teikit.ArgumentError, "name of a file; pass Path"),
        (lambda: teikit.convert(Path("nowhere.txt")), teikit.FileError, "nowhere.txt cannot be read"),
        (lambda: teikit.validate(Path("tests")), teikit.FileError, "tests cannot be read"),
        (lambda: teikit.convert(TEXT, convention="none"), teikit.ConventionError, "no convention “none”"),
        (lambda: teikit.convert(TEXT, layout="none"), teikit.ConventionError, "no layout “none”"),
        (lambda: teikit.convert(TEXT, language="Old French"), teikit.ArgumentError, "language code"),
        (lambda: teikit.convert(TEXT, date="yesterday"), teikit.ArgumentError, "2026-01-31"),
        (lambda: teikit.validate(TEI, schemas=["none.rng"]), teikit.SchemaError, "none.rng cannot be read"),
        (lambda: teikit.Edition.open("tests"), teikit.EditionError, "edition.toml"),
        (lambda: teikit.read_tei("<p").to_html(), teikit.DocumentError, "cannot be published"),
        (lambda: teikit.read_tei("<p/>").to_pdf(), teikit.DocumentError, "no TEI element"),
        (lambda: teikit.convert("").save("x.xml"), teikit.DocumentError, "not valid"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_a_teikit_error(
    call: Callable[[], object], error: type[teikit.TeikitError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(error, match=words) as raised:
        call()
    assert isinstance(raised.value, teikit.TeikitError)


def test_a_source_of_another_type_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="must be str, bytes or a path, not int"):
        teikit.convert(3)  # type: ignore[arg-type]


# ---------------------------------------------------------------- pages
class References(HTMLParser):
    """The addresses in a page that lead out of it, and its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("script", "link", "img", "iframe", "object", "embed", "base"):
            self.loaded.append(tag)
        self.loaded += [name for name in named if name.startswith("on") or name == "style"]


def test_a_self_contained_page_has_the_content_of_a_page_of_the_site() -> None:
    reading, _ = reading_document(TEI, "document")
    assert html_page(reading).partition("<body>")[2] == self_contained_page(reading).partition("<body>")[2] != ""


FACSIMILE = TEI.replace(
    "<text>", '<facsimile><surface xml:id="s"><graphic url="https://example.org/a.jpg"/></surface></facsimile><text>'
)


@pytest.mark.parametrize("tei", [TEI, FACSIMILE], ids=["plain", "with images"])
def test_a_page_needs_no_other_file(tei: str) -> None:
    page = teikit.read_tei(tei).to_html()
    assert References(page).loaded == []
    assert "<style>" in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "example.org" not in page


def test_the_words_of_a_page_can_be_in_another_language() -> None:
    assert '<html lang="ru">' in teikit.read_tei(TEI).to_html(language="ru")
    assert '<html lang="en">' in teikit.read_tei(TEI).to_html()


def test_the_record_says_what_a_document_is() -> None:
    document = teikit.convert("Dear Liu,\n\nWe have received your cable of 4 May 1949.\n", language="en", name="letter")
    record = document.record("de")
    assert (record.title, record.language, record.date) == ("letter", "Englisch", None)
    assert record.as_dict()["languages"][0]["text"] == "Englisch"
    with pytest.raises(teikit.DocumentError):
        teikit.read_tei("<p>").record()


def test_a_pdf_is_made_in_memory() -> None:
    pdf = teikit.convert(TEXT, date=DAY).to_pdf()
    assert pdf.startswith(b"%PDF")
    assert pdf == teikit.convert(TEXT, date=DAY).to_pdf()
    assert pdf != teikit.convert(TEXT, date=DAY).to_pdf("Letters", view="reading", language="fr")


def test_publishing_adds_to_the_diagnostics() -> None:
    document = teikit.read_tei(TEI.replace("One", "One \U00013000"))
    assert document.diagnostics == ()
    document.to_pdf()
    document.to_pdf()
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["print-missing-glyph"]
    assert document.diagnostics[0].file == "document"


def test_a_notebook_shows_the_page_in_a_frame_that_runs_nothing() -> None:
    document = teikit.convert(TEXT, date=DAY, name='a"><script>')
    fragment = document._repr_html_()
    assert fragment.startswith('<iframe sandbox srcdoc="')
    assert fragment.count("<") == 2  # the frame, and its end
    frame = fragment.split('srcdoc="')[1].split('"')[0]
    assert unescape(frame).replace('<base href="about:srcdoc">', "", 1) == document.to_html()


def test_a_notebook_shows_why_there_is_no_page() -> None:
    assert teikit.read_tei("<p")._repr_html_().startswith("<pre>document cannot be published: document:1:1: error")


# ---------------------------------------------------------------- marks
def test_marks_have_their_place_in_the_transcript() -> None:
    addition, gap, signature = teikit.convert(TEXT, date=DAY).marks()
    assert (addition.kind, addition.text, addition.place, addition.hand) == ("addition", "ever", "above", "hand-1")
    assert (addition.file, addition.line, addition.column) == ("transcript", 1, 8)
    assert (gap.kind, gap.reason, gap.line) == ("gap", "illegible", 1)
    assert (signature.kind, signature.text, signature.line) == ("signature", "LIU", 3)


def test_words_that_a_note_reports_have_the_place_of_those_in_the_text() -> None:
    text = (
        "The embassy in England* is to be told of the decision of the committee.\n\n"
        '* In the original printed as "London", crossed out and "England" written above in pencil.\n'
    )
    deletion, addition = teikit.convert(text, date=DAY).marks()
    assert (deletion.kind, deletion.text, deletion.line, deletion.column) == ("deletion", "London", 1, 16)
    assert (addition.kind, addition.text, addition.line, addition.column) == ("addition", "England", 1, 16)


def test_marks_of_tei_have_their_place_in_the_tei() -> None:
    deletion, addition = teikit.read_tei(TEI).marks()
    assert deletion[:7] == ("deletion", "two", "h", "Liu", "pencil", "", "")
    assert (addition.text, addition.place, addition.line, addition.column) == ("th ree", "margin", 2, 1)


def test_marks_of_an_included_file_have_their_place_there(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">\n<del>x</del></p>', encoding="utf-8")
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    path = tmp_path / "whole.xml"
    path.write_text(TEI.replace("</body>", f"{included}</body>"), encoding="utf-8")
    mark = teikit.read_tei(path).marks()[-1]
    assert (Path(mark.file).name, mark.line, mark.column) == ("part.xml", 2, 1)


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("<unclear reason='faded'>word</unclear>", "unclear", "word"),
        ("<note place='margin right'>read</note>", "marginalia", "read"),
        ("<stamp>SECRET</stamp>", "stamp", "SECRET"),
        ("<add>a <choice><sic>teh</sic><corr>the</corr></choice><note>sic!</note></add>", "addition", "a the"),
        ("<delSpan spanTo='#e'/>one <hi>two</hi> three<anchor xml:id='e'/> four", "deletion", "one two three"),
        ("<delSpan spanTo='#nowhere'/>one", "deletion", ""),
    ],
)
def test_kinds_and_words_of_marks(words: str, kind: str, text: str) -> None:
    mark = teikit.read_tei(TEI.replace("One", words)).marks()[0]
    assert (mark.kind, mark.text) == (kind, text)


def test_doubtful_words_in_handwriting_have_its_hand() -> None:
    words = "<add hand='#h' place='above'>a <unclear cert='low'>word</unclear></add>"
    addition, unclear = teikit.read_tei(TEI.replace("One", words)).marks()[:2]
    assert (addition.hand, addition.scribe, addition.place, addition.certainty) == ("h", "Liu", "above", "")
    assert (unclear.hand, unclear.scribe, unclear.place, unclear.certainty) == ("h", "Liu", "", "low")


def test_deep_documents_have_marks() -> None:
    deep = "<hi>" * 800 + "<del>x</del>" + "</hi>" * 800
    assert teikit.read_tei(TEI.replace("One", deep)).marks()[0].text == "x"


# ---------------------------------------------------------------- validate
def test_a_valid_document_is_true() -> None:
    result = teikit.validate(teikit.convert(TEXT, date=DAY).tei)
    assert result and result.valid and list(result) == []
    assert [Path(schema).name for schema in result.schemas] == ["teikit.rng", "teikit.sch"]


def test_diagnostics_of_a_document_in_memory_have_its_name() -> None:
    result = teikit.validate(TEI.replace("<del ", "<dele "), name="letter")
    assert not result
    assert "letter:1:" in str(next(iter(result)))


def test_a_text_may_name_any_encoding() -> None:
    tei = '<?xml version="1.0" encoding="ISO-8859-1"?>' + TEI.replace("One", "Один")
    assert "Один" in teikit.read_tei(tei).to_html()
    assert {each.code for each in teikit.validate(tei)} == {each.code for each in teikit.validate(TEI)}


def test_schemas_can_be_named(tmp_path: Path) -> None:
    schema = tmp_path / "p.rnc"
    schema.write_text("element p { text }", encoding="utf-8")
    assert teikit.validate("<p>x</p>", schemas=schema)
    assert teikit.validate("<p>x</p>", schemas=[str(schema)]).schemas == (str(schema),)
    assert not teikit.validate("<q/>", schemas=[schema])


# ---------------------------------------------------------------- save
def test_saving_keeps_the_work_of_a_person(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    assert teikit.convert(TEXT, date=DAY).save(path).status is teikit.Status.WRITTEN
    assert teikit.convert(TEXT).save(path).status is teikit.Status.UNCHANGED
    edited = path.read_text(encoding="utf-8").replace("yield", "give way")
    path.write_text(edited, encoding="utf-8")
    assert teikit.convert(TEXT).save(path).status is teikit.Status.KEPT
    assert path.read_text(encoding="utf-8") == edited
    merged = teikit.convert(TEXT.replace("LIU", "LI"), date=DAY).save(path)
    assert merged.status is teikit.Status.MERGED
    assert "give way" in path.read_text(encoding="utf-8")


def test_a_file_that_is_not_of_teikit_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(TEI, encoding="utf-8")
    saved = teikit.convert(TEXT, date=DAY).save(path)
    assert saved.status is teikit.Status.KEPT
    assert [diagnostic.code for diagnostic in saved.diagnostics] == ["merge-no-base"]
    assert path.read_text(encoding="utf-8") == TEI


def test_where_no_file_can_be_written_is_a_file_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(teikit.FileError, match="cannot be written"):
        teikit.convert(TEXT, date=DAY).save(tmp_path / "file" / "letter.xml")


# ---------------------------------------------------------------- editions
@pytest.fixture
def edition(tmp_path: Path) -> teikit.Edition:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (tmp_path / "raw" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "raw" / "two.txt").write_text(TEXT.replace("ever", "never"), encoding="utf-8")
    return teikit.Edition.open(tmp_path / "edition.toml")


def test_an_edition_is_built_and_nothing_is_printed(edition: teikit.Edition, capfd: pytest.CaptureFixture[str]) -> None:
    assert edition.title == "Letters"
    assert [document.transcript.name for document in edition.documents] == ["one.txt", "two.txt"]
    result = edition.build()
    published = [path.relative_to(edition.folder).as_posix() for path in result.published]
    assert published[:3] == ["build/print/edition.pdf", "build/html/one.html", "build/html/two.html"]
    assert {"build/html/index.html", "build/html/documents.html", "build/html/search.html"} <= set(published)
    assert all(path.is_file() for path in result.published)
    assert {file.status for file in result.converted} == {teikit.Status.WRITTEN}
    assert all(diagnostic.severity is not teikit.Severity.ERROR for diagnostic in result.diagnostics)
    assert capfd.readouterr() == ("", "")


def test_the_tei_of_an_edition_is_converted_and_validated(edition: teikit.Edition) -> None:
    assert edition.validate().schemas == ()
    assert [file.path.name for file in edition.convert()] == ["one.xml", "two.xml", "people.xml"]
    assert edition.validate()
    path = edition.documents[0].tei
    path.write_text(path.read_text(encoding="utf-8").replace("<add ", "<ad "), encoding="utf-8")
    result = edition.validate()
    assert not result
    assert "one.xml" in next(iter(result)).file


def test_a_build_can_go_to_another_folder(edition: teikit.Edition, tmp_path: Path) -> None:
    result = edition.build(tmp_path / "public", print=False)
    assert (tmp_path / "public" / "html" / "index.html") in result.published
    assert not (tmp_path / "public" / "print").exists()


# ---------------------------------------------------------------- the package
def test_importing_teikit_is_cheap(tmp_path: Path) -> None:
    code = "import sys, teikit; print(*(name for name in sys.modules if name.startswith(('teikit', 'saxon', 'lxml'))))"
    assert python(code, tmp_path) == "teikit\n"


def test_every_public_name_is_there() -> None:
    assert all(hasattr(teikit, name) for name in teikit.__all__)
    assert set(teikit.__all__) == set(dir(teikit))
    assert not hasattr(teikit, "nothing")
    errors = [getattr(teikit, name) for name in teikit.__all__ if name.endswith("Error")]
    assert all(issubclass(error, teikit.TeikitError) for error in errors)


def test_several_threads_may_use_it(tmp_path: Path) -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\nimport teikit\n"
        f"make = lambda number: len(teikit.read_tei({TEI!r}).to_html())\n"
        "with ThreadPoolExecutor(4) as pool: print(len(set(pool.map(make, range(8)))))\n"
        "print(make(0) > 0)"
    )
    assert python(code, tmp_path) == "1\nTrue\n"


def test_a_second_thread_is_refused_where_saxon_runs_in_the_first(tmp_path: Path) -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\nimport teikit\nfrom teikit.core import parse\n"
        "node = parse('<p/>')\n"
        f"work = lambda: teikit.read_tei({TEI!r}).to_html()\n"
        "print(len(work()) > 0)\n"
        "with ThreadPoolExecutor(1) as pool: print(pool.submit(work).exception())"
    )
    assert "use teikit in that thread only" in python(code, tmp_path)


PROGRAM = """
from pathlib import Path

import teikit


def main(folder: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in sorted(folder.glob("*.txt")):
        document = teikit.convert(path, convention="wilson", language="en")
        for mark in document.marks():
            counts[mark.kind] = counts.get(mark.kind, 0) + (mark.line or 0)
        page: str = document.to_html()
        pdf: bytes = document.to_pdf(view="reading")
        wrong: list[teikit.Diagnostic] = [each for each in teikit.validate(document.tei) if each.span]
        holds: bool = document.account.holds and not wrong and len(page) > len(pdf)
        spans: list[teikit.Span] = [decision.span for decision in document.decisions if holds]
    try:
        result = teikit.Edition.open(folder).build()
    except teikit.TeikitError as error:
        raise SystemExit(str(error)) from error
    return counts | {str(path): 1 for path in result.published}
"""


def test_a_program_of_a_user_has_types(tmp_path: Path) -> None:
    for name, text in (("program.py", PROGRAM), ("wrong.py", PROGRAM.replace("page: str", "page: int"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    # In a folder without the configuration of this project: the installed package itself must say that it has types.
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir=cache", "program.py", "wrong.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert {line.partition(":")[0] for line in checked.stdout.splitlines()[:-1]} == {"wrong.py"}, checked.stdout
