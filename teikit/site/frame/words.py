"""The words of a site: those of the interface in its language, with those of the edition in their place."""

from teikit.core import messages
from teikit.edition import Edition


class Words:
    """The messages of a site by key."""

    def __init__(self, edition: Edition) -> None:
        self.interface = edition.interface
        self._texts = messages(self.interface)

    def __call__(self, key: str) -> str:
        """The message of a key that has no arguments. Raises KeyError."""
        return self._texts[key]

    def get(self, key: str) -> str:
        """The message of a key; empty for an unknown key."""
        return self._texts.get(key, "")
