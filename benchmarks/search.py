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
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote
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


def measure_queries(site: Path, slow: float, with_pagefind: bool) -> Iterator[dict[str, Any]]:
    """Bytes and time of each query on a page just opened from the folder; Pagefind needs a server."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as running, served(site) as address:
        browser = running.chromium.launch(executable_path=program, args=SWITCHES)
        for query, filters in QUERIES:
            parameters = "".join(f"&{name}={value}" for name, value in filters.items())
            yield {"query": query, **measure_query(browser, site, slow, f"q={query}{parameters}")}
            if with_pagefind and not filters:
                yield {"query": query, "pagefind": measure_pagefind_query(browser, site, address, slow, query)}
        browser.close()


def opened(browser: Any, address: str, slow: float, loaded: set[str]) -> Any:
    """A page in a browser whose CPU is slowed down; the addresses of files that it loads are added to `loaded`."""
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.on("requestfinished", lambda request: loaded.add(request.url.split("?")[0]))
    page.goto(address)
    return page


def kilobytes(site: Path, root: str, loaded: set[str], folder: str) -> tuple[int, int]:
    """Size and number of the files in a folder of the site that were loaded."""
    paths = [site / unquote(url.removeprefix(root)) for url in loaded if url.startswith(f"{root}{folder}/")]
    return round(sum(path.stat().st_size for path in paths) / 1024), len(paths)


def measure_query(browser: Any, site: Path, slow: float, parameters: str) -> dict[str, Any]:
    loaded: set[str] = set()
    page = opened(browser, (site / "search.html").as_uri(), slow, loaded)
    page.wait_for_selector("#search[data-run]", state="attached", timeout=60_000)
    taken = page.evaluate(_TIME, parameters)
    page.wait_for_selector("#search:not([data-run='1'])", state="attached", timeout=60_000)
    size, files = kilobytes(site, f"{site.as_uri()}/", loaded, "search")
    status = page.text_content("#status")
    page.close()
    first = None if taken is None else round(taken)
    return {"KB of index": size, "files": files, "first passage ms": first, "status": status}


def measure_pagefind_query(browser: Any, site: Path, address: str, slow: float, query: str) -> dict[str, Any]:
    loaded: set[str] = set()
    (site / "pagefind-page.html").write_text("<!DOCTYPE html><title>Pagefind</title>", encoding="utf-8")
    page = opened(browser, f"{address}pagefind-page.html", slow, loaded)
    taken, results = page.evaluate(_PAGEFIND, query)
    page.wait_for_timeout(200)
    size, files = kilobytes(site, address, loaded, "pagefind")
    page.close()
    return {"KB of index and program": size, "files": files, "first passage ms": round(taken), "results": results}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server of the folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


# The time until the first passage is there; null where the search ends without one.
_TIME = """hash => new Promise(resolve => {
  const start = performance.now(), form = document.getElementById('search');
  const observer = new MutationObserver(() => {
    const found = document.querySelector('#results .passage');
    if (!found && form.dataset.run === '1') return;
    observer.disconnect();
    resolve(found ? performance.now() - start : null);
  });
  observer.observe(document.getElementById('results'), { childList: true, subtree: true });
  observer.observe(form, { attributes: true });
  location.hash = hash;
})"""

# The time from loading the program to the passage of the first result.
_PAGEFIND = """async query => {
  const start = performance.now();
  const pagefind = await import('/pagefind/pagefind.js');
  const found = await pagefind.search(query);
  if (found.results.length) await found.results[0].data();
  return [performance.now() - start, found.results.length];
}"""


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
            for row in measure_queries(site, arguments.slow, bool(arguments.pagefind)):
                print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
