r"""Finds text that every match of a regular expression contains: a test that excludes most texts before the pattern is
compiled or tried.

`required("(?:a )?(?:long )?pause|silence")` is `("pause", "silence")`. Only literal text counts, in no particular case;
a class, a lookaround or something that may be left out requires nothing.
Source: the prefilters of RE2, https://github.com/google/re2/blob/main/re2/prefilter.h
"""

import re
import sys

_TOKENS = re.compile(
    r"[^\\\[\](){}?*+|.^$]+"
    r"|\\(?:x..|u....|U.{8}|N\{[^}]*\}|.)"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?:<?[=!]|P<\w+>|P=\w+\)|\(\w+\)|>|[aiLmsux]*(?:-[imsx]+)?(?::|\))))?"
    r"|[?*+][?+]?|\{\d*(?:,\d*)?\}[?+]?"
    r"|.",
    re.DOTALL,
)
# Letters that `re.IGNORECASE` takes for an i, and `str.casefold` does not: U+0130 with a dot, U+0131 without.
_LIKE_I = (chr(0x130), chr(0x131))
_GROUP, _ESCAPE, _QUANTIFIERS = "(", "\\", frozenset("?*+{")
# Groups that match nothing themselves, and those that are closed where they open.
_ASIDE = ("(?=", "(?!", "(?<=", "(?<!", "(?(")
_NEVER = "(?!"
# After the last token; what ends an alternative.
_END = ""
_ENDS = ("|", ")", _END)

# Alternatives, one of which is in each match. An empty list: there are no matches. None: nothing is required.
_Required = list[str] | None


def required(pattern: str) -> tuple[str, ...] | None:
    """The texts, folded, of which each match of a pattern contains at least one; none if the pattern never matches.

    Returns None if a match need not contain any text, or for an extended pattern (`re.VERBOSE`).
    """
    texts = None if re.search(r"\(\?\w*x", pattern) else _Scanner([*_TOKENS.findall(pattern), _END]).alternatives()
    return None if texts is None else tuple(sorted(set(map(folded, texts)), key=lambda text: (len(text), text)))


def folded(text: str) -> str:
    """A text in the form in which texts that are equal without regard to case, as `re.IGNORECASE` has it, are equal."""
    for letter in _LIKE_I:
        if letter in text:
            text = text.replace(letter, "i")
    return text.casefold()


class _Scanner:
    """Reads a pattern from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def alternatives(self) -> _Required:
        """What the alternatives up to the end of a group, or of the pattern, require."""
        texts = self._sequence()
        while self._tokens[self._at] == "|":
            self._at += 1
            more = self._sequence()
            texts = None if texts is None or more is None else texts + more
        return texts

    def _sequence(self) -> _Required:
        """What one alternative requires: of all its parts the one that excludes most."""
        best: _Required = None
        literal = ""
        while (token := self._tokens[self._at]) not in _ENDS:
            self._at += 1
            words, inside = _literal_of(token), self._group(token) if token[0] == _GROUP else None
            following = self._tokens[self._at]
            if following[:1] not in _QUANTIFIERS or following == "{":
                literal += words
                if words:
                    continue
            else:
                self._at += 1
                needed = _at_least_once(following)
                literal += words if needed else words[:-1]
                inside = inside if needed else None
            best = _stricter(best, [literal] if literal else None)
            best = _stricter(best, inside)
            literal = ""
        return _stricter(best, [literal] if literal else None)

    def _group(self, opening: str) -> _Required:
        """What a group requires; its closing bracket is read too."""
        if opening[-1] == ")" and not opening.startswith("(?("):
            return None
        inside = self.alternatives()
        self._at += self._tokens[self._at] == ")"
        if opening == _NEVER and self._tokens[self._at - 2] == opening:
            return []
        return None if opening.startswith(_ASIDE) else inside


def _literal_of(token: str) -> str:
    """The text that a token matches; empty if that is not a single text."""
    if token[0] == _ESCAPE:
        return token[1] if len(token) == 2 and not token[1].isalnum() else ""
    return "" if token[0] in "([.^$?*+" or (token[0] == "{" and len(token) > 1) else token


def _at_least_once(quantifier: str) -> bool:
    return quantifier[0] == "+" or quantifier[1:2] in set("123456789")


def _stricter(first: _Required, second: _Required) -> _Required:
    """Of two requirements that both hold, the one whose shortest text is longer."""
    if first is None or second is None:
        return second if first is None else first
    return max(first, second, key=_shortest)


def _shortest(texts: list[str]) -> int:
    return min(map(len, texts), default=sys.maxsize)
