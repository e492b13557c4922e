"""A document in an editor: its text, its grammar, and everything an editor asks about it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from teikit.checking import schemas_for
from teikit.core import Diagnostic, Span, TeikitError
from teikit.editing.completion import Completion, complete
from teikit.editing.description import Description, describe_at
from teikit.editing.findings import input_of
from teikit.editing.fixes import QuickFix, quick_fixes
from teikit.editing.ids import Id, ids_for
from teikit.editing.scanner import Scanner
from teikit.editing.targets import target_at
from teikit.validation import Contexts, TargetPlace, load_grammar

_HEADER_END = re.compile(r"</(?:\w+:)?teiHeader\s*>")
_BEGINNING = 4000  # characters that decide which schemas a document without a header has


class OpenDocument:
    """A document that is open in an editor.

    Its grammar is the first of the schemas that `teikit validate` uses for it. Without one that can be used there are
    no proposals; the diagnostics say why. `others` are the texts of further open documents, by their paths.
    """

    def __init__(self, path: Path | None, text: str = "") -> None:
        self.path = path
        self.text = text
        self.others: Mapping[Path, str] = {}
        self._beginning: str | None = None
        self._scanner: Scanner | None = None

    def update(self, text: str) -> None:
        """Take a changed text."""
        self.text = text

    def reload(self) -> None:
        """Choose the schema again: other files have changed."""
        self._beginning = None

    def complete(self, offset: int) -> list[Completion]:
        """What may be written at an offset."""
        scanner = self._current()
        return complete(scanner, offset, self._ids_of) if scanner else []

    def _ids_of(self, element: str, attribute: str) -> list[Id]:
        return ids_for(self.text, input_of(self.text, self.path), element, attribute, self.others)

    def describe(self, offset: int) -> Description | None:
        """What the schema says of what is at an offset."""
        scanner = self._current()
        return describe_at(scanner, offset) if scanner else None

    def target(self, offset: int) -> TargetPlace | None:
        """Where the pointer at an offset leads."""
        scanner = self._current()
        return target_at(scanner, input_of(self.text, self.path), offset, self.others) if scanner else None

    def fixes(self, diagnostic: Diagnostic, span: Span) -> list[QuickFix]:
        """The corrections of a diagnostic about a span of the text."""
        scanner = self._current()
        return quick_fixes(scanner, diagnostic, span) if scanner else []

    def _current(self) -> Scanner | None:
        """The scanner of the text as it is now."""
        header = _HEADER_END.search(self.text)
        beginning = self.text[: header.end() if header else _BEGINNING]
        if self._beginning != beginning:
            self._beginning = beginning
            self._choose_grammar()
        if self._scanner:
            self._scanner.update(self.text)
        return self._scanner

    def _choose_grammar(self) -> None:
        """Read the text against the grammar that it has now; what was read before is kept for the same grammar."""
        contexts = self._contexts_now()
        if contexts is None or self._scanner is None or self._scanner.contexts is not contexts:
            self._scanner = Scanner(contexts) if contexts else None

    def _contexts_now(self) -> Contexts | None:
        try:
            schemas = schemas_for(input_of(self.text, self.path))
        except (TeikitError, OSError):
            return None
        for path in schemas:
            with suppress(TeikitError, OSError):  # rules only, or a schema that cannot be used
                return _contexts(path, path.stat().st_mtime_ns)
        return None


@lru_cache(maxsize=8)
def _contexts(path: Path, changed: int) -> Contexts:
    """The contexts of a schema's grammar, once as long as its file is the same. Raises SchemaError, OSError."""
    return Contexts(load_grammar(path))
