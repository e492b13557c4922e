"""Damages files of every kind that teikit reads, for a given time, under limits, and counts what is not taken calmly.

    python benchmarks/fuzz_readers.py SECONDS [--seed N] [--only KIND …]

The kinds: transcripts in many encodings and with damaged bytes, HTML, tables, JSON, files that are refused (PDF, Word,
PAGE, ALTO …), editions (settings, table of documents, overrides, conventions), TEI. Words that tell from which place
they are (`zq17x`) are put into each file: one that is neither in the result, nor in what was reported as left out, is
lost text. A process of its own does the work; one that takes more CPU seconds or memory for a file than the limits is
ended, and the file counts as a hang. Files that fail are kept in the folder `fuzz-failures`.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import click
from fuzz import DAMAGES
from lxml import etree

import teikit
from teikit.api import ArgumentError, DocumentError
from teikit.cli.main import cli
from teikit.core import TeikitError

ROOT = Path(__file__).resolve().parent.parent
CPU, MEMORY = 20.0, 1_200  # seconds, MB for one file
LONGEST = 5000
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1250", "cp1251", "cp1252", "koi8-r", "cp866",
    "mac_cyrillic", "mac_roman", "iso8859_5", "iso8859_2", "cp437", "latin-1", "gb18030", "shift_jis", "big5", "utf-7",
)  # fmt: skip
TAGS = ("p", "b", "i", "u", "del", "ins", "table", "tr", "td", "th", "ul", "li", "br", "h1", "span", "sup", "o:p", "a")
HTML_SIGNS = (
    "<", ">", "</p>", "<!--", "-->", "&", "&#0;", "&#xD800;", "&amp", "<![CDATA[", "]]>", "<script>", "</script>",
    "<style>", "<title>", "<p", "<a href='", '"', "<?xml ", "<!DOCTYPE", "<table><tr><td>", "</table>", "<plaintext>",
    "<textarea>", "<svg>", "<template>", "<head>", "<body>", "<img src=x>", "\x00", "<xmp>", "<noscript>",
)  # fmt: skip
TABLE_SIGNS = ('"', '""', ",", ";", "\t", "\n", "\r", "\r\n", "\x00", '"\n', ',"', "[", "{", "\\", "\ufeff")
TOML_SIGNS = (
    "=", "[", "]", "[[", "]]", '"', "'", '"""', "\n", "{", "}", "true", "1e999", "-1", "nan", "1979-05-27", "../", "#",
    "(", "(?:a+)+$", "*", "\\", "99999999999999999999", "[]", "{}", "''", "/etc/passwd", "\x00", "é", "\ud7ff",
)  # fmt: skip
XML_SIGNS = (
    "<", ">", "&", "<!--", "]]>", "<![CDATA[", "<?", '<!DOCTYPE TEI [<!ENTITY a "b">]>', "&a;", "&#1;", "xml:id='x'",
    "<xi:include href='x.xml' xmlns:xi='http://www.w3.org/2001/XInclude'/>", "</p>", "<p>", "<pb n='1'/>", "<lb/>",
    "<note>", "<app><lem>a</lem>", "</app>", "\x00", "é", "<delSpan spanTo='#x'/>", "<anchor xml:id='x'/>", "",
)  # fmt: skip
NO_TEXT = re.compile(
    r"(?is)<!--.*?(-->|\Z)|<(script|style|title|template|head|noscript|svg|textarea|xmp)\b.*?(</\2|\Z)|<[^<>]*>"
    r"|<[^<>]*\Z"
)
MARKER = re.compile(r"zq\d+x")
LEFT_OUT = {
    "read-unclosed-markup", "read-unclosed-quotation", "read-left-out-image", "read-unsupported-kind", "read-empty",
    "read-unknown-columns", "read-binary", "convert-failed", "read-several-documents",
}  # fmt: skip


class LawError(Exception):
    """A law was broken."""


class Case:
    """The files to damage, and the chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = 0

    def mark(self) -> str:
        self.number += 1
        return f"zq{self.number}x"

    def signs(self, text: str, signs: tuple[str, ...], most: int = 5) -> str:
        """The text with signs inserted, pieces cut, repeated or exchanged."""
        for _ in range(self.chance.randrange(most)):
            place = self.chance.randrange(len(text) + 1)
            end = place + self.chance.randrange(40)
            text = self.chance.choice([
                text[:place] + self.chance.choice(signs) + text[place:],
                text[:place] + self.chance.choice(signs) + text[end:],
                text[:end] + text[place:end] * self.chance.choice([1, 1, 50]) + text[end:],
            ])  # fmt: skip
        return text

    def bytes_(self, data: bytes) -> bytes:
        """Bytes with some replaced, removed or inserted."""
        changed = bytearray(data)
        for _ in range(self.chance.choice([0, 0, 1, 3, 20])):
            place = self.chance.randrange(len(changed) + 1)
            changed[place : place + self.chance.randrange(3)] = self.chance.randbytes(self.chance.randrange(4))
        return bytes(changed)


def texts() -> list[str]:
    folders = (ROOT / "raw", ROOT / "tests" / "cases", ROOT / "tests" / "corpus", ROOT / "tests" / "languages")
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.txt"))]


def convert(data: bytes, name: str, folder: Path) -> tuple[str, set[str]]:
    """All TEI of a file, by the command that converts it, and the codes reported."""
    path, out = folder / name, folder / "out"
    path.write_bytes(data)
    report = folder / "report.json"
    run("convert", str(path), "--output", str(out), "--report", str(report), "--quiet")
    codes = {row["code"] for row in json.loads(report.read_text("utf-8"))} if report.exists() else set()
    tei = "".join(file.read_text("utf-8") for file in sorted(out.rglob("*.xml"))) if out.exists() else ""
    for file in out.rglob("*.xml") if out.exists() else ():
        etree.parse(file, etree.XMLParser(huge_tree=True, resolve_entities=False))
    if path.read_bytes() != data:
        raise LawError("the transcript was changed")
    return tei, codes


def run(*arguments: str) -> str:
    """A command in this process. Only errors with a message for people may be raised."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            cli.main(list(arguments), standalone_mode=False)
        except (SystemExit, click.ClickException, click.exceptions.Exit, TeikitError) as error:
            output.write(str(error))
    words = output.getvalue()
    if "Traceback" in words or "not expected" in words:
        raise LawError(words[-2000:])
    return words


def kept(data: str, tei: str, codes: set[str], what: str) -> None:
    """Raises LawError where a marked word of the data is not in the TEI, and nothing was reported as left out."""
    lost = sorted(set(MARKER.findall(data)) - set(MARKER.findall(tei)))
    if lost and not codes & LEFT_OUT:
        raise LawError(f"{what} lost {lost[:5]} of {len(set(MARKER.findall(data)))}; {sorted(codes)}")


# ---------------------------------------------------------------- the kinds
def plain(case: Case, folder: Path, base: list[str]) -> None:
    """Transcripts in many encodings."""
    chance, text = case.chance, case.chance.choice(base)
    if len(text) > LONGEST:
        start = chance.randrange(len(text) - LONGEST)
        text = text[start : start + LONGEST]
    words = text.split(" ")
    for _ in range(6):
        words.insert(chance.randrange(len(words) + 1), case.mark())
    text = " ".join(words)
    for _ in range(chance.randrange(6)):
        text = chance.choice(DAMAGES)(text, chance, base)
    encoding = chance.choice(ENCODINGS) if chance.random() < 0.6 else "utf-8"
    data = text.encode(encoding, "replace")
    damaged = case.bytes_(data) if chance.random() < 0.3 else data
    (folder / "case.bin").write_bytes(damaged)
    tei, codes = convert(damaged, chance.choice(["a.txt", "a.text", "A B.TXT"]), folder)
    if damaged == data and encoding in ("utf-8", "utf-8-sig"):
        kept(text, tei, codes, "a text")


def hypertext(case: Case, folder: Path, base: list[str]) -> None:
    """HTML."""
    chance, parts = case.chance, list[str]()
    for _ in range(chance.randrange(1, 30)):
        tag, words = chance.choice(TAGS), chance.choice(base)[:200].replace("<", "").replace("&", "")
        parts.append(chance.choice([f"<{tag}>", f"</{tag}>", f"<{tag} class='x' style='text-decoration:underline'>"]))
        parts.append(f" {case.mark()} {words[: chance.randrange(200)]} ")
    html = "".join(parts)
    html = chance.choice(["{}", "<html><head><title>t</title></head><body>{}</body></html>"]).replace("{}", html)
    html = case.signs(html, HTML_SIGNS)
    content = html.encode("utf-8", "surrogatepass")
    (folder / "case.bin").write_bytes(content)
    tei, codes = convert(content, chance.choice(["a.html", "a.htm", "a.txt"]), folder)
    visible = NO_TEXT.sub(" ", html)
    kept(visible, tei, codes, "HTML")


def table(case: Case, folder: Path, base: list[str]) -> None:
    """Tables: CSV, TSV, semicolons."""
    chance = case.chance
    delimiter = chance.choice(",;\t")
    columns = chance.sample(["title", "text", "date", "author", "notes", "url", "summary"], chance.randrange(2, 7))
    columns += [] if "title" in columns else ["title"]
    rows = [delimiter.join(columns)]
    for _ in range(chance.randrange(1, 8)):
        cells = [f"{case.mark()} {chance.choice(base)[: chance.randrange(120)]} {case.mark()}" for _ in columns]
        rows.append(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells))
    text = "\n".join(rows)
    if chance.random() < 0.6:
        text = rows[0] + "\n" + case.signs("\n".join(rows[1:]), TABLE_SIGNS, 4)
    (folder / "case.bin").write_bytes(text.encode("utf-8", "replace"))
    name = "a.tsv" if delimiter == "\t" else chance.choice(["a.csv", "a.txt"])
    tei, codes = convert(text.encode("utf-8", "replace"), name, folder)
    kept("\n".join(text.split("\n")[1:]), tei, codes, "a table")


def data(case: Case, folder: Path, base: list[str]) -> None:
    """Records as JSON."""
    chance = case.chance
    rows = [
        {
            name: f"{case.mark()} {chance.choice(base)[:150]}"
            for name in ("title", "transcript", "text", "notes", "date")
        }
        for _ in range(chance.randrange(1, 5))
    ]
    text = json.dumps(rows if chance.random() < 0.7 else rows[0], ensure_ascii=chance.random() < 0.3)
    whole = text if chance.random() < 0.4 else case.signs(text, (*TABLE_SIGNS, "null", "1e999", "[" * 3000), 3)
    (folder / "case.bin").write_bytes(whole.encode("utf-8", "replace"))
    tei, codes = convert(whole.encode("utf-8", "replace"), chance.choice(["a.json", "a.txt"]), folder)
    kept(whole, tei, codes, "JSON")


def refused(case: Case, folder: Path, base: list[str]) -> None:
    """Files that no reader takes, in any damage, with any name."""
    chance, archive = case.chance, io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(chance.choice(["word/document.xml", "mimetype", "content.xml", "../x"]), chance.choice(base))
    words = chance.choice(base)[:300]
    kinds = (
        archive.getvalue(), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj" + words.encode(), rb"{\rtf1\ansi " + words.encode(),
        b'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page/></PcGts>',
        b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout/></alto>', b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x89PNG\r\n\x1a\n" + chance.randbytes(50), bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100),
        b"\x1f\x8b" + chance.randbytes(30), chance.randbytes(200), b"", b"\0" * 50, b"\xff\xfe", b"\xef\xbb\xbf",
        b"<?xml version='1.0' encoding='x'?><a>" + words.encode() + b"</a>", b"II*\0" + chance.randbytes(40),
    )  # fmt: skip
    content = case.bytes_(chance.choice(kinds))
    (folder / "case.bin").write_bytes(content)
    suffix = chance.choice([".txt", ".html", ".csv", ".json", ".tsv", ".docx", ".pdf", ".odt", ".xml", ""])
    convert(content, f"a{suffix}", folder)


CONVENTION = (ROOT / "conventions" / "wilson.toml").read_text("utf-8")


def edition(case: Case, folder: Path, base: list[str]) -> None:
    """The files of an edition: settings, table, overrides, convention, list of persons."""
    chance, place = case.chance, folder / "edition"
    (place / "raw").mkdir(parents=True)
    (place / "raw" / "a.txt").write_text(f"Good Anna,\n\nzq1x [sic] {chance.choice(base)[:300]}\n\nClara\n", "utf-8")
    settings = chance.choice(SETTINGS)
    if chance.random() < 0.8:
        settings = case.signs(settings, TOML_SIGNS, 4)
    if chance.random() < 0.3:
        own = CONVENTION if chance.random() < 0.5 else case.signs(CONVENTION, TOML_SIGNS, 3)
        (place / "own.toml").write_text(own, "utf-8", errors="replace")
        settings = settings.replace('convention = "wilson"', 'convention = "own.toml"')
    (place / "edition.toml").write_text(settings, "utf-8", errors="replace")
    rows = case.signs("file,title,date,author,recipient\na.txt,Zero,1950-05-05,Anna,Bruno\n", TABLE_SIGNS, 5)
    (place / "documents.csv").write_text(rows, "utf-8", errors="replace")
    if chance.random() < 0.3:
        (place / "pages").mkdir()
        (place / "pages" / "about.md").write_text(
            case.signs(f"# About\n\n{chance.choice(base)[:300]}", HTML_SIGNS), "utf-8"
        )
    state = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    (folder / "case.bin").write_text("\n=====\n".join(f"{p.name}\n{d!r}" for p, d in state.items()), "utf-8")
    for command in ("convert", chance.choice(["validate", "worklist", "build"])):
        more = ["--no-print"] if command == "build" else []
        with contextlib.chdir(place):
            run(command, *more)
    changed = [path.name for path, content in state.items() if not path.exists() or path.read_bytes() != content]
    if changed:
        raise LawError(f"changed: {changed}")
    beyond = [p for p in folder.iterdir() if p.name not in ("edition", "case.bin")]
    if beyond:
        raise LawError(f"written outside the edition: {beyond}")


SETTINGS = (
    '[edition]\ntitle = "T"\nlanguage = "en"\nconvention = "wilson"\n',
    '[edition]\ntitle = "T"\neditors = ["A"]\nlanguage = "de"\nconvention = "wilson"\n[output]\nhtml = true\n[site]\n'
    'address = "https://example.org/"\ntheme = "plain"\n[print]\npage = "a4"\n',
    '[edition]\ntitle = "T"\nconvention = "wilson"\n[[document]]\nfile = "a.txt"\ntitle = "Zero"\ndate = "1950"\n'
    '[[override]]\nfile = "a.txt"\nline = 3\ntext = "[sic]"\nkind = "gloss"\n',
)


TEI_BASE = [
    path
    for name in ("kinds", "links", "html", "print", "build_cases")
    for path in sorted((ROOT / "tests" / name).rglob("*.xml"))
]
TEI_BASE += sorted((ROOT / "xml").glob("*.xml"))


def tei(case: Case, folder: Path, base: list[str]) -> None:
    """TEI, into validation and pages."""
    chance = case.chance
    text = chance.choice(TEI_BASE).read_text("utf-8", errors="replace")[:60_000]
    text = case.signs(text, XML_SIGNS, 6)
    content = text.encode(chance.choice(["utf-8", "utf-8", "utf-16", "latin-1"]), "replace")
    content = case.bytes_(content) if chance.random() < 0.2 else content
    (folder / "case.bin").write_bytes(content)
    (folder / "tei").mkdir()
    (folder / "tei" / "a.xml").write_bytes(content)
    run("validate", str(folder / "tei"))
    with contextlib.suppress(DocumentError, ArgumentError):
        teikit.read_tei(folder / "tei" / "a.xml").to_html()
    if chance.random() < 0.2:
        run("build", str(folder / "tei"), "--no-print", "--output", str(folder / "out"))


KINDS: dict[str, Callable[[Case, Path, list[str]], None]] = {
    "plain": plain, "html": hypertext, "table": table, "json": data, "refused": refused, "edition": edition, "tei": tei,
}  # fmt: skip


# ---------------------------------------------------------------- processes
def work(pipe: Connection, kinds: list[str]) -> None:
    """Take seeds, and send what became of each."""
    base = texts()
    while True:
        seed = pipe.recv()
        kind = kinds[seed % len(kinds)]
        with tempfile.TemporaryDirectory() as name:
            try:
                KINDS[kind](Case(seed), Path(name), base)
                pipe.send((kind, "", b""))
            except Exception as error:
                trace = "".join(traceback.format_exception(error)[-6:])
                case = Path(name) / "case.bin"
                pipe.send(
                    (kind, f"{type(error).__name__}: {error}\n{trace}", case.read_bytes() if case.exists() else b"")
                )


def used(pid: int) -> tuple[float, float]:
    """The CPU seconds and the MB of a process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0, 0.0
    return (int(fields[11]) + int(fields[12])) / 100, pages * 4096 / 1e6


class Worker:
    """A process that is ended where a file takes too much."""

    def __init__(self, kinds: list[str]) -> None:
        self._kinds = kinds
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._kinds), daemon=True)
        self._process.start()

    def result(self, seed: int) -> tuple[str, str, bytes]:
        """The kind, what went wrong, the bytes of the file."""
        self._pipe.send(seed)
        pid = self._process.pid or 0
        begun, memory = used(pid)
        while not self._pipe.poll(0.5):
            cpu, now = used(pid)
            if cpu - begun > CPU or now > memory + MEMORY or not self._process.is_alive():
                what = f"{cpu - begun:.0f} s, {now:.0f} MB, {'at work' if self._process.is_alive() else 'has ended'}"
                self._process.kill()
                self._start()
                return self._kinds[seed % len(self._kinds)], f"LIMIT {what}", b""
        try:
            answer: tuple[str, str, bytes] = self._pipe.recv()
        except EOFError:
            self._start()
            return self._kinds[seed % len(self._kinds)], "the process has ended", b""
        return answer


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("seconds", type=float)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="+", default=list(KINDS), choices=list(KINDS))
    given = options.parse_args()
    worker, counts, failures = Worker(given.only), Counter[str](), Path("fuzz-failures")
    end, seed = time.monotonic() + given.seconds, given.seed
    while time.monotonic() < end:
        kind, wrong, content = worker.result(seed)
        counts[kind] += 1
        if wrong:
            counts["failures"] += 1
            failures.mkdir(exist_ok=True)
            (failures / f"{kind}-{seed}.bin").write_bytes(content)
            print(f"--- {kind}, seed {seed}: {wrong}", flush=True)
        seed += 1
    print(f"{given.seconds:.0f} s: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
    sys.exit(1 if counts["failures"] else 0)


if __name__ == "__main__":
    main()
