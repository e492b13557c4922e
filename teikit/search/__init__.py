"""Full-text search without a server: the index, and the page that searches it."""

from teikit.search.analysis import Analysis, as_text, from_text
from teikit.search.index import Analyses, Blocks, Index, analysed, index_files, write_index
from teikit.search.page import DOCUMENT_SCRIPTS, PAGE, Link, search_assets, search_page
from teikit.search.shards import File
from teikit.search.stems import Languages

__all__ = [
    "DOCUMENT_SCRIPTS",
    "PAGE",
    "Analyses",
    "Analysis",
    "Blocks",
    "File",
    "Index",
    "Languages",
    "Link",
    "analysed",
    "as_text",
    "from_text",
    "index_files",
    "search_assets",
    "search_page",
    "write_index",
]
