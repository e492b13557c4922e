"""What a Markdown file says of itself above its text: TOML between two lines `+++`."""

import tomllib
from typing import NamedTuple

_FENCE = "+++"
_KEYS = ("title", "menu", "description")


class FrontMatter(NamedTuple):
    """The title of a page, its label in the menu, its description for search engines; what is wrong in it."""

    title: str = ""
    menu: str = ""
    description: str = ""
    problem: str = ""


def front_matter(text: str) -> tuple[FrontMatter, str, int]:
    """The front matter of a text, the text without it, and how many lines it has."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        return FrontMatter(), text, 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), 0)
    if not end:
        return FrontMatter(), text, 0
    return _read("".join(lines[1:end])), "".join(lines[end + 1 :]), end + 1


def _read(toml: str) -> FrontMatter:
    try:
        values = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        return FrontMatter(problem=f"the lines between {_FENCE} are not valid TOML: {error}")
    for key, value in values.items():
        if key not in _KEYS:
            known = f"{', '.join(_KEYS[:-1])} and {_KEYS[-1]}"
            return FrontMatter(problem=f"the lines between {_FENCE} have the keys {known}, not “{key}”")
        if not isinstance(value, str):
            return FrontMatter(problem=f"{key} must be text in quotation marks")
    return FrontMatter(**{key: " ".join(value.split()) for key, value in values.items()})
