"""How text looks: tables from kinds and styles of print XML to properties of WordprocessingML."""

from collections.abc import Iterable, Mapping

from teikit.publication.formats.docx.markup import Properties, w


def _on(*names: str) -> Properties:
    return {name: w(name) for name in names}


def _line(kind: str) -> Properties:
    return {"u": w("u", val=kind)}


def _size(half_points: int) -> Properties:
    return {"sz": w("sz", val=half_points), "szCs": w("szCs", val=half_points)}


def _colour(value: str) -> Properties:
    return {"color": w("color", val=value)}


def _font(name: str) -> Properties:
    return {"rFonts": w("rFonts", ascii=name, hAnsi=name, cs=name)}


BOLD = _on("b", "bCs")
ITALIC = _on("i", "iCs")
SMALL = _size(18)
STRUCK = _on("strike")
RAISED = {"vertAlign": w("vertAlign", val="superscript")}
_FRAMED = {"bdr": w("bdr", val="single", sz=4, space=1, color="auto")}
_SPACED = {"spacing": w("spacing", val=40)}

# How the styles of xslt/reading/renderings.xml look that words have; the others are those of blocks.
STYLES: Mapping[str, Properties] = {
    "bold": BOLD,
    "regular": {"b": w("b", val=0), "bCs": w("bCs", val=0)},
    "italic": ITALIC,
    "upright": {"i": w("i", val=0), "iCs": w("iCs", val=0)},
    "small-caps": _on("smallCaps"),
    "capitals": _on("caps"),
    "blackletter": _font("UnifrakturMaguntia"),
    "antiqua": _font("Times New Roman"),
    "typewriter": _font("Courier New"),
    "underline": _line("single"),
    "double-underline": _line("double"),
    "overline": {
        "bdr": w("bdr", val="dotted", sz=4, space=0, color="auto")
    },  # a word processor has no line above words
    "line-through": STRUCK,
    "boxed": _FRAMED,
    "spaced": _SPACED,
    "superscript": RAISED,
    "subscript": {"vertAlign": w("vertAlign", val="subscript")},
    "larger": _size(26),
    "smaller": SMALL,
    "red": _colour("9C1C1C"),
    "blue": _colour("1D4F91"),
    "green": _colour("2B672B"),
    "brown": _colour("6B4423"),
    "purple": _colour("69399B"),
    "gold": _colour("775600"),
    "grey": _colour("675F54"),
}
SIDES = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_STEP = 340  # twentieths of a point; of an indentation
INDENTS = {"indent": _STEP, "indent-2": 2 * _STEP, "indent-3": 3 * _STEP}
STEP = _STEP

# How the kinds of spans look. Each kind is a character style of the document; a kind that is not here looks like its
# surroundings. Additions and deletions of the text are tracked changes.
KINDS: Mapping[str, Properties] = {
    "underlined": _line("single"),
    "marked": _line("dotted"),
    "letterspaced": _SPACED,
    "emphasis": ITALIC,
    "foreign": ITALIC,
    "marginalia": ITALIC,
    "reading": STYLES["upright"],
    "note": SMALL,
    "note-mark": RAISED,
    "occurrence": RAISED,
    "furniture": SMALL,
    "unhandled": _line("dash"),
    "stage": ITALIC,
    "headword": BOLD,
    "example": ITALIC,
    "speaker": _on("smallCaps"),
    "gramGrp": ITALIC,
    "usg": ITALIC,
    "roleDesc": ITALIC,
    "role": _on("smallCaps"),
    "stamp": {**_FRAMED, **SMALL},
    "link": {**_line("single"), **_colour("1D4F91")},
}


def look_of(styles: Iterable[str]) -> dict[str, str]:
    """The properties of a run with the styles of an element."""
    return {key: value for name in styles for key, value in STYLES.get(name, {}).items()}


def style_id(kind: str) -> str:
    """The id of the character style of a kind of span."""
    return f"TEI-{kind}"
