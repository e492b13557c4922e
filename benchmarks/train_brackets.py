"""Train the weights of brackets (`models/brackets.json`) and measure them on documents and archives left out.

    python benchmarks/train_brackets.py write        train on everything; write the weights and how they were made
    python benchmarks/train_brackets.py leave-out    for each document, then for each archive, train on the others

The examples are the brackets of hand annotation (`tests/gold`, and `../shared/gold` where it is) and invented sentences
(`benchmarks/brackets/*.txt`: a reading, or several with slashes where nothing decides, a tab, a sentence with one
bracket). An example of the annotation counts as GOLD invented ones. `--without NAME…` leaves annotated documents out,
`--models FOLDER` writes elsewhere. Nothing but teikit is needed.
"""

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from typing import NamedTuple

from teikit.conventions import Convention, load_convention
from teikit.core import Span
from teikit.interpretation.model import Context
from teikit.interpretation.scoring.evidence import evidence_of
from teikit.interpretation.scoring.score import LETTERS, SPELLING, Model, letter_groups
from teikit.recognizers import Usage, narrow_vocabularies

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("supplied", "gloss", "original", "note")
READ_AS = {"supplied": "supplied", "gloss": "gloss", "original-word": "original", "editorial-note": "note"}
GOLD = 2.0  # how many invented examples one of the annotation counts as
ROUNDS, RATE, SHRINK, SEED = 40, 0.25, 0.04, 3
FOLDS = 8  # documents are left out in so many groups to find the thresholds
RARE = 4  # words beside a bracket are evidence if they occur at least so often
RIGHT_IF_SURE, SURE_FROM = 0.99, 0.95  # the share of sure guesses that is right; no guess below SURE_FROM is sure
RIGHT_IF_MEDIUM, MEDIUM_FROM = 0.8, 0.6  # the same for cert="medium"
NOTES = 0.4  # invented notes count less: in real documents they are rarer than in the sentences
# Transliteration of Russian words, for the letter groups of transliterated words (ALA-LC without diacritics).
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = "a,b,v,g,d,e,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,',y,',e,iu,ia"


class Example(NamedTuple):
    """A bracket with its right readings: evidence, the words in small letters, document, archive, weight, place."""

    kinds: tuple[str, ...]
    evidence: dict[str, float]
    words: tuple[str, ...]
    document: str
    archive: str
    weight: float
    shown: str


# ---------------------------------------------------------------- examples
def _context(text: str, span: Span, block: Span, translation: bool) -> Context:
    before, after = (
        text[max(block.start, span.start - 300) : span.start],
        text[span.end : min(block.end, span.end + 100)],
    )
    return Context(before, after, span == block, usage=Usage(text), translation=translation)


def _example(
    kinds: tuple[str, ...],
    text: str,
    span: Span,
    translation: bool,
    convention: Convention,
    where: tuple[str, str, float],
) -> Example:
    start, end = text.rfind("\n\n", 0, span.start) + 1, text.find("\n\n", span.end)
    block = Span(max(start, 0), end if end >= 0 else len(text))
    content = " ".join(text[span.start + 1 : span.end - 1].split())
    context = _context(text, span, block, translation)
    evidence = evidence_of(content, context, convention)
    words = tuple(LETTERS.findall(content))
    shown = f"{context.before[-30:]}{text[span.start : span.end]}{context.after[:20]}".replace("\n", " ")
    return Example(kinds, evidence, words, *where, shown)


def invented() -> Iterator[Example]:
    """The invented sentences; each file is an archive."""
    convention = load_convention("wilson")
    for path in sorted((ROOT / "benchmarks" / "brackets").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        about = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
        sentences = [line.split("\t") for line in lines if "\t" in line]
        own = narrow_vocabularies(" ".join(sentence for _, sentence in sentences), convention)
        for kind, sentence in sentences:
            span = Span(sentence.index("["), sentence.index("]") + 1)
            where = (path.stem, path.stem, NOTES if kind == "note" else 1.0)
            yield _example(tuple(kind.split("/")), sentence, span, about["translation"] == "yes", own, where)


def annotated(folders: Sequence[Path], texts: Sequence[Path]) -> Iterator[Example]:
    """The brackets of the annotation whose transcripts are there."""
    convention = load_convention("wilson")
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = next((folder / gold["file"] for folder in texts if (folder / gold["file"]).exists()), None)
        if found is None or hashlib.sha256(found.read_bytes()).hexdigest() != gold["sha256"]:
            continue
        text = found.read_bytes().decode("utf-8")
        header = gold.get("header", {})
        original, language = header.get("original_language"), header.get("text_language")
        translation = bool(header.get("translator")) or bool(original and original != language)
        own = narrow_vocabularies(text, convention)
        for item in gold["items"]:
            kinds = {READ_AS[kind] for kind in (item["kind"], *item.get("alt", ())) if kind in READ_AS}
            piece = text[item["start"] : item["end"]]
            if item["kind"] not in READ_AS or piece[:1] != "[" or piece[-1:] != "]" or not re.search(r"\w", piece):
                continue
            where = (path.stem, _archive(gold, path), GOLD)
            yield _example(tuple(sorted(kinds)), text, Span(item["start"], item["end"]), translation, own, where)


def _archive(gold: Mapping[str, object], path: Path) -> str:
    """The archive of an annotated document, as it says, else by its name."""
    stated = gold.get("archive")
    if stated:
        return str(stated)
    name = path.stem
    if name.isdecimal():
        return "ADJ-ru-edition" if 24 < int(name) < 52 else "Wilson"
    return "Wilson" if name.startswith("seed") else "made for the tests"


def examples() -> list[Example]:
    """All examples."""
    shared = ROOT.parent / "shared"
    folders = [ROOT / "tests" / "gold", shared / "gold"]
    texts = [ROOT / "tests" / "corpus", shared / "corpus", shared / "seeds", ROOT / "raw"]
    return [*annotated(folders, texts), *invented()]


# ---------------------------------------------------------------- letters
def letters_of(training: Iterable[Example]) -> dict[str, float]:
    """The weights of groups of three letters: how much more often a transliterated word has them than another."""
    shared = ROOT.parent / "shared" / "corpus"
    table = dict(zip(CYRILLIC, LATIN.split(","), strict=True))
    own, foreign = Counter[str](), Counter[str]()
    for path in sorted(
        [*(ROOT / "docs").glob("*.md"), *(ROOT / "tests" / "corpus").glob("*.txt"), *shared.glob("*.txt")]
    ):
        text = re.sub(r"\[[^\]]*\]", " ", path.read_text(encoding="utf-8", errors="replace"))
        for word in set(re.findall(r"(?<![\w./-])[^\W\d_]{3,}(?![\w/])", text)):
            if re.fullmatch(r"[a-zäöüßàâçéèêëîïôùû]+", word):
                own.update(letter_groups(word))
            elif word.islower() and set(word) <= set(table):
                foreign.update(letter_groups("".join(table[letter] for letter in word)))
    for example in training:
        for word in example.words if example.kinds == ("original",) else ():
            foreign.update(letter_groups(word) * 5)
    totals = own.total(), foreign.total()
    common = [group for group in {*own, *foreign} if own[group] + foreign[group] >= 12]
    scores = {
        group: log((foreign[group] + 1) / (totals[1] + 1)) - log((own[group] + 1) / (totals[0] + 1)) for group in common
    }
    return {group: round(value * 2) / 2 for group, value in sorted(scores.items()) if abs(value) >= 1.2}


# ---------------------------------------------------------------- training
def _given(example: Example, letters: Mapping[str, float]) -> dict[str, float]:
    spelt = Model((), {}, letters, {}, {}).spelling(example.words)
    return {"always": 1.0, **example.evidence, SPELLING: spelt}


def trained(training: Sequence[Example], letters: Mapping[str, float]) -> dict[str, list[float]]:
    """The weights: multinomial logistic regression, by stochastic gradients with a step for each weight (AdaGrad).

    The weights are the mean of those after the later rounds.
    """
    counts = Counter(name for example in training for name in example.evidence)
    rows = [
        ({n: v for n, v in _given(example, letters).items() if "=" not in n or counts[n] >= RARE}, example)
        for example in training
    ]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(KINDS))
    squares: dict[str, list[float]] = defaultdict(lambda: [1e-6] * len(KINDS))
    order, shuffle = list(range(len(rows))), random.Random(SEED)
    means: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(KINDS))
    for turn in range(ROUNDS):
        shuffle.shuffle(order)
        for index in order:
            evidence, example = rows[index]
            errors = _errors(evidence, example, weights)
            for name, value in evidence.items():
                mine, seen = weights[name], squares[name]
                for kind, error in enumerate(errors):
                    step = error * value * example.weight + SHRINK * mine[kind] / 4
                    seen[kind] += step * step
                    mine[kind] -= RATE * step / sqrt(seen[kind])
        if turn >= ROUNDS // 2:
            for name, values in weights.items():
                for kind, value in enumerate(values):
                    means[name][kind] += value / (ROUNDS - ROUNDS // 2)
    return {name: [round(value, 2) for value in values] for name, values in sorted(means.items())}


def _errors(evidence: Mapping[str, float], example: Example, weights: Mapping[str, list[float]]) -> list[float]:
    """What each reading is given too much, where its right readings share what is right."""
    shares = _shares(evidence, weights)
    right = [share if kind in example.kinds else 0.0 for kind, share in zip(KINDS, shares, strict=True)]
    total = sum(right) or 1.0
    return [share - part / total for share, part in zip(shares, right, strict=True)]


def _shares(evidence: Mapping[str, float], weights: Mapping[str, list[float]]) -> list[float]:
    sums = [0.0] * len(KINDS)
    for name, value in evidence.items():
        if name in weights:
            for kind, weight in enumerate(weights[name]):
                sums[kind] += weight * value
    most = max(sums)
    parts = [exp(value - most) for value in sums]
    return [part / sum(parts) for part in parts]


# ---------------------------------------------------------------- measuring
class Guess(NamedTuple):
    """What a model that never saw an example says of it."""

    kind: str
    probability: float
    example: Example

    @property
    def right(self) -> bool:
        return self.kind in self.example.kinds


def left_out(everything: Sequence[Example], by: Callable[[Example], str], wanted: Iterable[str]) -> list[Guess]:
    """The guesses about the examples of each group by a model trained on the others."""
    guesses: list[Guess] = []
    for group in wanted:
        training = [example for example in everything if by(example) != group]
        letters = letters_of(training)
        weights = trained(training, letters)
        for example in everything:
            if by(example) == group:
                shares = _shares(_given(example, letters), weights)
                best = max(range(len(KINDS)), key=shares.__getitem__)
                guesses.append(Guess(KINDS[best], shares[best], example))
    return guesses


def reliability(guesses: Sequence[Guess]) -> list[tuple[float, int, float]]:
    """For each range of probabilities its lower end, how many guesses are in it, and the share that is right."""
    ends = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
    rows = []
    for low, high in pairwise(ends):
        inside = [guess for guess in guesses if low <= guess.probability < high]
        if inside:
            rows.append((low, len(inside), sum(guess.right for guess in inside) / len(inside)))
    return rows


def threshold(guesses: Sequence[Guess], kind: str, share: float) -> float:
    """The least probability from which on at least this share of the guesses of a reading is right."""
    ranked = sorted((guess for guess in guesses if guess.kind == kind), key=lambda guess: -guess.probability)
    best, right = 1.1, 0
    for count, guess in enumerate(ranked, 1):
        right += guess.right
        if right / count >= share and count >= 10:
            best = guess.probability
    return round(min(best + 0.0005, 0.9995), 4) if best <= 1 else 1.1


def _print(title: str, guesses: Sequence[Guess]) -> None:
    gold = [guess for guess in guesses if guess.example.weight > 1]
    print(f"\n{title}")
    for name, some in (("annotated", gold), ("invented", [g for g in guesses if g.example.weight <= 1])):
        if some:
            right = sum(guess.right for guess in some)
            print(f"  {name}: {right} of {len(some)} right, {right / len(some):.1%}")
    for low, count, share in reliability(guesses):
        print(f"  from {low:.2f}: {count:4} guesses, {share:.1%} right")
    for guess in gold:
        if not guess.right:
            document, kinds, shown = guess.example.document, guess.example.kinds, guess.example.shown
            print(f"    {document}: {guess.kind} {guess.probability:.2f}, not {kinds}: {shown}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("task", choices=["write", "leave-out"])
    options.add_argument("--without", nargs="*", default=[], help="annotated documents that are left out")
    options.add_argument("--models", type=Path, default=ROOT / "models", help="the folder for brackets.json")
    given = options.parse_args()
    everything = [example for example in examples() if example.document not in given.without]
    documents = sorted({example.document for example in everything})
    if given.task == "write":
        fold = {document: str(index % FOLDS) for index, document in enumerate(documents)}
        guesses = left_out(everything, lambda example: fold[example.document], sorted(set(fold.values())))
        _print(f"Documents left out, in {FOLDS} groups", guesses)
        write(everything, guesses, given.models)
    else:
        _print("Documents left out", left_out(everything, lambda example: example.document, documents))
        archives = sorted({example.archive for example in everything})
        _print("Archives left out", left_out(everything, lambda example: example.archive, archives))


def write(everything: Sequence[Example], guesses: Sequence[Guess], folder: Path) -> None:
    """Writes the model into a folder, with how it was made."""
    letters = letters_of(everything)
    counts = Counter(example.archive for example in everything)
    made = {
        "by": "benchmarks/train_brackets.py write",
        "examples": dict(sorted(counts.items())),
        "right on documents left out": {
            name: round(sum(g.right for g in some) / len(some), 3)
            for name, some in (("annotated", [g for g in guesses if g.example.weight > 1]), ("all", list(guesses)))
        },
        "reliability": [[low, count, round(share, 3)] for low, count, share in reliability(guesses)],
    }
    sure = {kind: max(threshold(guesses, kind, RIGHT_IF_SURE), SURE_FROM) for kind in KINDS}
    doubtful = [guess for guess in guesses if guess.probability < sure[guess.kind]]
    model = {
        "made": made,
        "kinds": KINDS,
        "sure": sure,
        "medium": {kind: max(threshold(doubtful, kind, RIGHT_IF_MEDIUM), MEDIUM_FROM) for kind in KINDS},
        "letters": {
            str(value): " ".join(group for group in letters if letters[group] == value)
            for value in sorted(set(letters.values()))
        },
        "weights": {name: values for name, values in trained(everything, letters).items() if any(values)},
    }
    path = folder / "brackets.json"
    folder.mkdir(exist_ok=True)
    text = re.sub(
        r"\[[-\d.,\s]+\]", lambda match: " ".join(match[0].split()), json.dumps(model, ensure_ascii=False, indent=1)
    )
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes, sure from {model['sure']}")


if __name__ == "__main__":
    main()
