"""The list of persons of an edition: mentions, candidates, the file."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teikit.people.candidates import new_in
    from teikit.people.mentions import NOBODY, Mention, Referred, refer
    from teikit.people.person_list import New, People, keep, read_people, remember, text_of, with_new

__all__ = [
    "NOBODY",
    "Mention",
    "New",
    "People",
    "Referred",
    "keep",
    "new_in",
    "read_people",
    "refer",
    "remember",
    "text_of",
    "with_new",
]

_NAMES = {
    "candidates": ("new_in",),
    "mentions": ("NOBODY", "Mention", "Referred", "refer"),
    "person_list": ("New", "People", "keep", "read_people", "remember", "text_of", "with_new"),
}
"""The names of each module, which is imported when one of them is first used (PEP 562)."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value
