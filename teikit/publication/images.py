"""The images of an edition: copied into its site, given to its print, from the edition's own folder and nowhere else.

A transcript or TEI file can name any path; only what is an image by its content, and lies in the edition's folder, is
used.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from html import escape
from math import prod
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from teikit.core import (
    DRAFT,
    Diagnostic,
    Position,
    file_diagnostic,
    file_state,
    picture,
    picture_size,
    resource,
    stylesheet,
)
from teikit.model import Image

PRINTED = frozenset(("png", "jpg", "gif", "webp", "svg"))
"""The formats of images that the typesetter can read."""
_MOST_PIXELS = 80_000_000  # of an image in print: the typesetter holds it in memory


class Gallery(NamedTuple):
    """The images of one document: for each address in its TEI file the address seen from its page."""

    links: dict[str, str]
    findings: list[Diagnostic]


def with_sizes(images: Iterable[Image], site: Path) -> tuple[Image, ...]:
    """Images with the sizes that their files in the site have, where the TEI says none. Raises OSError."""
    return tuple(_with_size(image, site / unquote(image.address)) for image in images)


def _with_size(image: Image, path: Path) -> Image:
    size = None if image.width or "://" in image.address else picture_size(path)
    return image._replace(width=size[0], height=size[1]) if size else image


class Plates(NamedTuple):
    """The images of one document for its print: the name of each address in its TEI file, the file of each name."""

    names: dict[str, str]
    files: dict[str, Path]
    findings: list[Diagnostic]


def named_images(reading: Any) -> list[str]:
    """The addresses, relative to the TEI file, of the images that a reading document names."""
    lines = stylesheet(resource("xslt", "html", "images.xsl")).to_string(reading).split("\n")
    return [line for line in lines if line]


def images_used(addresses: Iterable[str], tei: Path) -> dict[str, str]:
    """The states of the files of images by their paths; arguments as for `copy_images`."""
    paths = ((tei.parent / unquote(address)).resolve() for address in addresses)
    return {str(path): file_state(path) for path in paths}


def copy_images(addresses: Iterable[str], tei: Path, name: str, root: Path, site: Path) -> Gallery:
    """Copies images into `site/images/`, at the path they have in the edition's folder `root`.

    `tei` is the TEI file that names them, `name` how messages call it. A file that is outside the edition, or no image,
    is reported at its place; a missing one was reported by the check of links. Raises OSError where the site cannot be
    written.
    """
    gallery = Gallery({}, [])
    for address, path in _images(addresses, tei, name, root, gallery.findings):
        inside = path.relative_to(root.resolve())
        _copy(path, site / "images" / inside)
        gallery.links[address] = quote(f"images/{inside.as_posix()}")
    return gallery


def plates(
    addresses: Iterable[str], tei: Path, name: str, root: Path, kinds: Collection[str] = PRINTED
) -> Plates:  # fmt: skip
    """The images that the print of a document can have, the arguments as for `copy_images`.

    `kinds` are the formats of images that the output can have.

    What no site could show either is reported as there; what cannot be printed is reported too. Raises OSError.
    """
    usable = Plates({}, {}, [])
    for address, path in _images(addresses, tei, name, root, usable.findings):
        kind, why = picture(path).kind, _unprintable(path, kinds)
        if why:
            message = f"{address} {why}: its description is printed"
            usable.findings.append(file_diagnostic(name, "print-image-unusable", message, _place(tei, address)))
            continue
        inside = path.relative_to(root.resolve()).as_posix()
        usable.names[address] = f"{sha256(inside.encode()).hexdigest()[:16]}.{kind}"
        usable.files[usable.names[address]] = path
    return usable


def _unprintable(path: Path, kinds: Collection[str]) -> str:
    """Why an image cannot be in the print, empty where it can."""
    kind, size = picture(path).kind, picture_size(path)
    if kind not in kinds:
        reader = "typesetter cannot read" if kinds is PRINTED else "format cannot have"
        return f"is {kind.upper()}, which the {reader}"
    if (kind != "svg" and size is None) or prod(size or (0,)) > _MOST_PIXELS:
        return "is too large, or its size is not known"
    from teikit.publication.print import can_be_set  # imported here: a site alone needs nothing of the print

    return "" if can_be_set(path) else "is damaged"


def _images(
    addresses: Iterable[str], tei: Path, name: str, root: Path, findings: list[Diagnostic]
) -> Iterator[tuple[str, Path]]:
    """The addresses of images that can be used, with their files; why others cannot is added to the findings."""
    for address in addresses:
        path = (tei.parent / unquote(address)).resolve()
        problem = _problem(path, root.resolve())
        if problem:
            findings.append(file_diagnostic(name, problem[0], f"{address} {problem[1]}", _place(tei, address)))
        elif path.is_file():
            yield address, path


def _problem(path: Path, root: Path) -> tuple[str, str] | None:
    if not path.is_relative_to(root):
        return "publish-image-outside", "lies outside the edition's folder"
    image = picture(path) if path.is_file() else None
    if image is None or image.kind:
        return None
    otherwise = f" (it is {image.otherwise})" if image.otherwise else ""
    return "publish-image-unusable", f"is no image that browsers show{otherwise}"


def _place(tei: Path, address: str) -> Position | None:
    """The first place in a TEI file that names an address; None where it comes from an included file."""
    try:
        text = tei.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
    at = max(text.find(f"{quotes}{escape(address, quote=False)}{quotes}") for quotes in "\"'")
    if at < 0:
        return None
    line = text.count("\n", 0, at) + 1
    return Position(line, at - text.rfind("\n", 0, at) + 1)


def _copy(path: Path, to: Path) -> None:
    """Copies a file that is not there yet, or is older: images are large, and seldom change.

    Other processes may copy the same file, and read it.
    """
    here = path.stat()
    if to.is_file() and (to.stat().st_size, to.stat().st_mtime) == (here.st_size, here.st_mtime):
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = to.with_name(f".{to.name}.{os.getpid()}{DRAFT}")
    try:
        shutil.copy2(path, draft)
        draft.replace(to)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
