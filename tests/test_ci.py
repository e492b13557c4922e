"""What the repository offers to the CI of others: the hook for pre-commit, the GitHub Action. Its steps run here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
BAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p>\n</TEI>\n'


def step(name: str) -> tuple[str, dict[str, str]]:
    """The script of a step of the action, and the inputs that its variables stand for. (Read without a YAML library:
    the file has one form.)
    """
    text = ACTION.partition(f"- name: {name}\n")[2].partition("    - name:")[0]
    variables = dict(re.findall(r"^        (\w+): \$\{\{ inputs\.([\w-]+) \}\}$", text, re.MULTILINE))
    script = text.partition("run: ")[2]
    lines = script.removeprefix("|\n").splitlines() if script.startswith("|") else [script.strip()]
    return "\n".join(line.removeprefix("        ") for line in lines), variables


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    script, variables = step("Validate")
    binary = folder / "runner" / "teikit" / "bin"
    binary.mkdir(parents=True)
    (binary / "teikit").symlink_to(Path(sys.executable).parent / "teikit")
    given = {name: inputs.get(key.replace("-", "_"), "") for name, key in variables.items()}
    given["TEIKIT_FAIL_ON"] = given["TEIKIT_FAIL_ON"] or "error"
    summary = {"RUNNER_TEMP": str(folder / "runner"), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    environment = {**os.environ, **given, **summary}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(bash, cwd=folder, env=environment, capture_output=True, text=True, check=False)


needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")


@needs_bash
def test_the_action_annotates_summarises_and_fails(tmp_path: Path) -> None:
    (tmp_path / "with space.xml").write_text(BAD, encoding="utf-8")
    process = run_action(tmp_path, paths="  with space.xml \r\n\n", sarif="out.sarif", arguments="--ignore=schema-none")
    assert process.returncode == 1, process.stderr
    assert process.stdout.startswith("::error file=with space.xml,line=3,col=1,title=xml-malformed::unexpected </TEI>")
    assert "xml-malformed" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert '"ruleId": "xml-malformed"' in (tmp_path / "out.sarif").read_text(encoding="utf-8")


@needs_bash
def test_inputs_of_the_action_are_words_and_no_script(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BAD, encoding="utf-8")
    process = run_action(tmp_path, paths="a.xml", catalog="$(touch stolen)", schemas="`touch stolen`")
    assert process.returncode == 2
    assert not (tmp_path / "stolen").exists()
    assert "${{" not in step("Validate")[0]


@needs_bash
def test_the_action_takes_every_option_it_offers(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BAD, encoding="utf-8")
    (tmp_path / "c.xml").write_text('<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>', encoding="utf-8")
    (tmp_path / "known.json").write_text('{"teikit-baseline": 1, "files": {}}', encoding="utf-8")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True)
    process = run_action(
        tmp_path, paths="a.xml", catalog="c.xml", baseline="known.json", changed_since="HEAD", fail_on="never",
        schemas=str(ROOT / "schemas" / "teikit.rng"),
    )  # fmt: skip
    assert (process.returncode, "xml-malformed" in process.stdout) == (0, True), process.stderr


def test_every_input_of_the_action_is_used() -> None:
    inputs = ACTION.partition("inputs:\n")[2].partition("outputs:\n")[0]
    named = set(re.findall(r"^  ([\w-]+):$", inputs, re.MULTILINE))
    assert named == set(step("Validate")[1].values())


def test_the_hook_runs_a_command_that_there_is() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert re.search(r"^  entry: teikit validate$", hook, re.MULTILINE)
    assert re.search(r"^  language: python$", hook, re.MULTILINE)
