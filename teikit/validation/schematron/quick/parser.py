"""Parses the part of XPath 3.1 that the rules use into nested tuples, of simple types so that they can be kept.

Source: W3C, XML Path Language (XPath) 3.1, appendix A.1. What is not known raises UnknownError.
"""

import re
from collections.abc import Mapping
from typing import Any

from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.functions import FUNCTIONS, OF_CONTEXT
from teikit.validation.schematron.quick.tree import SEPARATOR

Expression = tuple[Any, ...]
CONTEXT: Expression = ("context",)
_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"[^"]*"|'[^']*')|(?P<number>\d+(?![\w.]))
    |(?P<name>(?:[^\W\d][\w\-]*:(?!:))?(?:[^\W\d][\w\-]*|\*))
    |(?P<sign>\.\.|\|\||!=|<=|>=|<<|>>|//|::|[/|!=<>()\[\],@.$]))""",
    re.VERBOSE,
)
_GENERAL = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_VALUE = ("eq", "ne", "lt", "le", "gt", "ge")
_NODES = ("<<", ">>")
_AXES = ("child", "attribute", "parent", "self", "ancestor", "descendant", "preceding")
_XML = "http://www.w3.org/XML/1998/namespace"


def parse(expression: str, namespaces: Mapping[str, str]) -> Expression:
    """The expression as nested tuples."""
    reader = _Reader(_tokens(expression), namespaces)
    result = reader.sequence()
    reader.expect("")
    return result


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens, position, text = [], 0, expression.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise UnknownError(text[position:])
        tokens.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return [*tokens, ("end", "")]


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]], namespaces: Mapping[str, str]) -> None:
        self._tokens, self._at = tokens, 0
        self._namespaces = {**namespaces, "xml": _XML}

    # ---------------------------------------------------------------- tokens
    def _next(self, ahead: int = 0) -> str:
        kind, text = self._tokens[min(self._at + ahead, len(self._tokens) - 1)]
        return "" if kind in ("string", "end") else text

    def _take(self) -> tuple[str, str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip(self, *texts: str) -> str:
        """Takes the next token if it is one of these."""
        text = self._next()
        if text in texts and text:
            self._at += 1
            return text
        return ""

    def expect(self, text: str) -> None:
        """Takes this token; the empty one is the end."""
        kind, token = self._take()
        if token != text or kind == "string" or (not text and kind != "end"):
            raise UnknownError(f"{token} in place of {text}")

    # ---------------------------------------------------------------- operators, those that bind least first
    def sequence(self) -> Expression:
        """Expressions with commas in between."""
        parts = [self._single()]
        while self._skip(","):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else ("sequence", *parts)

    def _single(self) -> Expression:
        word = self._next()
        if word == "if" and self._next(1) == "(":
            return self._condition()
        if word in ("some", "every", "for") and self._next(1) == "$":
            return self._binding(word)
        return self._several("or", self._and)

    def _condition(self) -> Expression:
        self._take()
        self.expect("(")
        test = self.sequence()
        self.expect(")")
        self.expect("then")
        yes = self._single()
        self.expect("else")
        return "if", test, yes, self._single()

    def _binding(self, word: str) -> Expression:
        self._take()
        self.expect("$")
        name = self._take()[1]
        self.expect("in")
        values = self._single()
        self.expect("return" if word == "for" else "satisfies")
        return word, name, values, self._single()

    def _and(self) -> Expression:
        return self._several("and", self._comparison)

    def _several(self, word: str, part: Any) -> Expression:
        parts = [part()]
        while self._skip(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else (word, *parts)

    def _comparison(self) -> Expression:
        left = self._several("||", self._union)
        if sign := self._skip(*_GENERAL):
            return "general", _GENERAL[sign], left, self._several("||", self._union)
        if sign := self._skip(*_VALUE):
            return "value", sign, left, self._several("||", self._union)
        if sign := self._skip(*_NODES):
            return "order", sign, left, self._several("||", self._union)
        return left

    def _union(self) -> Expression:
        return self._several("|", self._map)

    def _map(self) -> Expression:
        return self._several("!", self._path)

    # ---------------------------------------------------------------- paths
    def _path(self) -> Expression:
        if self._next() in ("/", "//"):
            if self._next() == "/":
                raise UnknownError("a path from the root")
            start: Expression = ("root",)
        else:
            start = self._step()
        steps = []
        while sign := self._skip("/", "//"):
            steps.append(self._below(self._step()) if sign == "//" else self._step())
        return _path(start, steps) if steps else start

    def _below(self, step: Expression) -> Expression:
        """A step after `//`: at any depth."""
        if step[0] != "step" or step[1] not in ("child", "attribute") or any(p[0] == "number" for p in step[3]):
            raise UnknownError("a step after //")
        return ("step", "descendant" if step[1] == "child" else "attribute-below", *step[2:])

    def _step(self) -> Expression:
        if self._skip("@"):
            return self._axis_step("attribute")
        if self._skip(".."):
            return "step", "parent", "..", ()
        word = self._next()
        if self._next(1) == "::":
            self._at += 2
            if word not in _AXES:
                raise UnknownError(word)
            return self._axis_step(word)
        if self._tokens[self._at][0] == "name" and self._next(1) != "(":
            return self._axis_step("child")
        primary, predicates = self._primary(), self._predicates()
        return ("filter", primary, predicates) if predicates else primary

    def _axis_step(self, axis: str) -> Expression:
        kind, name = self._take()
        if kind != "name" or self._next() == "(":
            raise UnknownError(name)
        return "step", axis, self._expanded(name, axis == "attribute"), self._predicates()

    def _expanded(self, name: str, attribute: bool) -> str:
        """A name with its namespace; an asterisk for any name, one after a namespace for any name in it."""
        prefix, colon, local = name.rpartition(":")
        if name == "*" or not colon:
            if name != "*" and not attribute and "" in self._namespaces:
                raise UnknownError("names without a prefix")
            return local
        if prefix not in self._namespaces:
            raise UnknownError(name)
        return f"{self._namespaces[prefix]}{SEPARATOR}{local}"

    def _predicates(self) -> tuple[Expression, ...]:
        predicates = []
        while self._skip("["):
            predicates.append(self.sequence())
            self.expect("]")
        return tuple(predicates)

    def _primary(self) -> Expression:
        kind, text = self._take()
        if kind == "string":
            return "string", text[1:-1]
        if kind == "number":
            return "number", int(text)
        if text == ".":
            return CONTEXT
        if text == "$":
            return "variable", self._take()[1]
        if text == "(":
            inner = ("sequence",) if self._next() == ")" else self.sequence()
            self.expect(")")
            return inner
        if kind == "name" and text in FUNCTIONS:
            return self._call(text)
        raise UnknownError(text)

    def _call(self, name: str) -> Expression:
        self.expect("(")
        arguments = []
        if not self._skip(")"):
            arguments.append(self._single())
            while self._skip(","):
                arguments.append(self._single())
            self.expect(")")
        if not arguments and name in OF_CONTEXT:
            arguments.append(CONTEXT)
        if len(arguments) not in FUNCTIONS[name][0]:
            raise UnknownError(name)
        return "call", name, *arguments


def _path(start: Expression, steps: list[Expression]) -> Expression:
    """A path. One to all elements with a value of an attribute, the same for all of them, uses an index."""
    if start == ("root",) and steps[0][:3] == ("step", "descendant", "*") and len(steps[0][3]) == 1:
        (test,) = steps[0][3]
        if test[:2] == ("general", "eq") and test[2][:2] == ("step", "attribute") and not _uses_context(test[3]):
            keyed = ("keyed", test[2][2], test[3])
            return ("path", keyed, *steps[1:]) if steps[1:] else keyed
    return "path", start, *steps


def _uses_context(expression: Expression) -> bool:
    """Whether an expression depends on the item that it is evaluated for."""
    if expression[0] in ("context", "step"):
        return True
    if expression[0] in ("!", "path", "filter"):  # what follows is evaluated for the items of the first part
        return _uses_context(expression[1])
    return any(isinstance(part, tuple) and _uses_context(part) for part in expression[1:])
