"""Writes signatures: which words are the name, and which of two is the typed one."""

import re

from teikit.source import Span
from teikit.tei.inline import Inline
from teikit.transcript.block_model import Block
from teikit.transcript.model import Break, Group, Text

_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*"
_BOTH = re.compile(rf"(?P<auto>{_NAME})\s*(?P<open>[/(])\s*(?P<typed>{_NAME})\s*[/)]")
_TYPED = re.compile(rf"[/(]\s*(?P<typed>{_NAME})\s*[/)]")
# A name behind an office, and lines that are a name from end to end.
_BEHIND = re.compile(r"(?:[A-ZА-ЯЁ]\. ?){1,3}[A-ZА-ЯЁ][\w'’-]+(?=[.\s]*$)")
_CAPITALS = re.compile(r"(?:[A-ZА-ЯЁ][\w'’.-]*[ ]?){1,4}")


def write_signature(inline: Inline, block: Block) -> None:
    """Writes the words of a signature with its names; brackets and slashes round a typed name stay text."""
    if len(block.nodes) == 1 and isinstance(block.nodes[0], Text):
        _write(inline, block.span, _names(inline.pen.source.text, block.span))
        return
    text = inline.pen.source.text
    if any(isinstance(node, Group) and text[node.span.start - 1 : node.span.start].isalpha() for node in block.nodes):
        inline.write(block.nodes, lines=True, block=block.span)
        return
    plain = all(isinstance(node, Text | Break) for node in block.nodes)
    for node in block.nodes:
        if isinstance(node, Text) and not inline.pen.footnotes_in(node.span):
            _write(inline, node.span, _name_in_line(text, node.span, last=plain and node is block.nodes[-1]))
        else:
            inline.write((node,), lines=True, block=block.span)


def _write(inline: Inline, span: Span, names: list[tuple[Span, str]]) -> None:
    done = span.start
    for name, kind in names:
        inline.text(Span(done, name.start))
        with inline.builder.within("persName", {"type": kind}, name):
            inline.builder.text(name)
        done = name.end
    inline.text(Span(done, span.end))


def _names(text: str, span: Span) -> list[tuple[Span, str]]:
    """The names in a signature of one line, each with the kind of it."""
    both = _BOTH.search(text, span.start, span.end)
    typed = both or _TYPED.search(text, span.start, span.end)
    if both:
        return [(Span(*both.span("auto")), ""), (Span(*both.span("typed")), "typed")]
    if typed:
        return [(Span(*typed.span("typed")), "typed")]
    behind = _BEHIND.search(text, span.start, span.end)
    if behind and re.search(r"\b[a-zа-я]{2,}", text[span.start : behind.start()]):
        return [(Span(*behind.span()), "")]
    return [(_bare_name(text, span), "")]


def _name_in_line(text: str, span: Span, last: bool) -> list[tuple[Span, str]]:
    """The name in one line of a longer signature: typed in brackets, or the whole of the last line."""
    typed = _TYPED.search(text, span.start, span.end)
    if typed:
        return [(Span(*typed.span("typed")), "typed")]
    bare = _bare_name(text, span)
    return [(bare, "")] if last and _CAPITALS.fullmatch(text, bare.start, bare.end) else []


def _bare_name(text: str, span: Span) -> Span:
    """The name without the marks around it; a full stop after an initial belongs to it."""
    words = span.cut(text)
    left = len(words) - len(words.lstrip(' \t"“”„«»'))
    right = len(words.rstrip(' \t"“”„«».,'))
    return Span(span.start + left, span.start + max(left, right))
