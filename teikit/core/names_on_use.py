"""A package that imports each of its modules when a name of it is first used (PEP 562)."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def names_on_use(package: str, space: dict[str, Any], names: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """The `__getattr__` of a package with these names of each module; `space` are its globals, where values stay."""
    modules = {name: module for module, known in names.items() for name in known}

    def value_of(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = space[name] = getattr(import_module(f"{package}.{modules[name]}"), name)
        return value

    return value_of
