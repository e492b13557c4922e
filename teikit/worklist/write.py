"""The worklist of an edition: every doubtful decision beside its raw line, for a person to look at."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from teikit.core import DEFAULT_LANGUAGE, Diagnostic, Progress, interface_language, message, write_whole
from teikit.edition import Inputs
from teikit.worklist.collect import as_data, edition_sheet, sheet
from teikit.worklist.page import worklist_page
from teikit.worklist.teaching import most_teaching_first


class Worklist(NamedTuple):
    """A worklist that was written: where, and the findings it tells."""

    path: Path
    findings: tuple[Diagnostic, ...]


def write_worklist(work: Inputs, out: Path | None, style: str, progress: Progress) -> Worklist:
    """Writes the worklist of transcripts as `html` or `json` to `out`, else into the edition's build folder.

    Raises ConventionError, SchemaError, and OSError where it cannot be written.
    """
    edition = work.edition
    path = out or (edition.build if edition else Path()) / f"worklist.{style}"
    text, findings = worklist_text(work, partial(link, path), style, progress)
    write_whole(path, text.encode("utf-8", "replace"))
    return Worklist(path, findings)


def worklist_text(
    work: Inputs, link: Callable[[Path], str], style: str, progress: Progress
) -> tuple[str, tuple[Diagnostic, ...]]:  # fmt: skip
    """The worklist of transcripts as `html` or `json`, and its findings; `link` gives the address of a file.

    Raises ConventionError, SchemaError.
    """
    edition = work.edition
    language = interface_language(edition.language) if edition else DEFAULT_LANGUAGE
    title = edition.title if edition else message(language, "worklist.transcripts")
    pages = edition.build / "html" if edition else None
    all_diagnostics = list(work.findings)
    whole = edition_sheet(all_diagnostics, message(language, "worklist.edition"))
    sheets = [whole] if whole else []
    for job in work.jobs:
        progress(job.name)
        name = Path(os.path.relpath(job.raw, edition.raw)).as_posix() if edition else ""
        name = f"{name}#{job.anchor}" if name and job.anchor else name
        page = pages / f"{job.target.stem}.html" if pages else None
        document, diagnostics = sheet(job, name, page, link)
        sheets.append(document)
        all_diagnostics += diagnostics
    sheets = most_teaching_first(sheets)
    data = json.dumps(as_data(title, sheets), ensure_ascii=False, indent=1) + "\n" if style == "json" else ""
    return data or worklist_page(title, sheets, language), tuple(all_diagnostics)


def link(out: Path, path: Path) -> str:
    """A relative link from the file `out` to the file `path`; empty between two drives."""
    try:
        return quote(Path(os.path.relpath(path.resolve(), out.resolve().parent)).as_posix())
    except ValueError:
        return ""
