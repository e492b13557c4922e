"""Writes the lines that open and close a text: formulas, addresses, dates, certifications, stamps."""

from teikit.core import Span
from teikit.tei.builder import Builder
from teikit.tei.encode.inline import Inline
from teikit.transcript import Block, Text, clip


class Formulas:
    """Writes single lines at the builder's cursor."""

    def __init__(self, inline: Inline) -> None:
        self.inline = inline
        self.builder: Builder = inline.builder

    def formula(self, block: Block) -> None:
        """A formula of transmission, classification, copy or reference."""
        with self.builder.within("seg", {"type": block.type}, block.span):
            self._ditto(block) if block.type == "copy" else self.inline.write(block.nodes, lines=True)

    def _ditto(self, block: Block) -> None:
        """A list of copies, where a quotation mark that opens a line repeats the word above it."""
        text = self.inline.pen.source.text
        starts = [n.span.start for n in block.nodes if isinstance(n, Text) and n is not block.nodes[0]]
        marks = [Span(start, start + 1) for start in starts if text[start] in '"”“„']
        done = block.span.start
        for mark in marks:
            self.inline.write(clip(block.nodes, Span(done, mark.start)), lines=True)
            with self.builder.within("seg", {"type": "ditto"}, mark):
                self.builder.text(mark)
            done = mark.end
        self.inline.write(clip(block.nodes, Span(done, block.span.end)), lines=True)

    def salute(self, block: Block) -> None:
        """An address, a greeting, or the place in the address."""
        with self.builder.within("salute", span=block.span):
            self.inline.write(block.nodes, lines=True)

    def dateline(self, block: Block) -> None:
        """Place and date."""
        with self.builder.within("dateline", span=block.span):
            self.inline.write(block.nodes, lines=True)

    def certification(self, block: Block) -> None:
        """Who certified the copy."""
        with self.builder.within("seg", {"type": "certification"}, block.span):
            self.inline.write(block.nodes, lines=True)

    def stamp(self, block: Block) -> None:
        """A stamp without a mark in the transcript, inside an opener or closer."""
        self.stamp_by_rule(block)
        with self.builder.within("stamp", {"cert": block.cert}, block.span):
            self.inline.write(block.nodes, lines=True)

    def stamp_by_rule(self, block: Block) -> None:
        """Says that a block was taken for a stamp by its words."""
        words = self.inline.pen.words(block.span)
        self.inline.pen.report(
            block.span, "block-inferred-stamp", f"“{words}” taken for a stamp by its words", doubt=True
        )

    def bare(self, block: Block) -> None:
        """A bracket or a mark that is an element by itself."""
        self.inline.write(block.nodes, lines=True, block=block.span)
