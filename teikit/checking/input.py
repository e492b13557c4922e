"""A TEI document that is checked or read: a file, or a text or bytes in memory."""

import re
from dataclasses import dataclass
from pathlib import Path

from teikit.edition import Edition, display_path
from teikit.xml import FileResolver, XmlDocument, load_xml, project_root

# The declaration of a text that is decoded already: whatever encoding it names, it is no longer in it.
_ENCODING = re.compile(r"""(\A\ufeff?<\?xml\s[^>]*?\sencoding\s*=\s*["'])[^"']*""")
_IN_MEMORY = Path(".document-in-memory.xml")


@dataclass(frozen=True)
class XmlInput:
    """A TEI document: its bytes, its path, and how messages call it.

    One that is no file has a path in the current folder all the same, from which its relative addresses count.
    """

    data: bytes
    path: Path
    name: str
    is_file: bool = True

    @classmethod
    def of(cls, data: str | bytes, path: Path | None, name: str) -> "XmlInput":
        """The document in a text or in bytes; `path` is that of its file, if it is one."""
        encoded = data if isinstance(data, bytes) else _ENCODING.sub(r"\1UTF-8", data).encode("utf-8", "surrogatepass")
        return cls(encoded, path or _IN_MEMORY, name, path is not None)

    def display_path(self, path: Path) -> str:
        """How messages call a file: the document by its name, others by their path."""
        return self.name if path == self.path else display_path(path)

    def root(self, edition: Edition | None = None) -> Path:
        """The folder that bounds what may be read beside the document."""
        return project_root((self.path,) if self.is_file else (), edition.folder if edition else None)

    def load(self) -> XmlDocument:
        """The document with its entities and includes resolved."""
        return load_xml(self.data, self.path, FileResolver(self.root(), self.display_path))
