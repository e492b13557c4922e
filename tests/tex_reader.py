"""Reads the TeX files that teikit writes: whether each command is one of teikit's, and the words of the texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Of each command the number of its arguments, and which of them are words of the text.
COMMANDS: dict[str, tuple[int, tuple[int, ...]]] = {
    "edtext": (2, (0,)), "teikind": (2, (1,)), "teilang": (2, (1,)), "href": (2, (1,)), "teihead": (2, (1,)),
    "teiitem": (2, (0, 1)), "teinote": (2, (1,)), "footnoteA": (1, (0,)), "ledsidenote": (1, (0,)),
    "teifact": (2, (1,)), "multirow": (3, (2,)), "multicolumn": (3, (2,)), "teitablenote": (2, ()),
    "teitableentry": (2, ()),
    "teimark": (1, ()),
    "teifacts": (1, ()), "teipage": (1, ()), "teinumber": (1, ()), "teiverse": (1, ()), "teibefore": (1, ()),
    "teiindent": (1, ()), "teipicture": (2, ()), "addcontentsline": (3, ()), "edlabel": (1, ()), "xxref": (2, ()),
    "lemma": (1, ()), "teibreak": (0, ()), "teicaret": (0, ()), "teibracket": (0, ()), "noindent": (0, ()),
    "pstart": (0, ()), "pend": (0, ()), "stanza": (0, ()), "par": (0, ()), "hline": (0, ()), "cline": (1, ()),
    "teicell": (0, ()),
    "numberlinefalse": (0, ()), "numberlinetrue": (0, ()),
    "tabularnewline": (0, ()),
    "endhead": (0, ()), "beginnumbering": (0, ()), "endnumbering": (0, ()), "begin": (1, ()), "end": (1, ()),
    "teititle": (4, ()), "teidocument": (2, ()), "teitext": (1, ()), "tableofcontents": (0, ()), "dimexpr": (0, ()),
    "linewidth": (0, ()), "tabcolsep": (0, ()), "relax": (0, ()), "string": (0, ()),
    **{f"{layer}footnote": (1, ()) for layer in "ABCDE"},
}  # fmt: skip
BEGINNINGS = {"teiplace": 2, "longtable": 1, "tabular": 1, "teitextlanguage": 1, "document": 0}
CHARACTERS = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textquotedbl": '"', "textquotesingle": "'",
    "textasciigrave": "`", "textless": "<", "textgreater": ">", "textbar": "|", "teiand": "&",
}  # fmt: skip
BLANKS = ("pstart", "pend", "par", "teibreak", "tabularnewline", "stanza", "begin", "end", "teiitem", "teifact")
_NAMES = {"teikind": (0,), "teilang": (0,), "href": (0,), "begin": (0, 1, 2), "end": (0,), "teihead": (0,),
          "edlabel": (0,), "xxref": (0, 1), "teiindent": (0,), "teimark": (0,), "cline": (0,), "multicolumn": (0, 1),
          "multirow": (0, 1),
          "teitablenote": (0,), "teitableentry": (0,), "teinote": (0,), "teipicture": (0,)}  # fmt: skip
_TOKEN = re.compile(r"\\([A-Za-z]+)[ \n]*|\\(.)|(.)", re.DOTALL)


@dataclass
class Command:
    """A command with its arguments."""

    name: str
    arguments: list[list["Node"]] = field(default_factory=list)


Node = str | Command


class TexError(Exception):
    """What no TeX of teikit has."""


@dataclass
class Reader:
    """Reads TeX. Raises TexError for an unknown command, for a special character, for braces that do not match."""

    tokens: list[tuple[str, str]]
    at: int = 0

    @classmethod
    def of(cls, tex: str) -> "Reader":
        kinds = ("command", "escape", "character")
        parts = (zip(kinds, match.groups(), strict=True) for match in _TOKEN.finditer(tex))
        found = (next((kind, part) for kind, part in groups if part is not None) for groups in parts)
        return cls(list(found))

    def nodes(self, inside: bool = False) -> list[Node]:
        """The nodes up to the end, or to the end of a group."""
        found: list[Node] = []
        while self.at < len(self.tokens):
            kind, part = self.tokens[self.at]
            self.at += 1
            if kind == "character" and part == "}":
                if inside:
                    return found
                raise TexError("a closing brace too many")
            found += self._node(kind, part)
        if inside:
            raise TexError("an open group")
        return found

    def _node(self, kind: str, part: str) -> list[Node]:
        if kind == "escape":
            if part not in "{}$#%_&":
                raise TexError(f"the command \\{part}")
            return [Command("&") if part == "&" else part]
        if kind == "command":
            return [self._command(part)]
        if part == "{":
            return self.nodes(inside=True)
        if part in "%$#^_":
            raise TexError(f"the character {part}")
        return [Command("&") if part == "&" else " " if part == "~" else part]

    def _command(self, name: str) -> Node:
        if name in CHARACTERS:
            return CHARACTERS[name]
        if name not in COMMANDS:
            raise TexError(f"the command \\{name}")
        command = Command(name, [])
        self._option(name)
        for _ in range(COMMANDS[name][0]):
            command.arguments.append(self._argument(name))
        if name == "begin":
            environment = "".join(map(str, command.arguments[0]))
            if environment not in BEGINNINGS:
                raise TexError(f"the environment {environment}")
            command.arguments += [self._argument(name) for _ in range(BEGINNINGS[environment])]
        return command

    def _option(self, name: str) -> None:
        if (name.endswith("footnote") or name == "multirow") and self.tokens[self.at] == ("character", "["):
            while self.tokens[self.at] != ("character", "]"):
                self.at += 1
            self.at += 1

    def _argument(self, name: str) -> list[Node]:
        if self.at >= len(self.tokens) or self.tokens[self.at] != ("character", "{"):
            raise TexError(f"\\{name} has no argument")
        self.at += 1
        return self.nodes(inside=True)


def read(tex: str) -> list[Node]:
    """The nodes of the body of a file. Raises TexError."""
    body = tex.partition("\\begin{document}\n")[2].removesuffix("\\end{document}\n")
    nodes = Reader.of(body).nodes()
    _check_order(nodes)
    return nodes


def _check_order(nodes: list[Node]) -> None:
    """Paragraphs, stanzas, texts and environments begin and end in turn."""
    open_: list[str] = []
    ends = {"pend": "pstart", "endnumbering": "beginnumbering"}
    for node in nodes:
        if not isinstance(node, Command):
            continue
        name = node.name
        if name in ("pstart", "beginnumbering"):
            open_.append(name)
        elif name == "begin":
            open_.append("".join(map(str, node.arguments[0])))
        elif name in ends or name == "end":
            expected = ends.get(name) or "".join(map(str, node.arguments[0]))
            if not open_ or open_.pop() != expected:
                raise TexError(f"\\{name} of {expected}")
        elif name in ("edtext", "ledsidenote", "teinote") and not {"pstart", "beginnumbering"} & set(open_):
            raise TexError(f"\\{name} outside a numbered text")
    if open_:
        raise TexError(f"open: {open_}")


def texts(nodes: list[Node]) -> str:
    """The words of the texts of the edition: notes in their places, no textual notes."""
    found, inside = [], False
    below = [node for node in nodes if isinstance(node, Command) and node.name.startswith("teitable")]
    marks = iter(below)
    for node in nodes:
        if isinstance(node, Command) and node.name in ("beginnumbering", "endnumbering"):
            inside = node.name == "beginnumbering"
        elif inside:
            found.append("".join(_words([node], marks)))
    return "".join(found)


def _words(nodes: list[Node], marks: Iterator[Command]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name == "teimark":
            note = next(marks)
            yield from _words(note.arguments[1], marks) if note.name == "teitablenote" else ()
        else:
            yield " " if node.name in BLANKS or node.name == "&" else ""
            for index in COMMANDS.get(node.name, (0, ()))[1]:
                yield from _words(node.arguments[index], marks)
            yield " " if node.name in ("teinote", "footnoteA", "ledsidenote") else ""


def everything(nodes: list[Node]) -> str:
    """All text of the body, without arguments that are names, addresses or lengths."""
    return "".join(_everything(nodes))


def _everything(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            for index, argument in enumerate(node.arguments):
                if index not in _NAMES.get(node.name, ()):
                    yield from _everything(argument)


def found(nodes: list[Node], name: str) -> Iterator[Command]:
    """The commands with a name, also in arguments."""
    for node in nodes:
        if isinstance(node, Command):
            if node.name == name:
                yield node
            for argument in node.arguments:
                yield from found(argument, name)
