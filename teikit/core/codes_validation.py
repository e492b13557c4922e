"""The codes of checking files: entities, includes, links, the choice of schemas. `teikit/codes.py` has them all."""

# Severity, what the code means, what a person can do.
ROWS: dict[str, tuple[str, str, str]] = {
    "check-failed": (
        "error",
        "A file could not be checked: the process that did it died.",
        "Please report this, with the file.",
    ),
    "more-findings": ("info", "A file has more findings than are shown.", "Mend some, or ask for all: --max 0."),
    "schema-none": (
        "info",
        "A file names no schema, and is checked against teikit's own, which is narrower than TEI.",
        "Name its schema with --schema, or in an <?xml-model?> instruction.",
    ),
    "schema-unavailable": (
        "error",
        "The schema that a file names cannot be had here: it is on the network, missing, or outside the folder.",
        "Keep a copy in the project; name it with --schema, or in a catalog (--catalog).",
    ),
    "schema-unusable": ("error", "The schema that a file names is wrong in itself.", "Mend the schema."),
    "schema-unused": ("info", "A file names a schema of a kind that is not used.", "RELAX NG and Schematron are used."),
    "entity-undeclared": (
        "error",
        "An entity is used that the file does not declare.",
        "Write the character, or its number as in &#160;.",
    ),
    "entity-not-read": (
        "error",
        "An entity stands for another file, which is never read so.",
        "Include the file by <xi:include href=…/>, or put its text in place.",
    ),
    "entity-bomb": (
        "error",
        "Entities or included files grow beyond all measure; the file was not checked further.",
        "Take out the entity or include that the message names.",
    ),
    "doctype-not-read": (
        "info",
        "A file names a document type definition, or has defaults declared, which are not read.",
        "Give a RELAX NG schema with --schema or <?xml-model?>.",
    ),
    "xinclude-missing": ("error", "What is to be included is not there.", "Correct href or xpointer."),
    "xinclude-outside": (
        "error",
        "What is to be included is on the network, or outside the folder that is checked.",
        "Copy it into the project, and name the copy.",
    ),
    "xinclude-loop": ("error", "A file includes itself, by itself or through others.", "Take out one of them."),
    "xinclude-unsupported": (
        "warning",
        "An include asks for what is not understood; it is left out.",
        "Include a file, or an xml:id of it.",
    ),
    "link-target": (
        "warning",
        "A pointer leads to no element.",
        "Correct it, or give what it means that xml:id.",
    ),
    "link-file": ("warning", "A link is to a file that is not there.", "Correct it, or add the file."),
    "link-kind": (
        "warning",
        "A reference leads to the wrong kind of thing.",
        "Point at an element of the kind it is about.",
    ),
    "link-without-hash": ("warning", "A pointer to an element lacks its #.", "Write # before the xml:id."),
    "link-prefix": (
        "warning",
        "A pointer has a prefix that no prefixDef declares, or that it does not fit.",
        "Correct one of them.",
    ),
}
