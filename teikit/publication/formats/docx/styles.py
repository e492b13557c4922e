"""The styles of a DOCX, the numbering of its lists, its settings: what a press changes, and nothing of the text."""

from collections.abc import Iterable

from teikit.publication.formats.docx.looks import BOLD, ITALIC, KINDS, RAISED, SMALL, STEP, style_id
from teikit.publication.formats.docx.markup import Properties, paragraph_properties, root, run_properties, w

_FONT = "Times New Roman"
_SIZES = {1: 34, 2: 28, 3: 25}  # of headings, in half points
_LEVELS = 9
_GREY = {"color": w("color", val="675F54")}


def _spacing(before: int = 0, after: int = 0, line: int = 276) -> Properties:
    return {"spacing": w("spacing", before=before, after=after, line=line, lineRule="auto")}


def _side(name: str) -> Properties:
    return {"jc": w("jc", val=name)}


def _indent(left: int, hanging: int = 0) -> Properties:
    return {"ind": w("ind", left=left, hanging=hanging)}


def _tab(at: int, side: str = "left") -> Properties:
    return {"tabs": w("tabs", w("tab", val=side, pos=at))}


_KEEP = {"keepNext": w("keepNext")}
_UNNUMBERED = {"suppressLineNumbers": w("suppressLineNumbers")}
_TOGETHER = {"contextualSpacing": w("contextualSpacing")}  # no space between paragraphs of the same style
_BOX = {
    "pBdr": w(
        "pBdr", *(w(side, val="single", sz=4, space=4, color="auto") for side in ("top", "left", "bottom", "right"))
    )
}
_SIZE = {
    name: {"sz": w("sz", val=size), "szCs": w("szCs", val=size)}
    for name, size in {"20": 20, "40": 40, "26": 26}.items()
}

# The styles of paragraphs: the name that a word processor shows, properties of the paragraph, of its text. Styles that
# word processors have keep their names.
_PARAGRAPHS: dict[str, tuple[str, Properties, Properties]] = {
    "Title": ("Title", {**_spacing(2400, 240), **_UNNUMBERED}, {**BOLD, **_SIZE["40"]}),
    "Subtitle": ("Subtitle", {**_spacing(0, 240), **_UNNUMBERED}, {**ITALIC, **_SIZE["26"]}),
    "TitlePage": ("Title page", {**_spacing(0, 120), **_UNNUMBERED}, {}),
    "FrontHeading": ("Front heading", {**_KEEP, **_UNNUMBERED, **_spacing(360, 120)}, {**BOLD, **_SIZE["26"]}),
    "TOC1": ("toc 1", {**_UNNUMBERED, **_spacing(60, 0)}, {}),
    "TOC2": ("toc 2", {**_UNNUMBERED, **_spacing(), **_indent(STEP)}, {}),
    "Specimen": ("Specimen", {**_UNNUMBERED, **_tab(2400), **_spacing(), **_indent(2400, 2400)}, SMALL),
    "Byline": ("Byline", {**_KEEP, **_UNNUMBERED, **_spacing(0, 120)}, {}),
    "BodyText": ("Body Text", _spacing(0, 100), {}),
    "EditorialNote": ("Editorial note", _spacing(60, 60), SMALL),
    "SourceLineText": ("Line of the source", {**_spacing(0, 60)}, {}),
    "Speaker": ("Speaker", {**_KEEP, **_spacing(120, 0)}, {"smallCaps": w("smallCaps")}),
    "Stage": ("Stage direction", _spacing(60, 60), ITALIC),
    "Stamp": ("Stamp", {**_BOX, **_spacing(120, 120), **_side("center")}, SMALL),
    "ListItem": ("List item", {**_spacing(0, 60)}, {}),
    "VerseLine": ("Verse line", {**_tab(9000, "right"), **_spacing(), **_UNNUMBERED, **_indent(340, 340)}, {}),
    "StanzaNumber": ("Stanza number", {**_KEEP, **_UNNUMBERED, **_spacing(120, 0)}, {}),
    "StanzaEnd": ("Stanza end", {**_UNNUMBERED, **_spacing(0, 0, 120)}, {"sz": w("sz", val=8)}),
    "TableEnd": ("Table end", {**_UNNUMBERED, **_spacing(0, 0, 120)}, {"sz": w("sz", val=8)}),
    "Cell": ("Cell", _spacing(20, 20, 240), _SIZE["20"]),
    "Figure": ("Figure", {**_KEEP, **_spacing(120, 60), **_side("center")}, {}),
    "Caption": ("caption", {**_spacing(60, 120)}, {**BOLD, **SMALL}),
    "MinorHeading": ("Minor heading", {**_KEEP, **_spacing(120, 60)}, BOLD),
    "Fact": ("Fact", {**_UNNUMBERED, **_spacing(120, 240, 240), **_TOGETHER}, SMALL),
    "Description": ("Description", {**_UNNUMBERED, **_spacing(0, 20, 240)}, SMALL),
    "FactsHeading": ("Facts heading", {**_KEEP, **_UNNUMBERED, **_spacing(240, 60)}, {**BOLD, **SMALL}),
    "TextualNote": ("Textual note", {**_UNNUMBERED, **_spacing(0, 20, 240)}, SMALL),
    "FootnoteText": ("footnote text", {**_UNNUMBERED, **_spacing(0, 20, 240)}, SMALL),
    "CommentText": ("annotation text", _spacing(0, 0, 240), SMALL),
    "Footer": ("footer", {**_side("center")}, SMALL),
}  # fmt: skip
# What teikit puts among the words of the edition has styles of its own, so that it can be distinguished from them.
_CHARACTERS: dict[str, tuple[str, Properties]] = {
    "FootnoteReference": ("footnote reference", RAISED),
    "CommentReference": ("annotation reference", SMALL),
    "SourcePage": ("Page of the source", {**_GREY, **SMALL}),
    "SourceLine": ("Line number of the source", {**_GREY, **SMALL}),
    "EditorialSign": ("Sign of the edition", {}),
    "EntryPlace": ("Place of a note", BOLD),
    "FactLabel": ("Label of a fact", BOLD),
}


def styles(language: str, kinds: Iterable[str]) -> str:
    """The part with all styles; each of the kinds of spans is a character style."""
    base = {
        "rFonts": w("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT),
        "sz": w("sz", val=22), "szCs": w("szCs", val=22),
        "lang": w("lang", val=language, eastAsia=language, bidi=language),
    }  # fmt: skip
    defaults = w("docDefaults", w("rPrDefault", run_properties(base)), w("pPrDefault"))
    normal = w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal")
    return root(
        "styles",
        defaults,
        normal,
        *(_heading(level) for level in range(1, _LEVELS + 1)),
        *(_paragraph(ident, *given) for ident, given in _PARAGRAPHS.items()),
        *(_character(ident, *given) for ident, given in _CHARACTERS.items()),
        *(_character(style_id(kind), f"TEI {kind}", KINDS.get(kind, {})) for kind in sorted(kinds)),
    )


def _heading(level: int) -> str:
    size = _SIZES.get(level, 22)
    own = {**_KEEP, **_UNNUMBERED, **_spacing(300, 120), "outlineLvl": w("outlineLvl", val=level - 1)}
    if level == 1:
        own["pageBreakBefore"] = w("pageBreakBefore")
    look = {**BOLD, "sz": w("sz", val=size), "szCs": w("szCs", val=size)}
    return _paragraph(f"Heading{level}", f"heading {level}", own, look)


def _paragraph(ident: str, name: str, own: Properties, look: Properties) -> str:
    content = (
        w("name", val=name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        paragraph_properties(own),
        run_properties(look),
    )
    return w("style", *content, type="paragraph", styleId=ident)


def _character(ident: str, name: str, look: Properties) -> str:
    return w("style", w("name", val=name), w("qFormat"), run_properties(look), type="character", styleId=ident)


def numbering() -> str:
    """The part with the one list: its items have the labels of the source, which are text, and no others."""
    levels = (
        w("lvl", w("start", val=1), w("numFmt", val="none"), w("suff", val="nothing"), w("lvlText", val=""),
          w("lvlJc", val="left"), w("pPr", w("ind", left=STEP * (level + 1), hanging=STEP)), ilvl=level)
        for level in range(_LEVELS)
    )  # fmt: skip
    abstract = w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    return root("numbering", abstract, w("num", w("abstractNumId", val=0), numId=1))


def settings() -> str:
    """The settings: where the separators of foot notes are; the layout is that of present word processors."""
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return root("settings", w("defaultTabStop", val=STEP), separators, w("compat", mode))
