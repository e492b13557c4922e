"""Reads `edition.toml`: which documents an edition has, where they are, how they are converted and published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import Interface, interface_language, read_toml, resource
from teikit.edition.places import inside, is_file
from teikit.edition.printing import PrintSettings, print_settings
from teikit.edition.shape import DOCUMENT_KEYS, EditionError, check_shape
from teikit.edition.site import SiteSettings, site_settings
from teikit.edition.validation import ValidationSettings, validation_settings
from teikit.interpretation import Override, OverrideError, override_of

FILE = "edition.toml"


class DocumentEntry(NamedTuple):
    """A document of the edition: its raw file and its own settings.

    `anchor` is its record in a file of several, `values` what its keys state of it, as `documents.csv` does.
    """

    raw: Path
    convention: str = ""
    encoding: str | None = None
    anchor: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def stem(self) -> str:
        """The name of the document's TEI file and page, without suffix."""
        return f"{self.raw.stem}-{self.anchor}" if self.anchor else self.raw.stem


@dataclass(frozen=True)
class Edition:
    """An edition: `folder` holds its edition.toml; the other paths lie inside it.

    `licence` is the name of the licence and its web address, `text_language` (BCP 47) that of the documents.
    """

    folder: Path
    title: str
    subtitle: str = ""
    description: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    pub_place: str = ""
    date: str = ""
    version: str = ""
    licence: tuple[str, str] = ("", "")
    funders: tuple[str, ...] = ()
    text_language: str = ""
    language: str = "en"
    convention: str = ""
    raw: Path = Path("raw")
    xml: Path = Path("xml")
    build: Path = Path("build")
    fonts: Path = Path("fonts")
    html: bool = True
    print: bool = True
    people: bool = True
    print_view: str = "diplomatic"
    signs: str = ""
    renderings: Path | None = None
    page_size: int = 150
    validation: ValidationSettings = field(default_factory=ValidationSettings)
    registers: tuple[Path, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    listed: bool = field(default=False)
    overrides: tuple[Override, ...] = ()
    site: SiteSettings = field(default_factory=SiteSettings)
    printing: PrintSettings = field(default_factory=PrintSettings)

    def tei_of(self, document: DocumentEntry) -> Path:
        """Where the TEI of a document is kept."""
        return self.xml / f"{document.stem}.xml"

    @property
    def interface(self) -> str:
        """The language of the interface for its pages, with the words that the edition has in place of some."""
        return Interface(interface_language(self.language), self.site.words)

    @property
    def fonts_folder(self) -> Path | None:
        """The folder of the edition's own fonts, if there is one."""
        place = self.folder / self.fonts
        return place if place.is_dir() else None


def find_edition(start: Path) -> Path:
    """The folder of the edition that `start` lies in: where edition.toml is, here or above. Raises EditionError."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE).is_file():
            return folder
    raise EditionError(f"no {FILE} in {start} or above; make one with teikit init, or name the files to work on")


def load_edition(folder: Path) -> Edition:
    """The edition in a folder. Raises EditionError with the file and what is wrong in it."""
    path = folder / FILE
    data = read_toml(path, EditionError)
    check_shape(path, data)
    # A project that has only settings of validation needs neither a title nor folders of its own.
    alone = set(data) == {"validation"}
    about = {"title": folder.resolve().name} if alone else data.get("edition", {})
    paths, output = {"xml": "."} if alone else data.get("paths", {}), data.get("output", {})
    if not about.get("title"):
        raise EditionError(f"{path}: [edition] needs a title")
    places = {name: inside(folder, paths.get(name, name), path) for name in ("raw", "xml", "build")}
    validation = data.get("validation", {})
    _check_separate(places, path, folder.resolve())
    if "raw" in paths and not places["raw"].is_dir():
        raise EditionError(f"{path}: [paths] raw: there is no folder “{paths['raw']}”")
    entries = tuple(_document(folder, places["raw"], entry, path) for entry in data.get("document", []))
    given: dict[str, Any] = {**about, **places, **output, "editors": tuple(map(str, about.get("editors", [])))}
    given["funders"] = _listed(given.pop("funder", []))
    given["licence"] = _licence(given.get("licence", ""), path)
    registers = [*about.get("registers", []), *validation.get("registers", [])]
    given["registers"] = tuple(_register(folder, places["xml"], str(name), path) for name in registers)
    given["convention"] = _convention(folder, about.get("convention", ""), path)
    given["fonts"] = _fonts(folder, paths.get("fonts"), path)
    given["renderings"] = _renderings(folder, output.get("renderings", ""), path)
    given["signs"] = _signs(folder, output.get("signs", ""), path)
    return Edition(
        folder=folder,
        **given,
        validation=validation_settings(folder, validation, path),
        documents=entries or _all_in(places["raw"], places["xml"]),
        listed=bool(entries),
        overrides=_overrides(data.get("override", []), path),
        printing=print_settings(data.get("print", {}), path),
        site=_site(folder, data, frozenset(places.values()), path),
    )


def _site(folder: Path, data: Mapping[str, Any], taken: frozenset[Path], path: Path) -> SiteSettings:
    """The settings of the website. A folder that is `taken` by something else has no texts of the site."""
    table = data.get("site", {})
    if inside(folder, "pages", path) in taken:
        table = {"pages": [], **table}
    return site_settings(folder, table, data.get("edition", {}).get("language", "en"), path)


def _check_separate(places: Mapping[str, Path], path: Path, folder: Path) -> None:
    """Raises EditionError if two of the folders contain each other: output must not become input.

    The transcripts, or the TEI of an edition without transcripts, can be in the folder of the edition itself: what is
    in its subfolders is not read as a transcript, and what was published is not read as TEI.
    """
    for first, second in permutations(("raw", "xml", "build"), 2):
        outer, inner = places[first], places[second]
        if outer == inner or (inner.is_relative_to(outer) and (outer != folder or first == "build")):
            raise EditionError(f"{path}: [paths] {first} and {second} must be separate folders")


def _convention(folder: Path, words: str, path: Path) -> str:
    """The name of a bundled convention, or the path of the edition's own file."""
    return str(inside(folder, words, path)) if words.endswith(".toml") else words


def _fonts(folder: Path, words: str | None, path: Path) -> Path:
    """The folder of fonts. Raises EditionError if one is named that is not there."""
    place = inside(folder, words or "fonts", path)
    if words not in (None, "fonts") and not place.is_dir():
        raise EditionError(f"{path}: [paths] fonts: there is no folder “{words}”")
    return place


def _renderings(folder: Path, words: str, path: Path) -> Path | None:
    """The edition's own table of renderings, if it names one."""
    own = inside(folder, words, path) if words else None
    if own is not None and not own.is_file():
        raise EditionError(f"{path}: [output] renderings: there is no {words}")
    return own


def _signs(folder: Path, words: str, path: Path) -> str:
    """The name of a bundled table of signs, or the path of the edition's own file; empty if none is chosen."""
    if not words:
        return ""
    if words.endswith(".xml"):
        own = inside(folder, words, path)
        if not own.is_file():
            raise EditionError(f"{path}: [output] signs: there is no {words}")
        return str(own)
    known = sorted(table.stem for table in resource("xslt", "reading", "signs").glob("*.xml"))
    if words not in known:
        raise EditionError(f"{path}: [output] signs must be one of {', '.join(known)}, or an .xml file of the edition")
    return words


def _register(folder: Path, xml: Path, words: str, path: Path) -> Path:
    """A register of the edition: a path from its folder, or from that of the TEI. Raises EditionError."""
    places = [inside(folder, words, path), (xml / words).resolve()]
    register = next((place for place in places if place.is_file()), None)
    if register is None or not register.is_relative_to(folder.resolve()):
        raise EditionError(f"{path}: registers: there is no file “{words}”")
    return register


def _document(folder: Path, raw: Path, entry: Mapping[str, str], path: Path) -> DocumentEntry:
    if "file" not in entry:
        raise EditionError(f"{path}: a [[document]] needs a file")
    convention = _convention(folder, entry.get("convention", ""), path)
    file, anchor = file_and_anchor(raw, entry["file"])
    values = tuple((key, "; ".join(_listed(entry[key]))) for key in DOCUMENT_KEYS if key in entry)
    return DocumentEntry(inside(raw, file, path), convention, entry.get("encoding"), anchor, values)


def _listed(value: str | list[Any]) -> tuple[str, ...]:
    """A text or a list of texts as a tuple."""
    return tuple(map(str, value)) if isinstance(value, list) else (value,)


def _licence(value: str | Mapping[str, Any], path: Path) -> tuple[str, str]:
    """The name of a licence and its web address. Raises EditionError for other keys."""
    if isinstance(value, str):
        return value, ""
    if not set(value) <= {"name", "url"} or not all(isinstance(words, str) for words in value.values()):
        raise EditionError(f"{path}: [edition] licence has a name and a url, both in quotation marks")
    return value.get("name", value.get("url", "")), value.get("url", "")


def file_and_anchor(raw: Path, words: str) -> tuple[str, str]:
    """The file and the document in it, from words such as `export.csv#row-2`.

    If there is a file with that whole name, it is the file, and the anchor is empty.
    """
    file, mark, anchor = words.rpartition("#")
    return (words, "") if not mark or (raw / words).exists() else (file, anchor)


def _overrides(tables: list[Mapping[str, str]], path: Path) -> tuple[Override, ...]:
    try:
        return tuple(override_of(table) for table in tables)
    except OverrideError as error:
        raise EditionError(f"{path}: {error}") from error


def _all_in(raw: Path, xml: Path) -> tuple[DocumentEntry, ...]:
    """All files in the raw folder (the readers decide which are transcripts); none for an edition of TEI files only."""
    if not raw.is_dir() and any(file.suffix.lower() in (".xml", ".tei") for file in xml.rglob("*")):
        return ()
    if not raw.is_dir():
        raise EditionError(f"there is no folder {raw} with transcripts, and no TEI in {xml}")
    files = sorted(file for file in raw.glob("*") if is_file(file) and not file.name.startswith("."))
    return tuple(DocumentEntry(file) for file in files if file.name != "documents.csv")
