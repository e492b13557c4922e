"""What the schema tests share: where things are, and TEI's own grammar as the oracle."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from schema_generator import RNG, any_element

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "schemas"
RNG_FILE, SCH_FILE, ODD_FILE = (SCHEMAS / f"teikit.{suffix}" for suffix in ("rng", "sch", "odd"))
CASES = ROOT / "tests" / "schema"
TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
GRAMMARS = [path for path in (RNG_FILE, TEI_ALL) if path.exists()]
needs_tei_all = pytest.mark.private("tei/tei_all.rng")


def cases(folder: str) -> list[Path]:
    """The documents of one folder of cases."""
    found = sorted((CASES / folder).glob("*.xml"))
    assert found
    return found


@cache
def tei_all() -> etree.RelaxNG:
    """TEI's grammar of everything, accepting each element of ours as a root; compiled once, as that takes seconds."""
    names = {e.get("name") for e in etree.parse(RNG_FILE).iter(f"{RNG}element")}
    return etree.RelaxNG(any_element(etree.parse(TEI_ALL), names))


def grammars() -> list[etree.RelaxNG]:
    """teikit's grammar, and TEI's where it is there: each accepting any element as a root."""
    return [own_fragments(), *([tei_all()] if TEI_ALL.exists() else [])]


@cache
def own_fragments() -> etree.RelaxNG:
    """teikit's grammar, accepting each element as a root."""
    return etree.RelaxNG(any_element(etree.parse(RNG_FILE, etree.XMLParser(remove_comments=True))))


def complaint(schema: etree.RelaxNG, element: etree._Element) -> str:
    """What the grammar says of an element; empty where it accepts it."""
    if schema.validate(element):
        return ""
    said = "; ".join(e.message for e in list(schema.error_log)[:3])
    return f"{said}: {etree.tostring(element, encoding='unicode')[:400]}"
