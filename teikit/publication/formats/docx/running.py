"""Running text as runs of WordprocessingML: spans, links, breaks, and what is at the foot or in the margin.

Runs are flat: each has all its properties, and whose addition or deletion it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from teikit.publication.formats.docx.looks import ITALIC, KINDS, STRUCK, STYLES, look_of, style_id
from teikit.publication.formats.docx.markup import paragraph, run, styled, tag, text, w
from teikit.publication.formats.docx.parts import Part, Volume
from teikit.publication.formats.docx.pictures import drawing
from teikit.publication.formats.tree import Element, address_of, children, language_of, letters, name_of, stretches

_CHANGES = {"addition": "added", "deletion": "deleted"}
_CARET = "‸"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: its properties, the innermost kind it is of, its language and direction.

    `added` and `deleted` name the hand that did so; `tracked` says that this is a change of the text, and not words in
    a note about it. `anchored` says that notes can be here.
    """

    properties: Mapping[str, str]
    kind: str = ""
    language: str = ""
    rtl: bool = False
    added: str = ""
    deleted: str = ""
    tracked: bool = True
    anchored: bool = True

    def run(self) -> dict[str, str]:
        """The properties of a run, with its style, language and direction."""
        own = dict(self.properties)
        if self.kind:
            own["rStyle"] = w("rStyle", val=style_id(self.kind))
        if self.rtl:
            own["rtl"] = w("rtl")
        if self.language:
            own["lang"] = w("lang", val=self.language, eastAsia=self.language, bidi=self.language)
        return own

    def within(self, element: Element) -> "Look":
        """The look in an element with its language, direction and styles."""
        direction = element.get("dir")
        return replace(
            self,
            properties={**self.properties, **look_of(element.get("style", "").split())},
            language=language_of(element) or self.language,
            rtl=self.rtl if direction is None else direction == "rtl",
        )


PLAIN = Look({})


class Piece(NamedTuple):
    """Markup of a paragraph, the address that it is a link to, the hands that added and deleted it."""

    markup: str
    link: str = ""
    added: str = ""
    deleted: str = ""


def beside(look: Look) -> Look:
    """The look of a note on words with a look: their language and direction."""
    return replace(PLAIN, language=look.language, rtl=look.rtl, tracked=False, anchored=False)


def _who(piece: Piece) -> tuple[str, str]:
    return piece.added, piece.deleted


class Running:
    """Writes running text into a part."""

    def __init__(self, volume: Volume, part: Part) -> None:
        self._volume = volume
        self._part = part
        self._rules: dict[str, Callable[[Element, Look], Iterator[Piece]]] = {
            "span": self._span,
            "sign": self._sign,
            "link": self._link,
            "image": self._image,
            "lb": self._line_break,
            "pb": self._page_break,
            "margin": self._margin,
            "foot": self._foot,
            "entry": self._entry,
            "lemma": self._inner,
            "statement": self._inner,
        }

    def of(self, element: Element, look: Look = PLAIN) -> str:
        """The content of an element as content of a paragraph."""
        return self.joined(self._inner(element, look))

    def joined(self, pieces: Iterator[Piece]) -> str:
        """Pieces with their links and changes around them."""
        return "".join(
            self._linked(link, [self._changed(*who, list(same)) for who, same in groupby(group, _who)])
            for link, group in groupby(pieces, lambda piece: piece.link)
        )

    def _linked(self, link: str, content: list[str]) -> str:
        if not link:
            return "".join(content)
        return tag("w:hyperlink", {"r:id": self._part.refer("hyperlink", link), "w:history": "1"}, *content)

    def _changed(self, added: str, deleted: str, pieces: list[Piece]) -> str:
        content = "".join(piece.markup for piece in pieces)
        for name, author in (("del", deleted), ("ins", added)):
            if author:
                content = w(name, content, id=self._volume.number(), author=author)
        return content

    # ------------------------------------------------------------ the rules
    def _inner(self, element: Element, look: Look) -> Iterator[Piece]:
        for node in stretches(element):
            if isinstance(node, str):
                yield Piece(run(look.run(), text(node, bool(look.deleted))), "", look.added, look.deleted)
            elif rule := self._rules.get(name_of(node)):
                yield from rule(node, look)

    def _span(self, element: Element, look: Look) -> Iterator[Piece]:
        kind = element.get("kind", "")
        outer = KINDS.get(look.kind, {})
        own = replace(look, properties={**look.properties, **outer}, kind=kind).within(element)
        self._volume.kinds.add(kind)
        if kind in _CHANGES and self._volume.diplomatic:
            own = self.changed(own, kind, element.get("hand", ""))
        yield from self._inner(element, own)

    def changed(self, look: Look, kind: str, hand: str) -> Look:
        """The look of an addition or a deletion of the source; in a note about it, what is deleted is struck out."""
        if not look.tracked:
            return replace(look, properties={**look.properties, **(STRUCK if kind == "deletion" else {})})
        hand = hand or self._volume.word("register.no-hand")
        return replace(look, added=hand) if kind == "addition" else replace(look, deleted=hand)

    def _sign(self, element: Element, look: Look) -> Iterator[Piece]:
        yield from self._inner(element, replace(look, properties={**look.properties, **STYLES["upright"]}))

    def _link(self, element: Element, look: Look) -> Iterator[Piece]:
        address = address_of(element.get("target", ""))
        self._volume.kinds.add("link")
        for piece in self._inner(element, replace(look, kind="link") if address else look):
            yield piece._replace(link=address or piece.link)

    def _image(self, element: Element, look: Look) -> Iterator[Piece]:
        yield Piece(run({}, drawing(element, self._volume, self._part)))

    def _line_break(self, element: Element, look: Look) -> Iterator[Piece]:
        if not element.get("starts"):
            yield Piece(run(look.run(), w("br")), "", look.added, look.deleted)
        if element.get("n"):
            yield Piece(styled("SourceLine", f"{element.get('n')}\u2002"))

    def _page_break(self, element: Element, look: Look) -> Iterator[Piece]:
        number = self._volume.word(f"print.{element.get('kind', 'page')}", number=element.get("n", ""))
        yield Piece(styled("SourcePage", f"|{number.strip()}|"))

    def _margin(self, element: Element, look: Look) -> Iterator[Piece]:
        """A note in the margin is a comment; an addition that was written there is one in its place."""
        if not look.anchored:
            yield from self._inner(element, look)
        elif element.get("kind") == "addition":
            own = self.changed(look.within(element), "addition", element.get("hand", ""))
            yield Piece(styled("EditorialSign", f" {_CARET}"))
            yield from self._inner(element, own)
        else:
            yield Piece(self._commented(element, beside(look).within(element)))

    def _commented(self, element: Element, look: Look) -> str:
        volume, number = self._volume, len(self._volume.remarks)
        content = paragraph("CommentText", Running(volume, volume.comments).of(element, look))
        author = element.get("hand") or volume.word("list.marginalia")
        volume.remarks.append(w("comment", content, id=number, author=author, initials=author[:1].upper()))
        reference = run({"rStyle": w("rStyle", val="CommentReference")}, w("commentReference", id=number))
        return w("commentRangeStart", id=number) + w("commentRangeEnd", id=number) + reference

    def _foot(self, element: Element, look: Look) -> Iterator[Piece]:
        if not look.anchored:
            yield from self._inner(element, look)
            return
        content = Running(self._volume, self._volume.footnotes).of(element, beside(look).within(element))
        yield Piece(self._noted("FootnoteText", element.get("n", ""), content))

    def _entry(self, element: Element, look: Look) -> Iterator[Piece]:
        self._volume.textual_notes += 1
        content = Running(self._volume, self._volume.footnotes).entry(element, look)
        yield Piece(self._noted("TextualNote", letters(self._volume.textual_notes), content))

    def entry(self, element: Element, look: Look) -> str:
        """A textual note on words with a look: its place, its lemma, the explanation in the edition's language."""
        parts = [styled("EntryPlace", f"{element.get('at')} ")] if element.get("at") else []
        for lemma in children(element, "lemma"):
            parts += [self.of(lemma, beside(look)), styled("EditorialSign", "] ")] if len(lemma) or lemma.text else []
        for statement in children(element, "statement"):
            parts.append(self.of(statement, replace(beside(PLAIN), properties=ITALIC)))
        return "".join(parts)

    def _noted(self, style: str, mark: str, content: str) -> str:
        """The mark of a note, which is put at the foot. Its number is that of the edition, not one of the page."""
        number = len(self._volume.notes) + 1
        raised = {"rStyle": w("rStyle", val="FootnoteReference")}
        begin = run(raised, text(mark)) + styled("EditorialSign", " ")
        self._volume.notes.append(w("footnote", paragraph(style, begin, content), id=number))
        return run(raised, w("footnoteReference", customMarkFollows=1, id=number), text(mark))
