"""The list of persons: who is in it, what documents point at, and that an editor's work in it is kept.

A case is a file in tests/people/: steps, each with what an editor does to the list before it (pattern, replacement),
the documents that are then made (who sent, received, signed, translated), the persons that the list has thereafter,
where the names of each document point, and the reported possible duplicates (`perhaps`) or named as one by a document
(`split`); `lacking` are documents with a second name that is not taken in.
"""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from converting import ROOT, WILSON
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import complaint, grammars

from teikit.conventions.model import Mark, MarkKind
from teikit.conversion.batch import convert_all
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status
from teikit.core.source import source_of
from teikit.edition import select_edition, select_paths
from teikit.edition.config import load_edition
from teikit.edition.inputs import edition_inputs, select_inputs
from teikit.edition.selection import tei_of_edition
from teikit.interpretation.document import interpret
from teikit.interpretation.names import SIGNATORY, Name, names_of
from teikit.people.candidates import new_in
from teikit.people.mentions import Referred, refer
from teikit.people.person_list import keep, read_people, with_new
from teikit.publication.publish import publish, publish_print
from teikit.recognizers.person_names import may_be_one, name_key, parts_of, persons_in, signs_for
from teikit.tei.builder import normalized
from teikit.tei.encode.encoder import encode
from teikit.tei.merge.base import place_of_base
from teikit.transcript.document import read_document
from teikit.validation.validate import validate
from teikit.xml.names import PEOPLE, tei

CASES = sorted((ROOT / "tests" / "people").glob("*.toml"))
ROLES = {"sent": "sender", "received": "addressee", "transmitted": "transmitter"}


def document(names: dict[str, Any]) -> list[Name]:
    """The names of a case, in the order in which a converted document has them."""
    sent = [Name(names[key], role) for key, role in ROLES.items() if key in names]
    signed = [Name(words, SIGNATORY) for words in names.get("signed", [])]
    made = [Name(names["translator"], "translator", edits=True)] if "translator" in names else []
    return [*sent, *signed, *made]


def refs(names: list[Name], referred: Referred) -> list[str]:
    return [bare(referred.references[normalized(name.words)]) for name in names]


def bare(ref: str) -> str:
    return ref.replace(f"{PEOPLE}#", "").replace("person-", "")


def persons(path: Path) -> dict[str, list[str]]:
    if not path.exists():
        return {}
    people, findings = read_people(path, path.name)
    assert findings == [] and people.usable
    return {person.ident: [name.words for name in person.names] for person in people.listed}


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_case(case: Path, tmp_path: Path) -> None:
    path = tmp_path / PEOPLE
    for step in tomllib.loads(case.read_text(encoding="utf-8"))["step"]:
        for pattern, replacement in step.get("edit", []):
            before = path.read_text(encoding="utf-8")
            path.write_text(re.sub(pattern, lambda _, r=replacement: r, before, flags=re.DOTALL), encoding="utf-8")
            assert path.read_text(encoding="utf-8") != before
        stood = path.read_text(encoding="utf-8") if path.exists() else ""
        people, _ = read_people(path, PEOPLE)
        made = [(one["file"], document(one)) for one in step["documents"]]
        met = [(name, refer(names, people.known, WILSON)) for name, names in made]
        new, findings = new_in(people, [(name, one.mentions) for name, one in met if one.lacking], PEOPLE)
        people = with_new(people, new)
        if people.listed:
            keep(people, "Persons", "0", "2026-01-01")
        again = [refer(names, people.known, WILSON) for _, names in made]
        assert [name for (name, _), one in zip(made, again, strict=True) if one.lacking] == step.get("lacking", [])
        assert persons(path) == step["persons"]
        assert [refs(names, one) for (_, names), one in zip(made, again, strict=True)] == step["refs"]
        assert [word for one in again for word in one.split] == step.get("split", [])
        assert [" ".join(re.findall(r"person-\d+", f.message)) for f in findings] == step.get("perhaps", [])
        assert_kept(stood, path)
        assert_sound(path)


def assert_kept(stood: str, path: Path) -> None:
    """The list still contains its characters, in order."""
    now = iter(path.read_text(encoding="utf-8") if path.exists() else "")
    assert all(character in now for character in stood)


def assert_sound(path: Path) -> None:
    if path.exists():
        assert [str(f) for f in validate(path.read_bytes(), path.name)] == []
        assert [complaint(grammar, etree.parse(path).getroot()) for grammar in grammars()] == [""] * len(grammars())


# ---------------------------------------------------------------- editions
CABLE = """May {n}, 1951

Cable, {sender} to {receiver}

Citation:

RGASPI, f. 1, op. 2. Translated by Gary Goldberg. <https://e.org/{n}>

Contents:

Translation - English

To Comrade {receiver}.

The wool has come, and all of it was given out.

{sender}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition of three cables."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Wool & Co."\n', encoding="utf-8")
    for n, sender, receiver in (
        (1, "Filippov [Stalin]", "Mao Zedong"),
        (2, "Kovalev", "Stalin"),
        (3, "Orlov", "CC CPSU"),
    ):
        put(tmp_path, n, sender, receiver)
    return tmp_path


def put(folder: Path, n: int, sender: str, receiver: str) -> None:
    words = CABLE.format(n=n, sender=sender, receiver=receiver)
    (folder / "raw" / f"{n}.txt").write_text(words, encoding="utf-8")


def convert(folder: Path, check: bool = False) -> list[Outcome]:
    edition = load_edition(folder)
    work = edition_inputs(edition)
    return convert_all([job._replace(check=check) for job in work.jobs], work.people, edition.title, lambda _: None)


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "xml").rglob("*")) if p.is_file()}


def statuses(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status.name for outcome in outcomes]


def pointers(folder: Path, name: str) -> list[str]:
    root = etree.parse(folder / "xml" / name).getroot()
    return [bare(element.get("ref", "")) for element in (*root.iter(tei("persName")), *root.iter(tei("name")))]


def test_an_edition_has_one_list_and_converting_again_changes_nothing(folder: Path) -> None:
    assert [o.status for o in convert(folder, check=True)] == [Status.WOULD_CHANGE] * 4
    assert not (folder / "xml").exists()
    assert [o.status for o in convert(folder)] == [Status.WRITTEN] * 4
    first = state(folder)
    assert persons(folder / "xml" / PEOPLE) == {
        "person-1": ["Filippov", "Stalin"],
        "person-2": ["Mao Zedong"],
        "person-4": ["Kovalev"],
        "person-5": ["Orlov"],
        "person-3": ["Gary Goldberg"],
    }
    assert pointers(folder, "2.xml")[:2] == ["4", "1"] and pointers(folder, "1.xml")[-1] == "3"
    assert b"Persons of Wool &amp; Co." in first["xml/people.xml"]
    for check in (True, False):
        assert [o.status for o in convert(folder, check)] == [Status.UNCHANGED] * 4
    assert state(folder) == first
    assert_sound(folder / "xml" / PEOPLE)


def test_edits_of_the_list_are_kept_and_the_documents_follow(folder: Path) -> None:
    convert(folder)
    path = folder / "xml" / PEOPLE
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'\s*<person xml:id="person-5">.*?</person>', "", text, flags=re.DOTALL)
    path.write_bytes(
        b"\xef\xbb\xbf" + text.replace("Kovalev</persName>", "Kovalyov</persName>").replace("\n", "\r\n").encode()
    )
    put(folder, 4, "Terebin", "Kovalev")
    assert statuses(convert(folder, check=True)) == [
        "UNCHANGED",
        "UNCHANGED",
        "WOULD_CHANGE",
        "WOULD_CHANGE",
        "WOULD_CHANGE",
    ]
    assert statuses(convert(folder)) == ["UNCHANGED", "UNCHANGED", "WRITTEN", "WRITTEN", "WRITTEN"]
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf<?xml") and data.count(b"\n") == data.count(b"\r\n")
    assert persons(path)["person-4"] == ["Kovalyov"] and "person-5" not in persons(path)
    assert pointers(folder, "4.xml")[:2] == ["6", "4"] and pointers(folder, "3.xml")[0] == ""
    assert statuses(convert(folder)) == ["UNCHANGED"] * 5


def test_a_number_is_never_given_again(folder: Path) -> None:
    """Not even where the memory of the list is lost, or the last person and the documents that point there are gone."""
    convert(folder)
    path = folder / "xml" / PEOPLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"person-5"', '"person-70"'), encoding="utf-8")
    convert(folder)
    assert pointers(folder, "3.xml")[0] == "70"
    path.write_text(re.sub(r'\s*<person xml:id="person-70">.*?</person>', "", text, flags=re.DOTALL), encoding="utf-8")
    put(folder, 4, "Terebin", "Kovalev")
    convert(folder)
    assert "person-71" in persons(path)
    place_of_base(path).unlink()
    path.write_text(
        re.sub(r'\s*<person xml:id="person-71">.*?</person>', "", path.read_text(encoding="utf-8"), flags=re.DOTALL),
        encoding="utf-8",
    )
    put(folder, 5, "Roy", "Kovalev")
    convert(folder)
    assert {"person-72", "person-73"} <= set(persons(path)) and "person-71" not in persons(path)


def test_a_list_that_is_gone_is_made_again_with_its_numbers(folder: Path) -> None:
    convert(folder)
    before = state(folder)
    (folder / "xml" / PEOPLE).unlink()
    assert statuses(convert(folder)) == ["UNCHANGED"] * 3 + ["WRITTEN"]
    after = state(folder)
    assert persons(folder / "xml" / PEOPLE).keys() == {f"person-{n}" for n in range(1, 6)}
    assert {k: v for k, v in after.items() if PEOPLE not in k} == {k: v for k, v in before.items() if PEOPLE not in k}


@pytest.mark.parametrize(
    "damage", ["<TEI", "", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "\x00", "<!DOCTYPE x><x/>"]
)
def test_a_list_that_cannot_be_read_is_left_and_the_documents_keep_their_pointers(folder: Path, damage: str) -> None:
    convert(folder)
    before = state(folder)
    (folder / "xml" / PEOPLE).write_text(damage, encoding="utf-8")
    put(folder, 4, "Terebin", "Kovalev")
    outcomes = convert(folder)
    assert [finding.file for finding in outcomes[-1].findings] != []
    assert (folder / "xml" / PEOPLE).read_text(encoding="utf-8") == damage
    if "xmlns" not in damage:
        assert {k: v for k, v in state(folder).items() if k in before and PEOPLE not in k} == {
            k: v for k, v in before.items() if PEOPLE not in k
        }
        assert pointers(folder, "4.xml")[:2] == ["", "4"]


def test_a_list_that_cannot_be_written_is_reported_and_the_documents_are_made(folder: Path) -> None:
    (folder / "xml" / PEOPLE).mkdir(parents=True)
    outcomes = convert(folder)
    assert statuses(outcomes) == ["WRITTEN"] * 3 + ["FAILED"]
    assert [finding.code for finding in outcomes[-1].findings] == ["convert-cannot-write"]
    assert pointers(folder, "1.xml")[0] == ""


def test_a_document_that_was_edited_takes_in_its_pointers(folder: Path) -> None:
    edition = load_edition(folder)
    work = edition_inputs(edition, people=False)
    assert work.people is None
    convert_all(work.jobs, None, "", lambda _: None)
    path = folder / "xml" / "2.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("given out", "handed out"), encoding="utf-8")
    assert statuses(convert(folder)) == ["WRITTEN", "MERGED", "WRITTEN", "WRITTEN"]
    assert "handed out" in path.read_text(encoding="utf-8") and pointers(folder, "2.xml")[:2] == ["4", "1"]


def test_files_have_a_list_where_one_is_asked_for_or_exists(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = folder / "raw", folder / "out"
    assert select_inputs([raw], out).people is None
    assert select_inputs([raw], out, people=True).people == out / PEOPLE
    convert(folder)
    assert select_inputs([raw / "1.txt"], folder / "xml").people == folder / "xml" / PEOPLE
    assert select_inputs([raw / "1.txt"], folder / "xml", people=False).people is None
    monkeypatch.chdir(folder)
    assert select_inputs([], out).people == out / PEOPLE
    (folder / "edition.toml").write_text('[edition]\ntitle = "x"\n[output]\npeople = false\n', encoding="utf-8")
    assert select_inputs([]).people is None


def test_a_transcript_of_the_lists_name_is_refused(folder: Path) -> None:
    put(folder, 9, "Roy", "Vale")
    (folder / "raw" / "9.txt").rename(folder / "raw" / "people.txt")
    work = edition_inputs(load_edition(folder))
    assert [finding.code for finding in work.findings] == ["convert-same-target"] and len(work.jobs) == 3


def test_the_list_is_no_document_of_the_site(folder: Path) -> None:
    convert(folder)
    edition = load_edition(folder)
    assert [path.name for path in tei_of_edition(edition)] == ["1.xml", "2.xml", "3.xml"]
    result = publish(select_edition(edition), folder / "build", True, False)
    assert [finding for finding in result.findings if finding.severity == "error"] == []
    assert {"1.html", "2.html", "3.html", "index.html", "persons.html"} <= {path.name for path in result.written}
    assert not [path for path in result.written if path.name == "people.html"]
    copied = folder / "build" / "html" / "tei" / PEOPLE
    assert copied.read_bytes() == (folder / "xml" / PEOPLE).read_bytes()
    page = (folder / "build" / "html" / "1.html").read_text(encoding="utf-8")
    assert "Filippov [Stalin]" in page
    (folder / "xml" / PEOPLE).write_text("<TEI><standOff/></TEI>", encoding="utf-8")
    result = publish(select_edition(edition), folder / "build", True, False)
    assert "publish-omitted" in [finding.code for finding in result.findings] and not copied.exists()
    printed = publish_print(select_paths([folder / "xml" / PEOPLE]), "reading", folder / "x.pdf")
    assert "publish-omitted" in [finding.code for finding in printed.findings] and printed.written == []
    printed = publish_print(select_paths([ROOT / "xml" / PEOPLE]), "reading", folder / "x.pdf")
    assert [finding.message for finding in printed.findings] == [] and len(printed.written) == 1


# ---------------------------------------------------------------- names
LETTERS = st.text(alphabet=st.sampled_from("AaBbИиФф.,-'’()[] \n&;<тМ"), max_size=60)


@given(LETTERS)
def test_names_are_read_without_raising_and_keys_are_stable(words: str) -> None:
    for named in persons_in(words, WILSON):
        for name in named.names:
            assert name.key and name_key(name.words) == name.key == name_key(name.shown)
    parts = "".join(parts_of(words, WILSON))
    assert sorted(set(parts) - set(words)) == []


@pytest.mark.parametrize(
    ("one", "other", "may_be", "signs"),
    [
        ("Stalin", "I. V. Stalin", True, True),
        ("Mao", "Mao Zedong", True, False),
        ("A. Gromyko", "A.A. Gromyko", True, True),
        ("Foy D. Kohler", "F. Kohler", True, True),
        ("Y. Black", "Eugene Black", False, False),
        ("Ivan Kovalev", "I. Kovalev", True, True),
        ("V", "V. Kovalev", False, False),
        ("Сталин", "J. Stalin", True, True),
        ("Roy", "Vale", False, False),
    ],
)
def test_which_names_may_be_one_and_which_surely_sign(one: str, other: str, may_be: bool, signs: bool) -> None:
    for a, b in ((one, other), (other, one)):
        assert may_be_one(name_key(a), name_key(b)) is may_be
        assert signs_for(name_key(a), name_key(b)) is signs


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=6))
def test_whatever_documents_say_the_list_is_valid_and_complete(pairs: list[tuple[str, str]]) -> None:
    people, _ = read_people(Path("/nowhere/at/all/people.xml"), PEOPLE)
    documents = [document({"sent": a, "received": b, "signed": [a, b]}) for a, b in pairs]
    for _ in range(2):
        met = [(f"{n}.xml", refer(names, people.known, WILSON).mentions) for n, names in enumerate(documents)]
        new, _ = new_in(people, met, PEOPLE)
        people = with_new(people, new)
    assert new.persons == () and not new.further
    assert [refer(names, people.known, WILSON).lacking for names in documents] == [False] * len(documents)
    idents = [person.ident for person in people.listed]
    assert idents == [f"person-{n}" for n in range(1, len(idents) + 1)]


# ---------------------------------------------------------------- names that the marks of a convention write
NAMING = replace(
    WILSON,
    origin=None,
    marks=(
        *WILSON.marks,
        Mark("named", MarkKind.PAIR, "<persName>{content}</persName>", open="<<", close=">>"),
        Mark("named-sign", MarkKind.SIGN, '<hi rend="caps"><persName>{text}</persName></hi>', pattern="TEREBIN"),
    ),
)


@pytest.mark.parametrize("signature", ["<<I. Terebin>>", "TEREBIN", "~~<<I. Terebin>>~~", "^{<<I. Terebin>>}"])
def test_a_name_that_a_mark_writes_in_a_signature_has_a_pointer(signature: str) -> None:
    text = f"I met <<I. Terebin>> in town.\n\nYours sincerely,\n{signature} [signature]"
    transcript, _ = read_document(source_of(text, "test.txt"), NAMING)
    interpretation, _ = interpret(transcript)
    names = [name for name in names_of(interpretation) if name.role == SIGNATORY]
    known = {name_key("I. Terebin"): "person-1", name_key("TEREBIN"): "person-1"}
    encoded, _ = encode(interpretation, "test", "0", "2026-01-01", references=refer(names, known, NAMING).references)
    in_text, signing = encoded.root.iterfind(f".//{tei('body')}//{tei('persName')}")
    assert [name.words for name in names] == ["".join(signing.itertext())]
    assert in_text.get("ref") is None
    assert signing.get("ref") == f"{PEOPLE}#person-1"


def test_places_and_offices_are_no_persons() -> None:
    text = "Harwich, 3 May 1921\n\nDear Sir,\n\nThe boat has come in.\n\nYours truly,\n\nC. Reeve,\nSecretary\n"
    transcript, _ = read_document(source_of(text, "letter.txt"), WILSON)
    interpretation, _ = interpret(transcript)
    assert [name.words for name in names_of(interpretation) if name.role == SIGNATORY] == ["C. Reeve"]
