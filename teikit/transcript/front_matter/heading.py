"""The head of an archive's page without its labels: a line with the date, a line with the title, then the text."""

from teikit.conventions import Convention, Layout
from teikit.core import Source, Span, lazy_pattern
from teikit.transcript.front_matter.model import Front, is_date, lines_of, paragraphs_of

# The two lines are among so many characters at the beginning of a file.
_HEAD = 2000


def read_heading(source: Source, layout: Layout, convention: Convention) -> Front | None:
    """The page by a layout of this kind; None unless its first two paragraphs are a date and a title of its wording.

    Both are a line each, and a text follows.
    """
    text = source.text
    paragraphs = list(paragraphs_of(text, Span(0, min(len(text), _HEAD))))[:3]
    if len(paragraphs) < 3:
        return None
    date, title = (list(lines_of(text, paragraph)) for paragraph in paragraphs[:2])
    if len(date) != 1 or len(title) != 1 or not is_date(date[0].cut(text), convention):
        return None
    if not lazy_pattern(str(layout.data["title"])).match(title[0].cut(text)):
        return None
    body = Span(title[0].end, len(text))
    return Front(layout, (body,), {}, (), (title[0],), (date[0],))
