"""A paragraph that would take all memory is reported in place of its document; the other documents are printed."""

import io

import pytest

from teikit.publication.print import typeset
from teikit.publication.print.limits import MOST, within_limits

DOCUMENT = '<document id="{name}" title="{name}"><witness><p>{text}</p></witness></document>'


def edition(*documents: str) -> str:
    return (
        '<edition xmlns="urn:teikit:print" title="T" lang="en" version="0" view="reading">'
        f"{''.join(documents)}</edition>"
    )


def test_a_paragraph_that_is_too_long_is_left_out_and_the_others_are_set() -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    long, short = DOCUMENT.format(name="long", text="words " * (MOST // 5)), DOCUMENT.format(name="short", text="Seen.")
    pdf, findings = typeset(edition(long, short))
    (finding,) = [finding for finding in findings if finding.code == "print-failed"]
    assert finding.file == "long" and f"{MOST // 5 * 6:,} characters" in finding.message
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "Seen." in words and len(words) < 5_000


def test_many_paragraphs_are_within_the_limit() -> None:
    text = edition(*(DOCUMENT.format(name=f"d{n}", text="words " * 1_000) for n in range(MOST // 5_000)))
    assert within_limits(text) == (text, [])
