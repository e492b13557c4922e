"""A Markdown file of the edition as the content of a page, with what is wrong in it and the images that it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.core import Diagnostic, Position, file_diagnostic, xml_characters
from teikit.site.texts import markdown
from teikit.site.texts.front_matter import front_matter
from teikit.site.texts.images import image_of
from teikit.site.texts.links import Link, Targets, resolve

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True)
class Text:
    """A text of the site: its title, its label in the menu, its content as XHTML, the headings of its sections.

    `images` are the files that it needs, by their path in the site.
    """

    title: str
    menu: str
    description: str
    content: str
    sections: tuple[tuple[str, str], ...] = ()
    images: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()


def read_text(path: Path, name: str, folder: Path, targets: Targets) -> Text:
    """The text of a Markdown file.

    `name` is how messages call it, `folder` that of the edition: images outside it are refused. Raises OSError.
    """
    source = xml_characters(path.read_bytes().decode("utf-8-sig", "replace")).replace("\r\n", "\n")
    about, text, before = front_matter(source)
    tokens = markdown.tokens_of(text)
    title = about.title or markdown.take_title(tokens) or path.stem
    reader = _Reader(path, name, folder, targets, text.split("\n"), before)
    if about.problem:
        reader.report(1, 1, "publish-front-matter", about.problem)
    for token in markdown.inline_tokens(tokens):
        token.children = list(reader.checked(token))
    markdown.figures(tokens)
    markdown.prepare_tables(tokens)
    sections = tuple(markdown.number_headings(tokens))
    findings = tuple(reader.findings)
    return Text(
        title, about.menu or title, about.description, markdown.render(tokens), sections, reader.images, findings
    )


@dataclass
class _Reader:
    """Checks the links and images of a text, block by block."""

    path: Path
    name: str
    folder: Path
    targets: Targets
    lines: list[str]
    before: int
    images: dict[str, Path] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def checked(self, block: "Token") -> "Iterator[Token]":
        """The tokens of a block, without links and images that lead nowhere; their words stay."""
        place = _Place(self.lines, *(block.map or (0, 0)))
        open_links: list[bool] = []
        for token in block.children or ():
            if token.type == "link_open":
                open_links.append(self._linked(token, place))
                yield from [token] if open_links[-1] else []
            elif token.type == "link_close":
                yield from [token] if open_links.pop() else []
            elif token.type == "image":
                yield self._shown(token, place)
            else:
                yield token

    def _linked(self, token: "Token", place: "_Place") -> bool:
        address = str(token.attrs.get("href", ""))
        line, column = place.of("[")
        link = resolve(address, self.path, self.targets)
        token.attrs["href"] = link.href
        self._note(link, line, column)
        return bool(link.href)

    def _shown(self, token: "Token", place: "_Place") -> "Token":
        line, column = place.of("![")
        words = markdown.words_of(token) or token.content
        image = image_of(str(token.attrs.get("src", "")), self.path, self.folder)
        self._note(image.link, line, column)
        if not image.file:
            return markdown.replaced(words, image.link.href)
        token.attrs["src"] = image.link.href
        self.images[image.path] = image.file
        return token

    def _note(self, link: Link, line: int, column: int) -> None:
        if link.code:
            self.report(line + self.before, column, link.code, link.problem)

    def report(self, line: int, column: int, code: str, problem: str) -> None:
        """Report a problem at a place in the file."""
        self.findings.append(file_diagnostic(self.name, code, problem, Position(line, column)))


class _Place:
    """Finds the signs of links in the lines of a block, one after the other: tokens have no places of their own."""

    def __init__(self, lines: list[str], start: int, end: int) -> None:
        self._lines, self._line, self._end, self._column = lines, start, max(end, start + 1), 0

    def of(self, sign: str) -> tuple[int, int]:
        """Line and column, from 1, of the next sign; those of the last one where there is no further sign."""
        for line in range(self._line, min(self._end, len(self._lines))):
            position = self._lines[line].find(sign, self._column if line == self._line else 0)
            if position >= 0:
                self._line, self._column = line, position + len(sign)
                return line + 1, position + 1
        return self._line + 1, max(self._column, 1)
