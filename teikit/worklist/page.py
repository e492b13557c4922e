"""The worklist as one HTML page that needs nothing beside it: no script, no other file; whatever it quotes is text."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby

from teikit.core import CODES, Severity, resource
from teikit.worklist.collect import Entry, Sheet

_UNWRITABLE = re.compile("[^\t\n\u0020-\x7e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]")
_WORDS = {Severity.ERROR: "errors", Severity.WARNING: "in doubt", Severity.INFO: "to know"}
_INTRODUCTION = (
    "Every decision that was taken with doubt, the gravest first. Compare each with the scan. What is right, or wrong, "
    "can be settled for good: copy the lines below it into <code>edition.toml</code>, correct <code>as</code>, and "
    "convert again."
)


def worklist_page(title: str, sheets: Sequence[Sheet]) -> str:
    """The page for the sheets of an edition."""
    style = resource("xslt", "worklist", "worklist.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'"
    numbered = list(enumerate(sheets, 1))
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f"<title>Worklist: {text(title)}</title>\n",
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<style>{style}</style>\n</head>\n<body>\n",
            f"<header>\n<h1>Worklist: <bdi>{text(title)}</bdi></h1>\n<p>{_INTRODUCTION}</p>\n</header>\n<main>\n",
            _contents(numbered),
            *(_sheet(number, sheet) for number, sheet in numbered),
            "</main>\n</body>\n</html>\n",
        ]
    )


def text(words: str) -> str:
    """Words as HTML text: nothing in them is markup, and what HTML cannot hold is shown as U+FFFD."""
    return escape(_UNWRITABLE.sub("\ufffd", words))


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


def _contents(sheets: Iterable[tuple[int, Sheet]]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#d{number}"><bdi>{text(sheet.title)}</bdi></a></th>'
        + "".join(f"<td>{sheet.count(severity) or '–'}</td>" for severity in Severity)
        + "</tr>\n"
        for number, sheet in sheets
    )
    heads = "".join(f'<th scope="col">{_WORDS[severity]}</th>' for severity in Severity)
    return f'<table>\n<thead><tr><th scope="col">document</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _sheet(number: int, sheet: Sheet) -> str:
    links = [
        f'<a href="{text(href)}">{words}</a>' for href, words in ((sheet.page, "page"), (sheet.tei, "TEI")) if href
    ]
    facts = [f"<code>{text(sheet.file)}</code>"] if sheet.file else []
    edited = ["edited by hand since it was made"] if sheet.edited else []
    line = " · ".join([*facts, *links, *edited])
    groups = "".join(
        _group(f"d{number}-{code}", code, list(entries)) for code, entries in groupby(sheet.entries, lambda e: e.code)
    )
    return (
        f'<section id="d{number}">\n<h2><bdi>{text(sheet.title)}</bdi></h2>\n'
        + (f'<p class="facts">{line}</p>\n' if line else "")
        + (groups or "<p>Nothing was found.</p>\n")
        + "</section>\n"
    )


def _group(ident: str, code: str, entries: Sequence[Entry]) -> str:
    row = CODES[code]
    advice = f" {text(row.help)}" if row.help else ""
    items = "".join(_entry(f"{ident}-{number}", entry) for number, entry in enumerate(entries, 1))
    return (
        f'<section class="{text(entries[0].severity)}" id="{text(ident)}">\n'
        f"<h3>{text(row.meaning)} <code>{text(code)}</code> <small>{len(entries)}</small></h3>\n"
        f"<p>{advice.strip()}</p>\n<ol>\n{items}</ol>\n</section>\n"
    ).replace("<p></p>\n", "")


def _entry(ident: str, entry: Entry) -> str:
    parts = [_raw(entry)]
    if entry.tei:
        parts.append(f'<dt>became</dt><dd><code dir="ltr">{text(entry.tei)}</code></dd>')
    parts.append(f'<dt>as</dt><dd dir="auto">{text(entry.why)}</dd>')
    if entry.alternatives:
        others = ", ".join(f"<code>{text(kind)}</code>" for kind in entry.alternatives)
        parts.append(f"<dt>or else</dt><dd>{others}</dd>")
    if entry.override:
        parts.append(f'<dt>to settle</dt><dd><pre dir="ltr">{text(entry.override)}</pre></dd>')
    place = f'<a class="place" href="#{text(ident)}">{entry.place}</a>' if entry.place else ""
    return f'<li id="{text(ident)}">{place}<dl>{"".join(part for part in parts if part)}</dl></li>\n'


def _raw(entry: Entry) -> str:
    words = entry.words
    if not any(words):
        return ""
    marked = f"<mark>{text(words.marked)}</mark>" if words.marked else '<mark class="point"></mark>'
    return f'<dt>raw</dt><dd class="raw" dir="auto">{text(words.before)}{marked}{text(words.after)}</dd>'
