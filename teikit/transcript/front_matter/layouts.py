"""Recognises the page around a text by its content: the convention's layouts are tried in order, the first that fits is
taken. How a layout is read is its `kind`; a new kind is one module and one row of `_READINGS`.
"""

from collections.abc import Callable
from functools import cache

from teikit.conventions import Convention, ConventionError, Layout
from teikit.core import Diagnostic, Source, span_diagnostic
from teikit.transcript.front_matter.heading import read_heading
from teikit.transcript.front_matter.labelled import read_labelled
from teikit.transcript.front_matter.model import Front, is_date, trimmed
from teikit.transcript.front_matter.numbered import read_numbered
from teikit.transcript.front_matter.web_page import read_web_page

__all__ = ["Front", "find_front", "is_date", "layouts_of", "trimmed"]

Reading = Callable[[Source, Layout, Convention], Front | None]

_READINGS: dict[str, Reading] = {
    "heading": read_heading,
    "labels": read_labelled,
    "numbered": read_numbered,
    "web-page": read_web_page,
}


def layouts_of(convention: Convention) -> tuple[Layout, ...]:
    """The layouts of a convention; one that says `like` has what it does not say itself from the layout it names."""
    known: dict[str, Layout] = {}
    for layout in convention.layouts:
        like = known.get(str(layout.data.get("like", "")))
        known[layout.name] = _inherited(layout, like)
    return tuple(known.values())


def _inherited(layout: Layout, like: Layout | None) -> Layout:
    if like is None:
        return layout
    data = {**like.data, **layout.data}
    return Layout(layout.name, layout.needs, data["fields"], data)


def find_front(
    source: Source, convention: Convention, name: str | None = None
) -> tuple[Front | None, list[Diagnostic]]:
    """The page around the text of a source by the first layout that fits, or by the one called `name`.

    None where none fits. Raises ConventionError where the convention has no layout of that name.
    """
    layouts = layouts_of(convention)
    if name is not None:
        layouts = tuple(layout for layout in layouts if layout.name == name)
        if not layouts:
            known = ", ".join(layout.name for layout in convention.layouts)
            raise ConventionError(f"{convention.name}: there is no layout “{name}”; known are {known}")
    folded = _folded(source.text)
    for layout in layouts:
        if not all(word in folded for word in _needed(layout.needs)):
            continue
        front = _READINGS[layout.data.get("kind", "labels")](source, layout, convention)
        if front is not None:
            return front, _doubts(source, front)
    wanted = f"of the layout “{name}”" if name else "of a known layout"
    return None, [
        span_diagnostic(source, 0, "header-no-layout", f"no header {wanted} was found; everything is read as text")
    ]


@cache
def _needed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a layout needs, one by one."""
    return tuple(_folded(word) for each in words for word in each.split())


def _folded(words: str) -> str:
    """The words without regard to case, as regular expressions see it: they take i, I, ı and İ for one letter."""
    return words.casefold().replace("\u0307", "").replace("\u0131", "i")


def _doubts(source: Source, front: Front) -> list[Diagnostic]:
    diagnostics = []
    if not front.date:
        diagnostics.append(
            span_diagnostic(source, 0, "header-no-date", "the archive's page gives no date that can be read")
        )
    if not front.title:
        diagnostics.append(span_diagnostic(source, 0, "header-no-title", "the archive's page gives no title"))
    if not front.contents and "text" not in front.layout.data:
        diagnostics.append(
            span_diagnostic(
                source, front.body.start, "header-unknown-contents", "the page does not name the kind of its text"
            )
        )
    return diagnostics
