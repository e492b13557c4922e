"""Checks that pointers, links and references have a target, and one of the right kind."""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
    from teikit.validation.links.attributes import has_expected_kind, is_pointer
    from teikit.validation.links.check import check_links, elements_by_id
    from teikit.validation.links.facts import Facts, Pointer, facts_in_pass, facts_of
    from teikit.validation.links.prefixes import resolve_prefix
    from teikit.validation.links.targets import TargetPlace, find_target

__all__ = [
    "Facts",
    "Pointer",
    "TargetPlace",
    "check_links",
    "elements_by_id",
    "facts_in_pass",
    "facts_of",
    "find_target",
    "has_expected_kind",
    "is_pointer",
    "resolve_prefix",
]

_NAMES = {
    "attributes": ("has_expected_kind", "is_pointer"),
    "check": ("check_links", "elements_by_id"),
    "facts": ("Facts", "Pointer", "facts_in_pass", "facts_of"),
    "prefixes": ("resolve_prefix",),
    "targets": ("TargetPlace", "find_target"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
