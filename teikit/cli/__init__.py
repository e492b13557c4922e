"""The command line: the only package that prints and exits, and the only one that imports click."""

from teikit.cli.main import main

__all__ = ["main"]
