"""Files of the lists: the data that filters of a large edition need, as small scripts, and the files in assets/.

A page that is opened from a folder can load scripts, but no other data.
"""

import json
from collections.abc import Iterator

from teikit.core import resource
from teikit.model import Document
from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.dates import html_date
from teikit.site.lists.rows import href, kind, number, parties, sort_name

_ROWS = 1000
_FOLDER = "documents/data"


def shard_count(catalogue: Catalogue) -> int:
    """The number of scripts."""
    return -(-len(catalogue.documents) // _ROWS)


def list_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The style sheet and the script of the lists; the data of a large edition: else documents.html has all rows."""
    for name in ("lists.css", "lists.js"):
        yield f"assets/{name}", resource("xslt", "site", name).read_bytes()
    if not catalogue.is_large:
        return
    documents = catalogue.documents
    for position in range(shard_count(catalogue)):
        rows = [_row(catalogue, document) for document in documents[position * _ROWS : (position + 1) * _ROWS]]
        data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield f"{_FOLDER}/{position + 1}.js", f"teikitRows({position},{data});\n".encode()


def _row(catalogue: Catalogue, document: Document) -> list[object]:
    """A row as `lists.js` reads it: what it shows, its years, the numbers of its options by facet."""
    date, record = document.record.date, document.record
    years = catalogue.of_years(document)
    sender, addressee = parties(catalogue, document)
    shown = [href(document), record.title, number(catalogue, document), date.text if date else "", html_date(date)]
    numbers = [facet.numbers(document) for facet in catalogue.facets]
    return [
        *shown,
        sender,
        addressee,
        record.place,
        sort_name(catalogue, document),
        kind(catalogue, document),
        list(years or ()),
        *numbers,
    ]
