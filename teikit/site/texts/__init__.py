"""The texts of a site: Markdown files of the edition as pages, with checked links and images."""

from teikit.site.texts.links import Targets
from teikit.site.texts.text import Text, read_text

__all__ = ["Targets", "Text", "read_text"]
