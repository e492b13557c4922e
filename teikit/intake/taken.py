"""The door of the room: a file as one text, ready to be checked."""

from dataclasses import dataclass, field
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.intake.encoding import DECLARED, decoded
from teikit.intake.entities import resolved
from teikit.intake.files import Files
from teikit.intake.mapped import Builder, Mapped
from teikit.source import Source, Span


@dataclass
class Taken:
    """A file as it came in: its text (None where nothing can be checked), what was found, and the paths of the files
    that its text came from, by the names they have in messages.
    """

    mapped: Mapped | None
    findings: list[Diagnostic]
    paths: dict[str, Path] = field(default_factory=dict)


def take(data: bytes, path: Path, files: Files) -> Taken:
    """The text of a file: decoded, without DOCTYPE, with its entities and its XIncludes in place."""
    from teikit.intake.xinclude import INCLUDES, included

    taken = opened(data, path, files.called(path))
    if taken.mapped is not None and "include" in taken.mapped.text and INCLUDES.search(taken.mapped.text):
        return included(taken, path, files)
    return taken


def opened(data: bytes, path: Path, name: str) -> Taken:
    """As `take`, with XIncludes left as they stand; `name` is how messages call the file."""
    source, findings = decoded(data, name)
    if source is None:
        return Taken(None, findings, {name: path})
    text, said = resolved(source)
    return Taken(None if text is None else _as_utf8(text, source), [*findings, *said], {name: path})


def _as_utf8(text: Mapped, source: Source) -> Mapped:
    """The text with the encoding in its XML declaration that it will be handed on in."""
    found = DECLARED.match(text.text)
    if not found or found.group(1).lower() == "utf-8":
        return text
    span = Span(*found.span(1))
    made = Builder()
    made.copy(text, 0, span.start)
    made.put("UTF-8", source, span.start)
    made.copy(text, span.end, len(text.text))
    return made.made(source)
