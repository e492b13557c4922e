"""The contrast of the colours of a theme (WCAG 2.2, 1.4.3), and of those that an edition puts in their place."""

import re
from collections.abc import Iterator, Mapping

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition import FILE, Edition, display_path

TEXT = 4.5
"""The least contrast of text."""

_PROPERTY = re.compile(r"--([\w-]+):\s*(#\w+)")
_DARK = "prefers-color-scheme: dark"
_ON_GROUND = ("ink", "quiet", "link", "voice", *(f"hand-{n}" for n in range(1, 7)))
_PAIRS = (*((colour, ground) for colour in _ON_GROUND for ground in ("paper", "tint")), ("ink", "mark"))


def values(css: str, scheme: str) -> dict[str, str]:
    """The colours that a theme has in a scheme, `light` or `dark`."""
    light, _, dark = css.partition(_DARK)
    return dict(_PROPERTY.findall(light)) | (dict(_PROPERTY.findall(dark)) if scheme == "dark" else {})


def ratio(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def low_contrast(edition: Edition, css: str) -> Iterator[Diagnostic]:
    """A diagnostic for each colour of the edition's own that text cannot be read in, or cannot be read on."""
    for scheme, own in (("light", dict(edition.site.colours)), ("dark", dict(edition.site.dark))):
        for message in _problems(scheme, own, values(css, scheme) | own):
            yield file_diagnostic(display_path(edition.folder / FILE), "publish-contrast", message)


def _problems(scheme: str, own: Mapping[str, str], colours: Mapping[str, str]) -> Iterator[str]:
    """The worst ground of each colour."""
    worst: dict[str, tuple[float, str]] = {}
    for colour, ground in _PAIRS:
        contrast = ratio(colours[colour], colours[ground])
        if contrast < TEXT and not {colour, ground}.isdisjoint(own):
            worst[colour] = min(worst.get(colour, (TEXT, "")), (contrast, ground))
    for colour, (contrast, ground) in worst.items():
        yield f"{scheme}: {colour} on {ground} has a contrast of {contrast:.1f}, text needs {TEXT}"
