"""The language in which the pages and the print speak: the edition's, where teikit has words in it.

The words are data: `xslt/html/words/`, `xslt/reading/words/` and `xslt/print/words/` have a file for each language.
"""

from functools import cache

from teikit.core import resource

_PLACES = ("html", "reading", "print")
DEFAULT = "en"


@cache
def languages() -> frozenset[str]:
    """The languages that all words are there in, by their codes (ISO 639)."""
    found = [{file.stem for file in resource("xslt", place, "words").glob("*.xml")} for place in _PLACES]
    return frozenset(set.intersection(*found))


def interface_language(language: str) -> str:
    """The code of the language to speak in for an edition in `language` (BCP 47): its primary subtag, or English."""
    code = language.partition("-")[0].lower()
    return code if code in languages() else DEFAULT
