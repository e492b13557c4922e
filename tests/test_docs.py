"""README and docs are true: command lines run, configuration loads, links work, quoted TEI is in the sample."""

import inspect
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent

import click
import pytest
from converting import ROOT

from teikit.cli.main import cli
from teikit.conventions import load_convention
from teikit.edition import load_edition
from teikit.interpretation import KINDS, TEXT

GENERATED = ("codes.md", "commands.md")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WRITTEN = [page for page in PAGES if page.name not in GENERATED]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
TEIKIT = Path(sys.executable).with_name("teikit")
MINIMAL = '[convention]\nname = "docs"\nlanguages = ["en"]\n'


def blocks(page: Path, language: str) -> list[str]:
    """The fenced code blocks of a page in a language."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def indented(page: Path) -> list[str]:
    """The indented code blocks of a page, outside of fences."""
    text = re.sub(r"^( *)```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [
        re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in re.findall(r"(?:^    .+\n)+", text, re.MULTILINE)
    ]


def command_lines(page: Path) -> Iterator[str]:
    """The command lines of teikit on a page, in indented blocks and in sentences, without comments and placeholders."""
    for block in indented(page):
        yield from (line.partition("  #")[0].strip() for line in block.splitlines() if line.startswith("teikit "))
    quoted = re.findall(r"`(teikit [^`>]+)", page.read_text(encoding="utf-8"))
    yield from (line for line in quoted if not re.search(r"[A-Z]{2}|…", line))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with an edition, transcripts, TEI and schemas, as the pages assume it."""
    letter = "Do not [handwritten above: ever] yield to [illegible] demands [yes?].\n"
    for name in ("raw", "letters"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text(letter, encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "My letters"\n', encoding="utf-8")
    run(tmp_path, "teikit convert")
    shutil.copytree(tmp_path / "xml", tmp_path / "tei", ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "schema").mkdir()
    for suffix in ("rng", "sch"):
        for place in (tmp_path / "schema", tmp_path):
            shutil.copyfile(ROOT / "schemas" / f"teikit.{suffix}", place / f"project.{suffix}")
    shutil.copyfile(ROOT / "schemas" / "tei_all.odd", tmp_path / "project.odd")
    (tmp_path / "schemas").mkdir()
    for name in ("teikit.odd", "teikit.rng"):
        shutil.copyfile(ROOT / "schemas" / name, tmp_path / "schemas" / name)
    return tmp_path


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    _, *words = shlex.split(line)
    environment = {**os.environ, "TEIKIT_CACHE": str(folder / "cache")}
    if words[0] == "serve":
        return served(folder, words, environment)
    return subprocess.run([TEIKIT, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def served(folder: Path, words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a server until it has built, and end it as a person does."""
    with subprocess.Popen(
        [TEIKIT, *words], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout and running.stderr
        said = [running.stdout.readline(), running.stdout.readline()]
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate()
    failed = not said[1].startswith("built in")
    return subprocess.CompletedProcess(words, running.returncode or failed, "".join([*said, rest]), errors)


def begun(project: Path, number: int, line: str) -> Path:
    """A folder without an edition in which `teikit init` is called: one with transcripts, or around such a folder."""
    folder = project / f"new-{number}"
    shutil.copytree(project / "letters", folder / "letters")
    return folder if "letters/" in line or "--template" in line else folder / "letters"


@pytest.mark.parametrize("page", WRITTEN, ids=[page.name for page in WRITTEN])
def test_command_lines_run(page: Path, project: Path) -> None:
    for number, line in enumerate(dict.fromkeys(command_lines(page))):
        folder = begun(project, number, line) if line.startswith("teikit init") else project
        done = run(folder, line)
        assert (done.returncode, done.stderr if done.returncode else "") == (0, ""), line


def test_there_are_command_lines() -> None:
    assert sum(1 for page in WRITTEN for _ in command_lines(page)) > 15


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_the_first_steps_of_the_readme(tmp_path: Path) -> None:
    script = next(block for block in indented(ROOT / "README.md") if block.startswith("mkdir"))
    environment = {**os.environ, "PATH": f"{TEIKIT.parent}{os.pathsep}{os.environ['PATH']}"}
    (tmp_path / "checkout").mkdir()
    subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path / "checkout", env=environment, check=True, capture_output=True
    )
    folder = tmp_path / "my-letters"
    assert '<add hand="#hand-1" place="above">ever</add>' in (folder / "xml/letter.xml").read_text("utf-8")
    assert (folder / "build/html/index.html").is_file()
    assert (folder / "build/print/edition.pdf").read_bytes().startswith(b"%PDF")


@EVERY_PAGE
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert re.match(r"https?:", target) or (page.parent / target).exists(), target


@EVERY_PAGE
def test_configuration_loads(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "toml"):
        keys = tomllib.loads(block).keys()
        if "edition" in keys:
            (tmp_path / "edition.toml").write_text(block, encoding="utf-8")
            (tmp_path / "raw").mkdir(exist_ok=True)
            (tmp_path / "pages").mkdir(exist_ok=True)
            for name in re.findall(r'"([\w./]+\.(?:toml|rng|xml|css|svg|xsl|woff2))"', block):
                (tmp_path / name).parent.mkdir(exist_ok=True)
                (tmp_path / name).touch()
            assert load_edition(tmp_path).title
        elif {"convention", "mark"} & keys:
            path = tmp_path / "house.toml"
            path.write_text(block if "convention" in keys else MINIMAL + block, encoding="utf-8")
            assert load_convention(str(path)).marks


def test_quoted_tei_is_in_the_sample() -> None:
    sample = words((ROOT / "xml" / "000_aa023b8ff146a737.xml").read_text(encoding="utf-8"))
    transcript = words((ROOT / "raw" / "000_aa023b8ff146a737.txt").read_text(encoding="utf-8"))
    for part in words(blocks(ROOT / "README.md", "xml")[0]).split("…"):
        assert part.strip() in sample, part
    shown = next(block for block in indented(ROOT / "README.md") if block.startswith("2. Halt"))
    for part in words(shown).split("…"):
        assert part.strip() in transcript, part


def words(text: str) -> str:
    """A text with its white space on one line."""
    return " ".join(text.split())


def test_every_kind_of_bracket_is_explained() -> None:
    page = (ROOT / "docs" / "review-decisions.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == {*KINDS, TEXT}


def test_inputs_of_the_workflows_exist() -> None:
    known = re.findall(r"^  ([\w-]+):$", (ROOT / "action.yml").read_text(encoding="utf-8"), re.MULTILINE)
    for page in WRITTEN:
        for block in blocks(page, "yaml"):
            given = re.findall(r"^    ([\w-]+):", block, re.MULTILINE) if "uses:" in block else []
            assert set(given) <= set(known), page.name


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) < 800


# ---------------------------------------------------------------- docs/commands.md
COMMANDS = ROOT / "docs" / "commands.md"
INTRODUCTION = """# Commands

Without PATH a command works on the edition of the current folder; with PATH it works on these files and folders, anywhere.
The exit status is 0 if all is well, 1 if there are findings of severity error, 2 if the command line or the configuration
is wrong. `-h` or `--help` shows the help of a command.

(`TEIKIT_UPDATE=1 make test` writes this page.)
"""  # noqa: E501


def value_of(option: click.Option) -> str:
    """What an option takes, for the page."""
    if option.is_flag:
        return ""
    choices = "\\|".join(option.type.choices) if isinstance(option.type, click.Choice) else ""
    return f" {choices or option.metavar or option.type.name.upper()}"


def sections(command: click.Command, name: str) -> Iterator[str]:
    """The sections of the page about a command and the commands in it: usage, help, options."""
    if isinstance(command, click.Group):
        for inner in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), inner)
            assert found is not None
            yield from sections(found, f"{name} {inner}")
        return
    arguments = "".join(f" {argument.metavar}" for argument in command.params if isinstance(argument, click.Argument))
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    prose, _, examples = text.partition("Examples:\n")
    yield f"## {name}\n\n    {name} [OPTIONS]{arguments}\n\n{prose.strip()}\n"
    if examples:
        yield f"Examples:\n\n{indent(dedent(examples), '    ')}\n".replace("\n\n\n", "\n\n")
    options = [option for option in command.params if isinstance(option, click.Option) and option.name != "help"]
    rows = [f"| `{'`, `'.join([*o.opts, *o.secondary_opts])}`{value_of(o)} | {o.help} |" for o in options]
    if rows:
        yield "\n".join(["| option | meaning |", "| --- | --- |", *rows]) + "\n"


def test_the_page_of_commands_is_in_step() -> None:
    page = "\n".join([INTRODUCTION, *sections(cli, "teikit")])
    if os.environ.get("TEIKIT_UPDATE"):
        COMMANDS.write_text(page, encoding="utf-8")
    assert COMMANDS.read_text(encoding="utf-8") == page
