"""XPath expressions of a schema, as text: parameters are substituted, variables and functions renamed.

Nothing is evaluated here. Strings and comments are recognised, so that only names are changed.
"""

import re
from collections.abc import Mapping

_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|\(:.*?:\)", re.DOTALL)
FN = "http://www.w3.org/2005/xpath-functions"
_TOKEN = re.compile(
    r"""(?P<skip>"(?:[^"]|"")*" | '(?:[^']|'')*' | \(:.*?:\))
      | (?P<variable>\$\s*(?:Q\{[^}]*\})?[\w.\-]+(?::[\w.\-]+)?)
      | (?P<name>(?:Q\{[^}]*\})?[\w.\-]+(?::[\w.\-]+)?)(?=(?P<call>\s*[(\#])?)""",
    re.VERBOSE | re.DOTALL,
)


def substitute_parameters(expression: str, parameters: Mapping[str, str]) -> str:
    """An expression of an abstract pattern with its parameters substituted once, in strings too."""
    if not parameters:
        return expression
    names = "|".join(re.escape(name) for name in sorted(parameters, key=len, reverse=True))
    return re.sub(rf"\$({names})(?![\w.\-])", lambda match: parameters[match.group(1)], expression)


def rename_references(expression: str, variables: Mapping[str, str], functions: Mapping[str, str]) -> str:
    """An expression with some variables and some functions of XPath renamed (`doc` and `fn:doc` alike)."""

    def replacement(match: re.Match[str]) -> str:
        written = match.group()
        if name := match["variable"]:
            new = variables.get(name[1:].strip())
            return f"${new}" if new else written
        if match["name"] and match["call"]:
            plain = written.removeprefix(f"Q{{{FN}}}").removeprefix("fn:")
            return functions.get(plain, written)
        return written

    return _TOKEN.sub(replacement, expression)


def without_predicates(context: str) -> str:
    """A context without the content of strings and of predicates."""
    bare = _STRINGS.sub("", context)
    before = None
    while before != bare:
        before, bare = bare, re.sub(r"\[[^\[\]]*\]", "", bare)
    return bare


_ANY_WITH_ATTRIBUTE = re.compile(r"(?:[\w.\-]+:)?\*((?:\[[^\[\]]*\])*?)\[\s*@([\w.\-]+)\s*\]")
_LAST_STEP = re.compile(
    r"(?P<attribute>@|attribute::)?(?:child::|descendant::|self::)?(?:[\w.\-]+:|\*:)?(?P<name>[^\W\d][\w.\-]*)"
)


def marks_of(context: str) -> list[str] | None:
    """Strings of which a text has at least one if the context matches a node of it; None if no strings can be read off.

    Read off the name at the end of each alternative: `<p` or `:p` for an element, the name of an attribute.
    """
    simple = re.sub(r"Q\{[^}]*\}", "", _STRINGS.sub("", context))
    named = without_predicates(_ANY_WITH_ATTRIBUTE.sub(r"@\2", simple))
    marks: list[str] = []
    for alternative in named.split("|"):
        step = _LAST_STEP.fullmatch(alternative.rpartition("/")[2].strip())
        if step is None:
            return None
        name = step["name"]
        marks += [name] if step["attribute"] else [f"<{name}", f":{name}"]
    return marks


def visited_nodes(contexts: list[str]) -> str:
    """The XPath of the child nodes that a context may match: elements only, or also leaves and attributes."""
    bare = "|".join(without_predicates(context) for context in contexts)
    anything = re.search(r"(?:^|[|(,\s])\s*[.$]|\bkey\s*\(", bare)
    leaves = anything or re.search(r"\b(?:text|comment|processing-instruction|node)\s*\(", bare)
    attributes = anything or re.search(r"@|\battribute\b", bare)
    return ("@*, " if attributes else "") + ("node()" if leaves else "*")
