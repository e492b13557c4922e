"""Learns the weights of an edition from its corrected documents, and says whether they help.

A document is confirmed where a person edited its TEI: its blocks are then what the person wants. Each document is
measured with weights that were learned without it; the weights are written only where more lines are right.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from teikit.conversion import interpret_source
from teikit.core import write_whole
from teikit.edition import Job, display_path
from teikit.learning.align import labels_of
from teikit.learning.blocks import blocks_of
from teikit.learning.header import Counts, counts_of
from teikit.readers import read
from teikit.tei import is_sealed
from teikit.transcript import LabelModel, Line, Metadata, label_lines, learn, lines_of, shipped_model
from teikit.xml import FileResolver, load_xml, project_root

LEAST = 3  # confirmed documents
_PARTS = 5  # the documents are measured in so many parts, each without itself
_KNOWN = 0.7  # the share of the lines of a document whose block is known
Lesson = tuple[Sequence[Line], Sequence[str]]


class Confirmed(NamedTuple):
    """A document whose TEI a person edited: its lines and labels (empty where they do not fit), and its header."""

    lesson: Lesson | None
    header: tuple[Metadata, Any]


class Learned(NamedTuple):
    """The outcome: how many documents and lines taught, the lines right before and after, and what is to be written."""

    documents: tuple[str, ...]
    lines: int
    before: int
    after: int
    weights: dict[str, object] | None
    header: Counts = ()

    def write(self, path: Path) -> None:
        """Write the weights with what they were learned from. Raises OSError."""
        origin = {
            "documents": list(self.documents),
            "lines": self.lines,
            "right": {"before": self.before, "after": self.after},
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"made": origin, **(self.weights or {})}, ensure_ascii=False, separators=(",", ":"))
        write_whole(path, (text + "\n").encode())


def learn_from(jobs: Sequence[Job], show: Callable[[str], None] = lambda name: None) -> Learned:
    """What the confirmed documents among the jobs teach; no weights where they are too few or do not help."""
    confirmed: dict[str, Confirmed] = {}
    for job in jobs:
        show(job.name)
        if document := confirmed_of(job):
            confirmed[job.name] = document
    names = tuple(name for name, document in confirmed.items() if document.lesson)
    given = [document.lesson for document in confirmed.values() if document.lesson]
    header = counts_of([document.header for document in confirmed.values() if document.lesson])
    lines = sum(len(labels) for _, labels in given)
    if len(given) < LEAST:
        return Learned(names, lines, 0, 0, None)
    model = shipped_model()
    before = sum(_right(model, lesson) for lesson in given)
    after = sum(_right_without(model, given, part) for part in range(min(_PARTS, len(given))))
    return Learned(names, lines, before, after, learn(model, given) if after > before else None, header)


def confirmed_of(job: Job) -> Confirmed | None:
    """What a document whose TEI a person edited teaches; None for others."""
    data = job.target.read_bytes() if job.target.is_file() else b""
    if not data or is_sealed(data):
        return None
    files = FileResolver(project_root([job.target]), display_path)
    tree, (source, _) = load_xml(data, job.target, files).tree, read(job.raw, job.name, job.encoding, job.anchor)
    if tree is None or source is None:
        return None
    interpretation = interpret_source(source, job._replace(stated=None)).interpretation
    body, header = interpretation.document.body, (interpretation.metadata, tree.getroot())
    lines = lines_of(source.text, body.start, body.end)
    known = labels_of(lines, blocks_of(tree.getroot()))
    if len(known) < _KNOWN * len(lines):
        return Confirmed(None, header)
    return Confirmed((lines, [labelled.label for labelled in label_lines(lines, known)]), header)


def _right_without(model: LabelModel, lessons: Sequence[Lesson], part: int) -> int:
    """How many lines of a part of the documents are right with what the others teach."""
    parts = min(_PARTS, len(lessons))
    others = [lesson for index, lesson in enumerate(lessons) if index % parts != part]
    taught = model.adding(learn(model, others))
    return sum(_right(taught, lesson) for lesson in lessons[part::parts])


def _right(model: LabelModel, lesson: Lesson) -> int:
    """How many lines of a document have the right label."""
    lines, labels = lesson
    return sum(line.label == label for line, label in zip(label_lines(lines, model=model), labels, strict=True))
