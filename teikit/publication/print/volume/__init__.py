"""What a volume has around its documents: front matter, contents, lists, indexes, the imprint."""

from teikit.publication.print.volume.front import chapters_of, flow_of
from teikit.publication.print.volume.imprint import imprint_of
from teikit.publication.print.volume.indexing import INDEX, write_indexes

__all__ = [
    "INDEX",
    "chapters_of",
    "flow_of",
    "imprint_of",
    "write_indexes",
]
