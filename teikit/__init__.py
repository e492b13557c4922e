"""teikit: raw transcripts of historical documents into valid TEI P5, HTML and print editions."""

__version__ = "0.1.0"
