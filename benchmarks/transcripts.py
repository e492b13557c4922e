"""Invented transcripts of the shape of a large archive: letters, diaries, minutes, orders.

    python benchmarks/transcripts.py FOLDER COUNT

A transcript depends on its number alone, so that the first 200 of 20,000 are those of an edition of 200. Lengths are
log-normal (median 3 kB, one in a hundred over 20 kB); words follow Zipf's law and go on being new (Heaps' law); a few
persons are named often and most only once; a third is German or Russian. Brackets, deletions, page breaks and footnotes
are as frequent as in the transcripts of archives.
"""

import random
import sys
from pathlib import Path

EDITION = '[edition]\ntitle = "Papers"\nlanguage = "en"\nconvention = "wilson"\n'
SMALL_WORDS = {
    "en": "the of and to in that is was for with on as it be by are this which not at from have we they his",
    "de": "der die und das den von zu mit ist im nicht ein eine auf für sich als auch wir werden bei nach aus",
    "ru": "и в не на что с по как это но для от из мы он они был будет также уже при его к о за до",
}
SYLLABLES = {
    "en": "an ber con der el for gar har in ken lor men nor ob par ran ser tor ul ver wen yor",
    "de": "an ber dung eif fahr gen hand in keit lich mann nen ob platz rich schaf ten ung ver wort zeit",
    "ru": "ан бер вод гор да ель жен зав ил кот лов мен нос об при род сто том ун ход чес",
}
GIVEN = ("Anna", "Bruno", "Clara", "David", "Emma", "Franz", "Greta", "Hugo", "Irma", "Jakob")
FAMILY = ("Adler", "Brandt", "Conrad", "Dorn", "Ehrlich", "Falk", "Gerber", "Holm", "Ivers", "Jansen", "Keller")
PLACES = ("Vienna", "Berlin", "Prague", "Paris", "Moscow", "Zurich", "London")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MARKS = (
    "[handwritten above: {}]", "[illegible]", "~~{}~~", "{} [sic]", "[{}?]", "[stamp: {}]", "{} [crossed out: {}]",
    "[two words illegible] {}",
)  # fmt: skip
LANGUAGES = (("en", 0.67), ("de", 0.2), ("ru", 0.13))
MARKED = 0.006  # of the words
NAMED = 0.012


class Transcript:
    """The transcript of a number."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self._chance = random.Random(f"{seed}/{number}")
        self._number = number
        self._language = self._chance.choices(*zip(*LANGUAGES, strict=True))[0]
        self._length = min(120_000, int(self._chance.lognormvariate(8.0, 0.85)))
        year = 1900 + self._chance.randrange(60)
        self._date = f"{self._chance.randint(1, 28)} {self._chance.choice(MONTHS)} {year}"

    @property
    def text(self) -> str:
        kinds = (self._letter, self._diary, self._minutes, self._order)
        return self._chance.choices(kinds, (0.6, 0.15, 0.1, 0.15))[0]()

    def _letter(self) -> str:
        place, to = self._chance.choice(PLACES), self._person()
        return f"{place}, {self._date}\n\nDear {to},\n\n{self._body()}\n\nYours sincerely,\n\n{self._person()}\n"

    def _diary(self) -> str:
        return f"{self._date}\n\n{self._body()}\n"

    def _minutes(self) -> str:
        present = ", ".join(self._person() for _ in range(6))
        said = "\n\n".join(p if p.startswith("- ") else f"{self._person()}: {p}" for p in self._paragraphs())
        return f"MINUTES OF THE MEETING OF {self._date.upper()}\n\nPresent: {present}\n\n{said}\n"

    def _order(self) -> str:
        head = f"TOP SECRET\n\nTO {self._person().upper()}\n\n"
        points = "\n\n".join(p if p.startswith("- ") else f"{n}. {p}" for n, p in enumerate(self._paragraphs(), 1))
        return f"{head}{points}\n\n{self._person().upper()}\n\n{self._date}\n"

    def _body(self) -> str:
        return "\n\n".join(self._paragraphs())

    def _paragraphs(self) -> list[str]:
        paragraphs, length = list[str](), 0
        while length < self._length:
            paragraphs.append(self._paragraph())
            length += len(paragraphs[-1])
            if len(paragraphs) % 5 == 0:
                paragraphs.append(f"- {len(paragraphs) // 5 + 1} -")
        return paragraphs

    def _paragraph(self) -> str:
        sentences = (self._sentence() for _ in range(self._chance.randint(2, 7)))
        return " ".join(sentences)

    def _sentence(self) -> str:
        words = [self._marked() for _ in range(self._chance.randint(6, 28))]
        return f"{words[0][:1].upper()}{words[0][1:]} {' '.join(words[1:])}."

    def _marked(self) -> str:
        place = self._chance.random()
        if place < MARKED:
            return self._chance.choice(MARKS).format(self._word(), self._word())
        return self._person() if place < MARKED + NAMED else self._word()

    def _word(self) -> str:
        """A word of Zipf's law: half are small words, of the others few are often and most once."""
        if self._chance.random() < 0.5:
            return self._chance.choice(SMALL_WORDS[self._language].split())
        number, parts = self._rank(40, 0.8, 10_000_000), list[str]()
        syllables = SYLLABLES[self._language].split()
        while number or not parts:
            number, rest = divmod(number, len(syllables))
            parts.append(syllables[rest])
        return "".join(parts) + ("n" if len(parts) == 1 else "")

    def _person(self) -> str:
        """A person: some are named in each tenth document, most once."""
        number = self._rank(30, 0.85, 1_000_000)
        middle = f" {chr(65 + number // 110 % 26)}." if number >= 110 else ""
        family = FAMILY[number // 10 % 11] + ("mann" * (number // 2860 % 2)) + ("er" * (number // 5720 % 2))
        return f"{GIVEN[number % 10]}{middle} {family}"

    def _rank(self, often: int, power: float, most: int) -> int:
        """A number that is small often, by the law of Zipf and Mandelbrot; about `often` of them are frequent."""
        return int(often * (self._chance.paretovariate(power) - 1)) % most


def prepare(folder: Path, count: int) -> int:
    """Write an edition of so many transcripts, a thousand in a folder; their bytes."""
    (folder / "raw").mkdir(parents=True)
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    size = 0
    for number in range(count):
        text = Transcript(number).text
        path = folder / "raw" / f"paper-{number:06}.txt"
        path.write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


if __name__ == "__main__":
    print(f"{prepare(Path(sys.argv[1]), int(sys.argv[2])) / 1e6:.1f} MB")
