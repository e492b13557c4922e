"""Private URI schemes (TEI P5, prefixDef): the address of a pointer with such a prefix."""

import re

from teikit.validation.links.facts import Facts

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


def resolve_prefix(word: str, facts: Facts) -> str:
    """The address of a pointer: that of the first declaration of its prefix that fits; else the pointer itself."""
    scheme = SCHEME.match(word)
    if not scheme or scheme.group(1) not in facts.prefixes:
        return word
    rest = word[scheme.end() :]
    candidates = (_apply_prefix(p.match, p.replacement, rest) for p in facts.prefixes[scheme.group(1)])
    return next((address for address in candidates if address is not None), word)


def _apply_prefix(match: str, replacement: str, rest: str) -> str | None:
    """The address that a prefixDef makes of a pointer without its prefix.

    None if the pattern does not match; empty if the pattern is not evaluated. The pattern comes from the document, so
    only patterns that cannot take long are evaluated: few repetitions, and none of a group.
    """
    if len(rest) > 200 or len(re.findall(r"[*+{]", match)) > 3 or re.search(r"\)[*+{]", match):
        return ""
    try:
        matched = re.fullmatch(match, rest)
    except re.error:
        return ""
    if not matched:
        return None
    return re.sub(r"\$(\d)", lambda number: _group(matched, int(number.group(1))), replacement)


def _group(matched: re.Match[str], number: int) -> str:
    return (matched.group(number) or "") if number <= (matched.re.groups) else ""
