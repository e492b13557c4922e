"""Full-text search without a server: the index, and the page that searches it."""

from teikit.search.index import Blocks, index_files, write_index
from teikit.search.page import DOCUMENT_SCRIPTS, PAGE, Link, search_assets, search_page
from teikit.search.shards import File

__all__ = [
    "DOCUMENT_SCRIPTS",
    "PAGE",
    "Blocks",
    "File",
    "Link",
    "index_files",
    "search_assets",
    "search_page",
    "write_index",
]
