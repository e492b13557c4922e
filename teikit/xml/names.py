"""Names of TEI and XML that several packages use: namespaces and qualified names."""

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
# Where an element came from in the raw file; never leaves the program (see `serialise`).
SPAN = "urn:teikit:span"
# The list of persons, beside the documents that point at it.
PEOPLE = "people.xml"

XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"
SPAN_AT = f"{{{SPAN}}}at"


def tei(name: str) -> str:
    """The qualified name of a TEI element."""
    return f"{{{TEI}}}{name}"
