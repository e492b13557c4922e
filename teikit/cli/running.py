"""What a run shows while it works: progress on a terminal, lines in a log, events in JSON, the time of each stage."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, TypeVar

import click

from teikit.core import Progress, stage, stage_seconds
from teikit.reports import Report

_KEY = "teikit.run"
_SOON = 1.0  # seconds before a terminal shows progress
_EVERY = 10.0  # seconds between two lines of progress in a log
_NAME = 48  # characters of a name on a terminal
_OPTIONS = (
    (("--profile",), "At the end, show where the time went."),
    (("--log-json",), "Write progress, findings and the summary to standard error, a JSON object a line."),
    (("--verbose", "-v"), "Name each file when its work begins, and the time of each stage at the end."),
    (("--quiet", "-q"), "Show errors only."),
)
C = TypeVar("C", bound=Callable[..., Any])


@dataclass
class Running:
    """How the run of this command is shown, and when it began."""

    quiet: bool = False
    verbose: bool = False
    log_json: bool = False
    profile: bool = False
    began: float = field(default_factory=perf_counter)


def running() -> Running:
    """How the run of the current command is shown."""
    context = click.get_current_context(silent=True)
    run = context.meta.setdefault(_KEY, Running()) if context else Running()
    assert isinstance(run, Running)
    return run


def _keep(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    setattr(context.meta.setdefault(_KEY, Running()), str(parameter.name), value)


def run_options(command: C) -> C:
    """The options of a command that works on many files: how much it shows."""
    for names, words in _OPTIONS:
        option = click.option(*names, is_flag=True, help=words, expose_value=False, callback=_keep, is_eager=True)
        command = option(command)
    return command


# ---------------------------------------------------------------- while it works
@contextmanager
def progressing(total: int, name: str = "") -> Iterator[Progress]:
    """A function to call with the name of each of `total` files when its work begins; `name` is that of the stage."""
    name = name or str(click.get_current_context().info_name)
    run = running()
    with stage(name), _shown(run, name, total) as show:
        yield show


def _shown(run: Running, name: str, total: int) -> Any:
    if run.log_json:
        return _events(name, total)
    if run.quiet:
        return _nothing()
    if run.verbose:
        return _names(name)
    return _terminal(name, total) if sys.stderr.isatty() else _log(name, total)


@contextmanager
def _nothing() -> Iterator[Progress]:
    yield lambda _: None


@contextmanager
def _names(stage_name: str) -> Iterator[Progress]:
    yield lambda name: click.echo(f"{stage_name}: {name}", err=True)


@contextmanager
def _events(stage_name: str, total: int) -> Iterator[Progress]:
    count, begun = 0, perf_counter()

    def show(name: str) -> None:
        nonlocal count
        count += 1
        event("file", stage=stage_name, file=name, number=count, of=total)

    event("begin", stage=stage_name, files=total)
    yield show
    event("end", stage=stage_name, files=count, seconds=round(perf_counter() - begun, 3))


@contextmanager
def _log(stage_name: str, total: int) -> Iterator[Progress]:
    """A line now and then: how many files, how many a second, how long it may still take."""
    count, begun = 0, perf_counter()
    last = begun

    def show(_: str) -> None:
        nonlocal count, last
        count, now = count + 1, perf_counter()
        if now - last > _EVERY:
            last = now
            click.echo(f"{stage_name}: {pace(count, total, now - begun)}", err=True)

    yield show


def pace(count: int, total: int, seconds: float) -> str:
    """How far a stage is, in words: `120 of 200 files, 12.0 a second, about 7 s left`."""
    rate = count / seconds
    known = total >= count
    left = f", about {(total - count) / rate:.0f} s left" if known else ""
    return f"{f'{count} of {total}' if known else count} files, {rate:.1f} a second{left}"


@contextmanager
def _terminal(stage_name: str, total: int) -> Iterator[Progress]:
    """A bar, after a second of work; it is gone at the end."""
    begun, count, bar = perf_counter(), 0, None

    def show(name: str) -> None:
        nonlocal count, bar
        count += 1
        if bar is None and perf_counter() - begun > _SOON:
            bar = _bar(stage_name, total)
            bar.start()
        if bar:
            short = name if len(name) <= _NAME else f"…{name[1 - _NAME :]}"
            rate = f"{count / (perf_counter() - begun):.1f}/s"
            whole = max(total, count) if total else None
            bar.update(bar.task_ids[0], completed=count - 1, total=whole, name=short, rate=rate)

    try:
        yield show
    finally:
        if bar:
            bar.stop()


def _bar(stage_name: str, total: int) -> Any:
    """(Rich is imported only where a bar is shown.)"""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    words = [TextColumn(f"{{task.{field}}}", markup=False) for field in ("description", "fields[rate]", "fields[name]")]
    columns = (words[0], BarColumn(), MofNCompleteColumn(), words[1], TimeRemainingColumn(), words[2])
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(stage_name, total=total or None, name="", rate="")
    return bar


# ---------------------------------------------------------------- at the end
def event(kind: str, **values: Any) -> None:
    """Write one event of --log-json."""
    click.echo(json.dumps({"event": kind, **values}, ensure_ascii=False), err=True)


def summary_events(report: Report) -> None:
    """Write the diagnostics of a run, and its summary, as events."""
    for diagnostic in report.diagnostics:
        place = {"line": diagnostic.position.line, "column": diagnostic.position.column} if diagnostic.position else {}
        what = {"severity": str(diagnostic.severity), "code": diagnostic.code, "message": diagnostic.message}
        event("finding", file=diagnostic.file, **place, **what)
    counts = Counter(str(diagnostic.severity) for diagnostic in report.diagnostics)
    stages = {name: round(taken, 3) for name, taken in stage_seconds().items()}
    seconds = round(perf_counter() - running().began, 3)
    event("summary", text=report.summary, documents=len(report.names), **counts, seconds=seconds, stages=stages)


def time_lines(run: Running) -> list[str]:
    """Where the time went: nothing, one line, or a table with --profile."""
    seconds, whole = stage_seconds(), perf_counter() - run.began
    if run.profile:
        return _profile(seconds, whole)
    if not run.verbose and not sys.stderr.isatty():
        return []
    stages = ", ".join(f"{name} {taken:.1f}" for name, taken in seconds.items())
    return [f"{whole:.1f} s{f': {stages}' if stages else ''}"]


def _profile(seconds: dict[str, float], whole: float) -> list[str]:
    rest = {"start and end": max(0.0, whole - sum(seconds.values()))}
    rows = sorted((seconds | rest).items(), key=lambda row: -row[1])
    width = max(len(name) for name, _ in rows)
    return [f"{name:<{width}} {taken:8.2f} s {taken / whole:5.0%}" for name, taken in [*rows, ("all", whole)]]
