"""What decisions are called in messages: data, `conventions/files/decisions.toml`."""

from collections.abc import Mapping
from functools import cache

from teikit.core import bundled_toml
from teikit.interpretation.model import Subject

# The tables of the data by what a decision is about.
_TABLES = {Subject.BRACKET: "brackets", Subject.BLOCK: "blocks", Subject.HEADER: "header"}


def in_words(kind: str, subject: str = Subject.BRACKET) -> str:
    """What the kind of a decision about a `subject` is, in plain words; the kind itself if it has none."""
    return _data().get(_TABLES.get(Subject(subject), ""), {}).get(kind, kind)


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return bundled_toml("conventions", "files", "decisions.toml")
