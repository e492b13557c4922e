"""The images of an edition: copied into its site, from the edition's own folder and from nowhere else.

A transcript or TEI file can name any path; only what is an image by its content, and lies in the edition's folder, is
copied. The viewer for deep zoom is OpenSeadragon, where its npm package is installed in the edition's folder or above.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from teikit.core import Diagnostic, file_diagnostic, resource, stylesheet

_VIEWER = Path("node_modules/openseadragon/build/openseadragon/openseadragon.min.js")
# What browsers show, by how its files begin.
_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
_KINDS_BEHIND = ((b"RIFF", 8, b"WEBP"), (b"", 4, b"ftypavif"))


class Gallery(NamedTuple):
    """The images of one document: for each address in its TEI file the address seen from its page."""

    links: dict[str, str]
    findings: list[Diagnostic]


def viewer_of(folder: Path) -> Path | None:
    """The viewer's script, where its npm package is installed for an edition's folder."""
    return next((path / _VIEWER for path in (folder, *folder.parents) if (path / _VIEWER).is_file()), None)


def named_images(reading: Any) -> list[str]:
    """The addresses, relative to the TEI file, of the images that a reading document names."""
    return stylesheet(resource("xslt", "html", "images.xsl")).to_string(reading).splitlines()


def copy_images(addresses: Iterable[str], tei: Path, name: str, root: Path, site: Path) -> Gallery:
    """Copies images into `site/images/`, at the path they have in the edition's folder `root`.

    `tei` is the TEI file that names them, `name` how messages call it. A file outside the edition, or
    that is not an image, is reported; a missing one was reported by the check of links. Raises OSError where the site
    cannot be written.
    """
    gallery = Gallery({}, [])
    for address in addresses:
        path = (tei.parent / unquote(address)).resolve()
        problem = _problem(path, root.resolve())
        if problem:
            gallery.findings.append(file_diagnostic(name, problem[0], f"{address} {problem[1]}"))
        if problem or not path.is_file():
            continue
        inside = path.relative_to(root.resolve())
        _copy(path, site / "images" / inside)
        gallery.links[address] = quote(f"images/{inside.as_posix()}")
    return gallery


def _problem(path: Path, root: Path) -> tuple[str, str] | None:
    if not path.is_relative_to(root):
        return "publish-image-outside", "lies outside the edition's folder"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        begin = file.read(16)
    shown = begin.startswith(_KINDS) or any(
        begin.startswith(a) and begin[n:].startswith(b) for a, n, b in _KINDS_BEHIND
    )
    return None if shown else ("publish-image-unusable", "is no image that browsers show")


def _copy(path: Path, to: Path) -> None:
    """Copies a file that is not there yet, or is older: images are large, and seldom change."""
    here = path.stat()
    if to.is_file() and (to.stat().st_size, to.stat().st_mtime) == (here.st_size, here.st_mtime):
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, to)
