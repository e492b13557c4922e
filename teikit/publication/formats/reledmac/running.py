r"""Running text as TeX: words, notes of the source, and textual notes as \edtext in layers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from teikit.core import message
from teikit.publication.formats.reledmac.escaping import address, command, escaped, simple
from teikit.publication.formats.reledmac.ranges import Token, tokens_of
from teikit.publication.formats.tree import (
    Element,
    address_of,
    children,
    language_of,
    letters,
    name_of,
    nodes_of,
)

# The layers of the apparatus by the kinds of entries: readings of witnesses, what hands did, the state of the source,
# what the editor did, all others.
_LAYERS = {
    "A": "difference variant absent",
    "B": "addition deletion substitution restored retraced marginalia stamp hand-shift metamark",
    "C": "unclear illegible lost damage gap omitted cancelled space",
    "D": "supplied sic correction original regularised surplus secluded expansion abbreviation",
}
_LAYER_OF = {kind: layer for layer, kinds in _LAYERS.items() for kind in kinds.split()}
_OTHER_LAYER = "E"


@dataclass
class Work:
    """What the texts of an edition have in common while they are written.

    `keyed` names the textual notes of a document that are keyed to labels, by their number; `held` are the notes of a
    table, which are set below it.
    """

    interface: str
    language: str
    diplomatic: bool
    languages: set[str] = field(default_factory=set)
    keyed: dict[str, int] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    labels: int = 0
    marks: int = 0

    def word(self, key: str, **arguments: str) -> str:
        """A message in the language of the edition, as TeX."""
        return escaped(message(self.interface, key, **arguments))


class Running:
    """Writes running text. Outside numbered text (`numbered` is false) notes get a mark, and are held."""

    def __init__(self, work: Work, numbered: bool = True) -> None:
        self._work = work
        self._numbered = numbered
        self._rules: dict[str, Callable[[Element], str]] = {
            "lb": self._line_break,
            "pb": self._page_break,
            "margin": self._margin,
            "foot": self._foot,
            "image": self._image,
            "s": self._label,
            "e": self._label,
        }

    def of(self, element: Element, around: Iterable[str] = ()) -> str:
        """The content of an element; `around` are kinds that it is in as a whole."""
        parts: list[str] = []
        held: list[list[Element]] = []
        for token in tokens_of(element):
            for entries in token.opened if self._numbered else ():
                parts.append("\\edtext{")
                held.append(entries)
            parts.append(self._token(token))
            for _ in range(token.closed if self._numbered else 0):
                parts.append(f"}}{{{self._notes(held.pop())}}}")
        content = "".join(parts)
        for kind in around:
            content = command("teikind", simple(kind), content) if content else content
        return self.in_language(language_of(element), self._styled(element, content))

    def words(self, element: Element) -> str:
        """The content of an element that has no notes: a fact, a lemma, a note."""
        return "".join(escaped(node) if isinstance(node, str) else self._token_of(node) for node in nodes_of(element))

    def _token_of(self, element: Element) -> str:
        if name_of(element) in ("span", "sign", "link"):
            before, after = self._edges(element)
            return before + self.words(element) + after
        rule = self._rules.get(name_of(element))
        return rule(element) if rule else self.words(element)

    def _token(self, token: Token) -> str:
        node = token.node
        if isinstance(node, str):
            return escaped(node)
        if token.kind in ("open", "close"):
            return self._edges(node)[token.kind == "close"]
        if token.kind == "entry":
            return self._entry(node, token.keyed)
        rule = self._rules.get(token.kind)
        return rule(node) if rule else ""

    # ------------------------------------------------------------ looks
    def _edges(self, element: Element) -> tuple[str, str]:
        """What is before and behind the words of an element."""
        names = [f"style-{style}" for style in element.get("style", "").split()]
        kind = element.get("kind", "")
        names += [kind] if kind and (self._work.diplomatic or kind != "addition") else []
        parts = [f"\\teikind{{{simple(name)}}}{{" for name in names]
        if target := address_of(element.get("target", "")):
            parts.append(f"\\href{{{address(target)}}}{{")
        if self._is_foreign(language_of(element)):
            parts.append(f"\\teilang{{{simple(language_of(element))}}}{{")
        return "".join(parts), "}" * len(parts)

    def _styled(self, element: Element, content: str) -> str:
        for style in element.get("style", "").split():
            content = command("teikind", simple(f"style-{style}"), content) if content else content
        return content

    def _is_foreign(self, language: str) -> bool:
        if language and language != self._work.language:
            self._work.languages.add(simple(language))
            return True
        return False

    def in_language(self, language: str, content: str) -> str:
        """Content in a language, if it is not that of the edition."""
        return command("teilang", simple(language), content) if content and self._is_foreign(language) else content

    # ------------------------------------------------------------ breaks and notes
    def _line_break(self, element: Element) -> str:
        number = command("teinumber", escaped(element.get("n", ""))) if element.get("n") else ""
        return ("" if element.get("starts") else command("teibreak")) + number

    def _page_break(self, element: Element) -> str:
        number = self._work.word(f"print.{element.get('kind', 'page')}", number=element.get("n", ""))
        return command("teipage" if self._numbered else "teinumber", number)

    def _margin(self, element: Element) -> str:
        content = self.in_language(language_of(element), self.words(element))
        if element.get("kind") == "addition":
            content = command("teikind", "addition", content)
            return command("teicaret") + (command("ledsidenote", content) if self._numbered else content)
        return command("ledsidenote", content) if self._numbered else self._below(content)

    def _foot(self, element: Element) -> str:
        number = element.get("n", "")
        content = self.in_language(language_of(element), self.words(element))
        if not self._numbered:
            return self._below(content, escaped(number))
        if number.isascii() and number.isdigit() and len(number) < len("10000"):
            return command("teinote", number, content)
        return command("footnoteA", f"{command('teinumber', escaped(number))}{content}")

    def _below(self, content: str, mark: str = "", name: str = "teitablenote") -> str:
        """The mark of a note that is set below a table."""
        if not mark:
            self._work.marks += 1
            mark = letters(self._work.marks)
        self._work.held.append(command(name, mark, content))
        return command("teimark", mark)

    def _image(self, element: Element) -> str:
        return command("teipicture", file_name(element.get("file", "")), escaped(element.get("alt", "")))

    # ------------------------------------------------------------ textual notes
    def _label(self, element: Element) -> str:
        number = self._work.keyed.get(element.get("ref", ""))
        return command("edlabel", f"{name_of(element)}{number}") if number and self._numbered else ""

    def _entry(self, entry: Element, keyed: bool) -> str:
        if not self._numbered:
            return self._below(self.statement_of(entry), name="teitableentry")
        number = self._work.keyed.get(entry.get("ref", ""))
        key = command("xxref", f"s{number}", f"e{number}") if number else ""
        return command("edtext", "", key + self._notes([entry])) if keyed else ""

    def _notes(self, entries: list[Element]) -> str:
        return "".join(self._note(entry) for entry in entries)

    def _note(self, entry: Element) -> str:
        layer = _LAYER_OF.get(entry.get("kind", ""), _OTHER_LAYER)
        place = command("teinumber", escaped(entry.get("at", ""))) if entry.get("at") else ""
        lemma = "".join(self.words(part) for part in children(entry, "lemma"))
        statement = "".join(self.words(part) for part in children(entry, "statement"))
        number = "[nonum]" if place else ""
        return command("lemma", place + lemma) + f"\\{layer}footnote{number}{{{statement}}}"

    def statement_of(self, entry: Element) -> str:
        """A textual note outside the apparatus: its place, its lemma, the explanation."""
        place = command("teinumber", escaped(entry.get("at", ""))) if entry.get("at") else ""
        lemma = "".join(self.words(part) for part in children(entry, "lemma"))
        statement = "".join(self.words(part) for part in children(entry, "statement"))
        return f"{place}{lemma}{command('teibracket')}{statement}"


def file_name(file: str) -> str:
    """The name of the file of an image, of which only letters, figures and one dot are left."""
    stem, _, ending = file.rpartition(".")
    return f"{simple(stem)}.{simple(ending)}"
