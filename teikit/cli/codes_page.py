"""Explanations of the codes: for a terminal, and as the page docs/codes.md, with the examples of docs/codes/."""

from collections.abc import Iterator
from pathlib import Path

from teikit.checking import DocumentChecker
from teikit.core import CODES, Diagnostic, resource, shorten
from teikit.edition import display_path, jobs_of_paths

_HEAD = """# Codes of findings

teikit prints each finding as a line such as `letter.xml:12:5: error xml-malformed …`. This page explains all codes:
the severity, what the code means, what to do, and for most codes a small document that causes it; a test converts or
validates each document. (`teikit explain --page` writes this page from `teikit/core/codes.py` and `docs/codes/`.)
"""
_SECTIONS = {
    "Transcripts and their conversion": (
        "read", "header", "convention", "mark", "block", "note", "date", "language", "override", "convert",
        "merge", "people", "edition",
    ),
    "Checking TEI": ("check", "xml", "schema", "tei", "schematron", "rule", "link"),
    "Publication": ("publish", "print"),
}  # fmt: skip
"""The headings of the page, with the families of codes below each."""
_WIDTH = 110


def sections() -> dict[str, list[str]]:
    """The codes under the headings of the page."""
    return {
        title: [code for family in families for code in CODES if code.startswith(f"{family}-")]
        for title, families in _SECTIONS.items()
    }


def example(code: str) -> Path | None:
    """The document that causes a code, where there is one."""
    folder = resource("docs", "codes")
    return next((path for ending in (".xml", ".txt") if (path := folder / f"{code}{ending}").is_file()), None)


def findings(path: Path) -> list[Diagnostic]:
    """The findings of an example."""
    if path.suffix == ".txt":
        from teikit.conversion import convert_in_memory  # imports all of the conversion, which checking does not need

        (job,), _ = jobs_of_paths([path], Path("out"), "")
        conversion, diagnostics = convert_in_memory(job)
        return list(conversion.findings) if conversion else diagnostics
    return list(DocumentChecker([path], None).check(path).diagnostics)


def explained(code: str) -> str:
    """The explanation of a code, for a terminal."""
    row, path = CODES[code], example(code)
    lines = [f"{code} ({row.severity})", f"    {row.meaning}", *([f"    {row.help}"] if row.help else [])]
    if path is not None and (text := _text(path)):
        lines += ["", "    For example:", *(f"        {line}" for line in text)]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page of all codes, in Markdown."""
    return "\n".join([_HEAD, *(line for title, codes in sections().items() for line in _section(title, codes))])


def _section(title: str, codes: list[str]) -> Iterator[str]:
    yield f"## {title}\n"
    for code in codes:
        row = CODES[code]
        yield f"### `{code}`\n"
        yield f"*{row.severity.capitalize()}.* {row.meaning} {row.help}".rstrip() + "\n"
        path = example(code)
        if path is not None:
            yield from _shown(code, path)


def _shown(code: str, path: Path) -> Iterator[str]:
    text = _text(path)
    if text:
        yield f"```{path.suffix[1:]}"
        yield from text
        yield "```\n"
    cause = next(finding for finding in findings(path) if finding.code == code)
    where = f"{cause.position.line}:{cause.position.column}: " if cause.position else ""
    message = cause.message.replace(f"{display_path(path.parent)}/", "")
    label = "Result" if text else "Result for an empty file"
    yield f"{label}: `{where}{cause.severity} {code} {_line(message)}`\n"


def _text(path: Path) -> list[str]:
    """The printable lines of an example."""
    text = path.read_bytes().decode("utf-8", "replace")
    shown = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)
    return [_line(line) for line in shown.strip("\n").split("\n")] if shown.strip() else []


def _line(line: str) -> str:
    """A line between backquotes, in the width of the page."""
    return shorten(line.rstrip().replace("`", "'"), 2 * _WIDTH, tail=40)
