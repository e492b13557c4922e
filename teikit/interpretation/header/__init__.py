"""The header of a document: its values from several sources, merged in their order of precedence."""

from teikit.interpretation.header.doubts import decide_doubts
from teikit.interpretation.header.precedence import Layer, merge
from teikit.interpretation.header.stated import finished, stated_layers
from teikit.interpretation.header.text import layer_of_text
from teikit.interpretation.header.title import with_title

__all__ = ["Layer", "decide_doubts", "finished", "layer_of_text", "merge", "stated_layers", "with_title"]
