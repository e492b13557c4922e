"""Publishes TEI: the reading document, the HTML site, the PDF."""

from teikit.publication.publish import print_files, publish, publish_print, uncovered

__all__ = ["print_files", "publish", "publish_print", "uncovered"]
