"""The words of the interface: pages, print, explanations, worklist, in the language of the edition.

The words are data: `locales/LANGUAGE.xml` holds all messages of a language, and its plural categories (CLDR, Language
Plural Rules, https://cldr.unicode.org/index/cldr-spec/plural-rules) as expressions over a number as it is written.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from teikit.core.resources import InstallationError, resource
from teikit.core.start_cache import kept

DEFAULT_LANGUAGE = "en"
CATEGORIES = ("one", "few", "many")
"""The plural categories, in the order in which they are tried; any other number has the category `other`."""

OwnWords = tuple[tuple[str, str], ...]
"""Messages that an edition has in its own words, by key."""

_LOCALE = "{urn:teikit:locale}"
_ARGUMENT = re.compile(r"\{([a-z]+)\}")


@cache
def languages() -> frozenset[str]:
    """The languages of the interface, by their codes (ISO 639)."""
    return frozenset(file.stem for file in resource("locales").glob("*.xml"))


def interface_language(language: str) -> str:
    """The language of the interface for an edition in `language` (BCP 47): its primary subtag, or English."""
    code = language.partition("-")[0].lower()
    return code if code in languages() else DEFAULT_LANGUAGE


class Interface(str):
    """The code of a language of the interface, with words of an edition in place of some of its messages.

    It is used where the code is: `message` and `messages` have the words of the edition then.
    """

    own: OwnWords

    def __new__(cls, language: str, own: OwnWords = ()) -> "Interface":
        """`own` are messages by key."""
        interface = super().__new__(cls, language)
        interface.own = own
        return interface


def own_words(language: str) -> OwnWords:
    """The words of an edition that a language of the interface has: what depends on them is kept by both."""
    return language.own if isinstance(language, Interface) else ()


def messages(language: str) -> Mapping[str, str]:
    """All messages of a language of the interface by key: GROUP.KEY, for each form of a plural GROUP.KEY.CATEGORY.

    The expressions of its plural categories are there as `plural.CATEGORY`. Raises InstallationError where the file of
    the language is broken.
    """
    return _messages(str(language), own_words(language))


@cache
def _messages(language: str, own: OwnWords) -> Mapping[str, str]:
    if own:
        return {**_messages(language, ()), **dict(own)}
    path = resource("locales", f"{language}.xml")
    try:
        data = path.read_bytes()
        known: Mapping[str, str] = kept(f"messages {sha256(data).hexdigest()}", lambda: _read(data))
        return known
    except SyntaxError as error:  # as that of a parser of XML
        raise InstallationError(f"{path} cannot be used, install teikit again: {error}") from error


def _read(data: bytes) -> dict[str, str]:
    """The messages of a locale file. Raises ElementTree.ParseError."""
    from xml.etree import ElementTree  # imported late: the start cache has the messages

    root = ElementTree.fromstring(data)
    messages = {f"plural.{rule.get('category')}": rule.get("numbers", "") for rule in root.iter(f"{_LOCALE}plural")}
    for group in root.iter(f"{_LOCALE}group"):
        for entry in group.iter(f"{_LOCALE}message"):
            key = f"{group.get('key')}.{entry.get('key')}"
            forms = {f"{key}.{form.get('plural')}": form.text or "" for form in entry}
            messages |= forms or {key: entry.text or ""}
    return messages


def message(language: str, key: str, /, **arguments: str | int) -> str:
    """The message `key` in a language of the interface; `arguments` replace the names in braces.

    A message about a number takes its form from the argument `count`. Raises KeyError for an unknown key or argument.
    """
    texts = messages(language)
    values = {name: str(value) for name, value in arguments.items()}
    text = texts[key] if key in texts else texts[f"{key}.{plural_category(language, values['count'])}"]
    return _ARGUMENT.sub(lambda name: values[name[1]], text)


def plural_category(language: str, number: str) -> str:
    """The CLDR plural category of a number, or of a range by its end, as it is written."""
    texts = messages(language)
    rules = ((category, texts.get(f"plural.{category}")) for category in CATEGORIES)
    return next((category for category, rule in rules if rule and re.search(rule, number)), "other")
