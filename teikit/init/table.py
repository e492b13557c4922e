"""The text of a new documents.csv: one row for each transcript.

What the text itself says of date, sender, addressee and place is not copied into it: it is read from the text each
time, with its certainty, until a person writes a value.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from teikit.init.reading import Row


def table_text(rows: Iterable[Row], columns: Sequence[str], language: str) -> str:
    """The table as CSV; `language` is that of the edition, which is not repeated."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if row.file != " ".join(row.file.split()):
            continue  # the white space of a cell is not kept, so that the row would not be found
        cells = {"file": row.file, "language": row.language if row.language != language else ""}
        writer.writerow([cells.get(column, "") for column in columns])
    return out.getvalue()
