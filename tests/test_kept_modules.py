"""The code of teikit's modules comes from the start cache, and from the source where that has changed."""

import os
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from teikit.core import kept_modules
from teikit.core.kept_modules import _Finder


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is kept."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(kept_modules, "keep", values.__setitem__)
    monkeypatch.setattr(kept_modules, "kept_value", values.get)
    return values


def imported(folder: Path, name: str = "teikit.made_up") -> tuple[ModuleType, ModuleSpec]:
    spec = _Finder().find_spec(name, [str(folder)])
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, spec


def test_a_module_that_was_kept_is_like_the_one_that_python_finds(tmp_path: Path, held: dict[str, Any]) -> None:
    for path in (tmp_path / "made_up.py", tmp_path / "folder" / "__init__.py"):
        path.parent.mkdir(exist_ok=True)
        path.write_text('"""Words."""\nvalue = 1\n')
        name = f"teikit.{'folder' if path.parent != tmp_path else 'made_up'}"
        (first, found), (second, again) = imported(tmp_path, name), imported(tmp_path, name)
        assert type(found.loader) is not type(again.loader), "the second comes from what was kept"
        for about in ("__file__", "__cached__", "__doc__", "__package__", "value"):
            assert getattr(first, about) == getattr(second, about)
        assert found.submodule_search_locations == again.submodule_search_locations
    assert len(held) == 2


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_source_that_has_changed_is_read_again(tmp_path: Path, held: dict[str, Any], change: str) -> None:
    path = tmp_path / "made_up.py"
    path.write_text("value = 1\n")
    assert imported(tmp_path)[0].value == 1
    state = path.stat()
    path.write_text("value = 22\n" if change == "size" else "value = 2\n")
    later = state.st_mtime_ns + (0 if change == "size" else 2_000_000_000)
    os.utime(path, ns=(later, later))
    assert imported(tmp_path)[0].value == (22 if change == "size" else 2)


def test_a_module_of_another_folder_is_another_module(tmp_path: Path, held: dict[str, Any]) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "made_up.py").write_text(f"value = {number}\n")
        assert imported(folder)[0].value == number


def test_modules_of_others_are_left_to_python(tmp_path: Path, held: dict[str, Any]) -> None:
    (tmp_path / "made_up.py").write_text("")
    assert _Finder().find_spec("other.made_up", [str(tmp_path)]) is None
    assert _Finder().find_spec("teikit", None) is None
    assert _Finder().find_spec("teikit.missing", [str(tmp_path)]) is None
    assert not held
