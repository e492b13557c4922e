"""The typesetter: Typst in a folder that holds the template, the text and its images, and nothing else.

The only module that imports typst. It uses the fonts of the typst wheel and those of a folder that it is given, never
those of the system, so that one edition gives the same bytes everywhere.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from teikit.core import TeikitError, picture

EMBEDDED = ("Libertinus Serif", "New Computer Modern")
# The scripts of the wheel's fonts: what a font needs to set text in them, and the characters that it is not used for if
# it lacks some of these. A font for another script often has a part of them, of another look.
_SCRIPTS = (
    ([*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x180)], "\\u{0}-\\u{24f}\\u{2000}-\\u{206f}"),
    (
        [*range(0x391, 0x3A2), *range(0x3B1, 0x3CA), *range(0x1F00, 0x1F16), 0x1F7C, 0x1FB6, 0x1FF7],
        "\\u{370}-\\u{3ff}\\u{1f00}-\\u{1fff}",
    ),
    (
        [*range(0x410, 0x450), 0x462, 0x463, 0x472, 0x473, 0x474, 0x475],
        "\\u{400}-\\u{52f}\\u{1c80}-\\u{1c8f}\\u{2de0}-\\u{2dff}\\u{a640}-\\u{a69f}",
    ),
)
_NAMED = re.compile(r'`"((?:\\.|[^"\\])+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PROBE = """#set document(title: "probe")
#set text(font: json("fonts.json").map(f => if type(f) == str { f } else { (name: f.name, covers: regex(f.covers)) }))
#let all = read("probe.txt").codepoints().map(c => [#c ]).join()
#all #emph(all) #strong(all) #strong(emph(all))
"""
_FACE = """#set document(title: "probe")
#set text(font: json("face.json"), fallback: false)
#read("probe.txt").codepoints().map(c => [#c ]).join()
"""
_PICTURE = """#set document(title: "probe")
#image("{name}", alt: "probe")
"""


class TypesetterError(TeikitError):
    """The typesetter stopped; the message is its own. `lacking` are the characters that it has no glyph for."""

    def __init__(self, message: str, lacking: frozenset[str] = frozenset()) -> None:
        super().__init__(message)
        self.lacking = lacking


@dataclass(frozen=True, slots=True)
class Result:
    """A PDF, the warnings, and the answers to questions about its pages."""

    pdf: bytes
    warnings: list[str]
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Materials:
    """What the print uses beside its text: a folder of fonts, and files of images by the names in the print XML."""

    fonts: Path | None = None
    images: Mapping[str, Path] = field(default_factory=dict)


def run(
    files: Mapping[str, bytes], timestamp: int, materials: Materials, asked: Mapping[str, str] | None = None
) -> Result:
    """Sets the first of the files as a PDF; `asked` are questions to the finished pages. Raises TypesetterError."""
    import typst

    with _folder(files, materials) as folder:
        compiler = _compiler(folder, next(iter(files)), materials)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=timestamp
            )
            answers = {name: json.loads(compiler.eval(question)) for name, question in (asked or {}).items()}
        except typst.TypstError as error:
            raise _failure(error) from error
    assert isinstance(pdf, bytes)  # one file, as a PDF always is
    return Result(pdf, [_message(warning) for warning in warnings], answers)


def ask(files: Mapping[str, bytes], materials: Materials, asked: Mapping[str, str]) -> dict[str, Any]:
    """Lays out the first of the files and answers questions about it. Raises TypesetterError."""
    import typst

    with _folder(files, materials) as folder:
        compiler = _compiler(folder, next(iter(files)), materials)
        try:
            return {name: json.loads(compiler.eval(question)) for name, question in asked.items()}
        except typst.TypstError as error:
            raise _failure(error) from error
        except RuntimeError as error:
            raise TypesetterError(str(error)) from error


@contextmanager
def _folder(files: Mapping[str, bytes], materials: Materials) -> Iterator[str]:
    """A folder that holds the files and the images, and nothing else."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        for name, path in materials.images.items():
            _provide(path, Path(folder, name))
        yield folder


def _compiler(folder: str, name: str, materials: Materials) -> Any:
    import typst

    return typst.Compiler(str(Path(folder, name)), root=folder, font_paths=_book(materials.fonts))


def _failure(error: Any) -> TypesetterError:
    named = (text for quoted in _NAMED.findall(error.diagnostic) for text in _unescaped(quoted))
    return TypesetterError(_message(error), frozenset(named))


def _provide(path: Path, name: Path) -> None:
    try:
        name.symlink_to(path)
    except (OSError, NotImplementedError):  # a system without links
        shutil.copyfile(path, name)


def _message(error: Any) -> str:
    return "; ".join([str(error.message), *map(str, error.hints)])


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)


# ---------------------------------------------------------------- fonts


def faces(fonts: Path | None) -> list[str | dict[str, str]]:
    """The fonts of the text in the order in which they are tried: those of the folder, then those of the wheel.

    A font of the folder that has not all of the Latin, Greek or Cyrillic letters is not used for these.
    """
    return [*_own_faces(fonts, _state(fonts)), *EMBEDDED]


@lru_cache(maxsize=8)
def _own_faces(fonts: Path | None, state: object) -> list[str | dict[str, str]]:
    if fonts is None:
        return []
    families = sorted({font.family for font in _book(fonts).fonts() if font.path})
    return [_face(name, fonts) for name in families]


def _face(family: str, fonts: Path) -> str | dict[str, str]:
    without = [ranges for letters, ranges in _SCRIPTS if not _sets("".join(map(chr, letters)), family, fonts)]
    return {"name": family, "covers": f"[^{''.join(without)}]"} if without else family


def _sets(letters: str, family: str, fonts: Path) -> bool:
    files = {"face.typ": _FACE, "face.json": json.dumps(family), "probe.txt": letters}
    try:
        run({name: text.encode() for name, text in files.items()}, 0, Materials(fonts))
    except TypesetterError:
        return False
    return True


def _book(fonts: Path | None) -> Any:
    return _fonts(fonts, _state(fonts))


@lru_cache(maxsize=8)
def _fonts(fonts: Path | None, state: object) -> Any:
    import typst

    paths = [str(fonts)] if fonts else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


def _state(fonts: Path | None) -> object:
    """What changes where a file of the folder changes."""
    if fonts is None:
        return None
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in fonts.rglob("*") if path.is_file()))


# ---------------------------------------------------------------- probes


def lacking(characters: Iterable[str], fonts: Path | None) -> frozenset[str]:
    """Those of the characters that no font has in some style, or that PDF/A forbids."""
    return _lacking(frozenset(characters), fonts, _state(fonts))


@lru_cache(maxsize=64)
def _lacking(characters: frozenset[str], fonts: Path | None, state: object) -> frozenset[str]:
    missing: frozenset[str] = frozenset()
    families = json.dumps(faces(fonts)).encode()
    while left := characters - missing:
        files = {"probe.typ": _PROBE.encode(), "fonts.json": families}
        try:
            run(files | {"probe.txt": ("a" + "".join(sorted(left))).encode()}, 0, Materials(fonts))
            break
        except TypesetterError as error:
            if not error.lacking & left:
                break
            missing |= error.lacking & left
    return missing


def can_be_set(path: Path) -> bool:
    """Whether the typesetter can read a file of an image."""
    return _can_be_set(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _can_be_set(path: Path, state: int) -> bool:
    name = f"image.{picture(path).kind}"  # the typesetter knows the format by the ending
    try:
        run({"picture.typ": _PICTURE.format(name=name).encode()}, 0, Materials(None, {name: path}))
    except TypesetterError:
        return False
    return True
