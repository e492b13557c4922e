"""Which schemas a file is checked against, and what is wrong with the choice.

1. `--schema`: those, and no others.
2. Else the document's own <?xml-model?> instructions, together with the schemas of the edition it belongs to.
3. Else teikit's own for TEI that teikit made, all of TEI P5 for any other.
"""

import re
from os.path import normpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.checking.catalog import Catalog
from teikit.checking.config import EditionSchemas
from teikit.checking.xml_model import Model, models
from teikit.core import Diagnostic
from teikit.validation import default_schemas, tei_all_schema
from teikit.xml import FileResolver, MappedText

_TEI_ALL = re.compile(r"https?://(?:[\w\-]+\.)?tei-c\.(?:org|de)/(?:[\w.\-]+/)*tei_all\.(?:rng|rnc|odd)", re.IGNORECASE)
_MADE = re.compile(r"""<(?:\w+:)?application\s[^<>]*?\bident\s*=\s*["']teikit["']""")
_HEADER_END = re.compile(r"</(?:\w+:)?teiHeader\s*>")


class Schema(NamedTuple):
    """A schema to check against: its file, the phase of its rules, and for one that a document named, the place."""

    path: Path
    phase: str = ""
    model: Model | None = None


class Choice(NamedTuple):
    """The schemas for a file; `unnamed` where nobody named one, so that it is checked against all of TEI."""

    schemas: list[Schema]
    findings: list[Diagnostic]
    unnamed: bool = False


def choose(
    text: MappedText, path: Path, given: tuple[Path, ...] | None, edition: EditionSchemas, catalog: Catalog,
    files: FileResolver,
) -> Choice:  # fmt: skip
    """The schemas of one file. `given` are those of --schema, `edition` those of the edition it belongs to."""
    if given is not None:
        return Choice([Schema(schema) for schema in given], [])
    findings: list[Diagnostic] = []
    schemas: list[Schema] = []
    named = models(text.text)
    for model in named:
        local = _local(model, path, catalog, files)
        if not isinstance(local, Path):
            findings.append(text.report(model.span, *local))
        elif not any(schema.path == local and schema.phase == model.phase for schema in schemas):
            # A grammar that is named a second time for the rules inside it is judged once: those come with it.
            schemas.append(Schema(local, model.phase, model))
    known = {schema.path for schema in schemas}
    further = (*_own(text.text, path, edition, bool(schemas)), *edition.listed)
    schemas += [Schema(schema) for schema in further if schema not in known]
    missing = any(finding.code == "schema-unavailable" for finding in findings)
    if schemas or missing or not edition.default:
        return Choice(schemas, findings)
    return Choice([Schema(tei_all_schema())], findings, not findings)


def _own(text: str, path: Path, edition: EditionSchemas, named: bool) -> tuple[Path, ...]:
    """teikit's own schemas where they are for a file: one of its edition, or one that names no other."""
    if edition.own is not None:
        return default_schemas() if edition.own else ()
    if edition.generated and path.resolve() in edition.generated:
        return default_schemas()
    return default_schemas() if not named and _is_made(text) else ()


def _is_made(text: str) -> bool:
    """Whether the header says that teikit wrote the file."""
    if "teikit" not in text:
        return False
    end = _HEADER_END.search(text)
    return _MADE.search(text, 0, end.start() if end else len(text)) is not None


def _local(model: Model, path: Path, catalog: Catalog, files: FileResolver) -> Path | tuple[str, str]:
    """The file of a schema that a document names; or the code and the message that say why it cannot be used."""
    if model.kind == "other":
        return "schema-unused", f"the schema “{model.href}” is neither RELAX NG nor Schematron: it is not used"
    replaced = catalog.local(model.href)
    if replaced is not None:
        message = f"the catalog has {replaced} for “{model.href}”, which is not there"
        return replaced if replaced.is_file() else ("schema-unavailable", message)
    if _TEI_ALL.fullmatch(model.href):
        return tei_all_schema()
    parts = urlsplit(model.href)
    if parts.scheme or parts.netloc:
        remedy = "name a local copy with --schema, in a catalog (--catalog), or under [validation] in edition.toml"
        return "schema-not-fetched", f"the schema “{model.href}” is not fetched: {remedy}"
    local = Path(normpath(path.parent / unquote(parts.path)))
    if not files.is_inside(local):
        return "schema-unavailable", f"the schema “{model.href}” lies outside the project: name it with --schema"
    return local if files.exists(local) else ("schema-unavailable", f"there is no schema file “{model.href}”")
