"""The hands met in a text: one for all handwriting, and one for each instrument that a note names."""

from dataclasses import dataclass, field


@dataclass
class Hands:
    """Gives each hand its id in the order of its first word; `media` maps instrument ("" for none named) to id."""

    media: dict[str, str] = field(default_factory=dict)

    def pointer(self, medium: str = "") -> str:
        """The value for @hand of something written with that instrument."""
        return "#" + self.media.setdefault(medium, f"hand-{len(self.media) + 1}")
