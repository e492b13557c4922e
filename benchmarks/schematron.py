"""Measures Schematron in one warm process: set-up, milliseconds a file, diagnostics; alternating with another program.

`python benchmarks/schematron.py SCHEMA FILE… [--schxslt2 transpile.xsl]`. SCHEMA is a .sch file, an ODD, or a RELAX NG
grammar with rules inside (the TEI's tei_all.rng has 103). The time of teikit includes everything a file needs: reading
it, locating its elements, Saxon's parsing, the rules, diagnostics with line and column. SchXslt2 is measured if its
stylesheet is given (only for .sch files, or the rules of a grammar copied into one): Saxon's parsing, the rules, SVRL
as text.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

from teikit.validation.schematron.run import check_rules, embedded_rules, rules
from teikit.xml import decode_xml

SCH = "{http://purl.oclc.org/dsdl/schematron}"
SVRL = ("svrl:failed-assert", "svrl:successful-report")
ROUNDS = 5
Run = Callable[[Path], int]


def teikit(schema: Path) -> Run:
    """A function that checks a file with teikit and returns the number of diagnostics."""
    ready = embedded_rules(schema) if schema.suffix == ".rng" else rules(schema)
    if ready is None:
        raise SystemExit(f"{schema} has no rules")

    def run(path: Path) -> int:
        locations = decode_xml(path.read_bytes(), path, str(path)).locations
        return len(check_rules(locations, ready)) if locations else 0

    return run


def schxslt2(transpiler: Path, schema: Path) -> Run:
    """A function that checks a file with SchXslt2 on the same Saxon."""
    processor = PySaxonProcessor(license=False)
    xslt, builder = processor.new_xslt30_processor(), processor.new_document_builder()
    transpile = xslt.compile_stylesheet(stylesheet_file=str(transpiler))
    with tempfile.TemporaryDirectory() as folder:
        alone = schema if schema.suffix == ".sch" else write_rules(schema, Path(folder) / "rules.sch")
        stylesheet = transpile.transform_to_string(xdm_node=builder.parse_xml(xml_file_name=str(alone)))
    executable = xslt.compile_stylesheet(stylesheet_text=stylesheet)

    def run(path: Path) -> int:
        svrl = executable.transform_to_string(xdm_node=builder.parse_xml(xml_file_name=str(path)))
        return sum(svrl.count(f"<{name}") for name in SVRL)

    return run


def write_rules(grammar: Path, target: Path) -> Path:
    """Writes the rules of a grammar as a Schematron schema."""
    root = etree.parse(grammar).getroot()
    schema = etree.Element(f"{SCH}schema", queryBinding="xslt3")
    prefixes = {ns.get("prefix"): ns.get("uri") for ns in root.iter(f"{SCH}ns")}
    for prefix, uri in prefixes.items():
        etree.SubElement(schema, f"{SCH}ns", prefix=prefix, uri=uri)
    schema.extend(list(root.iter(f"{SCH}pattern")))
    target.write_bytes(etree.tostring(schema))
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--schxslt2", type=Path, help="its transpile.xsl")
    options = parser.parse_args()
    makers: dict[str, Callable[[], Run]] = {"teikit": lambda: teikit(options.schema)}
    if options.schxslt2:
        makers["SchXslt2"] = lambda: schxslt2(options.schxslt2, options.schema)
    runs: dict[str, Run] = {}
    for name, make in makers.items():
        start = time.process_time()
        runs[name] = make()
        print(f"{name:10} set-up {(time.process_time() - start) * 1000:.0f} ms")
    times: dict[str, list[float]] = {name: [] for name in runs}
    counts: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            counts[name] = sum(run(path) for path in options.files)
            times[name].append((time.process_time() - start) / len(options.files) * 1000)
    size = sum(path.stat().st_size for path in options.files) / len(options.files) / 1000
    print(
        f"{len(options.files)} files, {size:.1f} KB each on average; CPU milliseconds a file, {ROUNDS} rounds in turn"
    )
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:10} median {middle:.2f}  min {min(taken):.2f}  max {max(taken):.2f}  findings {counts[name]}")


if __name__ == "__main__":
    main()
