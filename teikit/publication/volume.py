"""What a printed volume has besides its documents: its parts, the texts of its editors, the list of persons."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from teikit.core import Diagnostic, as_xml, picture
from teikit.edition import FRONT, Edition, PrintPart, display_path
from teikit.model import Date, EntityRecord
from teikit.publication.images import PRINTED
from teikit.publication.reading import identifier
from teikit.site import Targets, read_text

T = TypeVar("T")

_YEAR = re.compile(r"-?\d+")


class Besides(NamedTuple):
    """Print XML that goes before the documents, the images in it by their names, the ids of documents of the front."""

    xml: str = ""
    images: Mapping[str, Path] = MappingProxyType({})
    front: frozenset[str] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


def in_parts(documents: Sequence[T], name_of: Callable[[T], str], parts: Sequence[PrintPart]) -> list[T]:
    """Documents in the order of their parts; those of no part come last."""
    return sorted(documents, key=lambda each: part_of(name_of(each), parts)) if parts else list(documents)


def part_of(name: str, parts: Sequence[PrintPart]) -> int:
    """The number of the first part that holds a document, by its name; that behind the last for none."""
    return next((number for number, part in enumerate(parts) if part.holds(name)), len(parts))


def besides(edition: Edition, documents: Iterable[tuple[str, str]], people: Iterable[EntityRecord]) -> Besides:
    """What the volume has besides its documents, which are known by name and id. Raises OSError."""
    settings = edition.printing.volume
    known = list(documents)
    texts, front = list[Path](), set[str]()
    for name in FRONT if settings.front is None else settings.front:
        ids = [ident for of, ident in known if name in (of, f"{of}.xml")]
        front |= {*ids}
        texts += [] if ids else [page for page in edition.site.pages if name in (page.stem, page.name)]
    read = [_text(edition, path) for path in texts]
    images = {name: path for each in read for name, path in each.images.items()}
    xml = [*_parts(settings.parts, [each for each in known if each[1] not in front]), *map(_entity, people)]
    return Besides("".join([*xml, *(each.xml for each in read)]), images, frozenset(front))


def placed(xml: str, page: str, place: str) -> str:
    """A document in print XML with the name of its page, in the front or back matter, or where documents are."""
    given = f' page="{as_xml(page)}"' + (f' place="{place}"' if place else "")
    return re.sub(r"^\s*<document\b", lambda match: match[0] + given, xml, count=1)


def _parts(parts: Sequence[PrintPart], documents: Sequence[tuple[str, str]]) -> Iterator[str]:
    for number, part in enumerate(parts):
        held = [ident for name, ident in documents if part_of(name, parts) == number]
        subtitle = f' subtitle="{as_xml(part.subtitle)}"' if part.subtitle else ""
        if held:
            yield f'<part title="{as_xml(part.title)}"{subtitle} documents="{as_xml(" ".join(held))}"/>'


def _entity(record: EntityRecord) -> str:
    """An entry of the list of persons."""
    years = [next((_year(date) for date in record.dates if date.kind == kind), "") for kind in ("birth", "death")]
    lived = "–".join(years) if any(years) else ""
    names = "".join(f"<name>{as_xml(name.text)}</name>" for name in record.names)
    return f'<entity kind="{record.kind}" key="{as_xml(record.key)}" lived="{as_xml(lived)}">{names}</entity>'


def _year(date: Date) -> str:
    match = _YEAR.match(date.earliest or date.when or "")
    return match[0] if match else date.text


def _text(edition: Edition, path: Path) -> Besides:
    """A text of the editors in Markdown. What is wrong in its links is reported with the site."""
    from teikit.publication.print import blocks_of_xhtml, can_be_set

    text = read_text(path, display_path(path), edition.folder, Targets())
    files = [(address, file, picture(file).kind) for address, file in text.images.items()]
    files = [each for each in files if each[2] in PRINTED and can_be_set(each[1])]
    names = {address: f"text-{identifier(path.stem)}-{n}.{kind}" for n, (address, _, kind) in enumerate(files)}
    blocks = blocks_of_xhtml(text.content, names)
    name, title = identifier(path.stem), as_xml(text.title)
    xml = f'<text name="{name}" title="{title}" xml:lang="{as_xml(edition.language)}">{blocks}</text>'
    ElementTree.fromstring(f"<edition>{xml}</edition>")
    return Besides(xml, {names[address]: file for address, file, _ in files})
