"""Compiles regular expressions, or takes them as they were compiled before from the start cache.

What is kept is the code that Python's own compiler makes of a pattern, for the same version of Python. There is no
public function to build a pattern from it: where Python has none of the functions used here, patterns are compiled.

The same is done with the methods that dataclasses and named tuples write as text and compile for each class.
"""

import builtins
import collections
import dataclasses
import re
from array import array
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from teikit.core.start_cache import kept

_Compile = Callable[..., re.Pattern[Any]]
_KINDS: dict[type, str] = {str: "pattern", bytes: "bytes"}  # of patterns, in the keys of what is kept


def keep_compiled() -> None:
    """Take what Python compiles in this process from the start cache. For programs of teikit's own only."""
    _keep_patterns()
    for module, name in ((dataclasses, "exec"), (collections, "eval")):
        setattr(module, name, partial(_run, name))  # found before the function of all modules


def _run(kind: str, code: Any, *namespaces: Any) -> Any:
    """As `exec` or `eval`, of code that is not compiled again if it is a text."""
    if isinstance(code, str):
        text = code
        code = kept(f"{kind} {text}", lambda: compile(text, "<string>", kind))
    return getattr(builtins, kind)(code, *namespaces)


def _keep_patterns() -> None:
    try:
        compiler: Any = import_module("re._compiler")
        compiler.compile = partial(_compile, compiler.compile)
    except (ImportError, AttributeError):
        return


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`. Raises re.error."""
    return _compile(re.compile, pattern, flags)


def _compile(compile_new: _Compile, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    """A pattern of text or of bytes from the start cache."""
    if type(pattern) not in _KINDS or flags & re.DEBUG:
        return compile_new(pattern, flags)
    try:
        key = f"{_KINDS[type(pattern)]} {int(flags)} {pattern if type(pattern) is str else pattern.decode('latin-1')}"
        return _pattern(pattern, kept(key, lambda: _parts(pattern, int(flags))))
    except (AttributeError, ImportError, TypeError, ValueError, RuntimeError):
        return compile_new(pattern, flags)


def _parts(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """The flags, code, and groups of a pattern. Raises re.error."""
    parsed = import_module("re._parser").parse(pattern, flags)
    code = array("I", import_module("re._compiler")._code(parsed, flags))
    state = parsed.state
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict)


def _pattern(pattern: Any, parts: tuple[Any, ...]) -> re.Pattern[Any]:
    flags, code, groups, names = parts
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    build = import_module("_sre").compile
    result: re.Pattern[Any] = build(pattern, flags, array("I", code).tolist(), groups, names, tuple(by_number))
    return result
