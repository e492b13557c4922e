"""Plain language: the words of tests/language/words.txt occur in no name, comment, message or page of the project.

What is quoted is not checked: the strings of tests, the values of TOML files, transcripts and TEI files. Other places
where a word is right are in tests/language/allowed.txt.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest
from converting import ROOT

LISTS = ROOT / "tests" / "language"
FOLDERS = [".ci", "benchmarks", "conventions", "docs", "locales", "models", "schemas", "teikit", "tests", "xslt"]
WHOLE = {".css", ".js", ".md", ".odd", ".rnc", ".sch", ".sh", ".typ", ".xsl", ".yaml", ".yml", ""}
TOML_VALUE = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word to avoid: the first words of its forms in lower case, the pattern that finds it, what to write instead."""

    begins: frozenset[str]
    pattern: re.Pattern[str]
    instead: str


class Allowed(NamedTuple):
    """A phrase that is right in the files whose path fits the pattern."""

    files: str
    phrase: str


def lines_of(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def spaced(phrase: str) -> str:
    """The pattern of a phrase, whose words may have any white space between them, as over the end of a line."""
    return re.escape(phrase).replace(r"\ ", r"\s+")


def words_of(section: str) -> list[Word]:
    words, current = [], ""
    for line in lines_of("words.txt"):
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section:
            forms, instead = line.split(": ", 1)
            choice = "|".join(spaced(form.strip()) for form in forms.split(","))
            begins = frozenset(LETTERS.findall(form.lower())[0] for form in forms.split(","))
            words.append(Word(begins, re.compile(rf"(?<![^\W\d_])(?:{choice})(?![^\W\d_])", re.IGNORECASE), instead))
    return words


WORDS = words_of("words")
NAMES = words_of("names")
ALLOWED = [Allowed(*[part.strip() for part in line.split("|")][:2]) for line in lines_of("allowed.txt")]
NOT_YET = lines_of("not_yet.txt")


def files() -> Iterator[str]:
    """The paths of all texts that the project wrote itself."""
    paths = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        paths += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted(paths):
        if path.suffix in WHOLE | {".py", ".toml"} and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


def folder_of(name: str) -> str:
    """The folder by which a file is reported: three levels deep at most."""
    return "/".join(name.split("/")[:-1][:3]) or name


def hidden(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with dots in these spans; lines keep their numbers."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", "·", text[start:end]) + text[end:]
    return text


def strings_hidden(code: str) -> str:
    """Python code without its strings, except for docstrings."""
    titled = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, titled) and ast.get_docstring(node))
    docstrings = {node.body[0].lineno for node in nodes}
    starts = [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    spans = [
        (starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1])
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type not in (tokenize.COMMENT, tokenize.NAME, tokenize.NEWLINE, tokenize.NL)
        and token.string.strip()
        and token.start[0] not in docstrings
    ]
    return hidden(code, spans)


def own_words(name: str) -> str:
    """A file's text without what it quotes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if name.endswith(".toml"):
        return hidden(text, [match.span() for match in TOML_VALUE.finditer(text)])
    if name.endswith(".py") and name.startswith("tests/"):
        return strings_hidden(text)
    return text


def words_in(name: str) -> Iterator[str]:
    text = own_words(name)
    for allowed in ALLOWED:
        if fnmatchcase(name, allowed.files):
            phrase = ".*" if allowed.phrase == "*" else spaced(allowed.phrase)
            text = hidden(text, [match.span() for match in re.finditer(phrase, text)])
    there = set(LETTERS.findall(text.lower()))
    for word in WORDS:
        for match in word.pattern.finditer(text) if word.begins & there else ():
            yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: “{match[0]}”: write {word.instead}"


def names_in(name: str) -> Iterator[str]:
    """Names of variables and parameters of a module that are on the list of names."""
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        variable = node.id if stored else node.arg if isinstance(node, ast.arg) else ""
        for word in NAMES:
            if word.pattern.fullmatch(variable):
                yield f"{name}:{node.lineno}: variable {variable}: write {word.instead}"


BY_FOLDER: dict[str, list[str]] = {}
for file in files():
    BY_FOLDER.setdefault(folder_of(file), []).append(file)


def is_open(folder: str) -> bool:
    """Whether a folder is on the list of those that are not yet plain; `a/` is every folder below `a` too."""
    return any(folder == line.rstrip("/") or (line[-1] == "/" and folder.startswith(line)) for line in NOT_YET)


@pytest.mark.parametrize("folder", [folder for folder in BY_FOLDER if not is_open(folder)])
def test_language_is_plain(folder: str) -> None:
    names = BY_FOLDER[folder]
    modules = [name for name in names if name.startswith("teikit/") and name.endswith(".py")]
    problems = [problem for name in names for problem in words_in(name)]
    problems += [problem for name in modules for problem in names_in(name)]
    assert not problems, "\n".join(problems)


def test_the_lists_find_words_and_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself: code, comments, docstrings and names are read, quoted strings of tests are not."""
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "teikit").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "teikit" / "a.py").write_text('"""It is\ntold."""\nfound = _dress("Dear Sir")  # what stands\n')
    (tmp_path / "tests" / "a.py").write_text('"""A title with a door."""\nx = "Dear Sir"\n')
    (tmp_path / "a.toml").write_text('key = "a door # a room"  # a pen\n')
    assert [problem.split(": ")[0] for problem in words_in("teikit/a.py")] == [
        "teikit/a.py:2", "teikit/a.py:3", "teikit/a.py:3", "teikit/a.py:3",
    ]  # fmt: skip
    assert [problem.split(": ")[0] for problem in names_in("teikit/a.py")] == ["teikit/a.py:3"]
    assert [problem.split(": ")[1] for problem in words_in("tests/a.py")] == ["“door”"]
    assert [problem.split(": ")[1] for problem in words_in("a.toml")] == ["“pen”"]
