"""Elements whose children stand on lines of their own, and what blocks reach over."""

from collections.abc import Iterable, Mapping

from teikit.core import Span
from teikit.tei.builder import Builder
from teikit.transcript import Block, ItemList


class Lined:
    """An element whose children stand on lines of their own."""

    def __init__(self, builder: Builder, name: str, attributes: Mapping[str, str] | None, span: Span) -> None:
        self._builder = builder
        self._inner = builder.within(name, attributes, span)

    def __enter__(self) -> None:
        self._inner.__enter__()

    def __exit__(self, *error: object) -> None:
        self._builder.end_line()
        self._inner.__exit__(None, None, None)


def reach(blocks: Iterable[Block]) -> Span:
    """From the beginning of the first block to the end of the last."""
    spans = [block.span for block in blocks]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def reach_of_list(part: ItemList) -> Span:
    """What the items of a list reach over."""
    blocks = [p for item in part.items for p in item.parts if isinstance(p, Block)]
    return reach(blocks)
