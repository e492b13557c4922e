"""Settings for every test: Hypothesis without a clock and the same on every machine."""

import os

import pytest
from hypothesis import settings

settings.register_profile("teikit", deadline=None, derandomize=True, max_examples=200, database=None)
settings.register_profile("long", deadline=None, max_examples=5000, database=None)
settings.load_profile("teikit")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI everything a test may need is there: with TEIKIT_NO_SKIPS a skipped test is a failure."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("TEIKIT_NO_SKIPS"):
        terminalreporter.section("skipped, and none may be", red=True)
        for report in skipped:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr[-1]}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """See `pytest_terminal_summary`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and os.environ.get("TEIKIT_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
