"""What a person settles about a bracket in edition.toml holds, in every later conversion."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from converting import WILSON
from hypothesis import given
from hypothesis import strategies as st

from teikit.cli.main import cli
from teikit.conversion.convert import convert_in_memory
from teikit.core.source import Position, source_of
from teikit.edition.selection import Job
from teikit.interpretation.document import interpret
from teikit.interpretation.model import KINDS
from teikit.interpretation.override import Override, OverrideError, override_of
from teikit.tei.encode.encoder import encode
from teikit.transcript.document import read_document

RAW = "First line.\n\nHe said [yes or perhaps no?] to them, and [xx 99 !! - ??] went home.\n"
EDITION = '[edition]\ntitle = "Letters"\n'


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def table(at: str, kind: str, more: str = "") -> str:
    return f'\n[[override]]\nfile = "one.txt"\nat = "{at}"\nas = "{kind}"\n{more}'


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "raw" / "one.txt").write_text(RAW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def converted(edition: Path, *tables: str) -> tuple[str, Result]:
    (edition / "edition.toml").write_text(EDITION + "".join(tables), encoding="utf-8")
    result = run("convert")
    path = edition / "xml" / "one.xml"
    return (path.read_text(encoding="utf-8") if path.is_file() else ""), result


def test_without_an_override_the_bracket_is_in_doubt(edition: Path) -> None:
    tei, result = converted(edition)
    assert "raw/one.txt:3:9: warning" in result.stderr
    assert "<add" not in tei


def test_an_override_settles_the_bracket_and_its_finding(edition: Path) -> None:
    tei, result = converted(edition, table("3:9", "addition", 'place = "above"\n'))
    assert '<add place="above">yes or perhaps no?</add>' in tei
    assert "raw/one.txt:3:9: warning" not in result.stderr
    assert "raw/one.txt:3:9: info override-applied" in result.stderr
    assert "is something inserted by hand, above, as edition.toml says" in result.stderr


def test_it_survives_reconversion_and_an_edit(edition: Path) -> None:
    settled = table("3:9", "addition", 'place = "above"\n')
    converted(edition, settled)
    path = edition / "xml" / "one.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("First", "1st"), encoding="utf-8")
    raw = edition / "raw" / "one.txt"
    raw.write_text(RAW.replace("home", "away"), encoding="utf-8")
    tei, result = converted(edition, settled)
    assert result.exit_code == 0
    assert all(words in tei for words in ("1st", "away", 'place="above">yes'))


def test_a_bracket_can_be_settled_as_text(edition: Path) -> None:
    tei, result = converted(edition, table("3:9", "text"))
    assert "said [yes or perhaps no?] to them" in tei
    assert "raw/one.txt:3:9: warning" not in result.stderr


def test_certainty_and_hand_are_written(edition: Path) -> None:
    tei, _ = converted(edition, table("3:9", "marginalia", 'cert = "low"\nhand = "pencil"\nplace = "margin left"\n'))
    assert 'place="margin left" cert="low">yes or perhaps no?</note>' in tei
    assert 'medium="pencil"' in tei


def test_with_its_words_a_bracket_is_found_again(edition: Path) -> None:
    raw = edition / "raw" / "one.txt"
    raw.write_text("A new beginning.\n\n" + RAW, encoding="utf-8")
    settled = table("3:9", "addition", 'place = "above"\nwords = "[yes or  perhaps no?]"\n')
    tei, result = converted(edition, settled)
    assert 'place="above">yes' in tei
    assert "raw/one.txt:5:9: info override-applied" in result.stderr


@pytest.mark.parametrize("at", ["3:10", "1:1", "99:1", "3:4000"])
def test_an_override_without_its_bracket_says_so(edition: Path, at: str) -> None:
    tei, result = converted(edition, table(at, "addition"))
    assert "warning override-unmatched" in result.stderr
    assert "the nearest is “[" in result.stderr
    assert "<add" not in tei
    assert result.exit_code == 0


def test_an_override_for_another_file_says_so(edition: Path) -> None:
    _, result = converted(edition, table("3:9", "addition").replace("one.txt", "two.txt"))
    assert "edition.toml: warning override-unmatched [[override]] two.txt 3:9" in result.stderr


def test_a_kind_that_would_lose_words_is_refused(edition: Path) -> None:
    tei, result = converted(edition, table("3:9", "doubtful-word"))
    assert "warning override-unfit" in result.stderr
    assert "perhaps no" in tei


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (table("3:9", "adition"), "is unknown; known are"),
        (table("three", "addition"), "LINE:COLUMN"),
        (table("0:9", "addition"), "LINE:COLUMN"),
        (table("3:9", "addition", 'cert = "sure"\n'), "cert must be"),
        (table("3:9", "addition", 'palce = "above"\n'), "palce"),
        ('[[override]]\nat = "1:1"\nas = "text"', "needs “file”"),
        ('[override]\nfile = "one.txt"', "write [[override]]"),
    ],
)
def test_a_wrong_override_is_one_sentence_and_status_2(edition: Path, toml: str, says: str) -> None:
    import subprocess
    import sys

    (edition / "edition.toml").write_text(EDITION + toml, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "teikit", "convert"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_needs_its_keys() -> None:
    made = override_of({"file": "a.txt", "at": "41:3", "as": "text"})
    assert made == Override("a.txt", Position(41, 3), "text")
    with pytest.raises(OverrideError):
        override_of({"file": "a.txt", "at": "41:3"})


SHAPES = (
    "He [handwritten above: did] go",
    "Com[munist] party",
    "[W]ith him",
    "[?] Of course",
    "in the [sic] end",
    "cannot [sic, probably can] go",
    "[one word missing]",
    "[Handwritten: a\n\nb]",
    "[ ]",
    "[signature]",
    "[a [b] c]",
    "mines [?] and",
    "[1] He",
)


@pytest.mark.parametrize("kind", [*sorted(KINDS), "text"])
def test_any_bracket_can_be_of_any_kind_and_nothing_is_lost(tmp_path: Path, kind: str) -> None:
    raw = tmp_path / "one.txt"
    for shape in SHAPES:
        raw.write_text(f"To him.\n\n{shape} now. And on.\n\nLIU.\n", encoding="utf-8")
        column = shape.index("[") + 1
        job = Job(raw, "one.txt", tmp_path / "one.xml", "wilson")
        plain, _ = convert_in_memory(job)
        made, _ = convert_in_memory(job._replace(overrides=(Override("one.txt", Position(3, column), kind),)))
        assert made is not None
        assert plain is not None
        codes = [finding.code for finding in made.findings]
        assert ("override-applied" in codes) is not ("override-unfit" in codes)
        spoilt = {finding.code for finding in plain.findings if finding.severity == "error"}
        assert {finding.code for finding in made.findings if finding.severity == "error"} <= spoilt
        assert made.encoded.proof.holds


@given(st.text(alphabet="[]ab ?\n", max_size=60), st.integers(1, 6), st.integers(1, 20), st.sampled_from(sorted(KINDS)))
def test_an_override_never_breaks_the_proof(text: str, line: int, column: int, kind: str) -> None:
    document, _ = read_document(source_of(text), WILSON)
    interpretation, _ = interpret(document, [Override("", Position(line, column), kind)])
    encoded, _ = encode(interpretation, "one", "0", "2026-01-01")
    assert encoded.proof.holds
