"""What the tags of formats such as HTML mean: data, in `conventions/tags/`. A tag of running text is a mark without
signs: what it covers is known from the file.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from teikit.conventions.model import Mark, MarkKind
from teikit.core import Tag, bundled_toml

_TARGET = '"{target}"'


@cache
def tag_table(name: str) -> Mapping[str, Any]:
    """The table of a format, such as `html`."""
    return bundled_toml("conventions", "tags", f"{name}.toml")


@cache
def mark_of_tag(tag: str, target: str = "") -> Mark | None:
    """The mark of a tag of running text; None for a tag of a block. `target` is the address of a link."""
    snippet = tag_table("html")["marks"].get(tag)
    if snippet is None:
        return None
    address = f'"{escape(target.replace("{", "%7B").replace("}", "%7D"))}"'
    return Mark(name=tag, kind=MarkKind.PAIR, tei=snippet.replace(_TARGET, address))


def mark_for(tag: Tag) -> Mark | None:
    """The mark of a tag of a source."""
    return mark_of_tag(tag.name, dict(tag.values).get("target", ""))
