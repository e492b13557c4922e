"""Measures publication: CPU seconds and memory of whole processes for TEI to HTML pages.

`python benchmarks/pages.py [--rival COMMAND]`. The texts are synthetic and always the same: letters of 10 kB with
additions, deletions, notes and names; novels of 0.9 MB with chapters and notes. Each job is a process of its own,
including its start: it reads TEI, makes reading documents and pages, and writes them. Validation is not included.
COMMAND is another program that is run on the folder of letters, with `{in}` and `{out}` substituted.
"""

import argparse
import random
import shlex
import sys
import tempfile
from pathlib import Path

import processes

WORDS = [
    "the",
    "cable",
    "of",
    "general",
    "staff",
    "to",
    "marshal",
    "about",
    "railway",
    "harbour",
    "guard",
    "before",
    "evening",
    "reply",
    "was",
    "sent",
    "without",
    "delay",
]
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{id}</title>'
    "</titleStmt>"
    "<publicationStmt><p>Made up.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc><profileDesc>"
    '<handNotes><handNote xml:id="hand-1" medium="pencil">In pencil.</handNote></handNotes></profileDesc></teiHeader>'
    '<text xml:lang="en"><body>'
)
TAIL = "</body></text></TEI>"
MARKUP = (
    '<add place="above" hand="#hand-1">{}</add>',
    '<del rend="strikethrough">{}</del>',
    '{}<note type="translator">so called</note>',
    '<unclear cert="low">{}</unclear>',
    "<persName>{}</persName>",
    "<choice><sic>teh</sic><corr>{}</corr></choice>",
    '<add place="margin left" hand="#hand-1">{}</add>',
    '{} <gap reason="illegible" quantity="2" unit="word"/>',
)


def paragraph(chance: random.Random, words: int, rate: float) -> str:
    words_ = (chance.choice(WORDS) for _ in range(words))
    return (
        "<p>" + " ".join(chance.choice(MARKUP).format(w) if chance.random() < rate else w for w in words_) + ".</p>\n"
    )


def document(name: str, size: int, rate: float, chapters: bool) -> str:
    chance, parts, length = random.Random(name), [HEAD.format(id=name)], 0
    while length < size:
        parts.append("<div><head>Chapter</head>" if chapters else "")
        for _ in range(60 if chapters else 1):
            parts.append(paragraph(chance, 90, rate))
            length += len(parts[-1])
        parts.append("</div>" if chapters else "")
    return "".join([*parts, TAIL])


def publish(folder: Path, out: Path) -> None:
    """The job: writes every TEI file of a folder as a page."""
    from teikit.publication.html.rendering import Edition, write_index, write_page
    from teikit.publication.reading.collation import with_differences
    from teikit.publication.reading.transform import reading_document

    edition, entries = Edition("Pages"), []
    for path in sorted(folder.glob("*.xml")):
        tei = path.read_text(encoding="utf-8")
        entries.append(write_page(out, path.stem, with_differences(reading_document(tei, path.name)[0]), tei, edition))
    write_index(out, entries, edition)


def measured(command: list[str]) -> tuple[float, float]:
    """CPU seconds of a process and all that it starts, and the peak memory of any of them so far, in MB."""
    taken = processes.measured(command)
    return taken.cpu, taken.memory


# Job: number of texts, their size in bytes, the share of words with markup, whether they have chapters.
JOBS = {
    "one letter, cold": (1, 10_000, 0.015, False),
    "200 letters": (200, 10_000, 0.015, False),
    "200 dense letters": (200, 10_000, 0.06, False),
    "20 novels": (20, 900_000, 0.002, True),
}


def prepared(source: Path, count: int, size: int, rate: float, chapters: bool) -> None:
    source.mkdir()
    for n in range(count):
        (source / f"d{n:03}.xml").write_text(document(f"d{n:03}", size, rate, chapters), encoding="utf-8")


def report(name: str, folder: Path, runs: int, rival: str | None) -> None:
    """Runs a job `runs` times and prints the minimum of its CPU seconds."""
    source, out = folder / name.replace(" ", "-"), folder / f"pages-{name.replace(' ', '-')}"
    prepared(source, *JOBS[name])
    weight = sum(p.stat().st_size for p in source.glob("*.xml")) / 1e6
    figures = [measured([sys.executable, __file__, "--job", str(source), str(out)]) for _ in range(runs)]
    pages = [p.stat().st_size for p in out.glob("d*.html")]
    least, memory, page = min(f[0] for f in figures), figures[-1][1], sum(pages) / len(pages) / 1000
    print(f"{name:18} {weight:6.2f} MB  {least:6.2f} s CPU  {memory:5.0f} MB so far  {page:6.0f} kB a page")
    if rival:
        command = shlex.split(rival.format_map({"in": source, "out": folder / "rival"}))
        print(f"{'  the rival':18} {'':9}  {min(measured(command)[0] for _ in range(runs)):6.2f} s CPU")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rival", help="a command with {in} and {out}")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--job", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.job:
        publish(*given.job)
        return
    with tempfile.TemporaryDirectory() as name:
        for job in JOBS:
            report(job, Path(name), given.runs, given.rival)


if __name__ == "__main__":
    main()
