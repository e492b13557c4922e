"""Publishes foreign projects untouched, each by one command with no configuration, and reports what became of them.

    python benchmarks/foreign_projects.py FOLDER… [--out OUT] [--checkers FOLDER]

Each FOLDER is a project: TEI that teikit did not make. `teikit build FOLDER --output OUT/NAME` runs on a copy, and its
pages are compared with the TEI by code that shares nothing with teikit (`foreign_words.py`, `foreign_pages.py`,
`foreign_browser.py`): files without page or report, words of text and header that are not on the pages of their
document, documents called undated though they have a date, notes inside a sentence, pages above 1.5 MB, ids, links,
what the Nu HTML Checker and axe find, what `teikit coverage` lists, CPU seconds of the build. The table goes to
standard output, everything with examples to OUT/report.json.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from foreign_browser import Browser, browser, in_the_flow, notes_in_sentences
from foreign_pages import (
    Page,
    Site,
    broken_links,
    dates_of,
    duplicate_ids,
    html_errors,
    oversized,
    pages_of,
    read_site,
    undated_pages,
)
from foreign_words import TEI, Published, included_files, missing_words, pdf_words, read_tei, tei_words

SAMPLE = 8
# The codes that say of a file that it is not published.
NOT_PUBLISHED = r"publish-(omitted|no-document)|xml-(unreadable|syntax|encoding)"
BUILD = f"{shlex.quote(sys.executable)} -m teikit build {{folder}} --output {{out}}"


@dataclass
class Result:
    """What became of one project. Lists have an entry for each fault."""

    name: str
    files: int = 0
    status: int = 0
    cpu: float = 0.0
    pages: int = 0
    not_published: dict[str, str] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    text_words: int = 0
    text_missing: list[str] = field(default_factory=list)
    header_words: int = 0
    header_missing: list[str] = field(default_factory=list)
    pdf: str = ""
    pdf_pages: int = 0
    pdf_missing: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    undated_at_all: int = 0
    notes: int = 0
    notes_in_sentence: list[str] = field(default_factory=list)
    largest: int = 0
    oversized: list[str] = field(default_factory=list)
    duplicate_ids: list[str] = field(default_factory=list)
    broken_links: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    html_errors: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    coverage: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)


# Columns of the table: heading, and the figure of a result.
COLUMNS: dict[str, Any] = {
    "files": lambda r: r.files,
    "exit": lambda r: r.status,
    "pages": lambda r: r.pages,
    "named": lambda r: len(r.not_published),
    "silent": lambda r: len(r.silent),
    "text": lambda r: r.text_words,
    "lost": lambda r: len(r.text_missing),
    "header": lambda r: r.header_words,
    "lost ": lambda r: len(r.header_missing),
    "undated": lambda r: len(r.undated),
    "notes": lambda r: r.notes,
    "inline": lambda r: len(r.notes_in_sentence),
    "max kB": lambda r: r.largest // 1000,
    ">1.5MB": lambda r: len(r.oversized),
    "ids": lambda r: len(r.duplicate_ids),
    "links": lambda r: len(r.broken_links),
    "wide": lambda r: len(r.too_wide),
    "vnu": lambda r: len(r.html_errors),
    "axe": lambda r: len(r.axe),
    "cover": lambda r: sum(r.coverage.values()),
    "PDF p.": lambda r: r.pdf_pages or r.pdf,
    "PDF lost": lambda r: len(r.pdf_missing),
    "CPU s": lambda r: f"{r.cpu:.1f}",
}


def run(command: Sequence[str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """A finished command, and the CPU seconds of it and its children."""
    before = os.times()
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return finished, cpu


def measure(project: Path, out: Path, options: argparse.Namespace) -> Result:
    """Builds a copy of a project and compares what was published with its TEI."""
    result = Result(project.name)
    copy, built, report = out / "projects" / project.name, out / "built" / project.name, out / f"{project.name}.json"
    if not options.keep or not built.exists():
        for folder in (copy, built):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(project, copy)
        words = [word.format(folder=copy, out=built) for word in shlex.split(options.command)]
        finished, result.cpu = run([*words, "--report", str(report)])
        result.status = finished.returncode
        (out / f"{project.name}.txt").write_text(finished.stdout + finished.stderr, encoding="utf-8")
    sources = {path: read_tei(path) for path in sorted(copy.rglob("*")) if path.suffix in (".xml", ".tei")}
    result.files = len(sources)
    site = read_site(built / "html")
    pages = pages_of(sources, copy, site)
    accounted(result, sources, pages, copy, report, (out / f"{project.name}.txt").read_text("utf-8"))
    compare_words(result, sources, pages, site, copy)
    compare_print(result, sources, pages, built / "print" / "edition.pdf", copy)
    compare_dates(result, sources, pages, site, copy)
    look_at_files(result, site, None if options.quick else options.checkers)
    if not options.quick:
        with browser(options.checkers) as window:
            look_at_pages(result, sources, pages, site, window, options)
        result.coverage = covered(copy)
    return result


def accounted(
    result: Result, sources: dict[Path, Any], pages: dict[Path, list[Page]], copy: Path, report: Path, output: str
) -> None:
    """Which files have pages, which are named with a reason, and which are in silence."""
    diagnostics = json.loads(report.read_text("utf-8")) if report.is_file() else []
    result.findings = dict(Counter(d["code"] for d in diagnostics).most_common())
    included = {other for path, root in sources.items() for other in included_files(path, root)}
    result.pages = len({page.path for found in pages.values() for page in found})
    for path in sources:
        name = path.relative_to(copy).as_posix()
        about = [d for d in diagnostics if d["file"].endswith(name)]
        reasons = [d["message"] for d in about if re.match(NOT_PUBLISHED, d["code"])]
        if not pages.get(path) and reasons:
            result.not_published[name] = reasons[-1]
        elif not pages.get(path) and path.resolve() in included:
            result.not_published[name] = "is part of other files (XInclude)"
        elif not pages.get(path):
            result.silent.append(name)


def compare_words(
    result: Result, sources: dict[Path, Any], pages: dict[Path, list[Page]], site: Site, copy: Path
) -> None:
    """The words of each published file against those of its pages."""
    index = site.pages.get("index.html")
    for path, found in pages.items():
        name, root = path.relative_to(copy).as_posix(), sources[path]
        corpus = [index.words] if root.tag == f"{TEI}teiCorpus" and index else []
        for header in (False, True):
            words = tei_words(root, header)
            places = [page.words_outside if header else page.words for page in found] + corpus
            missing = missing_words(words, _together(places))
            lines = [f"{name}:{m.line}: {m.element}: {m.word}" for m in missing]
            if header:
                result.header_words += words.count
                result.header_missing += lines
            else:
                result.text_words += words.count
                result.text_missing += lines


def _together(places: Sequence[Published]) -> Published:
    counts: Counter[str] = Counter()
    for place in places:
        counts.update(place.counts)
    return Published(counts, " ".join(place.letters for place in places))


def compare_print(
    result: Result, sources: dict[Path, Any], pages: dict[Path, list[Page]], pdf: Path, copy: Path
) -> None:
    """The words of the texts of all published files against those of the PDF."""
    if not pdf.is_file():
        result.pdf = "none"
        return
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    result.pdf_pages = text.count("\f")
    printed = pdf_words(text)
    for path in pages:
        for m in missing_words(tei_words(sources[path], False, marks=False), printed, digits=False):
            result.pdf_missing.append(f"{path.relative_to(copy).as_posix()}:{m.line}: {m.element}: {m.word}")


def compare_dates(
    result: Result, sources: dict[Path, Any], pages: dict[Path, list[Page]], site: Site, copy: Path
) -> None:
    """The documents that an index calls undated though their TEI has a date."""
    undated = undated_pages(site)
    result.undated_at_all = len(undated)
    for path, found in pages.items():
        names = {page.path.relative_to(site.folder).as_posix() for page in found}
        if names & undated and (dates := dates_of(sources[path])):
            result.undated.append(f"{path.relative_to(copy).as_posix()}: {'; '.join(dates[:3])}")


def sample(site: Site) -> list[Page]:
    """The index, the largest page, and pages in equal distances."""
    pages = site.documents
    chosen = [site.pages["index.html"]] if "index.html" in site.pages else []
    chosen += sorted(pages, key=lambda page: -page.size)[:1] + pages[:: max(1, len(pages) // (SAMPLE - 2))]
    return list({page.path: page for page in chosen}.values())[:SAMPLE]


def look_at_files(result: Result, site: Site, checkers: Path | None) -> None:
    result.largest = max((page.size for page in site.pages.values()), default=0)
    result.oversized = oversized(site)
    result.duplicate_ids = duplicate_ids(site)
    result.broken_links = broken_links(site)
    if checkers and site.pages:
        jar = checkers / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        result.html_errors = html_errors(jar, [page.path for page in sample(site)])


def look_at_pages(
    result: Result,
    sources: dict[Path, Any],
    pages: dict[Path, list[Page]],
    site: Site,
    window: Browser,
    options: argparse.Namespace,
) -> None:
    """Notes in sentences on all pages; the width and axe on a sample."""
    for path, found in pages.items():
        notes = notes_in_sentences(sources[path])
        result.notes += len(notes)
        if not notes:
            continue
        blocks = []
        for page in found:
            window.open(page.path)
            blocks += window.flow()
        wrong = in_the_flow(notes, blocks)
        result.notes_in_sentence += [f"{path.name}:{note.line}: {note.letters}" for note in wrong]
    for page in sample(site):
        result.too_wide += window.too_wide(page.path)
        if options.checkers:
            result.axe += window.violations(page.path)


def covered(folder: Path) -> dict[str, int]:
    """What `teikit coverage` lists, counted by element or attribute."""
    command = [sys.executable, "-m", "teikit", "coverage", str(folder), "--all", "--format", "json"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = json.loads(finished.stdout) if finished.stdout.strip() else []
    return dict(Counter(row["message"] for row in rows if row["code"].startswith("publish-")).most_common())


def table(results: Sequence[Result]) -> str:
    rows = [["project", *COLUMNS], *([r.name, *(str(value(r)) for value in COLUMNS.values())] for r in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        " | ".join(
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("projects", nargs="+", type=Path)
    options.add_argument("--out", type=Path, default=Path("foreign-projects"))
    options.add_argument(
        "--checkers", type=Path, default=os.environ.get("TEIKIT_CHECKERS"), help="folder with vnu and axe"
    )
    options.add_argument("--command", default=BUILD, help="with {folder} and {out}")
    options.add_argument("--quick", action="store_true", help="without a browser, page checkers and coverage")
    options.add_argument("--keep", action="store_true", help="do not build again what is built")
    given = options.parse_args()
    given.checkers = given.checkers and Path(given.checkers)
    given.out.mkdir(parents=True, exist_ok=True)
    results = []
    for project in given.projects:
        results.append(measure(project.resolve(), given.out.resolve(), given))
        print(table(results[-1:]), flush=True)
    print("\n" + table(results))
    rows = [asdict(result) for result in results]
    (given.out / "report.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
