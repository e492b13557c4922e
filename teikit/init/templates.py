"""Templates of editions: for each kind the columns of its table and an example. Data: `conventions/templates/`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from teikit.core import bundled_toml

TEMPLATES = ("letters", "diary", "interview", "tei")
"""The names of the templates."""


class Template(NamedTuple):
    """The columns of the table of documents (none: no table), and an example of a transcript (name and text)."""

    columns: tuple[str, ...]
    settings: str = ""
    example: Mapping[str, str] = {}


def load_template(name: str) -> Template:
    """The template of a name."""
    data: Mapping[str, Any] = bundled_toml("conventions", "templates", f"{name}.toml")
    return Template(tuple(data["columns"]), data["settings"], data.get("example", {}))
