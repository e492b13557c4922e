"""Whether pointers, links and references lead anywhere, and to the right kind of element."""

from teikit.validation.links.check import check_links
from teikit.validation.links.facts import Facts, Pointer, facts_of

__all__ = ["Facts", "Pointer", "check_links", "facts_of"]
