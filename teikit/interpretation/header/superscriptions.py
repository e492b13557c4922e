"""What several lines above a text say together: who writes to whom, a petition's addressee, a preposition alone.

`Le Préfet de la Loire` / `à Monsieur le Ministre`; `An das` / `Königliche Bezirksamt`; `В Народный комиссариат` /
`от гражданина К. Рябова` / `ЗАЯВЛЕНИЕ`. The words are data.
"""

import re
from itertools import pairwise

from teikit.core import Source, Span, begins_name
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.headings import addressee_in_heading, is_article
from teikit.interpretation.header.parts import Parts, words_of

# A petition names its kind, and a letter its two sides, among so many lines.
_LINES = 9
_DIGIT = re.compile(r"\d")
_END = " .,;:"


def sides_over_lines(source: Source, parts: Parts, language: str) -> tuple[Span, Span] | None:
    """Two lines of which the second says `to …`: who writes, and to whom; None without such lines.

    Both are in the opener or in a heading, and the first is a name or an office.
    """
    blocks = [block.span for block in (*parts.heads, *parts.opener)]
    above = [line for line in parts.lines[:_LINES] if any(span.covers(line) for span in blocks)]
    for first, second in pairwise(above):
        if source.text.count("\n", first.end, second.start) == 1 and _is_side(source, first, language):
            to = _behind_preposition(source, second, language)
            if to:
                return first, to
    return None


def _is_side(source: Source, line: Span, language: str) -> bool:
    """Whether a line may be who writes: it begins with a name or an article, has no number, and is to nobody."""
    words = source.cut(line)
    article = heading_words("articles").match(words)
    named = begins_name(words[article.end() :] if article else words)
    several = len(words.split()) > 1 and not words.isupper() and not heading_words("others").match(words)
    return named and several and not _DIGIT.search(words) and not addressee_in_heading(words, language)


def _behind_preposition(source: Source, line: Span, language: str) -> Span | None:
    """The words behind `to` at the beginning of a line, if they are a name or an office with an article."""
    words = source.cut(line)
    match = heading_words("second_side", language).match(words) or heading_words("second_side", "any").match(words)
    if match is None or not addressee_in_heading(words, language, True):
        return None
    return Span(line.start + match.end(), line.end - (len(words) - len(words.rstrip(_END))))


def addressee_over_lines(source: Source, line: Span, name: str) -> Span | None:
    """The name below a line that has only a preposition and an article: `An das` / `Königliche Bezirksamt`."""
    if not is_article(name):
        return None
    below = re.compile(r"[ \t]*\n[ \t]*(?P<name>[^\n]*\S)").match(source.text, line.end)
    if below is None or not begins_name(below["name"]):
        return None
    return Span(line.end - len(name), below.end("name") - (len(below["name"]) - len(below["name"].rstrip(_END))))


def office_in_address(source: Source, address: Span, language: str) -> Span | None:
    """The line below a preposition that is alone on the first line of an address: `An` / `den Herrn Reichskanzler`."""
    first, _, below = source.cut(address).partition("\n")
    alone = f"{first.strip()} "
    to = heading_words("second_side", language).fullmatch(alone) or heading_words("second_side", "any").fullmatch(alone)
    line = below.partition("\n")[0]
    article = heading_words("articles").match(line.strip())
    if not to or not begins_name(line.strip()[article.end() if article else 0 :]):
        return None
    start = address.start + len(first) + 1 + len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip().rstrip(_END)))


def petitioned(source: Source, parts: Parts) -> Span | None:
    """Whom a petition is to: its first line, above the line of who asks and the word that names its kind."""
    lines = parts.lines[:_LINES]
    number = next((n for n, line in enumerate(lines) if _names(source, line)), 0)
    asked = any(heading_words("petitions", "from").match(source.cut(line)) for line in lines[1:number])
    match = heading_words("petitions", "to").match(source.cut(lines[0])) if asked else None
    return (
        Span(lines[0].start + match.end(), lines[0].end) if match and begins_name(match.string[match.end() :]) else None
    )


def _names(source: Source, line: Span) -> bool:
    return heading_words("petitions", "names").fullmatch(words_of(source, line).strip(_END)) is not None
