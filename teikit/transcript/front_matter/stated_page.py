"""What keys above a text and a legend below it say of the document, as values of the header."""

import re

from teikit.conventions import Convention
from teikit.core import Diagnostic, Source, span_diagnostic
from teikit.recognizers import find_dates
from teikit.transcript.front_matter.fields import COLUMNS, Problem, metadata_of
from teikit.transcript.front_matter.header import Metadata
from teikit.transcript.front_matter.keys import KEYS, read_keys
from teikit.transcript.front_matter.legend import LEGEND, archive_in, with_legend
from teikit.transcript.front_matter.model import Front, flat


def find_stated(source: Source) -> Front | None:
    """The keys above a text and the legend below it; None without them."""
    return with_legend(source, read_keys(source))


def is_stated(front: Front) -> bool:
    """Whether a page is one of keys or a legend, which no layout of a convention reads."""
    return front.layout.name == KEYS


def _with_date(data: Metadata, problems: list[Problem], convention: Convention) -> tuple[Metadata, list[Problem]]:
    """The values with a date in words (`3 May 1821`), if the field is that date and nothing else."""
    words = data.date_words
    date = (
        next((date for date in find_dates(words, convention) if len(date.span) == len(words)), None) if words else None
    )
    if date is None or date.time or not (date.stated and re.search(r"[^\W\d_]", words)):
        return data, problems
    dated = data._replace(date=date.when, date_kind=date.kind, date_last=date.last, date_cert=date.cert)
    return dated, [problem for problem in problems if problem.field != "date"]


def read_stated(
    source: Source, front: Front, convention: Convention, language: str
) -> tuple[Metadata, list[Diagnostic]]:
    """The values of the header that keys and a legend give, and diagnostics for words that have not the right form.

    A key that is not known is a note. `language` is that of the edition.
    """
    words = {name: flat("; ".join(map(source.cut, spans))) for name, spans in front.fields.items()}
    data, problems = metadata_of(words, language)
    data, problems = _with_date(data, problems, convention)
    diagnostics = [
        span_diagnostic(source, front.fields[field][0], "edition-bad-value", f"{field}: {message}")
        for field, message in problems
    ]
    notes = [f"{name}: {value}" for name, value in words.items() if name not in COLUMNS and name != LEGEND and value]
    notes += [f"{field}: {words[field]}" for field, _ in problems if field != "date"]
    data = data._replace(notes=tuple(notes), images=())
    if LEGEND in words:
        archive = archive_in(words[LEGEND])
        archives = data.archives or ((archive,) if archive else ())
        data = data._replace(citation=words[LEGEND], archives=archives)
    return data, diagnostics
