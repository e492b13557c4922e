"""The kinds of blocks in an opener or closer."""

from collections.abc import Mapping

from teikit.interpretation.nodes import BlockKind

# The kind of a block in an opener or closer, by its label.
LINES: Mapping[str, BlockKind] = {
    "formula": BlockKind.FORMULA,
    "dateline": BlockKind.DATELINE,
    "certification": BlockKind.CERTIFICATION,
    "stamp": BlockKind.STAMP,
    "signature": BlockKind.SIGNATURE,
    "address": BlockKind.ADDRESS,
    "mark": BlockKind.MARK,
    "note": BlockKind.FREE,
    "line": BlockKind.FREE,
    "sign": BlockKind.FREE,
    "label": BlockKind.FREE,
    "page": BlockKind.PAGE,
    "paragraph": BlockKind.UNKNOWN,
    "columns": BlockKind.UNKNOWN,
    "name": BlockKind.UNKNOWN,
}
