"""A place that all machines of a cluster can read and write: a shared folder or an object store, by fsspec."""

from uuid import uuid4

import fsspec

from teikit.core import TeikitError


class StoreError(TeikitError):
    """The store of a cluster cannot be used; the message names it."""


class Store:
    """Values by name, in a folder of their own at a URL (`file:///shared/run`, `s3://bucket/run`)."""

    def __init__(self, url: str) -> None:
        """Raises StoreError for a URL of a kind that is not known here."""
        try:
            self._files, self._folder = fsspec.core.url_to_fs(url)
        except (ValueError, ImportError, OSError) as error:
            raise StoreError(f"the store {url} cannot be used: {error}") from error
        self.url = url

    @classmethod
    def new(cls, url: str) -> "Store":
        """A store in a new folder at a URL. Raises StoreError."""
        store = cls(f"{url.rstrip('/')}/{uuid4().hex}")
        try:
            store._files.makedirs(store._folder, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the store {url} cannot be written: {error}") from error
        return store

    def put(self, name: str, data: bytes) -> None:
        """Write a value as a whole: nobody reads half of it. Raises OSError."""
        draft = f"{self._folder}/{name}.{uuid4().hex}"
        self._files.pipe_file(draft, data)
        self._files.mv(draft, f"{self._folder}/{name}")

    def get(self, name: str) -> bytes:
        """A value. Raises OSError."""
        data: bytes = self._files.cat_file(f"{self._folder}/{name}")
        return data

    def forget(self, name: str) -> None:
        """Remove a value. Raises OSError."""
        self._files.rm_file(f"{self._folder}/{name}")

    def remove(self) -> None:
        """Remove the folder with all values. Raises OSError."""
        self._files.rm(self._folder, recursive=True)
