"""Measures conversion in one process: megabytes a second, and memory.

`python benchmarks/throughput.py [MEGABYTES] [FOLDER]`. With a folder, its transcripts are converted repeatedly. Without
one, the documents are the paragraphs of the transcripts in `raw/`, shuffled with a seed into documents of the original
sizes. A megabyte is a million bytes of raw text; validation is not included.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention
from teikit.core import raise_gc_threshold
from teikit.interpretation.document import interpret
from teikit.readers.plain import read_plain
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript.document import read_document

RAW = sorted((Path(__file__).resolve().parent.parent / "raw").glob("*.txt"))
ROUND = 1_000_000
# Iterations of a simple loop that measures the machine, so that figures can be compared.
CALIBRATION = 3_000_000


def documents_of(folder: Path) -> Iterator[bytes]:
    """The transcripts of a folder, repeatedly."""
    return cycle([path.read_bytes() for path in sorted(folder.glob("*.txt"))])


def shuffled(seed: int = 1945) -> Iterator[bytes]:
    """An endless series of documents: a page of the archive with the paragraphs of its text in another order."""
    chance = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in RAW]
    while True:
        text = chance.choice(texts)
        paragraphs = text.split("\n\n")
        head = next((i for i, words in enumerate(paragraphs) if "Contents:" in words), 0) + 2
        body = paragraphs[head:]
        yield "\n\n".join([*paragraphs[:head], *chance.sample(body, len(body))]).encode()


def convert(data: bytes, convention: Convention) -> int:
    """Converts one document and returns its number of bytes."""
    source, _ = read_plain(data, "made-up.txt")
    if source is None:
        raise ValueError("a made-up document cannot be read")
    document, _ = read_document(source, convention)
    encoded, _ = encode(interpret(document)[0], "made-up", "0", "2026-01-31")
    if not encoded.proof.holds:
        raise ValueError("a made-up document lost text")
    serialise(encoded.root)
    return len(data)


def calibrated() -> float:
    begun, total = time.process_time(), 0
    for number in range(CALIBRATION):
        total += number
    return time.process_time() - begun


def main() -> None:
    raise_gc_threshold()
    size_limit = int(float(sys.argv[1] if len(sys.argv) > 1 else 5) * 1_000_000)
    convention, documents = load_convention("wilson"), documents_of(Path(sys.argv[2])) if sys.argv[2:] else shuffled()
    convert(next(documents), convention)
    done, best, start_time = 0, 0.0, time.process_time()
    while done < size_limit:
        size, started = 0, time.process_time()
        while size < min(ROUND, size_limit):
            size += convert(next(documents), convention)
        best = max(best, size / (time.process_time() - started))
        done += size
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{done / 1e6:6.1f} MB  {size / (time.process_time() - started) / 1e6:5.2f} MB/s  {memory:4.0f} MiB")
    taken = time.process_time() - start_time
    print(f"{done / taken / 1e6:.2f} MB/s of CPU time, best {best / 1e6:.2f}")
    print(f"the machine: {CALIBRATION:,} additions take {calibrated():.2f} s")


if __name__ == "__main__":
    main()
