"""The table of documents: what `documents.csv` and the keys of `[[document]]` state of each document."""

from teikit.edition.table.documents import FILE, DocumentsTable, read_documents_table

__all__ = ["FILE", "DocumentsTable", "read_documents_table"]
