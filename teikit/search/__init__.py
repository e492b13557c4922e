"""Full-text search without a server: the index, and the page that searches it."""

from teikit.search.index import Blocks, index_files, write_index
from teikit.search.shards import File

__all__ = ["Blocks", "File", "index_files", "write_index"]
