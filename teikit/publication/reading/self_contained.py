"""The TEI that is published: one file that needs no other to be read.

Entities and XIncludes are resolved when a document is loaded. A pointer of an included file counts from that file; in
the published document it counts from the document's own file, or leads to the element in the document itself.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from teikit.validation import Facts, Pointer
from teikit.xml import ATTRIBUTE, MappedText, TextBuilder, XmlDocument, tag_end

_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")


class _Replacement(NamedTuple):
    """An attribute's value in the text, from `start` to `end`, and what takes its place."""

    start: int
    end: int
    value: str


def self_contained(document: XmlDocument, facts: Facts, path: Path) -> MappedText:
    """The text of a document at `path` with every pointer of an included file counted from `path`.

    `document` is one that was checked, and `facts` are its facts.
    """
    text = document.mapped
    assert text is not None  # it was checked
    if len(document.paths) < 2:
        return text
    replacements = sorted(
        {place for pointer in facts.pointers for place in _replaced(document, text, facts, pointer, path)}
    )
    if not replacements:
        return text
    builder, done = TextBuilder(), 0
    for replacement in replacements:
        builder.copy(text, done, replacement.start)
        builder.insert(replacement.value, *text.origin(replacement.start))
        done = replacement.end
    builder.copy(text, done, len(text.text))
    return builder.build(text.main_source)


def without_declaration(text: str) -> str:
    """The text of a document without its XML declaration and the blanks around it, as it is offered for reading."""
    return _DECLARATION.sub("", text, count=1).strip() if text.startswith("<?xml") else text.strip()


def _replaced(
    document: XmlDocument, text: MappedText, facts: Facts, pointer: Pointer, path: Path
) -> Iterator[_Replacement]:
    """The attribute of a pointer as it is to be, where it is to be another."""
    source, _ = text.origin(pointer.offset)
    home = document.paths[source.name]
    if home == path or pointer.base:  # an xml:base is published as it is, and holds there
        return
    words = pointer.value.split()
    moved = [_moved(word, home, path, document, facts) for word in words]
    if moved == words:
        return
    for attribute in ATTRIBUTE.finditer(text.text, pointer.offset, tag_end(text.text, pointer.offset)):
        if attribute.group(1) == pointer.attribute:
            value = " ".join(moved).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            yield _Replacement(attribute.start(2) + 1, attribute.end(2) - 1, value.replace("'", "&apos;"))


def _moved(word: str, home: Path, path: Path, document: XmlDocument, facts: Facts) -> str:
    """A pointer that counts from the file `home` as one that counts from `path`."""
    if not any(sign in word for sign in "#/."):
        return word  # a plain name, as customised schemas allow
    try:
        parts = urlsplit(word)
    except ValueError:
        return word
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/") or "(" in word:
        return word
    target = Path(os.path.normpath(home.parent / unquote(parts.path)))
    if unquote(parts.fragment) in facts.ids and any(_same_file(target, known) for known in document.paths.values()):
        return f"#{parts.fragment}"
    if home.parent.resolve() == path.parent.resolve():
        return word
    moved = quote(Path(os.path.relpath(target, path.parent)).as_posix(), safe="/~+,;=@!$'()*:")
    return parts._replace(path=moved).geturl()


def _same_file(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()
