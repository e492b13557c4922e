"""Rows of the writer's tables: the elements that something becomes, one inside the other."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from teikit.core import Span
from teikit.tei.builder import Builder

_NONE: Mapping[str, str] = {}


class Tag(NamedTuple):
    """An element: its name, the attributes that it always has, and the names of values that are attributes of it."""

    name: str
    fixed: Mapping[str, str] = _NONE
    values: tuple[str, ...] = ()

    def attributes(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The attributes for `values`; one without a value is left out."""
        return {**self.fixed, **{name: values[name] for name in self.values if values.get(name)}}


def write_tags(
    builder: Builder,
    tags: tuple[Tag, ...],
    values: Mapping[str, str],
    span: Span,
    content: Callable[[], None],
    inner: Span | None = None,
) -> None:
    """Writes elements one inside the other, and `content` in the innermost.

    The outermost is stamped with `span`, the others with `inner`, or with `span` too.
    """
    if not tags:
        content()
        return
    with builder.within(tags[0].name, tags[0].attributes(values), span):
        write_tags(builder, tags[1:], values, inner or span, content, inner)
