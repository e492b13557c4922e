"""Writes signatures: which words are the name, and which of two is the typed one."""

import re

from teikit.source import Span
from teikit.tei.inline import Inline
from teikit.transcript.blocks import Block
from teikit.transcript.model import Text

_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*"
_BOTH = re.compile(rf"(?P<auto>{_NAME})\s*(?P<open>[/(])\s*(?P<typed>{_NAME})\s*[/)]")
_TYPED = re.compile(rf"[/(]\s*(?P<typed>{_NAME})\s*[/)]")


def write_signature(inline: Inline, block: Block) -> None:
    """Writes the words of a signature with its names; brackets and slashes round a typed name stay text."""
    source, builder = inline.pen.source, inline.builder
    if len(block.nodes) != 1 or not isinstance(block.nodes[0], Text):
        inline.write(block.nodes, lines=True, block=block.span)
        return
    both = _BOTH.search(source.text, block.span.start, block.span.end)
    typed = both or _TYPED.search(source.text, block.span.start, block.span.end)
    if both:
        names = [(Span(*both.span("auto")), ""), (Span(*both.span("typed")), "typed")]
    elif typed:
        names = [(Span(*typed.span("typed")), "typed")]
    else:
        names = [(_bare_name(source.text, block.span), "")]
    done = block.span.start
    for name, kind in names:
        builder.text(Span(done, name.start))
        with builder.within("persName", {"type": kind}, name):
            builder.text(name)
        done = name.end
    builder.text(Span(done, block.span.end))


def _bare_name(text: str, span: Span) -> Span:
    """The name without the marks around it; a full stop after an initial belongs to it."""
    words = span.cut(text)
    left = len(words) - len(words.lstrip(' \t"“”„«»'))
    right = len(words.rstrip(' \t"“”„«».,'))
    return Span(span.start + left, span.start + max(left, right))
