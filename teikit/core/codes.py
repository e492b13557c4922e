"""Every code a diagnostic may carry: how grave it is, what it means, what to do.

A new check adds one row here; a test refuses a code that is used and not described, or described and not used.
"""

from typing import NamedTuple

from teikit.core import codes_publication as codes_publishing
from teikit.core import codes_validation as codes_checking


class Code(NamedTuple):
    """A row of the table: severity (`error`, `warning`, `info`), what the code means, what a person can do."""

    severity: str
    meaning: str
    help: str = ""


CODES: dict[str, Code] = {
    # --- reading files
    "file-missing": Code(
        "error", "A file that was asked for is not there.", "Check the name, or take it out of edition.toml."
    ),
    "file-unreadable": Code("error", "A file cannot be read.", "Check its permissions and the disk."),
    "file-empty": Code("error", "A file holds no text.", "Export the transcript again."),
    "file-binary": Code("error", "A file is no text file.", "Export the transcript as plain text (UTF-8)."),
    "file-too-large": Code("error", "A file is too large for one document.", "Split it into its documents."),
    "undecodable": Code(
        "error",
        "A byte does not belong to the encoding the file is read in.",
        "Save the file as UTF-8, or state its encoding (--encoding, or encoding in edition.toml).",
    ),
    "unknown-encoding": Code(
        "error", "The encoding stated is not known.", "Use a name such as utf-8, cp1251 or koi8-r."
    ),
    "encoding-detected": Code(
        "warning",
        "A file is no UTF-8; its letters single out the encoding it was read in.",
        "Look whether the words quoted are right, and state the encoding (--encoding, or encoding in edition.toml).",
    ),
    "mojibake": Code(
        "warning",
        "Text was UTF-8 once, was read in another encoding, and saved so.",
        "Export the transcript again, as UTF-8.",
    ),
    "long-line": Code(
        "warning", "A line is so long that its line ends seem lost.", "Export again with line ends, if you can."
    ),
    "several-documents": Code(
        "warning",
        "A file holds several documents, and one was asked for.",
        "Name the one that is meant: FILE#row-2, or FILE# and the record's number.",
    ),
    "no-such-record": Code(
        "error", "A file has no record of that name.", "Correct what stands behind # in edition.toml."
    ),
    "no-record": Code("warning", "A list of records holds things that are none.", "Export the records again."),
    "uneven-record": Code(
        "warning",
        "A row of a table has more or fewer cells than the line of names.",
        "Look whether its cells are what their names say; quote cells that hold the delimiter.",
    ),
    "outside-edition": Code(
        "error", "A document of the edition is a link to a file outside it.", "Copy the file into the edition."
    ),
    "same-target": Code("error", "Two transcripts would become the same TEI file.", "Rename one of them."),
    "persons-perhaps-one": Code(
        "warning",
        "Two persons of the list of persons may be one.",
        "Where they are, move the names of one to the other in people.xml, and take it out.",
    ),
    "people-unusable": Code(
        "warning",
        "The list of persons cannot take in names that are new.",
        "Put its standOff back; or take the file away, and it is made again with the same numbers.",
    ),
    "cannot-write": Code("error", "A file cannot be written.", "Check the folder's permissions and the disk."),
    # --- transcript
    "no-layout": Code(
        "info", "No header of a known layout stands before the text.", "The TEI header holds the file's name only."
    ),
    "no-date": Code("warning", "The archive's page gives no date that can be read.", "Add the date to the TEI header."),
    "no-title": Code("warning", "The archive's page gives no title.", "Add the title to the TEI header."),
    "no-text": Code(
        "warning",
        "No words of a text were found: all went into the header, or there are none.",
        "Look whether the page was read by the right layout (--layout), or export the text again.",
    ),
    "unknown-contents": Code(
        "warning",
        "The label that tells translation from original is not known.",
        "Check div/@type and the language; add the label to the convention.",
    ),
    "unbalanced-bracket": Code(
        "warning", "A bracket or sign has no partner; it stays in the text.", "Compare the scan; mend the transcript."
    ),
    "too-many-findings": Code(
        "warning", "There are more findings of a kind than are listed.", "Is this the right convention?"
    ),
    "glued-words": Code("warning", "Two blocks were run together and are parted here.", "Compare the scan."),
    "columns": Code(
        "warning", "Lines seem to run over two columns; they stay as they stand.", "Part the columns by hand."
    ),
    "paragraphs-guessed": Code(
        "info", "Paragraphs were told apart without blank lines between them.", "Check where they begin."
    ),
    "note-without-mark": Code(
        "warning", "A note has no mark in the text, or none that can be told.", "Move the note to its mark."
    ),
    "texts-parted": Code(
        "warning",
        "A new text begins inside the file, as an opener behind a closer.",
        "Check that it is a text of its own.",
    ),
    "language-by-words": Code(
        "info", "No page names a text's language, or another script than it has; its words show it.", "Check xml:lang."
    ),
    "language-undecided": Code(
        "warning",
        "No page names a text's language, and its words do not show it.",
        "Write the language into xml:lang of the text and its div, and add it to langUsage.",
    ),
    "unknown-language": Code(
        "warning",
        "The archive's page names a language that no vocabulary knows.",
        "Add it to the languages of a vocabulary.",
    ),
    "citation-unparsed": Code(
        "warning",
        "No archive reference could be read from the citation; it stays whole.",
        "Add the repository to the convention, or give fond, opis, delo and list in the edition's metadata.",
    ),
    # --- TEI
    "unencoded-character": Code(
        "warning",
        "The transcript could not carry a character; it is a gap.",
        "Look at the scan and write what stands there.",
    ),
    "year-inferred": Code("info", "A date without a year was given the document's.", "Check @when."),
    "date-doubtful": Code(
        "info",
        "A date was read in a way that the transcript does not say.",
        "Check the date; where both orders of day and month are possible, they are its bounds.",
    ),
    "stamp-by-rule": Code(
        "warning",
        "A block without a mark was taken for a stamp because stamps are worded so.",
        "Look at the scan: is it stamped, printed or typed?",
    ),
    "mark-of-collection": Code(
        "info", "A mark of the collection stands in the text.", "Check that it is none of the source's."
    ),
    "uninterpreted-note": Code(
        "warning", "A bracket fits no known note; it stays text.", "Encode it by hand, or extend the vocabulary."
    ),
    "doubtful-note": Code("warning", "A bracket was understood with doubt.", "Check it against the scan."),
    "note-mark-without-note": Code(
        "warning", "A number in brackets may mark a note that is not there.", "Add the note."
    ),
    "continuation-unmatched": Code(
        "warning",
        "One half of a divided addition has no other half.",
        "Find where the addition goes on, and link the two.",
    ),
    "hyphen-at-line-end": Code("info", "A word is divided at a line end.", "Check whether it keeps its hyphen."),
    "text-lost": Code(
        "error", "A piece of the transcript did not reach the TEI; nothing was written.", "Please report this."
    ),
    "convert-failed": Code(
        "error", "A transcript could not be converted: the process that did it died.", "Please report this, with it."
    ),
    "invalid-output": Code(
        "error", "The TEI made of a transcript is not valid; nothing was written.", "Please report this."
    ),
    "merged": Code("info", "A TEI file was edited since it was made, and has taken in what is new beside the edits."),
    "merge-conflict": Code(
        "error",
        "What is new for a TEI file is at odds with what a person changed in it; the file is left as it is.",
        "Read STEM.conflicts.txt beside the file, mend the places, convert again; --keep-mine keeps your words.",
    ),
    "no-base": Code(
        "warning",
        "What is new cannot be told from what a person changed.",
        "Put back .generated/STEM.xml from your versions, or count the file as settled with --keep-mine.",
    ),
    "would-change": Code("info", "What convert would change."),
    "settled": Code("info", "A person has settled what a bracket is."),
    "override-unmatched": Code(
        "warning", "An override is about a bracket that is not there.", "Correct file and at in edition.toml."
    ),
    "override-unfit": Code(
        "warning",
        "An override would lose words, or make the TEI invalid, and is passed over.",
        "Take another kind in edition.toml.",
    ),
    "kept-edited": Code("info", "A TEI file was edited since it was made, and is left as it is."),
    "not-in-convention": Code(
        "warning",
        "The convention has no way to write an element; its words are kept, its markup is not.",
        "Keep the TEI file as the document, or add a mark to the convention.",
    ),
    # --- validation
    "xml-beyond-limits": Code(
        "error",
        "The XML is well-formed, but beyond the limits of the parser: more than 1,000 levels of elements, for example.",
        "Make the encoding flatter.",
    ),
    "xml-unreadable": Code("error", "A file cannot be read.", "Look whether it is still there and may be read."),
    "xml-empty": Code("error", "A TEI file has nothing in it.", "Convert the transcript again, or remove the file."),
    "xml-binary": Code("error", "A file has bytes that no text has.", "Look whether it is the right file."),
    "xml-encoding": Code(
        "error", "A TEI file is not in UTF-8.", "Save it in UTF-8, without another encoding declared."
    ),
    "xml-malformed": Code("error", "A file is not well-formed XML.", "Close, quote or escape what the message names."),
    "doctype-refused": Code(
        "error",
        "A file has a document type declaration.",
        "To convert or publish, remove the <!DOCTYPE …> and write characters for its entities; validate accepts it.",
    ),
    "schema-invalid": Code(
        "error",
        "A schema is wrong in itself, so nothing can be judged by it.",
        "Mend the schema at the place the message names, or ask whoever made it for another.",
    ),
    "tei-namespace": Code(
        "error", "An element is in another namespace than the schema's.", "Correct or add the xmlns."
    ),
    "tei-element-unknown": Code(
        "error", "The schema has no such element.", "Correct the name, or use another element."
    ),
    "tei-element-misplaced": Code("error", "An element stands where it must not.", "Move it, or wrap it."),
    "tei-attribute-unknown": Code("error", "The element has no such attribute.", "Correct the name, or remove it."),
    "tei-attribute-missing": Code("error", "The element needs the attribute.", "Add it."),
    "tei-attribute-value": Code("error", "The attribute cannot have this value.", "Write one that the message names."),
    "tei-text-misplaced": Code("error", "Text stands where only elements may.", "Wrap it in an element, or remove it."),
    "tei-text-value": Code(
        "error", "The text of an element is not of the kind that it must be.", "Write it as the message says."
    ),
    "tei-id-unknown": Code(
        "error",
        "An attribute that the schema types as a reference to an id names one that no element has.",
        "Correct it, or give its target that id.",
    ),
    "tei-incomplete": Code("error", "An element lacks something it must have.", "Add what is missing."),
    "tei-duplicate-id": Code("error", "An xml:id is used twice.", "Change one of them, and what points at it."),
    "schematron-assert": Code(
        "error", "What a Schematron schema asserts is not so.", "Look up the rule in the schema."
    ),
    "schematron-report": Code("error", "A Schematron schema reports what it finds.", "Look up the rule in the schema."),
    "schematron-failed": Code(
        "error",
        "A rule of a Schematron schema could not be checked: its expression failed on this document.",
        "Mend the expression in the schema, or what it stumbles over here.",
    ),
    "rule-hand": Code(
        "error", "A hand is used that the header does not have.", "Add a handNote, or correct the pointer."
    ),
    "rule-pointer": Code("error", "A pointer leads nowhere.", "Correct it, or give its target that xml:id."),
    "rule-chain": Code("error", "The next or previous piece is missing.", "Correct next or prev."),
    "rule-chain-back": Code("error", "Two pieces do not point at each other.", "Let next and prev answer each other."),
    "rule-span": Code("error", "A span has no end.", "Put an anchor where it ends."),
    "rule-span-order": Code("error", "A span ends before it begins.", "Move the anchor behind the start."),
    "rule-corresp": Code("warning", "A correspondence is not answered.", "Let both sides point at each other."),
    "rule-corresp-kind": Code(
        "warning", "Unlike elements correspond.", "Let paragraph answer paragraph, witness witness."
    ),
    "rule-year": Code("warning", "A year is improbable.", "Check the date."),
    "rule-date-order": Code("error", "A period ends before it begins.", "Exchange or correct its dates."),
    "rule-date-double": Code("error", "A date has a value and a span.", "Keep the one that is known."),
    "rule-date-future": Code("warning", "A document is younger than its file.", "Check the date."),
    "rule-unit": Code("warning", "A number without its unit.", "Add the unit."),
    "rule-range": Code("error", "A range is upside down.", "Exchange atLeast and atMost."),
    "rule-language": Code("warning", "A text's language is not in the header.", "Add it to langUsage."),
    "rule-application": Code("warning", "The program that made the file is not named.", "Keep appInfo."),
    "rule-change": Code("warning", "The file has no history.", "Add a change to revisionDesc."),
}
CODES |= {name: Code(*row) for name, row in (codes_checking.ROWS | codes_publishing.ROWS).items()}
