"""teikit: raw transcripts of historical documents into valid TEI P5, HTML and print editions.

The front door for Python: read a source, parse it by a convention, encode it, validate and publish it.
"""

__version__ = "0.1.0"
