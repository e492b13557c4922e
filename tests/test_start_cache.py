"""The start cache gives what was kept, and nothing where its file cannot be relied on."""

import marshal
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from teikit.conventions import load_convention
from teikit.core import compiled
from teikit.core.compiled import _parts, _pattern
from teikit.core.start_cache import StartCache


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A cache file with one value."""
    path = tmp_path / "kept" / "start.cache"
    store = StartCache(path)
    store.put("key", {"words": ["a", "b"]})
    store.save()
    return path


def test_a_value_is_kept(file: Path) -> None:
    first = StartCache(file).get("key")
    assert first == {"words": ["a", "b"]}
    store = StartCache(file)
    store.get("key")["words"].append("c")
    assert store.get("key") == first, "a change of a copy must not change what is kept"


def test_two_writers_lose_nothing(file: Path) -> None:
    one, other = StartCache(file), StartCache(file)
    one.put("one", 1)
    other.put("other", 2)
    one.save()
    other.save()
    assert [StartCache(file).get(key) for key in ("key", "one", "other")] == [{"words": ["a", "b"]}, 1, 2]


@pytest.mark.parametrize("position", [0, 40, -1])
def test_a_damaged_file_is_not_used(file: Path, position: int) -> None:
    data = bytearray(file.read_bytes())
    data[position] ^= 1
    file.write_bytes(data)
    assert StartCache(file).get("key") is None


def test_a_short_file_is_not_used(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])
    assert StartCache(file).get("key") is None


@pytest.mark.skipif(sys.platform == "win32", reason="the permissions of POSIX")
def test_a_file_that_others_can_write_is_not_used(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o666)
    assert StartCache(file).get("key") is None


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = StartCache(tmp_path / "file" / "start.cache")
    store.put("key", 1)
    store.save()
    assert store.get("key") == 1


def test_a_large_file_keeps_the_last_run(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teikit.core.start_cache._LIMIT", 8)
    store = StartCache(file)
    store.put("new", "x" * 10)
    store.save()
    assert (StartCache(file).get("new"), StartCache(file).get("key")) == ("x" * 10, None)


def test_a_kept_pattern_is_the_one_that_python_compiles() -> None:
    """Python compares the code of patterns."""
    words = load_convention("wilson").words
    patterns = [pattern for section in words.values() for entries in section.values() for pattern in entries]
    assert len(patterns) > 1_000
    for pattern in [r"(?P<a>x)(?P<b>y)?(?i:z)", r"(?x) a b", r"(\d)\1", *patterns[::40]]:
        for flags in (0, re.IGNORECASE | re.DOTALL):
            kept, compiled = _pattern(pattern, _parts(pattern, int(flags))), re.compile(pattern, flags)
            assert kept == compiled
            assert (kept.groups, dict(kept.groupindex)) == (compiled.groups, dict(compiled.groupindex))


def test_a_wrong_pattern_has_the_error_of_python() -> None:
    with pytest.raises(re.error, match="missing"):
        _parts("(", 0)


def test_generated_code_that_was_kept_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[str, object] = {}

    def kept(key: str, make: Callable[[], object]) -> object:
        if key not in held:
            held[key] = marshal.dumps(make())
            return make()
        return marshal.loads(held[key])  # type: ignore[arg-type]

    monkeypatch.setattr(compiled, "kept", kept)
    for _ in range(2):
        assert compiled._run("eval", "a + b", {"a": 1, "b": 2}) == 3
        names: dict[str, object] = {}
        compiled._run("exec", "def f(x):\n return x * 2", {}, names)
        assert names["f"](4) == 8  # type: ignore[operator]
    assert len(held) == 2


LAZY = ("core", "edition", "people", "reports", "validation.links", "validation.schematron", "xml")


@pytest.mark.parametrize("name", LAZY)
def test_every_public_name_is_found_when_it_is_used(name: str) -> None:
    package = import_module(f"teikit.{name}")
    assert {public for names in package._NAMES.values() for public in names} <= set(package.__all__)
    for public in package.__all__:
        assert getattr(package, public) is not None
    with pytest.raises(AttributeError):
        package.nothing  # noqa: B018
