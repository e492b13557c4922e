"""What all documents of a volume say of themselves in the same words: it is printed once, on the imprint."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from teikit.publication.print.running import P, plain

BEHIND = frozenset(
    [
        "citation",
        "url",
        "record",
        "publisher",
        "transcript",
        "convention",
        "responsibility",
        "licence",
        "change",
        "other",
    ]
)
"""The facts about the edition of a document: they are behind its text. Persons, date and place are before it."""

Fact = tuple[str, str, str]
"""Name, label and words of a fact."""


def fact_of(element: Element) -> Fact:
    """A fact as a value."""
    return element.get("name", ""), element.get("label", ""), " ".join(plain(element).split())


def shared_facts(documents: Iterable[Element]) -> dict[Fact, None]:
    """The facts that each of two documents or more has, in the order of the first."""
    stated = [dict.fromkeys(map(fact_of, each.iter(f"{P}fact"))) for each in documents if not each.get("broken")]
    if len(stated) < 2:
        return {}
    return {fact: None for fact in stated[0] if all(fact in other for other in stated[1:])}


def said_once(documents: Iterable[Element], prints: Callable[[str], bool]) -> str:
    """The facts that all documents share and that are printed, in words."""
    held = list(documents)
    groups = {
        fact_of(fact): group.get("kind", "")
        for group in (held[0].iter(f"{P}description") if held else ())
        for fact in group.iter(f"{P}fact")
    }
    shown = [
        fact
        for fact in shared_facts(held)
        if prints(fact[0]) and prints(groups.get(fact, fact[0])) and (fact in groups or fact[0] in BEHIND)
    ]
    labelled: dict[str, list[str]] = {}
    for _, label, words in shown:
        labelled.setdefault(label, []).append(words)
    return ". ".join(f"{label}: {'; '.join(dict.fromkeys(words))}" for label, words in labelled.items())


def own(group: Element, shared: Mapping[Fact, None]) -> Element:
    """A group of facts without those that all documents share."""
    held = [own(each, shared) if each.tag == f"{P}description" else each for each in group]
    kept = [each for each in held if not _is_said(each, shared)]
    if len(kept) == len(group) and all(a is b for a, b in zip(kept, group, strict=True)):
        return group
    rest = Element(group.tag, group.attrib)
    rest.extend(kept)
    return rest


def _is_said(element: Element, shared: Mapping[Fact, None]) -> bool:
    """Whether nothing of an element is left to be said."""
    if element.tag == f"{P}fact":
        return fact_of(element) in shared
    return element.tag == f"{P}description" and len(element) == 0
