"""Reads TEI back as the text of a transcript."""
