"""The house keeps its plan: imports run one way, heavy libraries have one door each, modules stay small."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from converting import ROOT

from teikit.codes import CODES

PACKAGE = ROOT / "teikit"
FILES = sorted(PACKAGE.rglob("*.py"))
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])

# The rooms from the cellar up: a module imports from its own room and from floors below.
FLOORS = [
    {"codes_checking", "codes_publishing"},
    {"source", "codes", "files", "memory"},
    {"diagnostics", "resources", "overrides", "progress", "processes"},
    {"convention", "saxon", "intake", "fingerprint", "collation"},
    {"convention_file", "transcript", "readers", "edition", "reports"},
    {"tei"},
    {"validation", "publication", "entries"},
    {"jobs"},
    {"store"},
    {"pipeline"},
    {"checking"},
    {"site"},
    {"publish", "worklist", "conversion"},
    {"cli"},
    {"__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# A library and the modules that may import it, as patterns of paths inside the package.
DOORS = {
    "click": r"cli/\w+\.py",
    "saxonche": r"saxon\.py",
    "typst": r"publication/print\w*\.py",
    "lxml": r"(?:tei|validation|readers)/(?:\w+/)?\w+\.py",
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The dotted names a module imports, anywhere in it, each with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def rooms_imported(path: Path) -> Iterator[tuple[str, int]]:
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "teikit" and len(parts) > 1 and parts[1] in FLOOR:
            yield parts[1], line


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} == set(FLOOR)


@EVERY_FILE
def test_imports_run_one_way(path: Path) -> None:
    own = room_of(path)
    if own == "__init__":
        return  # the front door shows every room
    wrong = [
        f"{name_of(path)}:{line} imports {room}"
        for room, line in rooms_imported(path)
        if room != own and FLOOR[room] >= FLOOR[own]
    ]
    assert wrong == []


@EVERY_FILE
def test_libraries_come_in_by_their_door(path: Path) -> None:
    for name, line in imports(path):
        allowed = DOORS.get(name.partition(".")[0], "")
        assert not allowed or re.fullmatch(allowed, name_of(path)), f"{name_of(path)}:{line} imports {name}"


def test_transcript_knows_no_xml() -> None:
    for path in (PACKAGE / "transcript").glob("*.py"):
        assert not [name for name, _ in imports(path) if re.search(r"xml|lxml|saxon", name)]


@EVERY_FILE
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room_of(path) in ("cli", "__main__"):
        return
    called = {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    assert not called & {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"}
    raised = {ast.unparse(node.exc) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Raise) and node.exc}
    assert not [what for what in raised if what.startswith("SystemExit")]


@EVERY_FILE
def test_modules_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} at line {node.lineno} is too long"


@EVERY_FILE
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree) or not tree.body
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef):
            continue
        for inner in node.body:
            public = isinstance(inner, ast.FunctionDef | ast.ClassDef) and not inner.name.startswith("_")
            hidden = isinstance(node, ast.ClassDef) and node.name.startswith("_")
            assert not public or hidden or ast.get_docstring(inner), f"{inner.name} at line {inner.lineno}"  # type: ignore[attr-defined, arg-type]


# ---------------------------------------------------------------- the table of codes
def words_in(paths: list[Path]) -> set[str]:
    """Every string constant of the modules."""
    found = (node.value for path in paths for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def codes_used() -> Iterator[tuple[str, str]]:
    """The codes given as literals where a diagnostic is made: the place, the code."""
    position = {"at": 2, "about": 1, "report": 1, "Diagnostic": 0}
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                index = position.get(called, -1)
                code = node.args[index] if 0 <= index < len(node.args) else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{name_of(path)}:{node.lineno}", code.value


def test_every_code_that_is_used_is_described() -> None:
    assert [(place, code) for place, code in codes_used() if code not in CODES] == []
    assert len(set(codes_used())) > 20


def test_every_code_that_is_described_is_used() -> None:
    elsewhere = [path for path in FILES if not path.name.startswith("codes")]
    beside = [*(ROOT / "schemas").glob("*.sch"), *(ROOT / "xslt").rglob("*.xsl")]
    quoted = {word for path in beside for word in re.findall(r"[a-z]+(?:-[a-z]+)+", path.read_text(encoding="utf-8"))}
    assert set(CODES) - words_in(elsewhere) - quoted == set()


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_how_grave_it_is_and_what_to_do(code: str) -> None:
    row = CODES[code]
    assert row.severity in ("error", "warning", "info")
    assert row.meaning.endswith((".", "?")) and row.meaning[0].isupper()
    assert row.severity == "info" or row.help.endswith((".", "?"))
