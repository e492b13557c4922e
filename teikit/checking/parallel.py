"""Checks many files, on as many cores as it pays, in order."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from teikit.checking.check_file import Result, check_file
from teikit.checking.config import Config
from teikit.core import Work, file_diagnostic, parallel_map, worker_count

FEW, SMALL = 16, 2_000_000  # files, and bytes, below which a second process does not pay


def check_files(
    files: Sequence[Path], config: Config, jobs: int | None, progress: Callable[[str], object]
) -> Iterator[Result]:  # fmt: skip
    """The result of each file, in order; `jobs` processes, or as many as pay.

    Raises SchemaError and CatalogError for what cannot be used.
    """
    processes = worker_count(files, jobs, FEW, SMALL)
    if processes < 2:
        for file in files:
            progress(config.display_path(file))
            yield check_file(file, config)
        return
    work = Work(
        partial(check_file, config=config), partial(_died, config), ("teikit.checking.check_file", "teikit.core.saxon")
    )
    for result in parallel_map(work, files, processes):
        progress(result.name)
        yield result


def _died(config: Config, file: Path) -> Result:
    name = config.display_path(file)
    return Result(name, (file_diagnostic(name, "check-failed", "the process that checked the file died"),))
