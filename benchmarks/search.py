"""What the search costs: CPU, memory and size of the index; bytes and time of a query in a browser; beside Pagefind.

The documents are TEI files of public projects that `fetch` of the project's tools, or git, brings onto the machine:

    python benchmarks/search.py FOLDER-OF-TEI … [--count 12 300 3000] [--pagefind PROGRAM] [--slow 6] [--keep FOLDER]

Memory is what the process used at most, more than before: give one number of documents a run to compare it. Times are
those of this machine at this moment; CPU seconds are more stable. The browser is Chromium, driven by playwright.
"""

import argparse
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from teikit.model import Block, Date, Document, EditionModel, Mention, Record, Value, edition_model
from teikit.search import search_assets, search_page, write_index

TEI = "{http://www.tei-c.org/ns/1.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUERIES = [
    ("дела", {}), ("Freundschaft", {}), ("und", {}), ('"Lieber Freund"', {}), ('"der alte Mann"', {}),
    ("Theater", {"language": "de"}),
]  # fmt: skip
PART = 40  # paragraphs of a long file that are a document of their own


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def parts_of(path: Path) -> Iterator[tuple[str, str, str, list[str], list[str]]]:
    """Title, language, year, paragraphs and persons of a TEI file; a long one in parts."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return
    text = root.find(f"{TEI}text")
    if text is None:
        return
    title = next((words(element) for element in root.iter(f"{TEI}title")), path.stem)
    language = text.get(LANGUAGE) or root.get(LANGUAGE) or ""
    year = next((m[0] for e in root.iter(f"{TEI}date") if (m := re.match(r"1\d\d\d", e.get("when", "")))), "")
    blocks = [words(element) for element in text.iter() if element.tag in (f"{TEI}p", f"{TEI}l", f"{TEI}head")]
    persons = sorted({words(element) for element in text.iter(f"{TEI}persName")} - {""})[:20]
    blocks = [block for block in blocks if block]
    for start in range(0, len(blocks), PART):
        yield f"{title[:100]} {start // PART + 1}", language, year, blocks[start : start + PART], persons


def documents_in(folders: list[Path], count: int) -> list[tuple[Document, list[Block]]]:
    """Documents of the folders in turn, in an order that is always the same."""
    sources = [sorted(folder.rglob("*.xml")) for folder in folders]
    for files in sources:
        random.Random(1).shuffle(files)
    streams = [(part for path in files for part in parts_of(path)) for files in sources]
    documents: list[tuple[Document, list[Block]]] = []
    while streams and len(documents) < count:
        for stream in list(streams):
            part = next(stream, None)
            if part is None:
                streams.remove(stream)
            elif len(documents) < count:
                documents.append(document(len(documents), *part))
    return documents


def document(
    number: int, title: str, language: str, year: str, blocks: list[str], persons: list[str]
) -> tuple[Document, list[Block]]:
    name = f"d{number}"
    record = Record(
        title,
        languages=(Value(language or "unknown", "text", language=language),),
        dates=(Date(year, earliest=year),) if year else (),
        archive=f"Archive {number % 7}",
    )
    mentions = tuple(Mention("person", "", person) for person in persons)
    texts = [Block(f"p{n}", name, "text", text, text) for n, text in enumerate(blocks, 1)]
    return Document(name, record, mentions=mentions), texts


def write_site(folder: Path, model: EditionModel, blocks: dict[str, list[Block]]) -> None:
    for path, content in search_assets():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for name in ("site.css", "theme.css"):
        (folder / "assets" / name).touch()
    page = search_page("Benchmark", "en").html
    (folder / "search.html").write_text(page, encoding="utf-8")
    for document in model.documents:
        text = "".join(f'<p id="{block.ident}">{escape(block.reading)}</p>' for block in blocks[document.name])
        language = document.record.languages[0].language or "en"
        head = f'<meta charset="utf-8"><title>{escape(document.record.title)}</title>'
        html = f'<!DOCTYPE html><html lang="{language}">{head}'
        (folder / f"{document.name}.html").write_text(
            f"{html}<main data-pagefind-body>{text}</main></html>", encoding="utf-8"
        )


def size_of(folder: Path) -> tuple[float, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1e6, len(files)


def build(folders: list[Path], count: int, site: Path) -> dict[str, Any]:
    documents = documents_in(folders, count)
    blocks = {document.name: texts for document, texts in documents}
    model = edition_model([document for document, _ in documents], [], True)
    total = sum(len(block.reading.split()) for texts in blocks.values() for block in texts)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = time.process_time(), time.perf_counter()
    write_index(site, model, lambda document: blocks[document.name], "en")
    figures = {
        "documents": len(documents),
        "words": total,
        "CPU s": round(time.process_time() - cpu, 2),
        "wall s": round(time.perf_counter() - wall, 2),
        "MB more than the texts": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024),
    }
    cpu = time.process_time()
    write_index(site, model, lambda document: blocks[document.name], "en")
    size, files = size_of(site / "search")
    figures |= {"again CPU s": round(time.process_time() - cpu, 2), "MB on disk": round(size, 1), "files": files}
    write_site(site, model, blocks)
    return figures


def measure_queries(site: Path, slow: float) -> list[dict[str, Any]]:
    """Bytes and time of each query on a page just opened, from the folder."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    rows = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=SWITCHES)
        for query, filters in QUERIES:
            page = browser.new_page()
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
            loaded: list[str] = []
            page.on("requestfinished", lambda request, loaded=loaded: loaded.append(request.url))
            page.goto((site / "search.html").as_uri())
            page.wait_for_selector("#search[data-run]", state="attached", timeout=120_000)
            parameters = "".join(f"&{name}={value}" for name, value in filters.items())
            taken = page.evaluate(_TIME, f"q={query}{parameters}")
            page.wait_for_selector("#search[data-run='2']", state="attached", timeout=120_000)
            paths = {Path(url.split("?")[0].removeprefix("file://")) for url in loaded if "/search/" in url}
            size = sum(path.stat().st_size for path in paths if path.is_file()) / 1024
            row = {"query": query, "KB of index": round(size), "files": len(paths), "first passage ms": round(taken)}
            rows.append(row | {"status": page.text_content("#status")})
            page.close()
        browser.close()
    return rows


_TIME = """hash => new Promise(resolve => {
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#results .passage')) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(document.getElementById('results'), { childList: true });
  location.hash = hash;
})"""


def measure_pagefind(program: str, site: Path) -> dict[str, Any]:
    """CPU, memory and size of Pagefind's index of the same pages."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [program, "--site", str(site), "--output-path", str(site / "pagefind")], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    size, files = size_of(site / "pagefind")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"CPU s": round(cpu, 2), "MB": round(after.ru_maxrss / 1024), "MB on disk": round(size, 1), "files": files}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", nargs="+", type=int, default=[12, 300, 3000])
    parser.add_argument("--pagefind", help="the program of Pagefind (npm: pagefind)")
    parser.add_argument("--slow", type=float, default=6, help="how many times the CPU of the browser is slowed")
    parser.add_argument("--keep", type=Path, help="the folder for the sites, which is otherwise temporary")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for count in arguments.count:
            site = (arguments.keep or Path(temporary)) / str(count)
            print(json.dumps(build(arguments.folders, count, site), ensure_ascii=False), flush=True)
            if arguments.pagefind:
                print(json.dumps({"pagefind": measure_pagefind(arguments.pagefind, site)}), flush=True)
            for row in measure_queries(site, arguments.slow):
                print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
