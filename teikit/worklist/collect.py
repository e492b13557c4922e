"""Collects the worklist: for each transcript its diagnostics, the words concerned, and the resulting TEI."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from teikit.conversion import Converted, convert_in_memory
from teikit.core import CODES, Diagnostic, Severity, Source, Span
from teikit.edition import Job
from teikit.interpretation import Decision, as_toml, override_for
from teikit.tei import fragment, is_sealed

_AROUND = 160
_MOST = 600
_CERTAINTIES = ("low", "medium", "high", "")
# What is taken for the margin of a decision that was not scored, by its certainty.
_MARGINS = {"low": 0.25, "medium": 0.5}


class Words(NamedTuple):
    """The raw line of a diagnostic in three parts; the middle one is its span."""

    before: str = ""
    marked: str = ""
    after: str = ""


@dataclass(frozen=True)
class Entry:
    """A diagnostic to review, with the decision it is about, if any: `kind` to `alternatives` are its.

    `override` are the lines for edition.toml that confirm the decision; empty if there can be none. `margin` is how
    much more probable the kind is than the next one, `alike` the number of other doubts with the same evidence.
    """

    severity: str
    code: str
    line: int
    column: int
    words: Words
    why: str
    kind: str
    subject: str
    evidence: tuple[str, ...]
    tei: str
    alternatives: tuple[str, ...]
    override: str
    margin: float = 1.0
    alike: int = 0

    @property
    def place(self) -> str:
        """Line and column; empty for a diagnostic of the whole file."""
        return f"{self.line}:{self.column}" if self.line else ""


@dataclass(frozen=True)
class Sheet:
    """The entries of one transcript, the most severe first, with links (relative, or empty)."""

    file: str
    title: str
    page: str
    tei: str
    edited: bool
    entries: tuple[Entry, ...]

    def count(self, severity: Severity) -> int:
        """How many entries are of that severity."""
        return sum(entry.severity == severity for entry in self.entries)


Link = Callable[[Path], str]


def sheet(job: Job, raw: str, page: Path | None, link: Link) -> tuple[Sheet, list[Diagnostic]]:
    """The worklist of one transcript, and its diagnostics. Writes nothing.

    `raw` is the transcript's name in edition.toml (or empty), `page` the path of its HTML page; `link` makes a link
    from a path.
    """
    try:
        converted, findings = convert_in_memory(job)
        edited = job.target.is_file() and not is_sealed(job.target.read_bytes())
    except OSError as error:
        converted, edited = None, False
        findings = [Diagnostic("read-unreadable", f"cannot be read: {error}", job.name, Severity.ERROR)]
    if converted is not None:
        findings = list(converted.findings)
    entries = entries_of(converted, findings, raw)
    title = " ".join((converted.interpretation.metadata.title if converted else "").split()) or job.target.stem
    to_page = link(page) if page and page.is_file() else ""
    to_tei = link(job.target) if job.target.is_file() else ""
    return Sheet(job.name, title, to_page, to_tei, edited, entries), findings


def edition_sheet(findings: Iterable[Diagnostic], title: str) -> Sheet | None:
    """The diagnostics of the edition as a whole; None without any."""
    entries = entries_of(None, list(dict.fromkeys(findings)), "")
    return Sheet("", title, "", "", False, entries) if entries else None


def entries_of(converted: Converted | None, findings: Iterable[Diagnostic], raw: str) -> tuple[Entry, ...]:
    """Diagnostics as entries, sorted by severity, code, certainty of their decision (the least first) and place.

    An answer about the least certain decision teaches most. `raw` is as in `sheet`.
    """
    decisions = {(d.code, d.span): d for d in converted.interpretation.decisions if d.code} if converted else {}

    def order(finding: Diagnostic) -> tuple[int, str, int, tuple[int, int], str]:
        decision = decisions.get((finding.code, finding.span)) if finding.span else None
        certainty = _CERTAINTIES.index(decision.cert) if decision else len(_CERTAINTIES)
        severity = list(Severity).index(finding.severity)
        return severity, finding.code, certainty, finding.position or (0, 0), finding.message

    ordered = sorted(dict.fromkeys(findings), key=order)
    return tuple(
        _entry(finding, converted, decisions.get((finding.code, finding.span)) if finding.span else None, raw)
        for finding in ordered
    )


def _entry(finding: Diagnostic, converted: Converted | None, decision: Decision | None, raw: str) -> Entry:
    """A diagnostic with the decision that it is about, if any."""
    line, column = finding.position or (0, 0)
    element = converted.encoded.elements.get(decision.span) if converted and decision else None
    override = override_for(decision, converted.source, raw) if converted and decision and raw else None
    return Entry(
        severity=str(finding.severity),
        code=finding.code,
        line=line,
        column=column,
        words=_words(converted.source, finding.span) if converted and finding.span is not None else Words(),
        why=finding.message,
        kind=decision.kind if decision else "",
        subject=str(decision.subject) if decision else "",
        evidence=decision.evidence if decision else (),
        tei=fragment(element) if element is not None else "",
        alternatives=decision.alternatives if decision else (),
        override=as_toml(override) if override else "",
        margin=_margin(decision) if decision else 1.0,
    )


def _margin(decision: Decision) -> float:
    """The margin of a decision to four places: that of its scores, or the one for its certainty."""
    return round(decision.margin if decision.margin < 1 else _MARGINS.get(decision.cert, 1.0), 4)


def _words(source: Source, span: Span) -> Words:
    """The line or lines of a span, shortened if they are long."""
    text = source.text
    start = max(text.rfind("\n", 0, span.start) + 1, 0)
    end = text.find("\n", span.end)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else None]
    marked = source.cut(span)
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    if len(marked) > _MOST:
        marked = marked[: _MOST // 2] + " … " + marked[-_MOST // 2 :]
    return Words(before, marked, after)


def as_data(title: str, sheets: Iterable[Sheet]) -> dict[str, Any]:
    """The worklist as plain data, for JSON."""
    documents = [
        {
            **asdict(sheet),
            "counts": {str(severity): sheet.count(severity) for severity in Severity},
            "entries": [_entry_data(entry) for entry in sheet.entries],
        }
        for sheet in sheets
    ]
    return {"title": title, "documents": documents}


def _entry_data(entry: Entry) -> dict[str, Any]:
    row = CODES[entry.code]
    return {**asdict(entry), "words": entry.words._asdict(), "meaning": row.meaning, "help": row.help}
