"""Exports of an edition: citations, tables, exchange formats, plain text, EPUB."""
