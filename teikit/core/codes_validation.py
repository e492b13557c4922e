"""The codes of validation: XML, schemas, rules, links. `codes.py` combines all codes."""

# Severity, what the code means, what to do.
ROWS: dict[str, tuple[str, str, str]] = {
    "check-failed": (
        "error",
        "The process that checked the file ended unexpectedly.",
        "Report this as a fault of teikit, with the file.",
    ),
    "check-more-findings": (
        "info",
        "The file has more findings than are shown.",
        "Fix some of them, or show all with --max-findings 0.",
    ),
    # --- XML
    "xml-unreadable": ("error", "The file cannot be read.", "Check that it exists and that you may read it."),
    "xml-empty": ("error", "The TEI file is empty.", "Convert the transcript again, or remove the file."),
    "xml-binary": ("error", "The file contains binary data.", "Check that it is the right file."),
    "xml-encoding": (
        "error",
        "A byte does not fit the encoding of the file.",
        "Declare the true encoding, or save the file as UTF-8.",
    ),
    "xml-malformed": (
        "error",
        "The file is not well-formed XML.",
        "Close, quote or escape the markup that the message names.",
    ),
    "xml-beyond-limits": (
        "error",
        "The XML is well-formed, but exceeds a limit of the parser, such as 1,000 levels of elements.",
        "Use fewer levels of elements.",
    ),
    "xml-doctype-not-read": (
        "info",
        "The file names a document type definition or declares default values. They are not read.",
        "Give a RELAX NG schema with --schema or <?xml-model?>.",
    ),
    "xml-entity-undeclared": (
        "error",
        "The file uses an entity that it does not declare.",
        "Write the character, or its number, such as &#160;.",
    ),
    "xml-entity-not-read": (
        "error",
        "An entity refers to another file. Such entities are never read.",
        "Include the file with <xi:include href=…/>, or insert its text.",
    ),
    "xml-entity-expansion": (
        "error",
        "Entities or included files expand to more than the limit. The rest of the file was not checked.",
        "Remove the entity or inclusion that the message names.",
    ),
    "xml-include-missing": ("error", "The target of an inclusion does not exist.", "Correct href or xpointer."),
    "xml-include-outside": (
        "error",
        "The target of an inclusion is on the network, or outside the project.",
        "Copy the target into the project, and include the copy.",
    ),
    "xml-include-loop": (
        "error",
        "A file includes itself, directly or through other files.",
        "Remove one of the inclusions.",
    ),
    "xml-include-unsupported": (
        "warning",
        "An inclusion has an unsupported form. It was ignored.",
        "Include a whole file, or an element by its xml:id.",
    ),
    # --- schemas
    "schema-none": (
        "info",
        "The file names no schema. It is checked against all of TEI P5.",
        "Name its schema with --schema, in an <?xml-model?> instruction, or under [validation] in edition.toml.",
    ),
    "schema-not-fetched": (
        "warning",
        "The schema that a file names has a web address. teikit never downloads a schema; it knows only tei_all.",
        "Keep a copy in the project, and name it with --schema, in a catalog (--catalog), or in edition.toml.",
    ),
    "schema-unavailable": (
        "error",
        "The schema that a file names is missing, or outside the folder.",
        "Keep a copy in the project, and name it with --schema or in a catalog (--catalog).",
    ),
    "schema-unusable": ("error", "The schema that a file names is not correct.", "Fix the schema."),
    "schema-unused": (
        "info",
        "The file names a schema of a kind that is not used.",
        "Use RELAX NG or Schematron.",
    ),
    "schema-invalid": (
        "error",
        "A schema is not correct, so that no file can be validated with it.",
        "Fix the schema at the place that the message names, or ask its authors for a corrected version.",
    ),
    "schema-odd": (
        "warning",
        "An ODD says something that has no effect, or that is understood in a way you may not expect.",
        "Correct the ODD at the place that the message names.",
    ),
    # --- RELAX NG
    "tei-namespace": (
        "error",
        "An element is not in the namespace of the schema.",
        "Correct or add the xmlns attribute.",
    ),
    "tei-element-unknown": ("error", "The schema has no such element.", "Correct the name, or use another element."),
    "tei-element-misplaced": ("error", "An element is not allowed here.", "Move it, or put it into another element."),
    "tei-attribute-unknown": ("error", "The element has no such attribute.", "Correct the name, or remove it."),
    "tei-attribute-missing": ("error", "A required attribute is missing.", "Add the attribute."),
    "tei-attribute-value": (
        "error",
        "The value of an attribute is not allowed.",
        "Use a value that the message names.",
    ),
    "tei-text-misplaced": (
        "error",
        "Text is not allowed here, only elements.",
        "Put the text into an element, or remove it.",
    ),
    "tei-text-value": (
        "error",
        "The text of an element is not a value of the required type.",
        "Write it as the message says.",
    ),
    "tei-id-unknown": (
        "error",
        "An attribute refers to an id that no element has.",
        "Correct the reference, or give the target this id.",
    ),
    "tei-incomplete": ("error", "An element lacks required content.", "Add what is missing."),
    "tei-duplicate-id": ("error", "Two elements have the same xml:id.", "Change one of them, and the pointers to it."),
    # --- Schematron
    "schematron-assert": (
        "error",
        "An assertion of a Schematron schema is not fulfilled.",
        "Read the rule in the schema.",
    ),
    "schematron-report": ("error", "A report of a Schematron schema applies.", "Read the rule in the schema."),
    "schematron-failed": (
        "error",
        "A rule of a Schematron schema could not be checked: its expression failed on this document.",
        "Correct the expression in the schema, or the part of the document on which it fails.",
    ),
    # --- the rules of teikit's own schema
    "rule-hand": (
        "error",
        "The header does not describe a hand that the text uses.",
        "Add a handNote, or correct the pointer.",
    ),
    "rule-pointer": ("error", "A pointer has no target.", "Correct it, or give its target this xml:id."),
    "rule-chain": ("error", "The next or previous part is missing.", "Correct next or prev."),
    "rule-chain-back": ("error", "Two parts do not point at each other.", "Make next and prev point at each other."),
    "rule-span": ("error", "A span has no end.", "Insert an anchor where it ends."),
    "rule-span-order": ("error", "A span ends before it begins.", "Move the anchor to a place after the start."),
    "rule-corresp": ("warning", "A correspondence has one direction only.", "Make both sides point at each other."),
    "rule-corresp-kind": (
        "warning",
        "Elements of different kinds correspond.",
        "Link paragraphs to paragraphs, and witnesses to witnesses.",
    ),
    "rule-year": ("warning", "A year is improbable.", "Check the date."),
    "rule-date-order": ("error", "A period ends before it begins.", "Exchange or correct its dates."),
    "rule-date-double": ("error", "A date has both a value and limits.", "Keep the one that is known."),
    "rule-date-future": ("warning", "The date of the document is after the date of its file.", "Check the date."),
    "rule-unit": ("warning", "A number has no unit.", "Add the unit."),
    "rule-range": ("error", "In a range atLeast is greater than atMost.", "Exchange atLeast and atMost."),
    "rule-inline-note": (
        "warning",
        "A note remains in the sentence because it may be text of the source, but shows no doubt.",
        'Add cert="low"; or remove place, or encode its words as text of the source.',
    ),
    "rule-translation": (
        "warning",
        "Words are supplied for a translation in a text that is not one.",
        'Give another reason or none, or make the text a div of type "translation".',
    ),
    "rule-translator": (
        "warning",
        "Words supplied for a translation do not name their translator.",
        "Add resp, which points at the translator of the header.",
    ),
    "rule-time": ("warning", "A time of a recording is not of the form hh:mm:ss.", "Write it as in 00:12:40."),
    "rule-time-order": (
        "warning",
        "A time of a recording is before the time that precedes it.",
        "Correct the one that is wrong, or mark where the next tape begins.",
    ),
    "rule-calendar": (
        "error",
        "A date names its calendar, but has no text.",
        "Write the date as it is in the source, or remove calendar.",
    ),
    "rule-language": ("warning", "The header does not list the language of a text.", "Add it to langUsage."),
    "rule-application": ("warning", "The header does not name the program that wrote the file.", "Keep appInfo."),
    "rule-change": ("warning", "The file has no history.", "Add a change to revisionDesc."),
    # --- links
    "link-target": ("warning", "A pointer has no target.", "Correct it, or give its target this xml:id."),
    "link-file": ("warning", "A link points at a file that does not exist.", "Correct it, or add the file."),
    "link-kind": (
        "warning",
        "A reference points at an element of the wrong kind.",
        "Point at an element of the required kind.",
    ),
    "link-without-hash": ("warning", "A pointer to an element has no #.", "Write # before the xml:id."),
    "link-prefix": (
        "warning",
        "The prefix of a pointer is not declared by a prefixDef, or does not match its declaration.",
        "Correct the pointer or the declaration.",
    ),
}
