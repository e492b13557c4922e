"""The command line: the only package that prints and exits, and the only one that imports click."""

from importlib import import_module
from typing import NoReturn

from teikit.core import keep_compiled, keep_modules, raise_gc_threshold

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line."""
    raise_gc_threshold()
    keep_modules()
    keep_compiled()  # of all that is imported from here on
    import_module(f"{__name__}.main").main()
    raise AssertionError("the command line ends the process")
