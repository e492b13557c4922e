"""Passes the words of the interface (`teikit.core.locales`) to the stylesheets, which read them in `xslt/messages.xsl`.

The maps are made once a process: the stylesheets read no file of words themselves.
"""

from functools import cache
from pathlib import Path
from typing import Any

from teikit.core import languages, messages, read_messages, string_map

_LANGUAGE_NAME = "language."


@cache
def message_map(language: str, own: Path | None = None) -> Any:
    """The stylesheet parameter `messages`, an XDM map: all messages of a language of the interface by key.

    `own` is an edition's locale file; its messages replace those of the language. Raises InstallationError, and
    ElementTree.ParseError where `own` is not XML.
    """
    return string_map({**messages(language), **(read_messages(own) if own else {})})


@cache
def language_names() -> Any:
    """The code of a language by its name in each language of the interface, as an XDM map."""
    tables = (messages(language) for language in sorted(languages()))
    names = (item for table in tables for item in table.items())
    return string_map({name: key.removeprefix(_LANGUAGE_NAME) for key, name in names if key.startswith(_LANGUAGE_NAME)})
