"""The images of a text: files of the edition that are images by their content; others are not shown."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from teikit.core import picture
from teikit.site.texts.links import Link

FOLDER = "images"
"""Where images are in a site, at the path that they have in the edition."""


class Image(NamedTuple):
    """The link to an image, its file and its path in the site; without a file the image is not shown."""

    link: Link
    file: Path | None = None
    path: str = ""


def image_of(address: str, text: Path, folder: Path) -> Image:
    """The image at an address in a text. Raises OSError."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return Image(Link("", "publish-image-missing", f"there is no image “{address}”"))
    if parts.scheme in ("http", "https"):
        return Image(Link(address, "publish-other-host", f"the image “{address}” is on another host; pages link to it"))
    file = (text.parent / unquote(parts.path)).resolve()
    if parts.scheme or parts.netloc or not file.is_relative_to(folder.resolve()):
        return Image(Link("", "publish-image-outside", f"{address} lies outside the edition's folder"))
    if not file.is_file():
        return Image(Link("", "publish-image-missing", f"there is no image “{address}”"))
    if not picture(file).kind:
        return Image(Link("", "publish-image-unusable", f"{address} is no image that browsers show"))
    path = f"{FOLDER}/{file.relative_to(folder.resolve()).as_posix()}"
    return Image(Link(quote(path)), file, path)
