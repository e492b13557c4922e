"""The scribe that a note on handwriting names: “in Stalin's hand”, “рукой Сталина”, “by an unknown hand”."""

import re

from teikit.conventions import Convention
from teikit.interpretation.candidates.residue import NAME, unexpressed
from teikit.recognizers import compiled

# A distinct hand without a name.
OTHER = "?"


def hands(convention: Convention) -> str:
    """A pattern for words that identify a hand."""
    named = [*convention.words.get("hands", {}).get("named", ()), *convention.words.get("hands", {}).get("other", ())]
    return "(?:" + "|".join(pattern.replace("{who}", NAME) for pattern in named) + ")" if named else r"(?!)"


def scribe(opening: str, convention: Convention) -> str:
    """The scribe named in the opening of a note; OTHER for an unnamed one, empty for none."""
    known = convention.words.get("hands", {})
    for pattern in (*known.get("named", ()), *known.get("author", ())):
        match = compiled(rf"(?<!\w){pattern.replace('{who}', f'(?P<who>{NAME})')}(?!\w)").search(opening)
        name = _bare(match["who"], convention) if match else ""
        if name:
            return name
    others = known.get("other", ())
    return OTHER if others and compiled(rf"(?<!\w)(?:{'|'.join(others)})(?!\w)").search(opening) else ""


def _bare(name: str, convention: Convention) -> str:
    """A name without the office and small words before it; empty if nothing is left."""
    small = rf"(?:(?:{convention.either('function_words')}|{convention.either('offices')})(?:\s+|$))+"
    bare = compiled(small).sub("", name, count=1) if compiled(small).match(name) else name
    bare = re.sub(r"(?<=[^\W\d_]{2})\.$", "", bare)
    return bare if bare and unexpressed(bare, "marginalia", convention) else ""
