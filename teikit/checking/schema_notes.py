"""What a run says of its schemas: which were used, and that files name none."""

from collections import Counter
from collections.abc import Sequence

from teikit.checking.check_file import Result
from teikit.core import Diagnostic, file_diagnostic
from teikit.edition import display_path
from teikit.reports import counted
from teikit.validation import default_schemas, tei_all_schema

_NAMED = 5


def without_schema(results: Sequence[Result]) -> list[Diagnostic]:
    """That files name no schema, reported once."""
    unnamed = [result.name for result in results if result.unnamed]
    if not unnamed:
        return []
    more = len(unnamed) - 1
    others = f" (nor {'does' if more == 1 else 'do'} {counted(more, 'other file')})" if more else ""
    message = f"names no schema{others}: checked against all of TEI P5; name that of the project with --schema"
    return [file_diagnostic(unnamed[0], "schema-none", message)]


def schemas_used(results: Sequence[Result]) -> list[str]:
    """Which schemas were used, for how many files."""
    counts = Counter(result.schemas for result in results if result.schemas)
    notes = []
    own = tuple(map(display_path, default_schemas()))
    tei_all = display_path(tei_all_schema())
    for schemas, number in counts.most_common(_NAMED):
        named = ["TEI P5 as a whole (tei_all)" if schema == tei_all else schema for schema in schemas]
        which = "teikit's own schemas" if schemas == own else " and ".join(named)
        notes.append(f"{counted(number, 'file')} checked against {which}")
    if len(counts) > _NAMED:
        notes.append(f"and others against {counted(len(counts) - _NAMED, 'other choice')} of schemas")
    return notes
