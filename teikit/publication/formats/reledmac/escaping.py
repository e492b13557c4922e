"""Text as TeX: no character of it is a command, and none takes part in a ligature of TeX's own."""

import re

from teikit.publication.formats.tree import visible

# The characters that TeX, babel or reledmac may take for something else. In a stanza `\&` ends the stanza; `*` and `[`
# after a command are its argument.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\teiand{}",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "*": "{*}",
    "[": "{[}",
    "]": "{]}",
    "\u00a0": "~",
}
_TABLE = str.maketrans(_SPECIAL)
_CONTROLS = dict.fromkeys(range(0x20), " ")
_NAME = re.compile(r"[^A-Za-z0-9-]+")


def escaped(text: str) -> str:
    """The text as TeX that shows it."""
    return re.sub(r" +", " ", visible(text).translate(_CONTROLS)).translate(_TABLE)


def simple(text: str) -> str:
    """A name (a kind, a language, a file) as an argument: letters, figures, hyphens."""
    return _NAME.sub("-", text)


def address(target: str) -> str:
    r"""An address of the web as the argument of \href: its special characters are masked."""
    return re.sub(r"([#%&_$^{}\\])", r"\\\1", target).replace("~", r"\string~")


def command(name: str, *arguments: str) -> str:
    """A command with its arguments, which are TeX."""
    return f"\\{name}" + ("".join(f"{{{argument}}}" for argument in arguments) or "{}")
