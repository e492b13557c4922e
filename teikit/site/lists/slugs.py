"""Names of files from names of persons, archives and places, in any script."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

_LONGEST = 60


def slug(text: str) -> str:
    """The letters and digits of a text in small letters without accents, joined by hyphens; `unnamed` without any.

    It never ends in a hyphen and a number, as the further parts of a list do.
    """
    plain = "".join(char for char in normalize("NFKD", text) if category(char) != "Mn").casefold()
    words = re.sub(r"[\W_]+", "-", normalize("NFC", plain)).strip("-")
    return re.sub(r"-(\d+)$", r"_\1", words[:_LONGEST].rstrip("-")) or "unnamed"


def distinct_slugs(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The slug of each text by its key; of several with the same slug, the second has _2 at its end, and so on."""
    taken: set[str] = set()
    slugs: dict[str, str] = {}
    for key, text in texts:
        first = slug(text)
        name, number = first, 1
        while name in taken:
            number += 1
            name = f"{first}_{number}"
        taken.add(name)
        slugs[key] = name
    return slugs
