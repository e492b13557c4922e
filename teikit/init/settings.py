"""The text of a new edition.toml: what was found, and as comments what can be added."""

import re

from teikit.core import languages
from teikit.init.folder import Folder
from teikit.init.reading import Readings

CONVENTION = "convention.toml"


def title_of(name: str) -> str:
    """A title from the name of a folder: `field-post_1916` becomes “Field post 1916”."""
    words = " ".join(re.sub(r"[-_]+", " ", name).split())
    return words[:1].upper() + words[1:] or "Edition"


def quoted(words: str) -> str:
    """Words as a string of TOML."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped) + '"'


def edition_text(folder: Folder, readings: Readings, convention: str, extra: str = "") -> str:
    """The text of edition.toml; `convention` is the file or name of the convention, empty if none is chosen."""
    parts = [_about(folder, readings, convention), _paths(folder), _site(), extra]
    if not folder.transcripts and folder.tei:
        parts.append(_TEI_ONLY)
    return "\n".join(part for part in parts if part)


def _about(folder: Folder, readings: Readings, convention: str) -> str:
    language = readings.language or readings.main_language
    pages = language if language in languages() else "en"
    title = quoted(title_of(folder.path.resolve().name))
    return "".join(
        [
            "# The settings of this edition. A line that begins with # is a comment: remove the # to use it.\n\n",
            "[edition]\n",
            _line(f"title = {title}", "from the name of the folder: change it as you like"),
            _line('# subtitle = "Places, years"', ""),
            _line('# description = "What it has."', "one sentence for the start page and for search engines"),
            _line('# editors = ["Your Name"]', "on the title page, and in the TEI header of every document"),
            _line('# publisher = "Who publishes it"', "this and the next lines are in every TEI header as well"),
            _line('# pub_place = "Where"', ""),
            _line('# funder = "Who pays for it"', ""),
            _line('# date = "2026"', "the year of publication"),
            _line('# licence = "CC BY 4.0"', "the terms of use"),
            _line(f'language = "{pages}"', "language of menus and headings: en, de, fr, it, es, …"),
            _text_language(readings),
            _convention(readings, convention),
        ]
    )


def _line(setting: str, comment: str) -> str:
    return f"{setting:<38}# {comment}\n" if comment else f"{setting}\n"


def _text_language(readings: Readings) -> str:
    if not readings.rows:
        return ""
    if readings.language:
        return _line(f'text_language = "{readings.language}"', "language of the documents, as their words show it")
    seen = ", ".join(f"{code or 'not sure'}: {number}" for code, number in readings.languages.most_common())
    return _line('# text_language = "en"', f"only if all are in one language; found here: {seen}")


def _convention(readings: Readings, convention: str) -> str:
    if not readings.rows:
        return ""
    if convention:
        return _line(f"convention = {quoted(convention)}", "how brackets and signs are read")
    seen = ", ".join(f"{name}: {number}" for name, number in readings.conventions.most_common())
    return _line(f'# convention = "{CONVENTION}"', f"not set: each document is read by the one it shows ({seen})")


def _paths(folder: Folder) -> str:
    changed = [(name, value) for name, value in (("raw", folder.raw), ("xml", folder.xml)) if value != name]
    if not changed:
        return ""
    rows = "".join(_line(f"{name} = {quoted(value)}", _PATHS[name]) for name, value in changed)
    return f"[paths]\n{rows}"


def _site() -> str:
    rows = "".join(_line(f"# {setting}", comment) for setting, comment in _SITE)
    return f"{_line('[site]', 'the website; all keys are in docs/site.md')}{rows}"


_SITE = (
    ('address = "https://example.org/"', "where it will be: pages then have their address, there is a feed"),
    ('theme = "modern"', "quiet, modern or archival"),
    ('institution = "Your Institute"', "in the footer and the imprint"),
    ('contact = "name@example.org"', "a mail or web address for the imprint"),
    ('menu = ["documents", "persons"]', "at most five pages, in your order"),
)
_PATHS = {"raw": "the transcripts are here; TEI is written to xml/, pages to build/", "xml": "the TEI files are here"}
_TEI_ONLY = """[validation]
own = false                           # the TEI need not follow teikit's own schema, only TEI and your schemas
# schemas = ["project.rng"]           # your schemas: .rng, .rnc, .sch, .odd
"""
