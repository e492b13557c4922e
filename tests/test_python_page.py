"""The page about Python: its examples run in order, and print what the page says."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from converting import ROOT

PAGE = ROOT / "docs" / "python.md"
_EXAMPLE = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """The code and the printed output of each example."""
    return [(code, output or "") for code, output in _EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))]


def test_the_page_has_no_other_code() -> None:
    text = _EXAMPLE.sub("", PAGE.read_text(encoding="utf-8"))
    assert "```" not in text
    assert len(examples()) > 8


def test_the_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code, output in examples():
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(code, PAGE.name, "exec"), names)
        assert printed.getvalue() == output, code
