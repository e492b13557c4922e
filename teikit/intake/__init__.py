"""How an XML file comes in to be checked: bytes to one text without DOCTYPE, entities or XInclude, each character of
which knows the file and the place it came from.

Checking reads more than publishing does: other encodings, a DOCTYPE, entities of its own, XInclude. Nothing is fetched,
nothing outside the folder is read, and growth is bounded.
"""

from teikit.intake.files import Files
from teikit.intake.mapped import Mapped
from teikit.intake.taken import Taken, take

__all__ = ["Files", "Mapped", "Taken", "take"]
