"""A manifest for each document with images, which IIIF viewers open.

Source: IIIF Presentation API 3.0, https://iiif.io/api/presentation/3.0: a canvas for each image.
"""

from typing import Any
from urllib.parse import quote, urljoin

from teikit.exports.dates import iso
from teikit.exports.indented import indented_json
from teikit.exports.items import Item
from teikit.model import Document, Image

_UNKNOWN = 1000  # pixels of a canvas whose image has no known size: a canvas must have one


def manifest(document: Document, item: Item, address: str, language: str) -> str:
    """The manifest of a document as JSON; `address` is that of the folder of the site, `language` that of labels."""
    home = f"{address}iiif/{quote(document.name)}/"
    canvases = [_canvas(image, number, home, address) for number, image in enumerate(document.images, 1)]
    statements = [(label, text) for label, text in _metadata(item) if text]
    value = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{home}manifest.json",
        "type": "Manifest",
        "label": {"none": [item.title]},
        "metadata": [{"label": {"en": [label]}, "value": {"none": [text]}} for label, text in statements],
        "summary": {language: [item.summary]} if item.summary else {},
        "rights": item.licence[1].replace("https://creativecommons", "http://creativecommons"),
        "homepage": [{"id": item.address, "type": "Text", "label": {"none": [item.title]}, "format": "text/html"}],
        "seeAlso": [{"id": f"{address}{document.tei}", "type": "Dataset", "format": "application/tei+xml"}],
        "items": canvases,
    }
    return indented_json({key: part for key, part in value.items() if part}) + "\n"


def _metadata(item: Item) -> list[tuple[str, str]]:
    return [
        ("Author", ", ".join(name.natural for name in item.authors)),
        ("Date", iso(item.date)),
        ("Place", item.place),
        ("Source", item.archive),
    ]


def _canvas(image: Image, number: int, home: str, address: str) -> dict[str, Any]:
    ident = f"{home}canvas/{number}"
    width, height = image.width or _UNKNOWN, image.height or _UNKNOWN
    shown: dict[str, Any] = {"id": urljoin(address, quote(image.address, safe="/:?&=%")), "type": "Image"}
    shown |= {"format": _format(image.address)} if _format(image.address) else {}
    shown |= {"width": image.width, "height": image.height} if image.width and image.height else {}
    if image.service:
        shown["service"] = [{"id": image.service, "type": "ImageService3", "profile": "level1"}]
    annotation = {
        "id": f"{ident}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": shown,
        "target": ident,
    }
    page = {"id": f"{ident}/page", "type": "AnnotationPage", "items": [annotation]}
    label = {"none": [image.label or str(number)]}
    return {"id": ident, "type": "Canvas", "label": label, "width": width, "height": height, "items": [page]}


_FORMATS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "webp": "webp", "tif": "tiff", "tiff": "tiff"}


def _format(address: str) -> str:
    kind = _FORMATS.get(address.rpartition(".")[2].lower(), "")
    return f"image/{kind}" if kind else ""
