"""Reads Markdown (CommonMark with tables) and renders it as XHTML. HTML in it is text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from teikit.core import as_xml

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NO_WORD = re.compile(r"[^\w]+")
_ALIGNED = "style"


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # imported late: most editions have no texts of their own

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    parser.validateLink = _any_link  # type: ignore[method-assign] # `links.resolve` checks and reports them
    return parser


def _any_link(url: str) -> bool:
    return True


def tokens_of(text: str) -> "list[Token]":
    """The tokens of a Markdown text."""
    return _parser().parse(text)


def render(tokens: "Sequence[Token]") -> str:
    """Tokens as XHTML, without white space around it."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {})).strip()


def take_title(tokens: "list[Token]") -> str:
    """Remove the heading that a text begins with, and return its words; empty if it begins otherwise."""
    if len(tokens) < 3 or tokens[0].type != "heading_open":
        return ""
    title = words_of(tokens[1])
    del tokens[:3]
    return title


def words_of(token: "Token") -> str:
    """The words of an inline token, without marks."""
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline")).strip()


def number_headings(tokens: "Sequence[Token]") -> list[tuple[str, str]]:
    """Give headings ids and levels from 2 on without gaps; the ids and words of those of level 2."""
    taken: set[str] = set()
    levels: list[int] = []
    top = []
    for position, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        words, given = words_of(tokens[position + 1]), int(token.tag[1:])
        levels = [*(level for level in levels if level < given), given]
        ident = _free(_NO_WORD.sub("-", words.casefold()).strip("-") or "section", taken)
        token.attrSet("id", ident)
        token.tag = tokens[position + 2].tag = f"h{min(len(levels) + 1, 6)}"
        if len(levels) == 1:
            top.append((ident, words))
    return top


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def prepare_tables(tokens: "Sequence[Token]") -> None:
    """Give headings of columns a scope; a column that is aligned to the right gets the class of numbers."""
    for token in tokens:
        style = str(token.attrs.pop(_ALIGNED, ""))
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if style.endswith("right"):
            token.attrSet("class", "number")


def figures(tokens: "Sequence[Token]") -> None:
    """Make a paragraph that is one image with a title a figure, with the title below the image."""
    for start, content, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        children = content.children or []
        alone = start.type == "paragraph_open" and len(children) == 1 and children[0].type == "image"
        if alone and children[0].attrs.get("title"):
            title = str(children[0].attrs.pop("title"))
            start.tag = end.tag = "figure"
            caption = _html(f"<figcaption>{as_xml(title)}</figcaption>")
            content.children = [*children, caption]


def _html(text: str) -> "Token":
    from markdown_it.token import Token

    return Token("html_inline", "", 0, content=text)


def replaced(words: str, address: str) -> "Token":
    """The words of an image that is not shown, as a link if there is an address."""
    text = as_xml(words)
    return _html(f'<a href="{as_xml(address)}">{text}</a>' if address else text)


def inline_tokens(tokens: "Sequence[Token]") -> "Iterator[Token]":
    """The tokens of blocks that hold inline ones."""
    yield from (token for token in tokens if token.type == "inline" and token.children)
