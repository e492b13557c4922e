"""The structure of the code: imports run one way and by the public face of a package; modules stay small."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from converting import ROOT

from teikit.core import CODES, TeikitError
from teikit.core.codes import FAMILIES

PACKAGE = ROOT / "teikit"
FILES = sorted(PACKAGE.rglob("*.py"))
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])

# The packages from the bottom up: a module imports from its own package and from layers below.
LAYERS = [
    {"core"},
    {"xml", "conventions", "reports", "model", "distributed"},
    {"recognizers", "pages"},
    {"readers", "collation"},
    {"transcript"},
    {"interpretation"},
    {"tei"},
    {"validation", "people"},
    {"edition"},
    {"site", "search", "exports"},
    {"conversion"},
    {"checking"},
    {"learning", "publication", "worklist", "init", "editing"},
    {"lsp", "serve"},
    {"cli", "api"},
    {"__main__"},
]
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}

# A library and the modules that may import it, as patterns of paths inside the package.
LIBRARIES = {
    "chardet": r"readers/encoding\.py",
    "ftfy": r"readers/mojibake\.py",
    "click": r"cli/\w+\.py",
    "pygls": r"lsp/\w+\.py",
    "lsprotocol": r"lsp/\w+\.py",
    "distributed": r"distributed/(?:dask_cluster|chunks)\.py",
    "fsspec": r"distributed/store\.py",
    "starlette": r"serve/app\.py",
    "uvicorn": r"serve/server\.py",
    "watchfiles": r"serve/server\.py",
    "saxonche": r"core/saxon\.py",
    "Stemmer": r"search/stems\.py",
    "typst": r"publication/print/\w+\.py",
    "markdown_it": r"site/texts/\w+\.py",
    "lxml": r"(?:xml|tei|people|validation|readers)/(?:\w+/)*\w+\.py|exports/xhtml\.py",
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def package_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_of(path: Path) -> tuple[str, ...]:
    """The dotted name of a module, as a tuple; a package's face has the name of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module's syntax tree; the first is the module."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """The dotted names a module imports, anywhere in it, each with its line."""
    return tuple(imported(path))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def packages_imported(path: Path) -> Iterator[tuple[str, int]]:
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "teikit" and len(parts) > 1 and parts[1] in LAYER:
            yield parts[1], line


def test_every_package_has_a_layer_and_no_module_is_loose() -> None:
    assert {package_of(path) for path in FILES} - {"__init__"} == set(LAYER)


@EVERY_FILE
def test_imports_run_one_way(path: Path) -> None:
    own = package_of(path)
    if own == "__init__":
        return  # the root shows what users import
    wrong = [
        f"{name_of(path)}:{line} imports {package}"
        for package, line in packages_imported(path)
        if package != own and LAYER[package] >= LAYER[own]
    ]
    assert wrong == []


MODULES = {module_of(path) for path in FILES}
FACES = {module_of(path): path for path in FILES if path.name == "__init__.py"}


def exported(face: tuple[str, ...]) -> set[str]:
    """The names in a package's `__all__`."""
    tree = nodes_of(FACES[face])[0] if face in FACES else None
    body = tree.body if isinstance(tree, ast.Module) else []
    assigned = (
        node.value for node in body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return {name for value in assigned for name in ast.literal_eval(value)}


def module_named(name: str) -> tuple[str, ...]:
    """The module that an imported dotted name is, or is in."""
    dotted = tuple(name.split("."))
    return dotted if dotted in MODULES and dotted[-1] not in exported(dotted[:-1]) else dotted[:-1]


def past_the_face(importer: tuple[str, ...], name: str) -> bool:
    """Whether an import reaches into a package that the importing module is not part of."""
    target = module_named(name)
    own = importer if importer in FACES else importer[:-1]
    return any(target[:end] in FACES and own[:end] != target[:end] for end in range(1, len(target)))


@EVERY_FILE
def test_a_package_is_imported_by_its_face(path: Path) -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for name, line in imports(path)
        if name.startswith("teikit.") and past_the_face(module_of(path), name)
    ]
    assert wrong == []


def test_the_face_rule_tells_the_two_apart() -> None:
    assert past_the_face(("teikit", "tei", "builder"), "teikit.core.source.Span")
    assert not past_the_face(("teikit", "tei", "builder"), "teikit.core.Span")
    assert past_the_face(("teikit", "tei", "builder"), "teikit.tei.encode.body.Body")
    assert not past_the_face(("teikit", "tei", "encode", "body"), "teikit.tei.builder.Builder")


def units(importer: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two parts of the smallest common package that the modules belong to."""
    common = 0
    while common < min(len(importer), len(target)) and importer[common] == target[common]:
        common += 1
    return importer[: common + 1], target[: common + 1]


def test_no_imports_in_a_circle() -> None:
    arrows: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for path in FILES:
        for name, _ in imports(path):
            target = module_named(name)
            if target in MODULES and target != ("teikit",) and path not in FACES.values():
                start, end = units(module_of(path), target)
                arrows.setdefault(start, set()).update({end} - {start})
    while leaves := [unit for unit in arrows if not arrows[unit] & set(arrows)]:
        for leaf in leaves:
            del arrows[leaf]
    assert arrows == {}


@EVERY_FILE
def test_libraries_are_imported_in_one_place(path: Path) -> None:
    for name, line in imports(path):
        allowed = LIBRARIES.get(name.partition(".")[0], "")
        assert not allowed or re.fullmatch(allowed, name_of(path)), f"{name_of(path)}:{line} imports {name}"


def test_transcript_knows_no_xml() -> None:
    for path in (PACKAGE / "transcript").rglob("*.py"):
        assert not [name for name, _ in imports(path) if re.search(r"xml|lxml|saxon", name)]


@EVERY_FILE
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if package_of(path) in ("cli", "__main__"):
        return
    called = {ast.unparse(node.func) for node in nodes_of(path) if isinstance(node, ast.Call)}
    assert not called & {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"}
    raised = {ast.unparse(node.exc) for node in nodes_of(path) if isinstance(node, ast.Raise) and node.exc}
    assert not [what for what in raised if what.startswith("SystemExit")]


@EVERY_FILE
def test_modules_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} at line {node.lineno} is too long"


@EVERY_FILE
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = nodes_of(path)[0]
    assert isinstance(tree, ast.Module)
    assert ast.get_docstring(tree) or not tree.body
    for node in nodes_of(path):
        if not isinstance(node, ast.Module | ast.ClassDef):
            continue
        for inner in node.body:
            public = isinstance(inner, ast.FunctionDef | ast.ClassDef) and not inner.name.startswith("_")
            hidden = isinstance(node, ast.ClassDef) and node.name.startswith("_")
            assert not public or hidden or ast.get_docstring(inner), f"{inner.name} at line {inner.lineno}"  # type: ignore[attr-defined, arg-type]


@pytest.mark.parametrize("package", sorted(str(path.parent.relative_to(ROOT)) for path in PACKAGE.rglob("__init__.py")))
def test_exceptions_of_a_package_have_one_root(package: str) -> None:
    module = import_module(package.replace("/", "."))
    public = [getattr(module, name) for name in getattr(module, "__all__", [])]
    exceptions = [item for item in public if isinstance(item, type) and issubclass(item, BaseException)]
    assert [item for item in exceptions if not issubclass(item, TeikitError)] == []


# ---------------------------------------------------------------- the table of codes
def words_in(paths: list[Path]) -> set[str]:
    """Every string constant of the modules."""
    found = (node.value for path in paths for node in nodes_of(path) if isinstance(node, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def codes_used() -> Iterator[tuple[str, str]]:
    """The codes given as literals where a diagnostic is made: the place, the code."""
    position = {"span_diagnostic": 2, "file_diagnostic": 1, "report": 1, "Diagnostic": 0}
    for path in FILES:
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                index = position.get(called, -1)
                code = node.args[index] if 0 <= index < len(node.args) else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{name_of(path)}:{node.lineno}", code.value


def test_every_code_that_is_used_is_described() -> None:
    used = list(codes_used())
    assert [(place, code) for place, code in used if code not in CODES] == []
    assert len(set(used)) > 20


def test_every_code_that_is_described_is_used() -> None:
    elsewhere = [path for path in FILES if not path.name.startswith("codes")]
    beside = [*(ROOT / "schemas").glob("*.sch"), *(ROOT / "xslt").rglob("*.xsl")]
    quoted = {word for path in beside for word in re.findall(r"[a-z]+(?:-[a-z]+)+", path.read_text(encoding="utf-8"))}
    assert set(CODES) - words_in(elsewhere) - quoted == set()


def test_every_code_begins_with_a_known_family() -> None:
    assert [code for code in CODES if code.partition("-")[0] not in FAMILIES] == []
    assert {code.partition("-")[0] for code in CODES} == set(FAMILIES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_severity_and_help(code: str) -> None:
    row = CODES[code]
    assert row.severity in ("error", "warning", "info")
    assert row.meaning.endswith((".", "?")) and row.meaning[0].isupper()
    assert row.severity == "info" or row.help.endswith((".", "?"))
