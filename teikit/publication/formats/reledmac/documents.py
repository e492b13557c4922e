r"""The whole TeX file: preamble, title page, contents, each document with its facts and its texts.

The preamble is xslt/formats/reledmac.tex; a press changes it and leaves the text as it is.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from teikit.core import interface_language, resource
from teikit.publication.formats.reledmac.blocks import Blocks, Place
from teikit.publication.formats.reledmac.escaping import command, escaped, simple
from teikit.publication.formats.reledmac.ranges import tokens_of
from teikit.publication.formats.reledmac.running import Running, Work
from teikit.publication.formats.tree import (
    PRINT,
    Element,
    children,
    has_own_numbers,
    is_behind,
    language_of,
    name_of,
    plain,
    specimens_of,
    stated_facts,
    without,
)

PICTURES = "images"
"""The folder beside the file in which its pictures are."""
PICTURE_KINDS = frozenset(("png", "jpg"))
"""The formats of pictures that LuaLaTeX reads."""
_PARAGRAPHS = ("p", "head", "line", "stamp", "label", "caption", "verseline")


def reledmac(edition: str, images: Mapping[str, Path] = {}, licence: str = "") -> bytes:
    """Print XML of an edition (schemas/print.rng) as a file for LuaLaTeX with reledmac.

    Its pictures are expected in the folder PICTURES beside it. `licence` is one for all of it, in words. Raises
    xml.etree.ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(edition)
    language = root.get("lang", "en")
    work = Work(interface_language(language), language, root.get("view") == "diplomatic")
    text = "".join(_documents(root, work))
    preamble = resource("xslt", "formats", "reledmac.tex").read_text(encoding="utf-8")
    return "".join((preamble, *_settings(root, work, licence), text, "\\end{document}\n")).encode()


def _settings(edition: Element, work: Work, licence: str) -> Iterator[str]:
    editors = ", ".join(plain(editor) for editor in children(edition, "editor"))
    properties = {
        "pdftitle": edition.get("title", ""), "pdfauthor": editors, "pdfsubject": edition.get("subtitle", ""),
        "pdflang": edition.get("lang", ""),
    }  # fmt: skip
    yield f"\\graphicspath{{{{{PICTURES}/}}}}\n"
    yield command("teimainlanguage", simple(work.language)) + "\n"
    yield from (command("teilanguage", language) + "\n" for language in sorted(work.languages))
    given = ",".join(
        f"{name}={{{escaped(value)}}}" for name, value in properties.items() if value and name != "pdfcopyright"
    )
    yield command("hypersetup", given) + "\n"
    yield "\\begin{document}\n"
    subtitle = edition.get("subtitle", "")
    by = work.word("print.edited-by", editors=editors) if editors else ""
    imprint = ", ".join(edition.get(name, "") for name in ("publisher", "date") if edition.get(name))
    imprint = "\\par ".join(escaped(line) for line in (imprint, licence) if line)
    yield command("teititle", escaped(edition.get("title", "")), escaped(subtitle), by, imprint) + "\n"
    yield "\\tableofcontents\n"


def _documents(edition: Element, work: Work) -> Iterator[str]:
    yield from _signs(edition, work)
    for document in children(edition, "document"):
        work.keyed, work.marks = _keyed(document, work), 0
        yield from _document(document, work)


def _signs(edition: Element, work: Work) -> Iterator[str]:
    specimens = specimens_of(edition)
    if specimens:
        yield command("teifacts", work.word("print.signs")) + "\n"
    running = Running(work, numbered=False)
    for specimen in specimens:
        yield command("teifact", running.words(specimen), escaped(specimen.get("label", ""))) + "\n"


def _keyed(document: Element, work: Work) -> dict[str, int]:
    r"""The textual notes that cannot be an \edtext around their words, with the numbers of their labels.

    Both anchors are in numbered text.
    """
    anchors: dict[str, set[str]] = {"s": set(), "e": set()}
    keyed: dict[str, int] = {}
    witnesses = children(document, "witness")
    unnumbered = {id(inner) for w in witnesses for cell in w.iter(f"{PRINT}cell") for inner in cell.iter()}
    for paragraph in (element for w in witnesses for element in w.iter()):
        if name_of(paragraph) not in _PARAGRAPHS or id(paragraph) in unnumbered:
            continue
        for token in tokens_of(paragraph):
            if not isinstance(token.node, str) and token.kind in ("s", "e"):
                anchors[token.kind].add(token.node.get("ref", ""))
            elif not isinstance(token.node, str) and token.keyed:
                keyed.setdefault(token.node.get("ref", ""), 0)
    for ref in [ref for ref in keyed if ref in anchors["s"] & anchors["e"]]:
        work.labels += 1
        keyed[ref] = work.labels
    return {ref: number for ref, number in keyed.items() if number}


def _document(document: Element, work: Work) -> Iterator[str]:
    running, beside = Running(work, numbered=False), Blocks(work, numbered=False)
    subtitles = [escaped(plain(subtitle)) for subtitle in children(document, "subtitle")]
    byline = [escaped(plain(element)) for element in children(document, "author", "date")]
    under = "\\par ".join([*subtitles, " · ".join(byline)] if byline else subtitles)
    yield command("teidocument", escaped(document.get("title", "")), under) + "\n"
    facts = stated_facts(document)
    yield from (_fact(fact, running) for fact in facts if not is_behind(fact))
    for hand in children(document, "hand"):
        yield command("teifact", escaped(hand.get("label", "")), running.words(hand)) + "\n"
    witnesses = children(document, "witness")
    for witness in witnesses:
        if len(witnesses) > 1 and witness.get("label"):
            yield command("teitext", escaped(witness.get("label", ""))) + "\n"
        language = language_of(witness) or language_of(document)
        yield from _text(witness, language, work)
    entries = children(document, "entry")
    yield from [command("teifacts", work.word("print.unplaced")) + "\n"] if entries else []
    yield from (command("teifact", "", running.statement_of(entry)) + "\n" for entry in entries)
    yield from _sigla(document, running, work)
    yield from (_fact(fact, running) for fact in facts if is_behind(fact))
    yield from (beside.of(group, Place()) for group in children(document, "description"))


def _text(witness: Element, language: str, work: Work) -> Iterator[str]:
    yield "\\beginnumbering\n"
    foreign = language and language != work.language
    if foreign:
        work.languages.add(simple(language))
        yield f"\\begin{{teitextlanguage}}{{{simple(language)}}}\n"
    # lines with numbers of their own: those of the page would be a second count
    yield "\\numberlinefalse\n" if has_own_numbers(witness) else ""
    yield Blocks(work).each(witness, Place())
    yield "\\numberlinetrue\n" if has_own_numbers(witness) else ""
    yield "\\end{teitextlanguage}\n" if foreign else ""
    yield "\\endnumbering\n"


def _fact(fact: Element, running: Running) -> str:
    return command("teifact", escaped(fact.get("label", "")), running.words(fact)) + "\n"


def _sigla(document: Element, running: Running, work: Work) -> Iterator[str]:
    sigla = children(document, "siglum")
    yield from [command("teifacts", work.word("print.sigla")) + "\n"] if sigla else []
    for siglum in sigla:
        labels = "".join(running.words(label) for label in children(siglum, "label"))
        yield command("teifact", labels, running.words(without(siglum, "label"))) + "\n"
