"""Pictures in a DOCX: PNG, JPEG and GIF, with their descriptions (ISO/IEC 29500-1, 20.4, DrawingML)."""

from teikit.core import picture_size
from teikit.publication.formats.docx.markup import PICTURE, tag, w
from teikit.publication.formats.docx.parts import Part, Volume
from teikit.publication.formats.tree import Element

MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}
PICTURE_KINDS = frozenset(MEDIA_TYPES)
"""The formats of pictures that every word processor shows, by the endings of names."""
_PIXEL = 9525  # English Metric Units; at 96 pixels an inch
_WIDEST, _HIGHEST = 5_400_000, 7_200_000


def drawing(element: Element, volume: Volume, part: Part) -> str:
    """A picture in running text. Its description is what a screen reader says."""
    name = element.get("file", "")
    part_of_image = part.refer("image", volume.picture(name))
    width, height = _extent(picture_size(volume.images[name]) or (1, 1))
    number = str(volume.number())
    described = {"id": number, "name": f"picture {number}", "descr": element.get("alt", "")}
    extent = {"cx": str(width), "cy": str(height)}
    graphic = tag("a:graphic", {}, tag("a:graphicData", {"uri": PICTURE}, _picture(described, extent, part_of_image)))
    inline = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}
    return w("drawing", tag("wp:inline", inline, tag("wp:extent", extent), tag("wp:docPr", described), graphic))


def _picture(described: dict[str, str], extent: dict[str, str], part: str) -> str:
    plain = {"id": described["id"], "name": described["name"]}
    shape = tag("a:xfrm", {}, tag("a:off", {"x": "0", "y": "0"}), tag("a:ext", extent))
    return tag(
        "pic:pic",
        {},
        tag("pic:nvPicPr", {}, tag("pic:cNvPr", plain), tag("pic:cNvPicPr", {})),
        tag("pic:blipFill", {}, tag("a:blip", {"r:embed": part}), tag("a:stretch", {}, tag("a:fillRect", {}))),
        tag("pic:spPr", {}, shape, tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {}))),
    )


def _extent(pixels: tuple[int, int]) -> tuple[int, int]:
    width, height = (max(1, value) * _PIXEL for value in pixels)
    scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    return max(1, int(width * scale)), max(1, int(height * scale))
