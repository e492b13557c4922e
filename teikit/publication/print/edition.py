"""Print XML: reading documents laid out for a typesetter that knows no TEI (schemas/print.rng)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from teikit.core import Parameter, as_xml, resource, stylesheet

VIEWS = ("diplomatic", "reading")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What title page and imprint say of an edition; `date` as text, `lang` a BCP 47 tag, `version` teikit's.

    `edition` is the version of the edition, `place` where it is published, `licence` a name and a web address,
    `address` its DOI or web address. Of an offprint, `first` is its first page, `number` that of its document.
    """

    title: str
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    lang: str = "en"
    version: str = ""
    place: str = ""
    edition: str = ""
    licence: tuple[str, str] = ("", "")
    funder: str = ""
    address: str = ""
    first: str = ""
    number: str = ""


def print_xml(reading_nodes: Iterable[Any], meta: Metadata, view: str = "diplomatic") -> str:
    """Reading documents (Saxon nodes, in order) as print XML (schemas/print.rng) in one view.

    Raises XsltError where a node is no reading document, ValueError for an unknown view.
    """
    return print_edition([print_document(node, view) for node in reading_nodes], meta, view)


def print_document(reading: Any, view: str, images: Mapping[str, str] | None = None) -> str:
    """One document of print XML, from a reading document. Raises XsltError as `print_xml`.

    `images` are the images that the print has: address in the TEI file, name of the file.
    """
    given: dict[str, Parameter] = {"view": view, "images": json.dumps(dict(images or {})), "indexed": True}
    return stylesheet(resource("xslt", "print", "print.xsl")).to_string(reading, given)


def print_edition(documents: Iterable[str], meta: Metadata, view: str, besides: str = "") -> str:
    """The documents of print XML (of `print_document`, in the same view) as one edition. Raises ValueError.

    `besides` is what a volume has besides them, as print XML (`teikit.publication.print.volume`).
    """
    if view not in VIEWS:
        raise ValueError(f"view must be one of {', '.join(VIEWS)}: {view}")
    given = {"title": meta.title, "subtitle": meta.subtitle, "publisher": meta.publisher, "date": meta.date}
    given |= {"place": meta.place, "edition": meta.edition, "funder": meta.funder, "address": meta.address}
    given |= {"first": meta.first, "number": meta.number}
    given |= {"licence": meta.licence[0], "licence-address": meta.licence[1]}
    given = {name: value for name, value in given.items() if value or name == "title"}
    given |= {"lang": meta.lang, "version": meta.version, "view": view}
    attributes = "".join(f' {name}="{as_xml(value)}"' for name, value in given.items())
    editors = "".join(f"<editor>{as_xml(name)}</editor>" for name in meta.editors)
    return f'<edition xmlns="urn:teikit:print"{attributes}>{editors}{besides}{"".join(documents)}</edition>'
