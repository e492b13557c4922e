"""The files that all pages of a site share: the theme with the edition's own colours, faces and fonts, its logo."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from teikit.core import resource
from teikit.edition import Edition, Font

THEME_STYLE = "assets/theme.css"
OWN_STYLE = "assets/own.css"
_SHARED = ("frame.css", "site.css")


def assets(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Path and content of each of the files. Raises OSError."""
    yield THEME_STYLE, theme(edition).encode()
    for name in _SHARED:
        yield f"assets/{name}", resource("xslt", "site", name).read_bytes()
    site = edition.site
    if site.css:
        yield OWN_STYLE, site.css.read_bytes()
    if site.logo:
        yield logo_path(edition), site.logo.read_bytes()
    for font in dict.fromkeys(font.file for font in site.fonts):
        yield f"assets/{font_path(edition, font)}", font.read_bytes()


def logo_path(edition: Edition) -> str:
    """Where the logo is in the site."""
    return f"assets/logo{edition.site.logo.suffix.lower()}" if edition.site.logo else ""


def font_path(edition: Edition, file: Path) -> str:
    """Where a font is, from the folder of the style sheets: at its path in the edition."""
    return f"fonts/{file.relative_to(edition.folder.resolve()).as_posix()}"


def theme(edition: Edition) -> str:
    """The style sheet of the theme: custom properties only, then what the edition has of its own."""
    site = edition.site
    parts = [resource("xslt", "site", "themes", f"{site.theme}.css").read_text(encoding="utf-8").rstrip()]
    parts += [_font_face(edition, font) for font in site.fonts]
    parts += [_rule([(f"{name}-face", value) for name, value in site.faces])] if site.faces else []
    parts += [_scheme("light", site.colours)] if site.colours else []
    parts += [_scheme("dark", site.dark)] if site.dark else []
    return "\n".join(parts) + "\n"


def _font_face(edition: Edition, font: Font) -> str:
    source = quote(font_path(edition, font.file))
    return (
        f'@font-face {{ font-family: "{font.family}"; src: url("{source}"); font-weight: {font.weight};'
        f" font-style: {font.style}; font-display: swap; }}"
    )


def _scheme(scheme: str, colours: tuple[tuple[str, str], ...]) -> str:
    return f"@media (prefers-color-scheme: {scheme}) {{ {_rule(list(colours))} }}"


def _rule(values: list[tuple[str, str]]) -> str:
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in values)} }}"
