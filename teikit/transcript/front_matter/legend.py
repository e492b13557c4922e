"""A legend below a text: a last line that says where the document is kept (encoding guide, 3.9a).

`[AA: A981, WAR 72]`, `Signatur: LASH Abt. 2003.1 Nr. 10074`, `MSS 3988-C`: a label, the short name of an archive in
brackets, or a shelfmark alone. The words are data.
"""

import re
from functools import cache

from teikit.core import LazyPattern, Source, Span, expand_properties
from teikit.transcript.front_matter.citation import ArchiveReference
from teikit.transcript.front_matter.fields import field_data
from teikit.transcript.front_matter.keys import layout_of_keys
from teikit.transcript.front_matter.model import Front, lines_of, trimmed

LEGEND = "legend"
# A legend is a line of so many characters.
_LONGEST = 200
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")


@cache
def _pattern(key: str) -> LazyPattern:
    words = field_data()[LEGEND][key]
    if isinstance(words, list):
        return LazyPattern(rf"(?:{'|'.join(words)})[ \t]*:[ \t]*", re.IGNORECASE)
    return LazyPattern(expand_properties(words))


def with_legend(source: Source, front: Front | None) -> Front | None:
    """The page with the legend below its text as a field; unchanged without one."""
    body = front.pieces[-1] if front else source.whole
    line = _last_line(source, body)
    if line is None:
        return front
    words = line.cut(source.text)
    bracketed, label = _BRACKETED.fullmatch(words), _pattern("labels").match(words)
    start, end = (1, len(words) - 1) if bracketed else (label.end() if label else 0, len(words))
    value = trimmed(source.text, Span(line.start + start, line.start + end))
    known = _pattern("siglum").fullmatch(value.cut(source.text)) if bracketed or label else None
    if not (known or (label and value) or _pattern("shelfmark").fullmatch(words)):
        return front
    marks = [span for span in (Span(line.start, value.start), Span(value.end, line.end)) if span]
    rest = trimmed(source.text, Span(body.start, line.start))
    if front is None:
        return Front(layout_of_keys(), (rest,), {LEGEND: (value,)}, tuple(marks))
    fields = {**front.fields, LEGEND: (value,)}
    return front._replace(pieces=(*front.pieces[:-1], rest), fields=fields, labels=(*front.labels, *marks))


def archive_in(legend: str) -> ArchiveReference | None:
    """The archive and the shelfmark in a legend; None if it names them in another way."""
    known, alone = _pattern("siglum").fullmatch(legend), _pattern("shelfmark").fullmatch(legend)
    if alone:
        return ArchiveReference("", {"shelfmark": legend})
    return ArchiveReference(known["repository"], {"shelfmark": known["shelfmark"]}) if known else None


def _last_line(source: Source, body: Span) -> Span | None:
    """The last line of a text, if it is short, a blank line is before it, and there is a text above it."""
    lines = list(lines_of(source.text, Span(max(body.start, body.end - 2 * _LONGEST), body.end)))
    if len(lines) < 2 or len(lines[-1]) > _LONGEST or lines[-1].start <= body.start:
        return None
    between = source.text[lines[-2].end : lines[-1].start]
    return lines[-1] if between.count("\n") > 1 else None
