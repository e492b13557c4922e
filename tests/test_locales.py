"""The locale files: the same messages in every language, with the same arguments, and every message is used."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teikit.core import CATEGORIES, Severity, languages, message, messages, plural_category, resource

LOCALE = "{urn:teikit:locale}"
LANGUAGES = sorted(languages())
OTHERS = sorted(languages() - {"en"})
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
ROOT = Path(__file__).resolve().parent.parent
STYLESHEETS = [path.read_text("utf-8") for path in sorted(resource("xslt").rglob("*.xsl"))]
SIGNS = sorted(resource("xslt", "reading", "signs").glob("*.xml"))
REFERENCE = re.compile(r"\{([a-z]+\.[a-z-]+)\}")

# Groups whose keys are values of TEI or names of elements, kinds and rows: the stylesheets look them up by name.
OPEN = set(
    """address agent attribute calendar cert division element extent figure gap idno language menu month month-of note
    place reading reason rend resp script sign specimen stamp typed unit value weekday weekday-short""".split()  # noqa: SIM905
)


def entries(language: str) -> dict[str, etree._Element]:
    """The message elements of a locale file by key."""
    root = etree.parse(resource("locales", f"{language}.xml")).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    pairs = [
        (f"{group.get('key')}.{entry.get('key')}", entry) for group in root.iter(LOCALE + "group") for entry in group
    ]
    pairs = [(key, entry) for key, entry in pairs if isinstance(entry.tag, str)]
    assert [key for key, count in Counter(key for key, _ in pairs).items() if count > 1] == []
    return dict(pairs)


def texts(entry: etree._Element) -> list[str]:
    return [form.text or "" for form in entry] or [entry.text or ""]


def arguments(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z]+)\}", text))


def test_nine_languages_are_there() -> None:
    assert {"cs", "de", "en", "es", "fr", "it", "nl", "pl", "ru"} <= languages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    english, own = set(entries("en")), set(entries(language))
    assert english - own == set(), "missing"
    assert own - english == set(), "unknown"


@EVERY_LANGUAGE
def test_every_message_has_words(language: str) -> None:
    assert [key for key, entry in entries(language).items() if not all(text.strip() for text in texts(entry))] == []
    padded = (key for key, entry in entries(language).items() for text in texts(entry) if text != text.strip(" \t\n"))
    assert list(padded) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_arguments_of_the_english_message(language: str) -> None:
    own, different = entries(language), []
    for key, english in entries("en").items():
        wanted = arguments(texts(english)[-1])
        different += [f"{key}: {text}" for text in texts(own[key]) if arguments(text) != wanted]
    assert different == []


@EVERY_LANGUAGE
def test_a_message_about_a_number_has_every_plural_category(language: str) -> None:
    rules = {category for category in CATEGORIES if f"plural.{category}" in messages(language)}
    wanted = [category for category in (*CATEGORIES, "other") if category in rules | {"other"}]
    counting = {key: entry for key, entry in entries(language).items() if len(entry) or "{count}" in (entry.text or "")}
    assert len(counting) >= 4
    assert {key: [form.get("plural") for form in entry] for key, entry in counting.items()} == dict.fromkeys(
        counting, wanted
    )


# The samples of the Unicode CLDR (plurals.xml), and ranges by its pluralRanges.xml.
NUMBERS = {
    "en": {"one": "1", "other": "0 2 3 16 100 1000 0.0 1.0 1.5 10.0 0–1 1–2"},
    "de": {"one": "1 0–1", "other": "0 2 16 100 1000 0.0 1.5 1.0 1–2"},
    "fr": {
        "one": "0 1 0.0 1.5 0,5 0–1",
        "many": "1000000 2000000",
        "other": "2 17 100 101 1000 100000 1000001 2.0 10.5 1–2",
    },
    "ru": {
        "one": "1 21 31 101 1001 20–21",
        "few": "2 3 4 22 24 32 102 1002 1–2",
        "many": "0 5 6 11 12 13 14 15 19 20 100 111 112 1000 10–12",
        "other": "0.0 1.5 1,5 10.0 10.21",
    },
    "it": {
        "one": "1 0–1",
        "many": "1000000 2000000",
        "other": "0 2 16 100 101 1000 1000001 1.0 1.5 1–2",
    },
    "es": {
        "one": "1 1.0 1,00",
        "many": "1000000 2000000",
        "other": "0 2 16 100 101 1000 1000001 0.0 1.5 0–1 1–2",
    },
    "pl": {
        "one": "1 0–1",
        "few": "2 3 4 22 24 32 102 1002 1–2",
        "many": "0 5 12 13 14 19 21 31 100 101 111 112 1000 10–12 20–21",
        "other": "0.0 1.5 1,5 10.0",
    },
    "nl": {"one": "1 0–1", "other": "0 2 16 21 100 1000 1.0 1.5 1–2"},
    "cs": {
        "one": "1 0–1",
        "few": "2 3 4 1–2",
        "many": "0.0 1.5 1,5 10.0",
        "other": "0 5 12 21 22 100 101 102 1000 10–12",
    },
}


@pytest.mark.parametrize(
    ("language", "category", "number"),
    [
        (lang, name, number)
        for lang, rows in NUMBERS.items()
        for name, list_ in rows.items()
        for number in list_.split()
    ],
)
def test_a_number_has_the_category_of_the_cldr(language: str, category: str, number: str) -> None:
    assert plural_category(language, number) == category


def test_a_message_takes_its_arguments() -> None:
    assert message("en", "page.note", number=3) == "note 3"
    assert message("ru", "extent.word", count=22) == "22 слова"
    assert message("en", "explanation.sic-corrected", words="{words}") == "so in the source, corrected to {words}"
    with pytest.raises(KeyError):
        message("en", "page.nowhere")
    with pytest.raises(KeyError):
        message("en", "page.note")


# ---------------------------------------------------------------- what uses them
@cache
def literal_keys() -> set[str]:
    """The keys that stylesheets, templates and modules name."""
    found = {key for text in STYLESHEETS for key in re.findall(r"'([a-z]+\.[a-zA-Z-]*[a-zA-Z])'", text)}
    found |= {key for path in SIGNS for key in REFERENCE.findall(path.read_text("utf-8"))}
    folder = ROOT / "teikit" / "publication" / "print"
    setting = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))
    found |= {f"print.{key}" for key in re.findall(r'\bwords\["([a-z-]+)"\]', setting)}
    modules = "".join(path.read_text("utf-8") for path in sorted((ROOT / "teikit" / "worklist").glob("*.py")))
    found |= {f"worklist.{key}" for key in re.findall(r"""words\(["']([a-z-]+)""", modules)}
    headers = (
        path
        for folder in ("interpretation/header", "edition/table", "transcript/front_matter/fields", "tei/encode/header")
        for path in (ROOT / "teikit" / folder).glob("*.py")
    )
    found |= {key for path in headers for key in re.findall(r'"(header\.[a-z-]+)"', path.read_text("utf-8"))}
    lists = "".join(path.read_text("utf-8") for path in sorted((ROOT / "teikit" / "site").rglob("*.py")))
    quoted = {f"list.{key}" for key in re.findall(r'"(?:list\.)?([a-z-]+)"', lists)}
    site = [
        path
        for name in ("pages", "publication", "site", "search", "exports", "validation/odd")
        for path in (ROOT / "teikit" / name).rglob("*.py")
    ]
    found |= {key for path in site for key in re.findall(r"""["']([a-z]+\.[a-z-]+)["']""", path.read_text("utf-8"))}
    return (
        {key for key in found if key.rpartition(".")[2] not in SUFFIXES}
        | quoted & set(entries("en"))
        | set(re.findall(r'language, "(worklist\.[a-z]+)"', modules))
        | {f"worklist.{severity}" for severity in Severity}
    )


# What in a module is the name of a file, not of a message.
SUFFIXES = {"css", "csv", "html", "js", "json", "jsonl", "toml", "typ", "xml", "xsl"}

# Keys that end in a kind of difference, break, file, role or intervention, or in the name of an element of a rule.
COMPOSED = re.compile(r"page\.(?:differs-\w+|\w+-begins|tei|pdf|raw)|register\.(?:role|kind)-\w+")
QUOTED = {text for sheet in STYLESHEETS for text in re.findall(r"'([a-zA-Z-]+)'", sheet)}
# The words of a page's language in the styles of citations.
QUOTED |= set(re.findall(r"\{word:([\w-]+)\}", (ROOT / "xslt" / "site" / "citations.toml").read_text("utf-8")))
MATCHED = {
    name
    for sheet in STYLESHEETS
    for match in re.findall(r'match="([^"]+)"', sheet)
    for name in re.findall(r"\w+", match)
}


def used(key: str) -> bool:
    """Whether something says a message: it names the key, or puts it together from a group and a name."""
    group, _, name = key.partition(".")
    if group in OPEN or COMPOSED.fullmatch(key):
        return True
    named = MATCHED if group in ("explanation", "text") else QUOTED
    return re.sub("-(place|agent|extent)$", "", key) in literal_keys() or key in literal_keys() or name in named


def test_every_key_that_is_named_exists() -> None:
    english = entries("en")
    groups = {key.partition(".")[0] for key in english}
    files = {key for key in literal_keys() if key.endswith((".css", ".js", ".typ"))}
    assert {key for key in literal_keys() - files if key.partition(".")[0] in groups} - set(english) == set()


def test_every_message_is_used() -> None:
    assert [key for key in entries("en") if not used(key)] == []


def test_every_call_has_the_arguments_of_its_message() -> None:
    english = {key: arguments(texts(entry)[0]) for key, entry in entries("en").items()}
    calls = [call for text in STYLESHEETS for call in re.findall(r"m:message\('([a-zA-Z.-]+)'(?:, '(\w+)')?", text)]
    assert len(calls) > 60
    # the script of the search puts the arguments in
    calls = [call for call in calls if not call[0].startswith("search.")]
    assert [call for call in calls if call[0] in english and english[call[0]] != ({call[1]} - {""})] == []


# ---------------------------------------------------------------- signs
@pytest.mark.parametrize("table", SIGNS, ids=lambda path: path.stem)
def test_a_table_of_signs_holds_signs_and_no_words(table: Path) -> None:
    english = entries("en")
    for mark in etree.parse(table).getroot().iter("{*}mark"):
        values = {name: str(value) for name, value in mark.items() if name not in ("kind", "view", "noted", "as")}
        assert "label" not in values
        assert {key for value in values.values() for key in REFERENCE.findall(value)} <= set(english)
        signs = [REFERENCE.sub("", value) for value in values.values()]
        assert [
            sign for sign in signs if re.search("[A-Za-z]{3}", sign) and not re.search(r"\[sic\]|vac\.", sign)
        ] == []
        if "specimen" in values:
            assert f"sign.{mark.get('kind')}" in english or f"sign.{table.stem}.{mark.get('kind')}" in english


def test_every_explanation_of_a_sign_has_its_row() -> None:
    kinds = {
        f"sign.{prefix}{mark.get('kind')}"
        for table in SIGNS
        for mark in etree.parse(table).getroot().iter("{*}mark")
        for prefix in ("", f"{table.stem}.")
    }
    assert {key for key in entries("en") if key.startswith("sign.")} - kinds == set()
