"""Converts transcripts with the teikit on the path and prints their TEI with the spans of the raw text still on it.

    PYTHONPATH=CHECKOUT python benchmarks/gold_convert.py CONVENTION FILE…

Run by `gold.py` so that any checkout can be measured. Prints a JSON object: the file's path, its TEI, the codes of the
diagnostics, or what went wrong.
"""

import json
import sys
import traceback
from pathlib import Path

from lxml import etree

from teikit.conversion.convert import convert_in_memory
from teikit.edition import Job


def converted(path: Path, convention: str) -> dict[str, object]:
    """The TEI of a transcript as text, with the codes of its diagnostics."""
    job = Job(raw=path, name=path.name, target=path.with_suffix(".xml"), convention=convention)
    result, findings = convert_in_memory(job)
    if result is None:
        return {"tei": "", "codes": [finding.code for finding in findings]}
    same = result.source.text == path.read_text(encoding="utf-8")
    tei = etree.tostring(result.encoded.root, encoding="unicode")
    return {"tei": tei, "codes": [finding.code for finding in result.findings], "same": same, "failed": result.failed}


def main() -> None:
    """Converts every file, whatever happens to one."""
    convention, *names = sys.argv[1:]
    found = {}
    for name in names:
        try:
            found[name] = converted(Path(name), convention)
        except Exception:
            found[name] = {"tei": "", "codes": ["crash"], "crash": traceback.format_exc()}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
