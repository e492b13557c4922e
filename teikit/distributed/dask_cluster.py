"""Runs the parallel stages of a command on a Dask cluster that is there already.

All machines see the files of the edition at the same paths, as in a shared folder, and each worker writes the files of
its documents itself; or there is a store, through which the files go. Results come in the order of the items, and are
those of a run on one machine.
"""

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import distributed

from teikit.core import TeikitError, Work, executing_on, program_state
from teikit.distributed.chunks import Chunk, Facts, Result, Task, run_chunk
from teikit.distributed.copies import Originals
from teikit.distributed.relocation import dump, load
from teikit.distributed.store import Store, StoreError

_SCHEME = "dask://"
_MOST = 64  # items of a chunk
_EACH = 8  # chunks for each worker, so that all end at about the same time
_AHEAD = 4  # chunks for each worker that may wait for an earlier one
_PATIENCE = 30  # seconds between two looks whether the cluster has workers
STORE = ".teikit-chunks"
"""The folder for results in the folder of a command, unless another store is named."""


class ClusterError(TeikitError):
    """The cluster cannot be used; the message says why."""


@contextmanager
def cluster(address: str, store: str | None = None, record: str = "") -> Iterator[None]:
    """Within this, parallel work runs on the cluster at `address` (`dask://HOST:PORT`).

    `store` is a URL that all machines can write. The files of the current folder and those that workers write go
    through it, but those of folders with a file of the name `record`. Without a store, all machines see the current
    folder. Raises ClusterError, StoreError.
    """
    if store and Path.cwd() == Path.cwd().parent:
        raise StoreError(
            "with a store, start teikit in the folder of the edition: all files of the current one go there"
        )
    with _connected(address) as client:
        place = Store.new(store or (Path.cwd() / STORE).as_uri())
        originals = Originals(place, Path.cwd(), record) if store else None
        try:
            with executing_on(_Cluster(client, place, originals)):
                yield
        finally:
            with suppress(OSError):
                place.remove()
            with suppress(OSError):  # another run uses it
                (Path.cwd() / STORE).rmdir()


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    if not address.startswith(_SCHEME):
        raise ClusterError(f"{address} is no address of a cluster; write {_SCHEME}HOST:PORT")
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address.replace(_SCHEME, "tcp://", 1), timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no scheduler at {address}") from error
    try:
        if not client.nthreads():
            raise ClusterError(f"the cluster at {address} has no workers")
        yield client
    finally:
        client.close()


class _Cluster:
    """The executor of `teikit.core.parallel` for a cluster."""

    def __init__(self, client: Any, store: Store, originals: Originals | None) -> None:
        self._client = client
        self._store = store
        self._originals = originals
        self._folder = Path.cwd()
        self._names = 0

    def results(self, work: Work[Any, Any], items: Sequence[Any]) -> Iterator[Any]:
        """The result of each item, in order; for one that ends each worker that works on it, `work.died`."""
        task = self._put(work)
        workers = max(1, len(self._client.nthreads()))
        size = max(1, min(_MOST, -(-len(items) // (workers * _EACH))))
        starts = deque(range(0, len(items), size))
        begun = deque[tuple[Sequence[Any], Chunk, Any]]()
        try:
            while starts or begun:
                while starts and len(begun) < workers * _AHEAD:
                    chosen = items[(start := starts.popleft()) : start + size]
                    begun.append((chosen, *self._begun(task, chosen)))
                yield from self._ended(work, task, *begun.popleft())
        finally:
            self._client.cancel([future for _, _, future in begun])
            with suppress(OSError):
                self._store.forget(task)

    def _put(self, work: Work[Any, Any]) -> str:
        """Put a task into the store; its name."""
        program = program_state()
        files = self._originals.send() if self._originals else None
        data = pickle.dumps(Task(dump(work.do, self._folder), self._folder, program, files))
        name = self._name("task")
        self._store.put(name, pickle.dumps((program, data)))
        return name

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}-{self._names}"

    def _begun(self, task: str, items: Sequence[Any]) -> tuple[Chunk, Any]:
        chunk = Chunk(self._store.url, task, self._name("items"), self._name("result"))
        self._store.put(chunk.items, dump(list(items), self._folder))
        return chunk, self._client.submit(run_chunk, chunk, pure=False)

    def _ended(
        self, work: Work[Any, Any], task: str, items: Sequence[Any], chunk: Chunk, future: Any
    ) -> Iterator[Any]:  # fmt: skip
        """The results of a chunk; where it ends each worker, its items are done singly."""
        try:
            self._wait(future)
        except distributed.KilledWorker:
            if len(items) == 1:
                yield work.died(items[0])
                return
            for item in items:
                yield from self._ended(work, task, [item], *self._begun(task, [item]))
            return
        result: Result = pickle.loads(self._store.get(chunk.result))
        self._store.forget(chunk.items)
        self._store.forget(chunk.result)
        if self._originals:
            self._originals.take(result.changes)
        value = load(result.value, self._folder)
        if not result.succeeded:
            raise value
        yield from value

    def _wait(self, future: Any) -> Facts:
        """Wait for a chunk. Raises KilledWorker, and ClusterError where all workers have gone."""
        while True:
            try:
                facts: Facts = future.result(timeout=_PATIENCE)
                return facts
            except TimeoutError as error:
                if not self._client.nthreads():
                    raise ClusterError("all workers of the cluster have gone") from error
