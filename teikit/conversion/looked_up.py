"""The list of persons as one document sees it: what it looked up decides whether it must be converted again."""

from collections.abc import Iterator, Mapping

from teikit.edition import Job


class Names(Mapping[str, str]):
    """The list of persons, which notes what was looked up in it."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self.looked_up: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        self.looked_up[key] = ident = self._known.get(key)
        if ident is None:
            raise KeyError(key)
        return ident

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def noting(job: Job) -> tuple[Job, Names]:
    """The job with a list of persons that notes what is looked up, and this list."""
    names = Names(job.known or {})
    return (job if job.known is None else job._replace(known=names)), names
