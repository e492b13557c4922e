"""Passes the words of the interface (`teikit.core.locales`) to the stylesheets, which read them in `xslt/messages.xsl`.

The maps are made once a process: the stylesheets read no file of words themselves.
"""

from functools import cache
from typing import Any

from teikit.core import Interface, languages, messages, own_words, string_map

_LANGUAGE_NAME = "language."


def message_map(language: str) -> Any:
    """The stylesheet parameter `messages`, an XDM map: all messages of a language of the interface by key.

    Raises InstallationError.
    """
    return _map(str(language), own_words(language))


@cache
def _map(language: str, own: tuple[tuple[str, str], ...]) -> Any:
    return string_map(messages(Interface(language, own)))


@cache
def language_names() -> Any:
    """The code of a language by its name in each language of the interface, as an XDM map."""
    tables = (messages(language) for language in sorted(languages()))
    names = (item for table in tables for item in table.items())
    return string_map({name: key.removeprefix(_LANGUAGE_NAME) for key, name in names if key.startswith(_LANGUAGE_NAME)})
