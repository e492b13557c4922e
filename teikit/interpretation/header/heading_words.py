"""The words of headings, as patterns: `conventions/documents/headings.toml`."""

import re
from functools import cache

from teikit.core import LazyPattern, bundled_toml


@cache
def heading_words(*keys: str) -> LazyPattern:
    """Any of the words at a key, or at a key of a table; a pattern that matches nothing without such words."""
    data = bundled_toml("conventions", "documents", "headings.toml")
    for key in keys:
        data = data.get(key, {})
    return LazyPattern("|".join(f"(?:{words})" for words in data) or r"(?!)", re.IGNORECASE)
