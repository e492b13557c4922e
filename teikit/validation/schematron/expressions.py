"""XPath expressions of a schema, as text: parameters filled in, variables and functions given another name.

Nothing is evaluated here. Strings and comments are told apart from the rest, so that only names are changed.
"""

import re
from collections.abc import Mapping

FN = "http://www.w3.org/2005/xpath-functions"
_TOKEN = re.compile(
    r"""(?P<skip>"(?:[^"]|"")*" | '(?:[^']|'')*' | \(:.*?:\))
      | (?P<variable>\$\s*(?:Q\{[^}]*\})?[\w.\-]+(?::[\w.\-]+)?)
      | (?P<name>(?:Q\{[^}]*\})?[\w.\-]+(?::[\w.\-]+)?)(?=(?P<call>\s*[(\#])?)""",
    re.VERBOSE | re.DOTALL,
)


def filled(expression: str, given: Mapping[str, str]) -> str:
    """An expression of an abstract pattern with its parameters put in, in strings too, each once."""
    if not given:
        return expression
    names = "|".join(re.escape(name) for name in sorted(given, key=len, reverse=True))
    return re.sub(rf"\$({names})(?![\w.\-])", lambda match: given[match.group(1)], expression)


def renamed(expression: str, variables: Mapping[str, str], functions: Mapping[str, str]) -> str:
    """An expression with other names for some variables and some functions of XPath (`doc` and `fn:doc` alike)."""

    def other(match: re.Match[str]) -> str:
        written = match.group()
        if name := match["variable"]:
            new = variables.get(name[1:].strip())
            return f"${new}" if new else written
        if match["name"] and match["call"]:
            plain = written.removeprefix(f"Q{{{FN}}}").removeprefix("fn:")
            return functions.get(plain, written)
        return written

    return _TOKEN.sub(other, expression)


def without_predicates(context: str) -> str:
    """A context with what stands in strings and in [ ] left out."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|\(:.*?:\)", "", context, flags=re.DOTALL)
    before = None
    while before != bare:
        before, bare = bare, re.sub(r"\[[^\[\]]*\]", "", bare)
    return bare


def visits(contexts: list[str]) -> str:
    """The XPath of the nodes below a node that some context may match: elements only, or leaves and attributes too."""
    bare = "|".join(without_predicates(context) for context in contexts)
    anything = re.search(r"(?:^|[|(,\s])\s*[.$]|\bkey\s*\(", bare)
    leaves = anything or re.search(r"\b(?:text|comment|processing-instruction|node)\s*\(", bare)
    attributes = anything or re.search(r"@|\battribute\b", bare)
    return ("@*, " if attributes else "") + ("node()" if leaves else "*")
