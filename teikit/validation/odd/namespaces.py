"""The namespaces of ODDs, as lxml writes them before a name."""

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
