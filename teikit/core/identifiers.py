"""Codes of languages (BCP 47), and the values of xml:id that teikit gives to elements of a document."""

import re

DOCUMENT_ID = "doc-"
"""The beginning of the xml:id of a document that is made from the name of its file."""


def is_language(code: str) -> bool:
    """Whether a code has the form of a language code (BCP 47)."""
    return code.isascii() and re.fullmatch(r"[^\W\d_]{2,3}(-[^\W_]{1,8})*", code) is not None


def is_reserved_id(ident: str) -> bool:
    """Whether teikit may give an element of a document this id: elements of the header, numbered ones of the text."""
    return ident.startswith(DOCUMENT_ID) or _NUMBERED.fullmatch(ident) is not None


# The ids that the encoding guide (10.7) names, and those of corresponding paragraphs.
_KINDS = "add|d|del|facs|file|hand|note|seg|copy|hi|speaker|unclear|supplied|persName|placeName|orgName|date"
_ROLES = "translator|transcriber|contributor|editor|provider|obtained|teikit"
_NUMBERED = re.compile(rf"(?:{_KINDS})-\d+(?:-.*)?|w\d+(?:-p\d+)?|(?:{_ROLES})(?:-\d+)?")
