"""Compilation: from the files of a RELAX NG schema to patterns."""

from teikit.validation.relaxng.compile.compiler import Compiler, Scope
from teikit.validation.relaxng.compile.files import Files, Node, Resolver, read_local, uri_of
from teikit.validation.relaxng.compile.grammars import GeneratedGrammar
from teikit.validation.relaxng.compile.modules import imported_definitions
from teikit.validation.relaxng.compile.restrictions import IdUses, Restrictions, check_start
from teikit.validation.relaxng.compile.syntax import RNG, check_nested

__all__ = [
    "RNG",
    "Compiler",
    "Files",
    "GeneratedGrammar",
    "IdUses",
    "Node",
    "Resolver",
    "Restrictions",
    "Scope",
    "check_nested",
    "check_start",
    "imported_definitions",
    "read_local",
    "uri_of",
]
