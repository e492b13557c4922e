"""Settings for every test: Hypothesis without a clock and the same on every machine."""

import os

import pytest
from hypothesis import settings

settings.register_profile("teikit", deadline=None, derandomize=True, max_examples=200, database=None)
settings.register_profile("long", deadline=None, max_examples=5000, database=None)
settings.load_profile("teikit")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With TEIKIT_NO_SKIPS (in CI) a test that is skipped for want of a program is a failure."""
    for report in _forbidden(terminalreporter):
        terminalreporter.line(f"may not skip here: {report.nodeid}: {report.longrepr[-1]}", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """See `pytest_terminal_summary`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter and _forbidden(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _forbidden(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    """Skipped for want of a program; material that lies beside the repository may be absent anywhere."""
    if not os.environ.get("TEIKIT_NO_SKIPS"):
        return []
    return [report for report in reporter.stats.get("skipped", []) if "beside" not in str(report.longrepr)]


@pytest.fixture(autouse=True)
def _no_cache_outside(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What validate remembers stays with the test."""
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
