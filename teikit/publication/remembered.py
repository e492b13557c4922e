"""What earlier runs made of documents: a document is made again only where something that it depends on has changed."""

import os
from pathlib import Path

from teikit.core import Ledger, program_state
from teikit.edition import display_path
from teikit.publication.making import DocumentJob, DocumentMaker, MadeFile
from teikit.publication.reading import ENTRIES, OTHERS, PAGES, SCHEMA, entries_by_id
from teikit.publication.texts import Analyses, Packed, Texts, TextsApart, analyses_of, texts_apart, texts_of
from teikit.validation import elements_by_id, schema_digest
from teikit.xml import ELEMENTS, elements_today


def state_of(ledger: Ledger, root: Path, what: str, known: str) -> str:
    """The state today of something that was used, of which `known` was the state; `root` is that of a plan."""
    if what.startswith(ELEMENTS):
        path = Path(what.removeprefix(ELEMENTS))
        return elements_today(known, ledger.states.like, lambda: elements_by_id(path, root, display_path))
    if what.startswith(ENTRIES):
        path = Path(what.removeprefix(ENTRIES))
        return elements_today(known, ledger.states.like, lambda: entries_by_id(path, root))
    if what.startswith(SCHEMA):
        return schema_digest(Path(what.removeprefix(SCHEMA)))
    return "" if what == OTHERS else ledger.states.like(what, known)


class RememberedDocuments:
    """The documents of earlier runs, for a maker."""

    def __init__(self, ledger: Ledger, maker: DocumentMaker) -> None:
        self._ledger = ledger
        self._maker = maker
        self._kind, self._texts, self._words = (f"{what} {maker.wanted}" for what in ("document", "texts", "words"))
        self._common = self._settings() if ledger.keeps else {}

    def _settings(self) -> dict[str, str]:
        """What all documents depend on, by name."""
        maker, edition, states = self._maker, self._maker.edition, self._ledger.states
        own = [path for path in (maker.options.signs, maker.options.renderings, edition.site.xslt) if path]
        settings = (
            edition.folder, edition.title, edition.interface, edition.site.words, edition.page_size, *own,
            maker.wanted, maker.plan.root, maker.plan.registers, maker.plan.people, Path.cwd(),
        )  # fmt: skip
        return {
            "teikit": program_state(),
            "the settings": str(settings),
            "the schemas": str(maker.checker),
            "signs, renderings, stylesheet": " ".join(map(states.of, own)),
        }

    def made_of(self, job: DocumentJob) -> dict[str, str]:
        """What the documents of a file are made of, by name, with the state of each."""
        maker, path = self._maker, job.file.path
        own = maker.checker.is_own(path), display_path(path) in maker.generated
        like = [maker.names_like(page.name) for page in job.file.pages]
        pages = f"{job.file.pages} {like} {own}"
        return {**self._common, "the file": self._ledger.states.of(path), "its pages": pages}

    def is_known(self, job: DocumentJob, made_of: dict[str, str]) -> bool:
        """Whether an earlier run made of a file what this one would make."""

        def state(what: str, known: str) -> str:
            if what.startswith(PAGES):
                return self._maker.pages_of(Path(what.removeprefix(PAGES)))
            return state_of(self._ledger, self._maker.plan.root, what, known)

        return self._ledger.is_current(self._kind, os.fspath(job.file.path), made_of, state)

    def find(self, job: DocumentJob) -> TextsApart | None:
        """What an earlier run made of a file that `is_known`; None where it cannot be read."""
        name = os.fspath(job.file.path)
        file = self._ledger.value(self._kind, name)
        if not isinstance(file, MadeFile) or not all(
            self._ledger.has(kind, name) for kind in (self._texts, self._words)
        ):
            return None

        def read() -> Texts:
            kept = self._ledger.value(self._texts, name)
            return kept if isinstance(kept, Texts) else texts_of(texts_apart(self._maker(job)).texts)

        def analyses() -> Analyses:
            kept = self._ledger.value(self._words, name)
            return kept if isinstance(kept, dict) else analyses_of(texts_apart(self._maker(job)).analyses)

        return TextsApart(file, read, analyses)

    def keep(self, item: Packed, made_of: dict[str, str]) -> None:
        """Keep what was made of a file."""
        name = os.fspath(item.file.path)
        self._ledger.keep(self._kind, name, made_of, item.file.uses, item.file)
        self._ledger.keep_packed(self._texts, name, {}, {}, item.texts)
        self._ledger.keep_packed(self._words, name, {}, {}, item.analyses)

    def forget_others(self) -> None:
        """Keep no longer what was made of files that are no more."""
        ours = {os.fspath(file.path) for file in self._maker.plan.files}
        for kind in (self._kind, self._texts, self._words):
            self._ledger.forget(kind, [name for name in self._ledger.names(kind) if name not in ours])
