"""Which schemas a file is checked against, and what is wrong with the choice.

1. `--schema`: those, and no others.
2. Else the document's own <?xml-model?> instructions, together with the schemas of the edition it belongs to.
3. Else teikit's own; an edition may do without them (`own = false` in edition.toml).
"""

from os.path import normpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.checking.catalog import Catalog
from teikit.checking.xml_model import Model, models
from teikit.core import Diagnostic, span_diagnostic
from teikit.validation import default_schemas
from teikit.xml import FileResolver, MappedText


class Schema(NamedTuple):
    """A schema to check against: its file, the phase of its rules, and for one that a document named, the place."""

    path: Path
    phase: str = ""
    model: Model | None = None


class Choice(NamedTuple):
    """The schemas for a file; `own` where it named none and nobody else did."""

    schemas: list[Schema]
    findings: list[Diagnostic]
    own: bool = False


def choose(
    text: MappedText, path: Path, given: tuple[Path, ...] | None, edition: tuple[Path, ...] | None, catalog: Catalog,
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
        if isinstance(local, str):
            code = "schema-unused" if model.kind == "other" else "schema-unavailable"
            findings.append(text.relocate(span_diagnostic(text.as_source, model.span, code, local)))
        elif not any(schema.path == local and schema.phase == model.phase for schema in schemas):
            # A grammar that is named a second time for the rules inside it is judged once: those come with it.
            schemas.append(Schema(local, model.phase, model))
    known = {schema.path for schema in schemas}
    schemas += [Schema(schema) for schema in edition or () if schema not in known]
    if schemas or edition is not None or any(model.kind != "other" for model in named):
        return Choice(schemas, findings)
    return Choice([Schema(schema) for schema in default_schemas()], findings, True)


def _local(model: Model, path: Path, catalog: Catalog, files: FileResolver) -> Path | str:
    """The file of a schema that a document names, or why it cannot be used."""
    if model.kind == "other":
        return f"the schema “{model.href}” is neither RELAX NG nor Schematron: it is not used"
    replaced = catalog.local(model.href)
    if replaced is not None:
        return replaced if replaced.is_file() else f"the catalog has {replaced} for “{model.href}”, which is not there"
    parts = urlsplit(model.href)
    if parts.scheme or parts.netloc:
        return f"the schema “{model.href}” is not fetched: name a copy with --schema, or in a catalog (--catalog)"
    local = Path(normpath(path.parent / unquote(parts.path)))
    if not files.is_inside(local):
        return f"the schema “{model.href}” lies outside the project: name it with --schema"
    return local if files.exists(local) else f"there is no schema file “{model.href}”"
