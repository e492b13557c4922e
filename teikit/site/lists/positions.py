"""The place of a document in its edition, as HTML for its pages: the trail above the text, the neighbours below it."""

from collections.abc import Mapping
from functools import cached_property
from html import escape

from teikit.model import Document
from teikit.pages import Page
from teikit.site.lists.catalogue import Catalogue, Group
from teikit.site.lists.common import START, path_of
from teikit.site.lists.listings import chronological
from teikit.site.lists.parts import cut
from teikit.site.lists.rows import anchor, href


class Positions:
    """Makes the trail and the neighbours of each document of an edition."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = catalogue.words

    def address(self, document: Document) -> str:
        """The address of a document's row in its list, from the folder of the site."""
        return f"{self._lists.get(document.name, START)}#{anchor(self._catalogue, document)}"

    def trail(self, draft: Page) -> str:
        """The trail of a page: the number of its document, with a link to its row in the list; the ones beside it."""
        position = self._catalogue.model.positions.get(draft.name)
        if position is None:
            return ""
        documents = self._catalogue.documents
        text = self._words("position", number=position + 1, count=len(documents))
        place = f'<a href="{escape(draft.root + self.address(documents[position]))}">{escape(text)}</a>'
        before, after = self._catalogue.model.neighbours(documents[position])
        steps = "".join([self._step(before, "prev", draft.root), self._step(after, "next", draft.root)])
        label = escape(self._words("trail"))
        return f'<nav class="trail" aria-label="{label}">{place}<span class="steps">{steps}</span></nav>'

    def neighbours(self, draft: Page) -> str:
        """The documents before and after a page's document: in the edition, and between the same persons."""
        position = self._catalogue.model.positions.get(draft.name)
        if position is None:
            return ""
        document = self._catalogue.documents[position]
        around = self._catalogue.model.neighbours(document)
        links = self._pair(*around, draft.root)
        label = escape(self._words("neighbours"))
        main = f'<nav class="neighbours" aria-label="{label}">{links}</nav>' if links else ""
        return main + self._correspondence(document, {item.name for item in around if item}, draft.root)

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        """The page of the list that has the row of each document, by the name of the document."""
        if not self._catalogue.is_large:
            return {}
        return {
            document.name: path_of(listing.slug, position)
            for listing in chronological(self._catalogue)
            if listing.named
            for position, part in enumerate(cut(listing.sections))
            for section in part
            for document in section.documents
        }

    @cached_property
    def _letters(self) -> Mapping[str, tuple[Group, int]]:
        """The correspondence of each document, and its place there."""
        groups = self._catalogue.correspondences.values()
        return {letter.name: (group, place) for group in groups for place, letter in enumerate(group.documents)}

    def _correspondence(self, document: Document, shown: set[str], root: str) -> str:
        """The documents of the same persons, without those that are shown already, and the link to all."""
        group, place = self._letters.get(document.name, (None, 0))
        if not group or len(group.documents) < 2:
            return ""
        around = (group.documents[place - 1] if place else None, *group.documents[place + 1 : place + 2], None)
        before, after = (item if item and item.name not in shown else None for item in around[:2])
        every = ""
        if group.slug:
            text = self._words("all-letters", name=group.name, count=len(group.documents))
            every = (
                f'<p class="all"><a href="{root}{escape(path_of(f"between-{group.slug}", 0))}">{escape(text)}</a></p>'
            )
        links = self._pair(before, after, root)
        label = escape(self._words("same-persons"))
        content = f'<h2 class="label">{escape(self._words("of-correspondence", name=group.name))}</h2>{links}{every}'
        return (
            f'<nav class="neighbours is-correspondence" aria-label="{label}">{content}</nav>' if links or every else ""
        )

    def _pair(self, before: Document | None, after: Document | None, root: str) -> str:
        return self._neighbour(before, "prev", root) + self._neighbour(after, "next", root)

    def _step(self, document: Document | None, relation: str, root: str) -> str:
        if not document:
            return ""
        return f'<a rel="{relation}" href="{escape(href(document, root))}">{self._direction(relation, "")}</a>'

    def _neighbour(self, document: Document | None, relation: str, root: str) -> str:
        if not document:
            return ""
        date = document.record.date
        label = self._direction(relation, date.text if date else "")
        next_class = ' class="is-next"' if relation == "next" else ""
        title = f'<span class="title">{escape(document.record.title)}</span>'
        address = escape(href(document, root))
        return f'<a{next_class} rel="{relation}" href="{address}"><span class="label">{label}</span> {title}</a>'

    def _direction(self, relation: str, date: str) -> str:
        """“Previous” or “Next” with an arrow for the eye, and a date."""
        text = escape(", ".join(filter(None, [self._words(relation), date])))
        if relation == "prev":
            return f'<span aria-hidden="true">← </span>{text}'
        return f'{text}<span aria-hidden="true"> →</span>'
