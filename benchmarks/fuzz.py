"""Damages transcripts at random and converts them for a given time, and counts the failures.

`python benchmarks/fuzz.py [SECONDS] [SEED] [FOLDER…]`. The transcripts are those of the cases in `tests/`, of `raw/`
and of the given folders. Each is damaged one to six times (brackets, lines, spaces, form feeds, pieces of another
transcript, the encoding). The conversion must not raise an exception or lose a letter, the result must be valid, and a
second conversion must give the same result. A text that fails is written to the folder `fuzz-failures`.
"""

import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from teikit.conventions.load import load_convention
from teikit.core.resources import resource
from teikit.interpretation.document import interpret
from teikit.readers.plain import read_plain
from teikit.readers.read import documents_in
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript.document import read_document

ROOT = Path(__file__).resolve().parent.parent
WILSON = load_convention("wilson")
SIGNS = [
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "~~",
    "^{",
    "}",
    "?",
    '"',
    "“",
    "*",
    "…",
    "//",
    "- 2 -",
    "\f",
    "\n",
    "\n\n",
    "\x00",
]
WORDS = [
    "[sic]",
    "[handwritten: ",
    "[stamp:\n",
    "[illegible]",
    "1. ",
    "a) ",
    "TOP SECRET\n",
    "5 May 1950",
    "[1]",
    "\u202e",
    "□□",
    "Citation:",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "mac_cyrillic", "latin-1"]
# A longer text is cut to a piece of it, so that more texts are tried.
LONGEST = 6000

Damage = Callable[[str, random.Random, list[str]], str]


def at_random(text: str, chance: random.Random) -> int:
    """A random offset in a text."""
    return chance.randrange(len(text) + 1)


def insert(text: str, chance: random.Random, others: list[str]) -> str:
    """Inserts a sign or a word."""
    place = at_random(text, chance)
    return text[:place] + chance.choice([*SIGNS, *WORDS]) + text[place:]


def remove_bracket(text: str, chance: random.Random, others: list[str]) -> str:
    """Removes a bracket."""
    places = [offset for offset, char in enumerate(text) if char in "[](){}~"]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def swap_brackets(text: str, chance: random.Random, others: list[str]) -> str:
    """Replaces an opening bracket by a closing one, or the reverse."""
    places = [offset for offset, char in enumerate(text) if char in "[]"]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + ("]" if text[place] == "[" else "[") + text[place + 1 :]


def cut(text: str, chance: random.Random, others: list[str]) -> str:
    """Removes a piece."""
    start = at_random(text, chance)
    return text[:start] + text[start + chance.randrange(1, 200) :]


def repeat(text: str, chance: random.Random, others: list[str]) -> str:
    """Repeats a piece, once or many times."""
    start = at_random(text, chance)
    piece = text[start : start + chance.randrange(1, 120)]
    return text[:start] + piece * chance.choice([2, 2, 2, 40]) + text[start:]


def swap_lines(text: str, chance: random.Random, others: list[str]) -> str:
    """Exchanges two lines."""
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def line_ends(text: str, chance: random.Random, others: list[str]) -> str:
    """Replaces the line ends."""
    return text.replace("\n", chance.choice(["\r\n", "\r", " ", "\n\n", "\n \n", "\f"]))


def graft(text: str, chance: random.Random, others: list[str]) -> str:
    """Inserts a piece of another transcript."""
    other = chance.choice(others)
    start, place = at_random(other, chance), at_random(text, chance)
    return text[:place] + other[start : start + chance.randrange(1, 400)] + text[place:]


DAMAGES: list[Damage] = [insert, remove_bracket, swap_brackets, cut, repeat, swap_lines, line_ends, graft, insert]


def damaged(texts: list[str], chance: random.Random) -> bytes:
    """A damaged transcript, as bytes."""
    text = chance.choice(texts)
    if len(text) > LONGEST and chance.random() < 0.9:
        start = chance.randrange(len(text) - LONGEST)
        text = text[start : start + chance.randrange(500, LONGEST)]
    for _ in range(chance.randrange(1, 7)):
        text = chance.choice(DAMAGES)(text, chance, texts)
    encoding = chance.choice(ENCODINGS) if chance.random() < 0.15 else "utf-8"
    return text.encode(encoding, "replace")


def check(data: bytes, grammar: etree.RelaxNG, counts: Counter[str]) -> etree._Element | None:
    """Converts one file and returns its last tree, if there is one. Raises AssertionError if it violates a law."""
    source, _ = read_plain(data, "fuzz.txt")
    tree = None
    for part in documents_in(source)[0] if source else ():
        document, read_diagnostics = read_document(part, WILSON)
        encoded, write_diagnostics = encode(interpret(document)[0], "fuzz", "0", "2026-01-31")
        counts["documents"] += 1
        counts["diagnostics"] += len(read_diagnostics) + len(write_diagnostics)
        assert encoded.proof.holds, "letters were lost"
        words = serialise(encoded.root)
        tree = etree.fromstring(words, etree.XMLParser(huge_tree=True))
        assert grammar.validate(tree), f"invalid: {grammar.error_log.last_error}"
        again, _ = read_document(part, WILSON)
        assert serialise(encode(interpret(again)[0], "fuzz", "0", "2026-01-31")[0].root) == words, (
            "another result the second time"
        )
    return tree


def main() -> None:
    seconds, seed = float(sys.argv[1] if len(sys.argv) > 1 else 60), int(sys.argv[2] if len(sys.argv) > 2 else 1945)
    folders = [ROOT / "raw", ROOT / "tests" / "cases", ROOT / "tests" / "layouts", *map(Path, sys.argv[3:])]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.txt"))]
    grammar = etree.RelaxNG(etree.parse(str(resource("schemas/teikit.rng"))))
    tei_all = ROOT.parent / "shared" / "tei" / "tei_all.rng"
    whole = etree.RelaxNG(etree.parse(tei_all)) if tei_all.exists() else None
    chance, counts = random.Random(seed), Counter[str]()
    failures = Path("fuzz-failures")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = damaged(texts, chance)
        counts["texts"] += 1
        try:
            tree = check(data, grammar, counts)
            if tree is not None and whole is not None and counts["texts"] % 10 == 0:
                counts["checked against tei_all"] += 1
                assert whole.validate(tree), f"invalid against tei_all: {whole.error_log.last_error}"
        except Exception as error:
            counts["failures"] += 1
            failures.mkdir(exist_ok=True)
            (failures / f"{seed}-{counts['texts']}.txt").write_bytes(data)
            print(f"text {counts['texts']}: {error!r}\n{traceback.format_exc(limit=-3)}", flush=True)
    print(f"{seconds:.0f} s, seed {seed}: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
    sys.exit(1 if counts["failures"] else 0)


if __name__ == "__main__":
    main()
