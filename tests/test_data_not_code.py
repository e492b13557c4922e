"""Letters and words of human languages are data (`conventions/`), not Python.

What is checked is mechanical. No string of the code holds a letter beyond ASCII. No pattern of the packages that read
documents holds a range of letters, such as `[A-Z]`, or a word: two letters and more that are no escape, group name or
placeholder. A pattern is a string that is given to a function of `re`, or looks like a regular expression.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from converting import ROOT

PACKAGE = ROOT / "teikit"
FILES = sorted(PACKAGE.rglob("*.py"))
# The packages whose patterns read transcripts, their pages and the words of TEI files (`tei/merge` reads XML).
READING = {
    "collation", "conventions", "conversion", "edition", "interpretation", "people", "readers", "recognizers", "tei",
    "transcript", "worklist",
}  # fmt: skip

# What is right in a string, and why.
ALLOWED = {
    "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ": "raised signs that mark notes; Unicode calls some of them letters",
    "['’ʼ`]": "apostrophes; Unicode calls one of them a letter",
    "\u0131": "what Python's re takes for i without regard to case",
    "\ue000-\ufffd\U00010000-\U0010ffff": "the characters of XML 1.0, section 2.2",
    "\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd": "characters that a terminal or page can show",
    "0-9A-Za-z_.": "a name of XML 1.0 (NCName)",
    "x[0-9A-F]{4,6}": "a character by its number in hexadecimal digits",
    "<\\?xml": "a declaration of XML",
    "row-": "anchors that teikit gives",
    "person-": "ids that teikit gives",
    "https?:": "an address (RFC 3986)",
    "[A-Za-z]{2,3}(-[A-Za-z0-9]+)*": "a language tag (BCP 47)",
    "margin|top|bottom|across|overleaf": "values of @place",
    "write (?:…) for groups that have no name": "a message",
    "{who}": "a place in a pattern of the vocabularies",
}
_FUNCTIONS = {"compile", "match", "search", "fullmatch", "split", "sub", "subn", "findall", "finditer"}
_CALLS = {f"re.{name}" for name in _FUNCTIONS} | {"compiled", "any_of"}
_LOOKS = re.compile(r"\(\?|\\[wWdDsSbBAZ]|\[[^\]]*\][*+?{]|\[\^")
_ESCAPE = re.compile(r"\(\?P[<=]\w+[>)]|\(\?[aiLmsux-]+[:)]|\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[a-zA-Z])")
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_RANGE = re.compile(r"[A-Za-z]-[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]{2,}")
# Roman numerals are numbers in any language.
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlcdm]+")


def constants(node: ast.AST) -> Iterator[ast.Constant]:
    """The pieces of text that an expression is put together from; not what functions in it are given."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.JoinedStr):
        yield from (value for value in node.values if isinstance(value, ast.Constant))
    elif isinstance(node, ast.BinOp):
        yield from (*constants(node.left), *constants(node.right))


def docstrings(tree: ast.Module) -> set[ast.AST]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {body[0].value for body in bodies if isinstance(body[0], ast.Expr)}


def strings(tree: ast.Module) -> Iterator[tuple[ast.Constant, bool]]:
    """The strings of a module, without docstrings, each with whether it is a pattern."""
    given = {
        piece
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in _CALLS
        for piece in constants(node.args[0])
    }
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            yield node, node in given or _LOOKS.search(node.value) is not None


def is_letter_beyond_ascii(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char).startswith("L")


def language_in(text: str, is_pattern: bool) -> str:
    """What in a string is of a human language: a letter, a range of letters, a word; empty where nothing is."""
    for fragment in ALLOWED:
        text = text.replace(fragment, " ")
    letters = "".join(filter(is_letter_beyond_ascii, text))
    if letters or not is_pattern:
        return letters
    bare = _ESCAPE.sub(" ", text)
    ranges = [found for found in _CLASS.findall(bare) if _RANGE.search(found)]
    words = [word for word in _WORD.findall(_CLASS.sub(" ", bare)) if not _ROMAN.fullmatch(word)]
    return next(iter([*ranges, *words]), "")


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])
def test_code_holds_no_letters_and_words_of_a_language(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    reads = parts[0] in READING and parts[:2] != ("tei", "merge")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {found!r} in {node.value!r}: write it in conventions/"
        for node, is_pattern in strings(tree)
        if (found := language_in(str(node.value), is_pattern and reads))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('re.compile(r"[A-Z]\\w+")', "[A-Z]"),
        ('re.split(r",\\s+and\\s+", words)', "and"),
        ('NAME = rf"{other}(?:of|to)\\s"', "of"),
        ('word in ("СССР", "USA")', "СССР"),
        ("re.search(rf\"(?P<name>[{CAPITAL}])\\u0300{convention.either('dates', 'to')}\", words)", ""),
        ('re.compile("[IVX]{1,4}")', ""),
        ('"a message, and no pattern"', ""),
    ],
)
def test_the_rule_finds_letters_and_words(code: str, found: str) -> None:
    results = [language_in(str(node.value), is_pattern) for node, is_pattern in strings(ast.parse(code))]
    assert next(filter(None, results), "") == found
