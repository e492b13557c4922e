"""Checks that pointers, links and references have a target, and one of the right kind."""

from teikit.validation.links.check import check_links
from teikit.validation.links.facts import Facts, Pointer, facts_in_pass, facts_of
from teikit.validation.links.prefixes import resolve_prefix

__all__ = ["Facts", "Pointer", "check_links", "facts_in_pass", "facts_of", "resolve_prefix"]
