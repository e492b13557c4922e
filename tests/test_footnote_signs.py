"""A sign of the convention is never the mark of a footnote."""

from pathlib import Path

import pytest
from converting import convert

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention

STAR = """kind = 'sign'
pattern = '\\*(?P<t>[a-z]+)\\*'
tei = '<metamark function="{t}"/>'
"""
PAGE = """kind = 'sign'
pattern = '\\[p?(?P<n>\\d+)\\]'
tei = '<pb n="{n}"/>'
"""
EMPHASIS = """kind = 'pair'
open = '*'
close = '*'
hug = true
tei = '<hi rend="italic">{content}</hi>'
"""


def own(folder: Path, mark: str) -> Convention:
    path = folder / "own.toml"
    path.write_text(f'[convention]\nname = "own"\nlanguages = ["en"]\n[[mark]]\nname = "x"\n{mark}', encoding="utf-8")
    return load_convention(path)


@pytest.mark.parametrize(
    ("mark", "text", "element"),
    [
        (STAR, "He came to the town *star* and went home.\n\n*) See Brown, who says so.\n", "metamark"),
        (PAGE, "He came to the town [1] and went home.\n\n1. See Brown, who says so.\n", "pb"),
        (EMPHASIS, "He came to the *old* town and went home.\n\n* See Brown, who says so.\n", "hi"),
    ],
)
def test_a_sign_of_the_convention_is_no_mark(tmp_path: Path, mark: str, text: str, element: str) -> None:
    converted = convert(text, convention=own(tmp_path, mark))
    assert converted.encoded.proof.holds
    (paragraph, *_) = converted.body.iter("{*}p")
    assert [str(child.tag).rpartition("}")[2] for child in paragraph] == [element]
