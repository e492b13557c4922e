"""The page of codes: each example yields its code; the page is what code and examples say today."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from teikit.cli.codes_page import example, findings, page, sections
from teikit.cli.main import cli
from teikit.core.codes import CODES

DOCS = Path(__file__).resolve().parent.parent / "docs"
EXAMPLES = sorted(path for path in (DOCS / "codes").iterdir() if path.is_file())
# Codes that no single small document yields, and why.
WITHOUT = {
    "xml-unreadable": "is about the disk",
    "check-failed": "is about a process that died; test_check_runs.py has it",
    "convert-failed": "is about a process that died; test_parallel.py has it",
    "publish-no-address": "is of exports; test_exports.py has it",
    "publish-renamed": "is of a site; test_whole_site.py has it",
    "publish-interface-language": "is of an edition; test_interface.py has it",
    "check-more-findings": "is about how many are shown; tests/checking/repeats has it",
    "schema-none": "is about a run, not of a file",
    "header-no-layout": "is of a convention with layouts that was chosen; test_metadata.py has it",
    **dict.fromkeys(("schema-invalid", "schema-odd"), "is of a schema"),
    "xml-beyond-limits": "is of elements more than 1,000 deep; test_schematron.py has it",
    **dict.fromkeys(("read-missing-file", "read-unreadable", "convert-cannot-write"), "is about the disk"),
    **dict.fromkeys(("read-too-large", "read-long-line", "mark-too-many"), "is about a text too long to be shown"),
    **dict.fromkeys(
        ("read-unknown-encoding", "edition-outside-file", "convert-same-target"), "is of what was asked for"
    ),
    **dict.fromkeys(
        (
            "edition-unknown-column",
            "edition-no-file-column",
            "edition-missing-file",
            "edition-duplicate-row",
            "edition-bad-value",
            "edition-no-row",
            "edition-used",
            "header-sources-differ",
        ),
        "is of the table of documents; tests/documents_table has it",
    ),
    **dict.fromkeys(("read-several-documents", "language-unknown"), "is of files of other kinds, such as Word's"),
    "read-skipped-files": "is about a folder; test_kinds_of_files.py has it",
    "read-unknown-columns": "is about a table by its suffix; test_kinds_of_files.py has it",
    **dict.fromkeys(
        ("read-missing-record", "read-not-a-record", "read-uneven-record", "read-unclosed-quotation"),
        "is of a table of records",
    ),
    **dict.fromkeys(("people-unusable", "people-possible-duplicate"), "is of a list of persons"),
    **dict.fromkeys(
        ("merge-done", "merge-conflict", "merge-no-base", "convert-would-change", "merge-kept"), "is of an edited file"
    ),
    **dict.fromkeys(("override-applied", "override-unmatched", "override-unfit"), "is of a file of overrides"),
    **dict.fromkeys(
        ("convert-text-lost", "convert-invalid-output"), "is of a fault in teikit: nothing is written then"
    ),
    **dict.fromkeys(("publish-image-outside", "publish-image-unusable"), "is of publishing with images"),
    **dict.fromkeys(
        (
            "publish-image-missing",
            "publish-link-unknown",
            "publish-link-refused",
            "publish-other-host",
            "publish-front-matter",
        ),
        "is of the texts of a site; tests/site_texts has it",
    ),
    "publish-contrast": "is of the colours of a site; test_site_frame.py has it",
    **dict.fromkeys(
        (
            "publish-unhandled-element",
            "publish-other-namespace",
            "publish-unhandled-attribute",
            "publish-unknown-rendering",
            "publish-span-without-end",
        ),
        "is of a stylesheet",
    ),
    **dict.fromkeys(
        ("convert-not-in-convention", "publish-omitted", "publish-no-document"),
        "is of a TEI file that is converted back or published",
    ),
}


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.stem not in WITHOUT], ids=lambda path: path.name)
def test_an_example_yields_its_code(path: Path) -> None:
    assert path.stem in CODES
    assert path.stem in [finding.code for finding in findings(path)]


def test_every_code_has_an_example_or_a_reason() -> None:
    codes = [code for codes in sections().values() for code in codes if not code.startswith("print-")]
    assert [code for code in codes if code not in WITHOUT and example(code) is None] == []
    assert [code for code in WITHOUT if code not in CODES or example(code)] == []


def test_every_code_is_on_the_page_once() -> None:
    assert sorted(code for codes in sections().values() for code in codes) == sorted(CODES)


def test_the_page_is_today_s() -> None:
    """`teikit explain --page > docs/codes.md` writes it again."""
    assert (DOCS / "codes.md").read_text(encoding="utf-8") == page()


def test_explain_says_what_a_code_means() -> None:
    text = CliRunner().invoke(cli, ["explain", "link-target"]).output
    assert text.startswith("link-target (warning)\n    A pointer has no target.")
    assert '<ref target="#fist">' in text
    assert "xml-empty" in CliRunner().invoke(cli, ["explain", "xml-"]).output
    assert len(CliRunner().invoke(cli, ["explain"]).output.splitlines()) == len(CODES)
    assert CliRunner().invoke(cli, ["explain", "tie-"]).exit_code == 2
