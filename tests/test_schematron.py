"""Schematron, feature by feature: folders of a schema, a document, and what is to be found.

`expected.txt` has a line for each finding: place, severity, code, message, and help where the schema gives it; lines
that begin with `phase` tell the phases apart. A schema that cannot be used has the line `schema` and the reason.
"""

from pathlib import Path

import pytest
from schema_fixtures import ROOT

from teikit.diagnostics import Diagnostic
from teikit.validation import SchemaError, validate

FOLDERS = sorted(path for path in (ROOT / "tests" / "schematron").iterdir() if path.is_dir())


def phases(folder: Path) -> list[str]:
    lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("phase ")] or ["#DEFAULT"]


def said(found: Diagnostic, folder: Path) -> str:
    place = found.place.removeprefix(str(folder / "document.xml:")).replace(f"{folder.relative_to(ROOT)}/", "")
    advice = f" -- {found.advice}" if found.advice else ""
    return f"{place} {found.severity} {found.code} {found.message}{advice}".replace(str(folder.resolve()), "")


def outcome(folder: Path, phase: str) -> list[str]:
    document, (schema,) = folder / "document.xml", folder.glob("schema.*")
    try:
        found = validate(document.read_bytes(), str(document), [schema], phase)
    except SchemaError as error:
        return [f"schema {error}".replace(f"{folder.resolve()}/", "").replace(f"{folder}/", "")]
    return [said(finding, folder) for finding in found]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_feature(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    several = phases(folder)
    made: list[str] = []
    for phase in several:
        made += [f"phase {phase}"] if len(several) > 1 else []
        made += outcome(folder, phase)
    assert made == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
