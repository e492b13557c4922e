"""What has changed since a revision, as git knows it."""

import subprocess
from contextlib import suppress
from pathlib import Path

from teikit.core import TeikitError


class GitError(TeikitError):
    """Git is not there, or does not know the revision; the message says which."""


def changed_since(revision: str, folder: Path) -> tuple[set[Path], set[Path]]:
    """The files that were changed, added or renamed since `revision` (committed or not, untracked ones too), and those
    that are gone. Compared is with the place where the branches part, where there is one. Raises GitError.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitError as error:
        raise GitError(f"git knows no revision {revision}; in CI fetch it first (fetch-depth: 0)") from error
    # Histories without a common commit, or a shallow clone, are compared with the revision itself.
    with suppress(GitError):
        commit = _git(top, "merge-base", commit, "HEAD").strip() or commit
    changed = _names(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit, "--")
    gone = _names(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=D", commit, "--")
    return changed | _names(top, "ls-files", "--others", "--exclude-standard", "-z"), gone


def _names(top: Path, *words: str) -> set[Path]:
    return {(top / name).resolve() for name in _git(top, *words).split("\0") if name}


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except OSError as error:
        raise GitError("git is not installed") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[-1] if lines else f"git {words[0]} failed")
    return done.stdout.decode("utf-8", "surrogateescape")
