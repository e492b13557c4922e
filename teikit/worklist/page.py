"""The worklist as one self-contained HTML page without scripts; everything that it quotes is escaped."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import NamedTuple

from teikit.core import CODES, DEFAULT_LANGUAGE, Severity, message, resource
from teikit.interpretation import in_words
from teikit.worklist.collect import Entry, Sheet

_UNWRITABLE = re.compile("[^\t\n\u0020-\x7e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]")


class Words(NamedTuple):
    """The messages of the page in a language of the interface; the meanings of codes are always English."""

    language: str

    def __call__(self, key: str, /, **arguments: str) -> str:
        """A message of the page as HTML; `arguments` are HTML."""
        return message(self.language, f"worklist.{key}", **arguments)

    @property
    def english(self) -> str:
        """The attribute of an element whose text is English; empty if the whole page is in English."""
        return "" if self.language == DEFAULT_LANGUAGE else f' lang="{DEFAULT_LANGUAGE}"'


def worklist_page(title: str, sheets: Sequence[Sheet], language: str = DEFAULT_LANGUAGE) -> str:
    """The page for the sheets of an edition, in a language of the interface."""
    words = Words(language)
    style = resource("xslt", "worklist", "worklist.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'"
    numbered = list(enumerate(sheets, 1))
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            f"<title>{words('title', title=text(title))}</title>\n",
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<style>{style}</style>\n</head>\n<body>\n",
            _header(title, words),
            _contents(numbered, words),
            *(_sheet(number, sheet, words) for number, sheet in numbered),
            "</main>\n</body>\n</html>\n",
        ]
    )


def text(words: str) -> str:
    """Words as HTML text: markup is escaped, and characters that HTML does not allow become U+FFFD."""
    return escape(_UNWRITABLE.sub("\ufffd", words))


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


def _header(title: str, words: Words) -> str:
    heading = words("title", title=f"<bdi>{text(title)}</bdi>")
    keys = {"key": "<code>as</code>", "cert": "<code>cert</code>"}
    introduction = words("introduction", file="<code>edition.toml</code>", **keys)
    return f"<header>\n<h1>{heading}</h1>\n<p>{introduction}</p>\n</header>\n<main>\n"


def _contents(sheets: Iterable[tuple[int, Sheet]], words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#d{number}"><bdi>{text(sheet.title)}</bdi></a></th>'
        + "".join(f"<td>{sheet.count(severity) or '–'}</td>" for severity in Severity)
        + "</tr>\n"
        for number, sheet in sheets
    )
    heads = "".join(f'<th scope="col">{words(str(severity))}</th>' for severity in Severity)
    head = f'<tr><th scope="col">{words("document")}</th>{heads}</tr>'
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _sheet(number: int, sheet: Sheet, words: Words) -> str:
    targets = ((sheet.page, words("page")), (sheet.tei, words("tei")))
    links = [f'<a href="{text(href)}">{label}</a>' for href, label in targets if href]
    facts = [f"<code>{text(sheet.file)}</code>"] if sheet.file else []
    edited = [words("edited")] if sheet.edited else []
    line = " · ".join([*facts, *links, *edited])
    groups = "".join(
        _group(f"d{number}-{code}", code, list(entries), words)
        for code, entries in groupby(sheet.entries, lambda e: e.code)
    )
    return (
        f'<section id="d{number}">\n<h2><bdi>{text(sheet.title)}</bdi></h2>\n'
        + (f'<p class="facts">{line}</p>\n' if line else "")
        + (groups or f"<p>{words('nothing')}</p>\n")
        + "</section>\n"
    )


def _group(ident: str, code: str, entries: Sequence[Entry], words: Words) -> str:
    row = CODES[code]
    advice = f"<p{words.english}>{text(row.help)}</p>\n" if row.help else ""
    items = "".join(_entry(f"{ident}-{number}", entry, words) for number, entry in enumerate(entries, 1))
    return (
        f'<section class="{text(entries[0].severity)}" id="{text(ident)}">\n'
        f"<h3{words.english}>{text(row.meaning)} <code>{text(code)}</code> <small>{len(entries)}</small></h3>\n"
        f"{advice}<ol>\n{items}</ol>\n</section>\n"
    )


def _entry(ident: str, entry: Entry, words: Words) -> str:
    parts = [_raw(entry, words)]
    if entry.tei:
        parts.append(f'<dt>{words("tei")}</dt><dd><code dir="ltr">{text(entry.tei)}</code></dd>')
    parts.append(f'<dt>{words("reason")}</dt><dd dir="auto"{words.english}>{text(entry.why)}</dd>')
    if entry.alternatives:
        others = ", ".join(_alternative(kind, entry, words) for kind in entry.alternatives)
        parts.append(f"<dt>{words('alternatives')}</dt><dd>{others}</dd>")
    if entry.alike:
        parts.append(f"<dd>{words('alike', number=str(entry.alike))}</dd>")
    if entry.override:
        parts.append(f'<dt>{words("override")}</dt><dd><pre dir="ltr">{text(entry.override)}</pre></dd>')
    place = f'<a class="place" href="#{text(ident)}">{entry.place}</a>' if entry.place else ""
    return f'<li id="{text(ident)}">{place}<dl>{"".join(part for part in parts if part)}</dl></li>\n'


def _alternative(kind: str, entry: Entry, words: Words) -> str:
    """Another kind that a decision may have, in plain words; of a bracket also its name in an [[override]]."""
    name = f"<code>{text(kind)}</code> "
    return f"{name if entry.override else ''}<span{words.english}>{text(in_words(kind, entry.subject))}</span>"


def _raw(entry: Entry, words: Words) -> str:
    quoted = entry.words
    if not any(quoted):
        return ""
    marked = f"<mark>{text(quoted.marked)}</mark>" if quoted.marked else '<mark class="point"></mark>'
    line = f"{text(quoted.before)}{marked}{text(quoted.after)}"
    return f'<dt>{words("transcript")}</dt><dd class="raw" dir="auto">{line}</dd>'
