"""The labels of the lines of a transcript, from the blocks of its corrected TEI.

The words of both are aligned by their longest common subsequence (rapidfuzz). A line in whose first words a block
begins has the label of the block; a line whose words are in a block that began above continues it.
"""

import re
from collections.abc import Mapping, Sequence

from teikit.learning.blocks import TeiBlock
from teikit.transcript import Line

_WORD = re.compile(r"\w+")
_FIRST = 3  # so many words of a line are looked up
MOST_WORDS = 20_000  # longer documents are left out, to bound time


def labels_of(lines: Sequence[Line], blocks: Sequence[TeiBlock]) -> Mapping[int, str]:
    """The labels of the lines whose block is known, by the index of the line."""
    from rapidfuzz.distance import LCSseq  # imported late: most runs learn nothing

    ours = [(word, index) for index, line in enumerate(lines) for word in _WORD.findall(line.text)]
    theirs = [(word, index) for index, block in enumerate(blocks) for word in _WORD.findall(" ".join(block.words))]
    if not 0 < len(ours) <= MOST_WORDS or not 0 < len(theirs) <= MOST_WORDS:
        return {}
    block_of: dict[int, list[int]] = {}
    matched = LCSseq.opcodes([word for word, _ in ours], [word for word, _ in theirs])
    for code in matched:
        if code.tag == "equal":
            for place in range(code.src_end - code.src_start):
                line, block = ours[code.src_start + place][1], theirs[code.dest_start + place][1]
                block_of.setdefault(line, []).append(block)
    return _labels(block_of, blocks)


def _labels(block_of: Mapping[int, list[int]], blocks: Sequence[TeiBlock]) -> dict[int, str]:
    """The label of each line by the blocks that its first words are in."""
    labels: dict[int, str] = {}
    begun = -1
    for line in sorted(block_of):
        first = block_of[line][:_FIRST]
        block = max(set(first), key=lambda index: (first.count(index), -index))
        labels[line] = blocks[block].label if block != begun else "more"
        begun = max(block_of[line])
    return labels
