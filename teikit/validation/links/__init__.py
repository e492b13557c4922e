"""Checks that pointers, links and references have a target, and one of the right kind."""

from teikit.validation.links.attributes import is_pointer
from teikit.validation.links.check import check_links
from teikit.validation.links.facts import Facts, Pointer, facts_in_pass, facts_of
from teikit.validation.links.prefixes import resolve_prefix
from teikit.validation.links.targets import TargetPlace, find_target

__all__ = [
    "Facts",
    "Pointer",
    "TargetPlace",
    "check_links",
    "facts_in_pass",
    "facts_of",
    "find_target",
    "is_pointer",
    "resolve_prefix",
]
