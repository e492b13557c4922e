"""Takes the code of teikit's own modules from the start cache.

A command imports more than three hundred modules. To find, open and check the bytecode of each takes as long as to run
it; from the start cache they come together, and of each source only the size and the time of its last change are
looked at. A module whose source has changed is compiled as usual, and kept again.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

from teikit.core.start_cache import keep, kept_value

_OWN = f"{__name__.partition('.')[0]}."


def keep_modules() -> None:
    """Take the modules that this process imports from the start cache. For programs of teikit's own only."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds teikit's modules: those that were kept, and others as Python does, which are then kept."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module of a name; None where it is for other finders."""
        if path is None or not name.startswith(_OWN):
            return None
        file, state, is_package, cached, code = kept_value(_key(name)) or ("", (), False, None, None)
        if code is None or state != _state(file) or not file.startswith(f"{next(iter(path))}{os.sep}"):
            return _found_by_python(name, path)
        folders = [file.rpartition(os.sep)[0]] if is_package else None
        loader = _Loader(name, file, code)
        spec = spec_from_file_location(name, file, loader=loader, submodule_search_locations=folders)
        if spec is not None:
            spec.cached = cached
        return spec


class _Loader(SourceFileLoader):
    """Loads a module from code that was kept."""

    def __init__(self, name: str, file: str, code: CodeType) -> None:
        super().__init__(name, file)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module."""
        return self._code


class _KeepingLoader(SourceFileLoader):
    """Loads a module as Python does, and keeps its code."""

    def __init__(self, spec: ModuleSpec, file: str) -> None:
        super().__init__(spec.name, file)
        self._about = file, _state(file), spec.submodule_search_locations is not None, spec.cached

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module."""
        code = super().get_code(fullname)
        if self._about[1]:
            keep(_key(fullname), (*self._about, code))
        return code


def _found_by_python(name: str, path: Sequence[str]) -> ModuleSpec | None:
    spec = PathFinder.find_spec(name, path)
    if spec is not None and type(spec.loader) is SourceFileLoader and spec.origin:
        spec.loader = _KeepingLoader(spec, spec.origin)
    return spec


def _key(name: str) -> str:
    return f"module {name}"


def _state(file: str) -> tuple[int, ...]:
    """The size and the time of a file; nothing where it is not there."""
    try:
        state = os.stat(file)  # noqa: PTH116 - of hundreds of files
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns
