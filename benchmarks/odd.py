"""Compare the ODD compiler with the TEI Stylesheets and with published grammars, on the ODDs of public projects.

    python benchmarks/odd.py P5SUBSET.xml --stylesheets DIR --mirror DIR [--only NAME] [--files N] [--mutants N]

DIR of --mirror holds clones named owner+name (with `repo` or `repo/.git` inside), DIR of --stylesheets is a copy of
github.com/TEIC/Stylesheets; P5SUBSET.xml is the source of the Stylesheets, and teikit's table is made from it as well,
so that both know the same TEI. Neither is part of teikit. Every file and mutant is judged by teikit's engine with three
grammars: that of teikit, that of the Stylesheets, the published one. CPU seconds are those of this process.
"""

import argparse
import copy
import fnmatch
import random
import re
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree
from saxonche import PySaxonProcessor
from tei_table import table_of

from teikit.validation.odd import selection, source
from teikit.validation.odd.schema import OddSchema
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.relaxng.schema import Schema, load

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
PINNED = re.compile(rb"""source=["'](?:tei:|https?://(?:www\.)?tei-c\.org)[^"']*["']""")
PARSER = etree.XMLParser(
    resolve_entities=False, load_dtd=False, remove_comments=True, remove_pis=True, collect_ids=False
)
LARGEST = 60_000  # bytes of a file that mutants are made from
SHOWN = 6
VALUES = ["", "x y", "2020-13-01", "2020-01", "#a", "1", "-0", "true", "en", "a:b", "1.5", " 5 ", "unknown", "high"]


class Clone:
    """A clone of a repository without a work tree."""

    def __init__(self, mirror: Path, name: str) -> None:
        folder = mirror / name.replace("/", "+") / "repo"
        self._git = ["git", f"--git-dir={folder / '.git' if (folder / '.git').is_dir() else folder}"]
        listing = subprocess.run([*self._git, "ls-tree", "-rz", "--name-only", "HEAD"], capture_output=True, check=True)
        self.names = listing.stdout.decode("utf-8", "replace").split("\0")

    def read(self, name: str) -> bytes:
        """The bytes of a file; empty where the clone lacks it."""
        return subprocess.run([*self._git, "show", f"HEAD:{name}"], capture_output=True, check=False).stdout

    def export_folder(self, name: str, into: Path) -> Path:
        """Write the XML files of the folder of a file; returns the file."""
        folder = name.rpartition("/")[0]
        for other in self.names:
            if other.rpartition("/")[0] == folder and other.endswith((".xml", ".odd")):
                (into / Path(other).name).write_bytes(self.read(other))
        return into / Path(name).name


class Stylesheets:
    """The TEI Stylesheets for ODD, compiled once."""

    def __init__(self, folder: Path, p5subset: Path) -> None:
        self._saxon = PySaxonProcessor(license=False)
        compiler = self._saxon.new_xslt30_processor()
        self._passes: list[Any] = [
            compiler.compile_stylesheet(stylesheet_file=str(folder / "odds" / name))
            for name in ("odd2odd.xsl", "odd2relax.xsl")
        ]
        self._passes[0].set_parameter("defaultSource", self._saxon.make_string_value(str(p5subset)))

    def compile(self, odd: Path, output: Path) -> None:
        compiled = output.with_suffix(".compiled.xml")
        for sheet, source_file, target in zip(self._passes, (odd, compiled), (compiled, output), strict=True):
            sheet.transform_to_file(source_file=str(source_file), output_file=str(target))


def measured(work: Callable[[], Any]) -> tuple[Any, float]:
    before = time.process_time()
    result = work()
    return result, time.process_time() - before


def accepts(schema: Schema | None, data: bytes) -> bool | None:
    """The verdict on a document; None where there is no grammar, or the document is not well-formed."""
    try:
        return schema.accepts(data) if schema is not None else None
    except (expat.ExpatError, SchemaError):
        return None


# ---------------------------------------------------------------- mutants
class Mutants:
    """Well-formed changes of valid documents: one to three changes of the tree each, with names of a grammar."""

    def __init__(self, grammar: Path, seeds: list[bytes], seed: int = 11) -> None:
        tree = etree.parse(grammar)
        self._random = random.Random(seed)
        self._names = sorted({e.get("name") for e in tree.iter(f"{RNG}element") if e.get("name")})
        self._attributes = sorted({a.get("name") for a in tree.iter(f"{RNG}attribute") if a.get("name")})
        self._values = sorted({v.text or "" for v in tree.iter(f"{RNG}value")}) + VALUES
        self._seeds = seeds

    def make(self, number: int) -> Iterator[bytes]:
        for _ in range(number):
            root = etree.fromstring(self._random.choice(self._seeds), PARSER)
            for _ in range(self._random.choice((1, 1, 2, 3))):
                self._change(root)
            yield etree.tostring(root, encoding="utf-8")

    def _change(self, root: Any) -> None:
        element = self._random.choice(list(root.iter("*")))
        parent = element.getparent()
        changes = [self._insert, self._set, self._text]
        if element.attrib:
            changes += [self._other_value, self._drop_attribute]
        if parent is not None:
            changes += [self._remove, self._swap, self._repeat, self._wrap, self._rename]
        self._random.choice(changes)(element)

    def _new(self) -> Any:
        return etree.Element(TEI + self._random.choice(self._names).rpartition(":")[2])

    def _insert(self, element: Any) -> None:
        element.insert(self._random.randrange(len(element) + 1), self._new())

    def _set(self, element: Any) -> None:
        element.set(self._random.choice(self._attributes).rpartition(":")[2], self._random.choice(self._values))

    def _text(self, element: Any) -> None:
        element.text = self._random.choice((None, (element.text or "") + "word"))

    def _other_value(self, element: Any) -> None:
        element.set(self._random.choice(list(element.attrib)), self._random.choice(self._values))

    def _drop_attribute(self, element: Any) -> None:
        del element.attrib[self._random.choice(list(element.attrib))]

    def _remove(self, element: Any) -> None:
        element.getparent().remove(element)

    def _swap(self, element: Any) -> None:
        parent, index = element.getparent(), element.getparent().index(element)
        parent.insert(max(0, index - 1), element)

    def _repeat(self, element: Any) -> None:
        parent = element.getparent()
        parent.insert(parent.index(element), copy.deepcopy(element))

    def _wrap(self, element: Any) -> None:
        outer = self._new()
        element.getparent().replace(element, outer)
        outer.append(element)

    def _rename(self, element: Any) -> None:
        element.tag = self._new().tag


# ---------------------------------------------------------------- one project
def compare(project: dict[str, str], options: argparse.Namespace, sheets: Stylesheets, folder: Path) -> None:
    clone = Clone(options.mirror, project["repository"])
    odd = clone.export_folder(project["odd"], folder)
    if "library" in project:  # a compiled ODD that the repository does not hold
        sheets.compile(folder / project["library"], folder / "library.rng")
        (folder / "library.compiled.xml").rename(folder / project["source"])
    for file in folder.iterdir():  # the Stylesheets would fetch the version of TEI that is pinned
        file.write_bytes(PINNED.sub(b"", file.read_bytes()))
    print(f"\n{project['repository']} {project['odd']}")
    compiled, seconds = measured(lambda: OddSchema(odd))
    grammar, more = measured(compiled.relaxng)
    ours_file, theirs_file, published_file = (folder / f"{name}.rng" for name in ("ours", "theirs", "published"))
    ours_file.write_bytes(grammar)
    published_file.write_bytes(clone.read(project["grammar"]))
    _, theirs_seconds = measured(lambda: sheets.compile(odd, theirs_file))
    print(f"  CPU: teikit {seconds + more:.2f} s, TEI Stylesheets {theirs_seconds:.2f} s")
    schemas = [load(file) if file.is_file() else None for file in (ours_file, theirs_file, published_file)]
    texts = Clone(options.mirror, project["texts"]) if "texts" in project else clone
    names = fnmatch.filter(texts.names, project["files"])
    chosen = random.Random(1).sample(names, min(options.files, len(names)))
    documents = list(filter(None, map(texts.read, chosen)))
    report("files", documents, schemas)
    seeds = [clean(data) for data in documents if len(data) < LARGEST and accepts(schemas[0], data)]
    if not documents:
        return
    seeds = seeds or [clean(min(documents, key=len))]
    wider = max((f for f in (ours_file, theirs_file, published_file) if f.is_file()), key=lambda f: f.stat().st_size)
    report("mutants", list(Mutants(wider, seeds).make(options.mutants)), schemas)


def clean(data: bytes) -> bytes:
    """A document without its DOCTYPE, comments and instructions."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
    return etree.tostring(etree.fromstring(data, parser))


def report(kind: str, documents: list[bytes], schemas: list[Schema | None]) -> None:
    verdicts = [tuple(accepts(schema, data) for schema in schemas) for data in documents]
    valid = sum(1 for ours, *_ in verdicts if ours)
    line = f"  {kind}: {len(verdicts)}, {valid} valid"
    for number, name in ((1, "the Stylesheets"), (2, "the published grammar")):
        differing = [
            data for data, v in zip(documents, verdicts, strict=True) if v[number] is not None and v[0] != v[number]
        ]
        line += f"; {len(differing)} differ from {name}" if schemas[number] else f"; no grammar of {name}"
        explain(differing, schemas[0], schemas[number])
    print(line)


def explain(differing: list[bytes], ours: Schema | None, other: Schema | None) -> None:
    """Print the first findings that only one of the grammars has."""
    from teikit.core import source_of

    reasons: dict[str, int] = {}
    for data in differing[:200]:
        source_text = source_of(data.decode("utf-8", "replace"))
        for label, schema in (("only teikit", ours), ("only the other", other)):
            if schema is not None:
                for finding in schema.check(source_text)[:1]:
                    sentence = f"{label}: {re.split(r'[;:] ', finding.message)[0]}"
                    reasons[sentence] = reasons.get(sentence, 0) + 1
    for sentence, count in sorted(reasons.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"    {count} × {sentence}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("p5subset", type=Path)
    parser.add_argument("--stylesheets", type=Path, required=True)
    parser.add_argument("--mirror", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--mutants", type=int, default=1000)
    options = parser.parse_args()
    table = source.TeiTable(table_of(options.p5subset))
    selection.tei_table = lambda: table  # type: ignore[assignment]
    projects = tomllib.loads((Path(__file__).parent / "odd_projects.toml").read_text(encoding="utf-8"))["project"]
    sheets = Stylesheets(options.stylesheets, options.p5subset)
    for project in projects:
        if options.only in f"{project['repository']} {project['odd']}":
            with tempfile.TemporaryDirectory() as folder:
                compare(project, options, sheets, Path(folder))


if __name__ == "__main__":
    main()
