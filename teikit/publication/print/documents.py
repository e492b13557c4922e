"""A document of print XML in the flow: its title and facts, its texts, and what is set behind them."""

from collections.abc import Callable, Mapping
from itertools import groupby
from types import MappingProxyType
from xml.etree.ElementTree import Element

from teikit.publication.print.blocks import BlockWriter
from teikit.publication.print.flow import Block, Document, Mention, Node, Section
from teikit.publication.print.measures import MM, NOTE_SIZE, SIZE, SMALL
from teikit.publication.print.numbering import scheme_of
from teikit.publication.print.running import LANG, P, directed, plain
from teikit.publication.print.shared import BEHIND, Fact, fact_of, own
from teikit.publication.print.writer import Setting

_NOTE, _SMALL, _SMALL_LEAD = NOTE_SIZE / SIZE, SMALL / SIZE, 0.47


class DocumentWriter(BlockWriter):
    """Writes documents. `prints` says by its name whether a fact about a document is printed."""

    prints: Callable[[str], bool]
    numbered = False  # documents have numbers
    facing = False  # two texts of a document are on facing pages
    level = 1  # of the titles of documents in the outline
    shared: Mapping[Fact, None] = MappingProxyType({})  # facts that are not printed with each document
    _number = 0
    numbering = "auto"
    conspectus = False  # the sigla of all documents are listed once
    hands_listed = False  # with the hands of the only document

    def number_from(self, number: str) -> None:
        """Give the next document a number, none where it is empty."""
        self.numbered, self._number = bool(number), int(number or 1) - 1

    def document_of(self, element: Element, prefix: str, joined: bool = False) -> Document:
        """Add a document, on the pages of the one before if it is `joined` to it.

        Raises ValueError for an element that print XML does not have.
        """
        title = element.get("title", "")
        self.page = element.get("page", element.get("id", ""))
        own = Setting(lang=self.flow.lang)
        self.source = element
        if joined:
            self.join(element.get(LANG, ""), prefix)
        else:
            self.open(element.get("id", ""), title, element.get(LANG, ""), prefix=prefix)
        self.series_of(element)
        self.setting = own
        self._number += self.numbered
        number = str(self._number) if self.numbered else ""
        head = self.title_of(title, self.level, number, above=34 if joined else 0)
        self.document.sections.append(Section(element.get("id", ""), title, number, head))
        self.flow.targets.setdefault(self.page, head.start)
        self._indexed(element, head)
        self._byline(element)
        self._facts(element)
        self.line_above(1.0, 14)
        if element.get("broken"):
            reason = self.words["broken"].replace("{reason}", element.get("broken", ""))
            self.paragraph([reason], side="start")
        self._texts(element)
        self.setting = own
        self._unplaced(element)
        self.finish()
        self._left_over()
        self._sigla(element)
        self._provenance(element)
        return self.document

    def title_of(self, title: str, level: int, number: str = "", size: float = 15 / SIZE, above: float = 0) -> Block:
        """Add the title of a document or of a part of the volume, with its number before it."""
        width = number_width(number) * size if number else 0.0
        content: list[Node] = [{"hung": width, "c": [f"{number}."]}, title] if number else [title]
        head = self.paragraph(content, level=level, side="start", styles=("title",), size=size, lead=0.5, above=above,
                              below=9, hang=width, keep=True, whole=len(title) < 900)  # fmt: skip
        head.kind, head.title = "head", title
        return head

    def _indexed(self, element: Element, head: Block) -> None:
        """Keep who has a part in a document, and where its source is kept, for the indexes."""
        self.mentioned(element.findall(f"{P}mention"), head.start)
        for each in element.findall(f"{P}holding"):
            at = len(self.flow.documents) - 1, "holding"
            repository, fonds = each.get("repository", ""), each.get("fonds", "")
            self.flow.mentions.append(Mention("archive", repository, fonds, head.start, *at))

    def _small(self, content: list[Node], size: float = _SMALL, **more: object) -> None:
        """Add a paragraph in small type."""
        self.paragraph(content, **({"size": size, "lead": _SMALL_LEAD, "side": "start"} | more))

    def _byline(self, element: Element) -> None:
        """The subtitles; the authors and the date of the document."""
        for subtitle in element.findall(f"{P}subtitle"):
            self.paragraph([plain(subtitle)], above=7, side="start", size=11 / SIZE, styles=("emphasis",))
        stated = authors_and_date(element)
        if stated:
            self.paragraph([stated], above=7, side="start", size=11 / SIZE)

    def _stated(self, element: Element, behind: bool) -> list[Element]:
        """The facts before or behind the text."""
        facts = element.findall(f"{P}fact")
        return [
            fact
            for fact in facts
            if (fact.get("name") in BEHIND) is behind
            and self.prints(fact.get("name", ""))
            and not (self.numbered and fact.get("name") == "citation")  # a volume is cited by its numbers and pages
            and not (behind and fact_of(fact) in self.shared)
            and not (fact.get("name") == "title" and plain(fact) == element.get("title"))
        ]

    def _facts(self, element: Element) -> None:
        self.space(12)
        content: list[Node] = []
        for fact in self._stated(element, behind=False):
            label: Node = {"s": ["label"], "c": [fact.get("label", "")]}
            content += [" · "] * bool(content) + [label, "\u00a0", *directed(fact, self.plain.of(fact))]
        if content:
            self._small(content, above=5)
        hands = [] if self.hands_listed else self._hands(element)
        if hands:
            self._small([{"s": ["label"], "c": [self.words["hands"]]}, "\u00a0", *hands], above=5)
        self.space(10)

    def _hands(self, element: Element) -> list[Node]:
        """What the hands of a document are, one behind the other."""
        hands: list[Node] = []
        for hand in element.findall(f"{P}hand"):
            hands += [" · "] * bool(hands) + [{"s": ["emphasis"], "c": [hand.get("label", "")]}, ": "]
            hands += self.plain.of(hand)
        return hands

    def _texts(self, element: Element) -> None:
        texts = element.findall(f"{P}witness")
        beside = self.facing and len(texts) == 2 and len(self.document.sections) == 1
        self.space(14)
        second = 0
        for text in texts:
            second = self.flow.blocks + 1
            label = text.get("label", "")
            self.setting = Setting(lang=self.flow.lang)
            if len(texts) > 1 and label:
                head = self.paragraph([label], above=16, below=9, size=11 / SIZE, styles=("semibold",), side="start",
                                      level=self.level + 1, keep=True, whole=True)  # fmt: skip
                head.kind, head.title = "head", label
            elif len(texts) > 1:
                self.space(16)
            setting = Setting(lang=self.text_lang, counted=True, scheme=scheme_of(text, self.numbering))
            self.write(text, setting.within(text))
        if beside:
            self.document.facing = second, self.flow.blocks + 1
        self.notes_at_end("section")
        self.notes_at_end("document")

    def _titled(self, title: str) -> None:
        self.paragraph([title], above=16, below=5, size=9 / SIZE, styles=("semibold",), side="start", keep=True)

    def _unplaced(self, element: Element) -> None:
        """Textual notes on what is not in the text."""
        entries = element.findall(f"{P}entry")
        if not entries:
            return
        self._titled(self.words["unplaced"])
        content: list[Node] = []
        for entry in entries:
            own = entry.get("at", "")
            content += [{"gap": 9.6}] * bool(content) + ([{"s": ["strong"], "c": [own]}, "\u00a0"] if own else [])
            for child in entry:
                content += self.plain.node(child) + ["] "] * (child.tag == f"{P}lemma")
            self.flow.placed.append(self.prefix + entry.get("name", ""))
        self._small(content, _NOTE)

    def _left_over(self) -> None:
        """The notes that did not fit at the foot or in the margin, each with page and line."""
        if not self.left_over:
            return
        self._titled(self.words["long-notes"])
        for _, nodes, lang, direction in self.left_over:
            self._small(nodes, _NOTE, below=4, lang=lang, direction=direction)

    def _sigla(self, element: Element) -> None:
        """What the apparatus calls its witnesses and sources, where the volume has no list of them."""
        sigla = [] if self.conspectus else sigla_of(element)
        if sigla:
            self._titled(self.words["sigla"])
        for siglum in sigla:
            self.siglum(siglum, 16 * MM, size=_NOTE, lead=_SMALL_LEAD, above=2)

    def siglum(self, siglum: Element, width: float, **look: float) -> None:
        """Add a siglum with its description, or a heading of sigla."""
        indent = (min(int(siglum.get("level", "1")), 4) - 1) * 12.0
        label = siglum.find(f"{P}label")
        if label is None:
            given = look | {"above": 9, "below": 3}
            self.paragraph(self.plain.of(siglum), first=indent, hang=indent, keep=True, side="start",
                           styles=("emphasis",), **given)  # fmt: skip
            return
        shown: Node = {"hung": width, "c": [{"s": ["emphasis"], "c": self.plain.of(label)}]}
        rest = without(siglum, label)
        self.paragraph([shown, *self.plain.of(rest)], first=indent, hang=indent + width, side="start", **look)

    def _provenance(self, element: Element) -> None:
        facts = self._stated(element, behind=True)
        groups = [own(group, self.shared) for group in element.findall(f"{P}description")]
        groups = [group for group in groups if len(group) and self.prints(group.get("kind", ""))]
        if not facts and not groups:
            return
        self.space(18)
        self.line_above(0.22, 6)
        for label, same in groupby(facts, lambda fact: fact.get("label", "")):
            self.statements(list(same), label)
        for group in groups:
            setting, self.setting = self.setting, self.setting.within(group)
            self.description(group, 0)
            self.setting = setting


def number_width(number: str) -> float:
    """The width that the number of a document takes before its title, in points at the size of the text."""
    return 10.0 + 5.6 * max(len(number), 2)


def sigla_of(document: Element) -> list[Element]:
    """The sigla of a document, with their headings."""
    return document.findall(f"{P}siglum")


def without(element: Element, child: Element) -> Element:
    """A copy of an element without its first child."""
    rest = Element(element.tag, element.attrib)
    rest.text = f"{element.text or ''}{child.tail or ''}"
    rest.extend(each for each in element if each is not child)
    return rest


def authors_and_date(element: Element) -> str:
    """The authors and the date of a document; names with commas in them are separated by semicolons."""
    authors = [plain(author) for author in element.findall(f"{P}author")]
    names = ("; " if any("," in name for name in authors) else ", ").join(authors)
    return " · ".join(part for part in (names, *map(plain, element.findall(f"{P}date"))) if part)
