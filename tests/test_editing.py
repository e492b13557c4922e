"""Editor support without an editor: proposals, descriptions, targets, findings and quick fixes."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from converting import ROOT
from hypothesis import given
from hypothesis import strategies as st

from teikit.checking import CheckRequest, check
from teikit.editing import OpenDocument, Scanner, check_text
from teikit.validation import Contexts, load_grammar

FOLDER = ROOT / "tests" / "editing"
SCHEMA = FOLDER / "schema.rng"
MODEL = '<?xml-model href="schema.rng" type="application/xml"?>\n'
BEGINNING = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>t</title></teiHeader><text>'


def cases(name: str) -> list[Path]:
    found = sorted((FOLDER / name).glob("*.txt"))
    assert found
    return found


def document(text: str) -> OpenDocument:
    """A document beside the schema that it names."""
    opened = OpenDocument(FOLDER / "unsaved.xml")
    opened.update(text)
    return opened


@pytest.mark.parametrize("path", cases("completion"), ids=lambda path: path.stem)
def test_completion(path: Path) -> None:
    text, expected = path.read_text(encoding="utf-8").split("\n---\n")
    text = MODEL + text
    offset = text.index("|")
    found = document(text[:offset] + text[offset + 1 :]).complete(offset)
    wanted = [line.split("\t") for line in expected.splitlines()]
    assert [(c.name, c.text) for c in found] == [(name, inserted) for name, inserted, *_ in wanted]
    for completion, (_, _, *said) in zip(found, wanted, strict=True):
        assert said in ([], ["required"] if completion.required else [completion.meaning])


@pytest.mark.parametrize("path", cases("fixes"), ids=lambda path: path.stem)
def test_quick_fixes(path: Path) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition("\n---")
    title, _, after = rest.partition("\n")
    text = MODEL + before
    opened = document(text)
    fixes = [fix for f in check_text(text, opened.path) for fix in opened.fixes(f.diagnostic, f.span)]
    if not title.strip():
        assert fixes == []
        return
    assert fixes[0].title == title.strip()
    for edit in reversed(fixes[0].edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == MODEL + after.rstrip("\n")
    assert [f.diagnostic for f in check_text(text, opened.path) if f.diagnostic.fixes] == []


DESCRIBED = {
    "<di|v>": ("`<div>`\n\na part of the text", "div"),
    "<div></di|v>": ("`<div>`\n\na part of the text", "div"),
    '<div><p>a <hi re|nd="bold">': (
        '`rend`\n\nhow it looks\n\nValue: one or more, separated by spaces: one of "italic" or "bold"',
        "rend",
    ),
    '<div><p>a <hi rend="bold ita|lic">': ("`italic`\n\nsloping letters", "italic"),
    "<div><p>a <h|i>": ("`<hi>`\n\nRequired: `rend`", "hi"),
    "<div><p>wo|rd": None,
    "<div><nothi|ng>": None,
}


@pytest.mark.parametrize("marked", DESCRIBED)
def test_description(marked: str) -> None:
    text = MODEL + BEGINNING + marked
    offset = text.index("|")
    text = text.replace("|", "")
    found = document(text).describe(offset)
    assert (found and (found.text, found.span.cut(text))) == DESCRIBED[marked]


def test_pointers_lead_to_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the text itself, in a register of the edition, in another file; never outside of the project."""
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    project = tmp_path / "project"
    (project / "xml").mkdir(parents=True)
    (project / "edition.toml").write_text('[edition]\ntitle = "T"\nregisters = ["persons.xml"]\n', encoding="utf-8")
    (project / "xml" / "persons.xml").write_text(f'{tei}<person xml:id="pushkin"/></TEI>', encoding="utf-8")
    (tmp_path / "outside.xml").write_text(f'{tei}<person xml:id="pushkin"/></TEI>', encoding="utf-8")
    monkeypatch.chdir(project)
    path = project / "xml" / "letter.xml"
    text = (
        f'{tei}<p xml:id="𝔸">a</p><persName ref="#pushkin persons.xml#pushkin ../../outside.xml#pushkin #𝔸 #no"/>'
        '<hi rend="#pushkin">'
    )
    opened = OpenDocument(path)
    opened.update(text)

    def target(word: str) -> tuple[str, str] | None:
        found = opened.target(text.index(word) + len(word) - 1)
        return (found.path.name, found.tag) if found else None

    assert target('"#pushkin') == ("persons.xml", '<person xml:id="pushkin"/>')
    assert target("persons.xml#pushkin") == ("persons.xml", '<person xml:id="pushkin"/>')
    assert target("#𝔸") == ("letter.xml", '<p xml:id="𝔸">')
    assert [target(word) for word in ("outside.xml#pushkin", "#no", 'rend="#pushkin')] == [None, None, None]


def test_without_an_edition_registers_are_those_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    people = f'{tei}<standOff><listPerson><person xml:id="anna"/></listPerson></standOff></TEI>'
    (tmp_path / "people.xml").write_text(people, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = check_text(f'{tei}<persName ref="#anna #kitty"/></TEI>', tmp_path / "letter.xml")
    assert ["kitty" in f.diagnostic.message for f in found if f.diagnostic.code == "link-target"] == [True]


def test_ids_are_proposed_and_drafts_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids of the text and of index files of the edition, of the right kind; an unsaved index file is read as it is."""
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    (tmp_path / "xml" / "in").mkdir(parents=True)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', encoding="utf-8")
    persons = (
        '<standOff><listPerson><person xml:id="anna"><persName>Anna   Karenina</persName></person></listPerson>'
        '<listPlace><place xml:id="tula"/></listPlace></standOff></TEI>'
    )
    register, path = tmp_path / "xml" / "persons.xml", tmp_path / "xml" / "letter.xml"
    register.write_text(tei + persons, encoding="utf-16")
    monkeypatch.chdir(tmp_path)
    text = f'{tei}<text xml:base="in/x.xml"><body><p xml:id="p1"><persName ref="#a|"/><note target="../persons.xml#anna'
    path.write_text(f"{tei}</TEI>", encoding="utf-8")
    opened = OpenDocument(path)
    opened.update(text.replace("|", "") + '"/></p></body></text></TEI>')
    at = text.index("|")
    assert [(c.name, c.meaning) for c in opened.complete(at)] == [("#anna", "<person> Anna Karenina")]
    assert [c.name for c in opened.complete(at - 1)] == ["#anna"], "neither places nor paragraphs"
    target = opened.target(opened.text.index("persons.xml#"))
    assert target is not None
    assert (target.path.name, target.tag) == ("persons.xml", '<person xml:id="anna">')
    draft = {register: tei + persons.replace("anna", "kitty")}
    assert "link-target" in {f.diagnostic.code for f in check_text(opened.text, path, draft)}
    assert "link-target" not in {f.diagnostic.code for f in check_text(opened.text.replace('"#a"', '"#anna"'), path)}
    opened.others = draft
    assert [c.name for c in opened.complete(at - 1)] == ["#kitty"]
    assert opened.target(opened.text.index("persons.xml#")) is None


def test_findings_are_those_of_validate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With schema, rules, links and pointers as in a run over the saved file, and the places right in the text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema.rng").write_bytes(SCHEMA.read_bytes())
    text = f'<?xml version="1.0" encoding="windows-1251"?>\n{MODEL}{BEGINNING}'
    text += "<div><p>𝔸 <hi>b</hi> <x/></p></div></text></TEI>"
    path = tmp_path / "letter.xml"
    path.write_text(text.replace("windows-1251", "UTF-8"), encoding="utf-8")
    found = check_text(text, path)
    report = check(CheckRequest((path,), cached=False), lambda _: nullcontext(lambda _: None)).report
    assert [str(f.diagnostic) for f in found] == [str(diagnostic) for diagnostic in report.diagnostics]
    assert [f.span.cut(text) for f in found] == ["<hi>", "<x/>"]


def test_a_text_that_is_not_well_formed_has_one_finding() -> None:
    found = check_text(f"{MODEL}{BEGINNING}<div><p>a <hi rend='bold'>b</p>", FOLDER / "unsaved.xml")
    assert [f.diagnostic.code for f in found] == ["xml-malformed"]


def test_a_schema_that_cannot_be_used_is_a_finding(tmp_path: Path) -> None:
    text = f"{MODEL}{BEGINNING}"
    assert OpenDocument(tmp_path / "a.xml", text).complete(len(text)) == []
    (tmp_path / "schema.rng").write_text("<grammar>", encoding="utf-8")
    opened = OpenDocument(tmp_path / "a.xml")
    opened.update(f"{text}</text></TEI>")
    assert opened.complete(len(text)) == []
    assert [f.diagnostic.code for f in check_text(opened.text, opened.path)] == ["schema-unusable"]


PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<hi rend='bold'>", "</hi>", "<p", ">", '"', "<!--", "-->", "<![CDATA[", "]]>",
     "text ", "<head/>", "<x>", "</x>", "<", "/>", " a='", "𝔸", '<persName ref="#a">', "</persName>", "<?pi ", "?>"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 40), TEXTS), min_size=1, max_size=6)
CONTEXTS = Contexts(load_grammar(SCHEMA))


@given(TEXTS, EDITS, st.integers(0, 10_000))
def test_what_is_kept_gives_the_same_context_as_a_text_read_from_its_beginning(
    text: str, edits: list[tuple[int, int, str]], where: int
) -> None:
    """After any edits, at any place; with contexts kept as often as possible."""
    text = BEGINNING + text
    kept = Scanner(CONTEXTS, spacing=1)
    for start, length, inserted in edits:
        kept.update(text)
        kept.place(len(text))
        start %= len(text) + 1
        text = text[:start] + inserted + text[start + length :]
    kept.update(text)
    fresh = Scanner(CONTEXTS, spacing=10**9)
    fresh.update(text)
    for offset in (len(text), where % (len(text) + 1)):
        assert kept.place(offset) == fresh.place(offset)


def test_a_long_text_is_read_once() -> None:
    """At the end of a long text a second proposal reads no more than from the last kept context."""
    text = BEGINNING + "<div><p>some words</p></div>" * 4000
    scanner = Scanner(CONTEXTS)
    scanner.update(text)
    first = scanner.place(len(text))
    scanner.update(f"{text}<")
    assert len(text) - max(scanner.kept) < 2 * 8192
    assert scanner.place(len(text) + 1).context == first.context


def test_the_fixtures_are_valid_where_they_should_be() -> None:
    valid = f"{BEGINNING}<div><p>one</p></div></text></TEI>"
    assert check_text(MODEL + valid, FOLDER / "unsaved.xml") == []
