"""Finds the convention of a transcript where none is chosen: by the archive's page, or by words that only it has.

Without evidence for another it is the neutral one. The evidence is data: the layouts of a convention, and `evidence`.
"""

from dataclasses import replace
from functools import cache

from teikit.conventions import NEUTRAL, Convention, conventions, load_convention
from teikit.core import Diagnostic, LazyPattern, Source, Span, span_diagnostic
from teikit.transcript.front_matter import Front, find_front


def find_convention(source: Source, layout: str | None = None) -> tuple[str, Diagnostic]:
    """The name of the bundled convention that a source follows, and a diagnostic that says it and why.

    `layout` is the layout of the page around the text, if the user names it.
    """
    for name in conventions():
        evidence = _evidence(source, load_convention(name), layout)
        if evidence:
            return name, _reported(source, name, *evidence)
    return NEUTRAL, _reported(source, NEUTRAL, Span(0, 0), "nothing in the text shows another")


def _reported(source: Source, name: str, span: Span, reason: str) -> Diagnostic:
    return span_diagnostic(source, span, "convention-found", f"read by the convention “{name}”: {reason}")


def _evidence(source: Source, convention: Convention, layout: str | None) -> tuple[Span, str] | None:
    """Where and why a source shows that it follows a convention."""
    if layout is not None:
        has = any(known.name == layout for known in convention.layouts)
        return (Span(0, 0), f"it has the layout “{layout}”") if has else None
    for pattern in convention.evidence:
        if match := _compiled(pattern).search(source.text):
            return Span(*match.span()), f"“{match[0]}” shows it"
    front = _page(source, convention)
    return (Span(0, 0), f"the page around the text has its layout “{front.layout.name}”") if front else None


def _page(source: Source, convention: Convention) -> Front | None:
    """The page around the text by a layout that shows its convention: by words, legend, or date and title."""
    telling = _with_telling_layouts(convention)
    front = find_front(source, telling)[0] if telling.layouts else None
    if front is None or "shows" not in front.layout.data:
        return front
    head = "\n".join(span.cut(source.text) for span in (*front.date, *front.title))
    return front if _compiled(str(front.layout.data["shows"])).fullmatch(head) else None


@cache
def _with_telling_layouts(convention: Convention) -> Convention:
    """The convention with those of its layouts that are not found by chance."""
    layouts = tuple(
        layout for layout in convention.layouts if layout.needs or "legend" in layout.data or "shows" in layout.data
    )
    return replace(convention, layouts=layouts)


@cache
def _compiled(pattern: str) -> LazyPattern:
    return LazyPattern(pattern)
