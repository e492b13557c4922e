"""Measures what a site costs as it grows: CPU, memory, sizes, its largest page and its largest other file.

    python benchmarks/site.py [--count 12 300 3000] [--size 1500] [--folder FOLDER-OF-TEI]

The letters are synthetic and always the same: with sender, recipient, place and date, names and interventions in the
text; the number of persons grows with the letters, as in an edition. With a folder its TEI files are taken instead.
Each build is a process of its own; it has all exports but the PDF.
"""

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from pages import MARKUP, WORDS, measured

EDITION = '[edition]\ntitle = "Letters"\nlanguage = "en"\n[site]\naddress = "https://example.org/letters/"\n'
LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{sender} to '
    "{recipient}, {date}</title></titleStmt><publicationStmt><p>Made up.</p></publicationStmt><sourceDesc><msDesc>"
    "<msIdentifier><settlement>{place}</settlement><repository>Archive of {place}</repository><idno>{id}</idno>"
    "</msIdentifier></msDesc></sourceDesc></fileDesc><profileDesc><correspDesc>"
    '<correspAction type="sent"><persName ref="{sender_ref}">{sender}</persName><placeName>{place}</placeName>'
    '<date when="{date}">{date}</date></correspAction>'
    '<correspAction type="received"><persName ref="{recipient_ref}">{recipient}</persName></correspAction>'
    '</correspDesc><handNotes><handNote xml:id="hand-1" medium="pencil">In pencil.</handNote></handNotes></profileDesc>'
    '</teiHeader><text xml:lang="en"><body><div>{text}</div></body></text></TEI>'
)
NAMES = ("Anna", "Bruno", "Clara", "David", "Emma", "Franz", "Greta", "Hugo", "Irma", "Jakob")
PLACES = ("Vienna", "Berlin", "Prague", "Paris", "Moscow", "Zurich", "London")
KINDS = {"pages": ".html", "other files": ""}


def person(number: int) -> tuple[str, str]:
    return f"https://example.org/persons/{number}", f"{NAMES[number % 10]} {NAMES[number // 10 % 10]}son {number}"


def letter(number: int, count: int, size: int) -> str:
    chance = random.Random(number)
    known = [person(int(chance.triangular(0, max(4, count // 4), 0))) for _ in range(5)]
    year, month, day = 1850 + number * 60 // max(count, 1), chance.randint(1, 12), chance.randint(1, 28)
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        words = [chance.choice(WORDS) for _ in range(60)]
        marked = (chance.choice(MARKUP).format(word) if chance.random() < 0.015 else word for word in words)
        ref, name = chance.choice(known)
        parts.append(f'<p>{" ".join(marked)} <persName ref="{ref}">{name}</persName>.</p>\n')
    return LETTER.format(
        id=f"letter-{number:05}", sender=known[0][1], sender_ref=known[0][0], recipient=known[1][1],
        recipient_ref=known[1][0], place=chance.choice(PLACES), date=f"{year}-{month:02}-{day:02}", text="".join(parts),
    )  # fmt: skip


def prepare(folder: Path, count: int, size: int, source: Path | None) -> None:
    (folder / "xml").mkdir(parents=True)
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    if source:
        for file in sorted(source.rglob("*.xml"))[:count]:
            shutil.copy(file, folder / "xml" / file.name)
        return
    for number in range(count):
        (folder / "xml" / f"letter-{number:05}.xml").write_text(letter(number, count, size), encoding="utf-8")


def sizes(site: Path) -> str:
    files = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    total = f"{sum(files.values()) / 1e6:.1f} MB in {len(files)} files"
    largest = []
    for what, suffix in KINDS.items():
        path = max((p for p in files if (p.suffix == ".html") == bool(suffix)), key=lambda p: files[p])
        largest.append(f"largest of {what} {files[path] / 1000:.0f} kB ({path.relative_to(site)})")
    return "; ".join([total, *largest])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", nargs="+", type=int, default=[12, 300, 3000])
    options.add_argument("--size", type=int, default=1500, help="characters of the text of a letter")
    options.add_argument("--folder", type=Path, help="a folder of TEI")
    given = options.parse_args()
    for count in given.count:
        with tempfile.TemporaryDirectory() as name:
            edition, out = Path(name) / "edition", Path(name) / "out"
            prepare(edition, count, given.size, given.folder)
            weight = sum(path.stat().st_size for path in (edition / "xml").iterdir()) / 1e6
            command = ["build", "--edition", str(edition), "--no-print", "--output", str(out)]
            cpu, memory = measured([sys.executable, "-m", "teikit", *command])
            print(f"{count} documents, {weight:.1f} MB: {cpu:.1f} s CPU, {memory:.0f} MB so far; {sizes(out / 'html')}")


if __name__ == "__main__":
    main()
