"""The list of persons of an edition: mentions, candidates, the file."""

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
