"""The imprint: who is responsible for the site, how to reach them, licence, version, privacy."""

from collections.abc import Iterator

from teikit.core import as_xml
from teikit.edition import Edition
from teikit.site.frame.markup import element
from teikit.site.frame.words import Words


def imprint(edition: Edition, words: Words) -> str:
    """The data of the page."""
    return element("imprint", _facts(edition), title=words("menu.imprint"))


def _facts(edition: Edition) -> Iterator[str]:
    site, (licence, address) = edition.site, edition.licence
    publisher = ", ".join(part for part in (edition.publisher, edition.pub_place, edition.date) if part)
    yield _fact("publisher", publisher if edition.publisher else "")
    yield _fact("institution", *site.institution)
    yield _fact("editors", ", ".join(edition.editors))
    yield _fact("contact", site.contact, f"mailto:{site.contact}" if "@" in site.contact else site.contact)
    yield _fact("funders", ", ".join(edition.funders))
    yield _fact("licence", licence, address, rel="license" if address else "")
    yield _fact("version", ", ".join(part for part in (edition.version, edition.date) if edition.version and part))
    yield _fact("accessibility")
    yield _fact("privacy", site.privacy)


def _fact(name: str, words: str = "", address: str = "", rel: str = "") -> str:
    """A fact; nothing without words, except where the stylesheet has a sentence of its own."""
    own = name in ("accessibility", "privacy")
    return element(name, as_xml(words), href=address, rel=rel) if words or own else ""
