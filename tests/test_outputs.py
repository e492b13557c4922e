"""Outputs of a site are made again where what they are made of has changed, or somebody changed their files."""

import os
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from teikit.core import Ledger
from teikit.exports.archive import Archive
from teikit.model import Document, Intervention, Mention, Record, as_changed, as_listed, as_shown, digests
from teikit.pages import Draft, SitePage, site_page
from teikit.publication.site.drafts import Drafts
from teikit.publication.site.files import SiteFiles
from teikit.publication.site.outputs import Outputs


class Run:
    """A run of a site whose data, page and document are given; `done` says what it made, in order."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.outputs = Outputs(ledger, SiteFiles(folder))
        self.done: list[str] = []

    def __call__(self, data: str, key: str, words: str, frame: str) -> list[str]:
        drafts = Drafts()
        self.outputs.files("group", data, lambda: self._files(data))
        drafts.add_entries(self.outputs.pages("pages", key, lambda: self._pages(words)))
        drafts.add([Draft("a.html", "<p>ä</p>", "A", "a", digest="1")], self._texts)
        drafts.write(self.outputs, frame, {}, lambda draft, html: f"{frame}{html}")
        self.outputs.site_files.remove_stale()
        self.outputs.keep()
        return self.done

    def _files(self, data: str) -> Iterator[tuple[str, bytes]]:
        self.done.append("files")
        yield "data/x.txt", data.encode()

    def _pages(self, words: str) -> list[SitePage]:
        self.done.append("pages")
        return [site_page("search.xsl", f"<search>{words}</search>", "search.html", "Search")]

    def _texts(self) -> object:
        self.done.append("text")
        return type("Texts", (), {"pages": {"a.html": "<p>ä</p>"}})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path / "kept.sqlite")
    yield ledger
    ledger.close()


def test_only_what_changed_is_made_again(tmp_path: Path, ledger: Ledger) -> None:
    folder = tmp_path / "site"
    assert Run(folder, ledger)("d", "k", "w", "f") == ["files", "pages", "text"]
    assert Run(folder, ledger)("d", "k", "w", "f") == []
    assert Run(folder, ledger)("e", "k", "w", "f") == ["files"] and (folder / "data/x.txt").read_text() == "e"
    assert Run(folder, ledger)("e", "l", "w", "f") == ["pages"]
    assert Run(folder, ledger)("e", "l", "w", "g") == ["text"] and (folder / "a.html").read_text()[0] == "g"
    (folder / "data/x.txt").unlink()
    (folder / "a.html").write_text("somebody's")
    assert Run(folder, ledger)("e", "l", "w", "g") == ["files", "text"]
    assert (folder / "data/x.txt").read_text() == "e" and (folder / "a.html").read_text()[0] == "g"


def test_a_page_is_rendered_once(tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    Run(folder, ledger)("d", "k", "w", "f")
    page = (folder / "search.html").read_text("utf-8")
    monkeypatch.setattr(SitePage, "html", property(lambda page: pytest.fail("rendered again")))
    Run(folder, ledger)("d", "", "w", "g")
    assert (folder / "search.html").read_text("utf-8") == f"g{page[1:]}"
    with pytest.raises(pytest.fail.Exception):
        Run(folder, ledger)("d", "", "<link href='x'>other words</link>", "g")


def test_documents_differ_where_what_an_output_shows_differs() -> None:
    mention, change = Mention("person", "k", "Ada", "p1"), Intervention("addition", "x", "p1")
    document = Document("a", Record("A"), mentions=(mention,), interventions=(change,), words=3)
    before = digests(document)
    longer, moved = replace(document, words=4), replace(document, mentions=(mention._replace(block="p2"),))
    other, titled = replace(document, interventions=(change._replace(text="y"),)), replace(document, record=Record("B"))
    differing = {
        name: {field for field in before._fields if getattr(before, field) != getattr(digests(changed), field)}
        for name, changed in {"longer": longer, "moved": moved, "other": other, "titled": titled}.items()
    }
    assert differing == {
        "longer": {"whole"},
        "moved": {"named", "whole"},
        "other": {"changed", "whole"},
        "titled": {"shown", "listed", "changed", "named", "whole"},
    }
    assert as_shown(document).mentions == () and as_listed(document).words == 0 and as_changed(document).mentions == ()


def test_a_copied_file_of_an_archive_is_as_one_that_is_compressed(tmp_path: Path) -> None:
    words = [(f"{number}.txt", os.urandom(50).hex() * number) for number in range(4)]

    def archive(earlier: Path | None) -> bytes:
        out = BytesIO()
        written = Archive(out, earlier)
        for name, text in words:
            if not (earlier and written.copy(name)):
                written.add(name, text)
        written.close()
        return out.getvalue()

    first = tmp_path / "first.zip"
    first.write_bytes(archive(None))
    assert archive(first) == first.read_bytes()
    assert ZipFile(BytesIO(archive(first))).testzip() is None
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")
    assert archive(broken) == first.read_bytes()
