"""The words of a site: those of the interface in its language, with those of the edition in their place."""

from functools import cached_property
from typing import Any

from teikit.core import interface_language, messages, string_map
from teikit.edition import Edition


class Words:
    """The messages of a site by key."""

    def __init__(self, edition: Edition) -> None:
        self.language = interface_language(edition.language)
        self._texts = {**messages(self.language), **dict(edition.site.words)}

    def __call__(self, key: str) -> str:
        """The message of a key that has no arguments. Raises KeyError."""
        return self._texts[key]

    def get(self, key: str) -> str:
        """The message of a key; empty for an unknown key."""
        return self._texts.get(key, "")

    @cached_property
    def map(self) -> Any:
        """The messages as the parameter of a stylesheet."""
        return string_map(self._texts)
