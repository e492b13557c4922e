"""Settings for every test: Hypothesis without a clock and the same on every machine."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from hypothesis import Phase, settings

PRIVATE = Path(__file__).resolve().parents[2] / "shared"

settings.register_profile("teikit", deadline=None, derandomize=True, max_examples=200, database=None)
settings.register_profile("long", deadline=None, max_examples=5000, database=None)
settings.register_profile("mutants", parent=settings.get_profile("teikit"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("teikit")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With TEIKIT_NO_SKIPS (in CI) a test that is skipped because a program is missing is a failure."""
    for report in _forbidden(terminalreporter):
        terminalreporter.line(f"may not skip here: {report.nodeid}: {report.longrepr[-1]}", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """See `pytest_terminal_summary`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter and _forbidden(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _forbidden(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    """The tests that were skipped, where none may be."""
    return reporter.stats.get("skipped", []) if os.environ.get("TEIKIT_NO_SKIPS") else []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests whose private file is not beside the repository, or whose program is not installed.

    They are marked `private("tei/tei_all.rng")` and `program("lualatex")`; the program is one that nobody must have.
    """
    absent = [item for item in items if not (_has(item, "private", _is_there) and _has(item, "program", _is_installed))]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


def _has(item: pytest.Item, name: str, test: Callable[[pytest.Mark], bool]) -> bool:
    return all(map(test, item.iter_markers(name)))


def _is_installed(marker: pytest.Mark) -> bool:
    return which(marker.args[0]) is not None


def _is_there(marker: pytest.Mark) -> bool:
    return (PRIVATE / marker.args[0]).exists()


@pytest.fixture(autouse=True)
def _no_cache_outside(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What validate remembers stays with the test."""
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
