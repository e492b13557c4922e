"""Pointers from one document of an edition to another: the page that each leads to, and the name of what is there."""

from collections.abc import Mapping
from functools import lru_cache
from os.path import normpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import file_state
from teikit.edition import display_path
from teikit.publication.reading.plan import Page, Plan
from teikit.publication.reading.survey import REGISTER
from teikit.publication.reading.transform import Target
from teikit.validation import Facts, Pointer, resolve_prefix
from teikit.xml import Elements, Entry, FileResolver, MappedText, elements_as_uses, entries_of, load_xml, resolve_base

ENTRIES = "entries of "
"""What a document uses of another file: the entries that it points to."""
PAGES = "pages of "
"""What a document uses of another file: which pages it becomes."""
_LINKS = ("ref", "target")  # the attributes that become links


class Part(NamedTuple):
    """A document: its part of the text of a file, from `start` to `end`; all of it, unless the file is a corpus.

    `facts` are those of the text, `paths` the files that it came from, by their names.
    """

    path: Path
    text: MappedText
    facts: Facts
    paths: Mapping[str, Path]
    start: int
    end: int


class References:
    """Finds the targets of pointers in the files of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._root = plan.root
        self._pages = {file.path.resolve(): file.pages for file in plan.files}
        if plan.people:
            self._pages[plan.people.resolve()] = (Page(plan.people.stem, REGISTER),)
        self._uses: dict[str, str] = {}
        self._asked: dict[str, Elements] = {}
        self._registers = tuple(path.resolve() for path in plan.registers if path.resolve() in self._pages)

    def of(self, document: Part, uses: dict[str, str]) -> dict[str, Target]:
        """The targets of the links of a document in other pages, by the pointers as they are written.

        What decides on them is added to `uses`: the pages of other files, and their contents.
        """
        self._uses, self._asked = uses, {}
        targets: dict[str, Target] = {}
        for pointer in document.facts.pointers:
            if pointer.attribute not in _LINKS or not document.start <= pointer.offset < document.end:
                continue
            for written in pointer.value.split()[:1]:  # a link has one target
                target = None if written in targets else self._target(written, pointer, document)
                if target:
                    targets[written] = target
        uses |= elements_as_uses(ENTRIES, self._asked, uses)
        return targets

    def pages_of(self, path: Path) -> str:
        """The pages of a file, in words that tell them from others."""
        return str(self._pages.get(path, ""))

    def _target(self, written: str, pointer: Pointer, document: Part) -> Target | None:
        try:
            parts = urlsplit(resolve_prefix(written, document.facts))
        except ValueError:
            return None
        ident = unquote(parts.fragment)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        if not parts.path:
            return self._in_same_file(ident, document)
        home = document.paths.get(document.text.origin(pointer.offset)[0].name)
        if home is None or "://" in pointer.base:
            return None
        file = Path(normpath(resolve_base(home, unquote(pointer.base)).parent / unquote(parts.path)))
        return self._in_file(file.resolve(), ident)

    def _in_same_file(self, ident: str, document: Part) -> Target | None:
        """The target of a pointer without a file: in another document of a corpus, or in a register."""
        here = document.facts.ids.get(ident)
        if here is None:
            return self._in_registers(ident)
        inside = document.start <= here.offset < document.end
        return None if inside else self._entry(document.path.resolve(), ident)

    def _in_registers(self, ident: str) -> Target | None:
        return (
            next((target for path in self._registers if (target := self._entry(path, ident))), None) if ident else None
        )

    def _in_file(self, path: Path, ident: str) -> Target | None:
        """The page of a file, or the place of an id in it."""
        pages = self._pages.get(path)
        self._uses[f"{PAGES}{path}"] = self.pages_of(path)
        if pages is None:
            return None
        if len(pages) == 1 and pages[0].kind != REGISTER:
            return Target(f"{pages[0].name}#{ident}" if ident else pages[0].name)
        return self._entry(path, ident) or Target(pages[0].name)

    def _entry(self, path: Path, ident: str) -> Target | None:
        (entries, states), pages = _entries(path, self._root), self._pages[path]
        self._uses[f"{PAGES}{path}"] = self.pages_of(path)
        entry = entries.get(ident)
        self._asked.setdefault(str(path), Elements(states, {})).values[ident] = str(entry or "")
        if entry is None:
            return None
        page = pages[min(entry.part, len(pages) - 1)]
        return Target(f"{page.name}#{ident}", entry.name if page.kind == REGISTER else "")


def entries_by_id(path: Path, root: Path) -> dict[str, str]:
    """What is noted of each entry of a file that pointers lead to, by its id."""
    return {ident: str(entry) for ident, entry in _entries(path, root)[0].items()}


def _entries(path: Path, root: Path) -> tuple[dict[str, Entry], dict[str, str]]:
    """The ids of a file, and the states of the files that it consists of.

    It has no ids where it cannot be read, which is reported when it is published.
    """
    try:
        status = path.stat()
        return _entries_of(path, root, status.st_mtime_ns, status.st_size)
    except OSError:
        return {}, {str(path): file_state(path)}


@lru_cache(maxsize=16)
def _entries_of(path: Path, root: Path, changed: int, size: int) -> tuple[dict[str, Entry], dict[str, str]]:
    """As `_entries`, once as long as the file is the same."""
    files = FileResolver(root, display_path)
    state = file_state(path)
    try:
        entries = entries_of(load_xml(path.read_bytes(), path, files))
    except OSError:
        entries = {}
    return entries, {**files.dependencies, str(path): state}
