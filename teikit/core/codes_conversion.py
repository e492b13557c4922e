"""The codes of conversion: reading, interpretation, the TEI made and merged. `codes.py` combines all codes."""

# Severity, what the code means, what a person can do.
ROWS: dict[str, tuple[str, str, str]] = {
    "read-missing-file": (
        "error",
        "A file that was asked for is not there.",
        "Check the name, or take it out of edition.toml.",
    ),
    "read-unreadable": ("error", "A file cannot be read.", "Check its permissions and the disk."),
    "read-empty": ("error", "A file holds no text.", "Export the transcript again."),
    "read-binary": ("error", "A file is no text file.", "Export the transcript as plain text (UTF-8)."),
    "read-too-large": ("error", "A file is too large for one document.", "Split it into its documents."),
    "read-undecodable": (
        "error",
        "A byte does not belong to the encoding the file is read in.",
        "Save the file as UTF-8, or state its encoding (--encoding, or encoding in edition.toml).",
    ),
    "read-unknown-encoding": (
        "error",
        "The encoding stated is not known.",
        "Use a name such as utf-8, cp1251 or koi8-r.",
    ),
    "read-detected-encoding": (
        "warning",
        "A file is no UTF-8; its letters single out the encoding it was read in.",
        "Look whether the words quoted are right, and state the encoding (--encoding, or encoding in edition.toml).",
    ),
    "read-mojibake": (
        "warning",
        "Text was UTF-8 once, was read in another encoding, and saved so.",
        "Export the transcript again, as UTF-8.",
    ),
    "read-long-line": (
        "warning",
        "A line is so long that its line ends seem lost.",
        "Export again with line ends, if you can.",
    ),
    "read-several-documents": (
        "warning",
        "A file holds several documents, and one was asked for.",
        "Name the one that is meant: FILE#row-2, or FILE# and the record's number.",
    ),
    "read-missing-record": (
        "error",
        "A file has no record of that name.",
        "Correct what stands behind # in edition.toml.",
    ),
    "read-not-a-record": ("warning", "A list of records holds things that are none.", "Export the records again."),
    "read-uneven-record": (
        "warning",
        "A row of a table has more or fewer cells than the line of names.",
        "Look whether its cells are what their names say; quote cells that hold the delimiter.",
    ),
    "edition-outside-file": (
        "error",
        "A document of the edition is a link to a file outside it.",
        "Copy the file into the edition.",
    ),
    "convert-same-target": ("error", "Two transcripts would become the same TEI file.", "Rename one of them."),
    "people-possible-duplicate": (
        "warning",
        "Two persons of the list of persons may be one.",
        "Where they are, move the names of one to the other in people.xml, and take it out.",
    ),
    "people-unusable": (
        "warning",
        "The list of persons cannot take in names that are new.",
        "Put its standOff back; or take the file away, and it is made again with the same numbers.",
    ),
    "convert-cannot-write": ("error", "A file cannot be written.", "Check the folder's permissions and the disk."),
    "header-no-layout": (
        "info",
        "No header of a known layout stands before the text.",
        "The TEI header holds the file's name only.",
    ),
    "header-no-date": (
        "warning",
        "The archive's page gives no date that can be read.",
        "Add the date to the TEI header.",
    ),
    "header-no-title": ("warning", "The archive's page gives no title.", "Add the title to the TEI header."),
    "block-no-text": (
        "warning",
        "No words of a text were found: all went into the header, or there are none.",
        "Look whether the page was read by the right layout (--layout), or export the text again.",
    ),
    "header-unknown-contents": (
        "warning",
        "The label that tells translation from original is not known.",
        "Check div/@type and the language; add the label to the convention.",
    ),
    "mark-unbalanced": (
        "warning",
        "A bracket or sign has no partner; it stays in the text.",
        "Compare the scan; mend the transcript.",
    ),
    "mark-too-many": ("warning", "There are more findings of a kind than are listed.", "Is this the right convention?"),
    "block-glued-words": ("warning", "Two blocks were run together and are parted here.", "Compare the scan."),
    "block-columns": (
        "warning",
        "Lines seem to run over two columns; they stay as they stand.",
        "Part the columns by hand.",
    ),
    "block-guessed-paragraphs": (
        "info",
        "Paragraphs were told apart without blank lines between them.",
        "Check where they begin.",
    ),
    "note-without-mark": (
        "warning",
        "A note has no mark in the text, or none that can be told.",
        "Move the note to its mark.",
    ),
    "block-several-texts": (
        "warning",
        "A new text begins inside the file, as an opener behind a closer.",
        "Check that it is a text of its own.",
    ),
    "language-by-words": (
        "info",
        "No page names a text's language, or another script than it has; its words show it.",
        "Check xml:lang.",
    ),
    "language-undecided": (
        "warning",
        "No page names a text's language, and its words do not show it.",
        "Write the language into xml:lang of the text and its div, and add it to langUsage.",
    ),
    "language-unknown": (
        "warning",
        "The archive's page names a language that no vocabulary knows.",
        "Add it to the languages of a vocabulary.",
    ),
    "header-unparsed-citation": (
        "warning",
        "No archive reference could be read from the citation; it stays whole.",
        "Add the repository to the convention, or give fond, opis, delo and list in the edition's metadata.",
    ),
    "read-lost-character": (
        "warning",
        "The transcript could not carry a character; it is a gap.",
        "Look at the scan and write what stands there.",
    ),
    "date-inferred-year": ("info", "A date without a year was given the document's.", "Check @when."),
    "date-doubtful": (
        "info",
        "A date was read in a way that the transcript does not say.",
        "Check the date; where both orders of day and month are possible, they are its bounds.",
    ),
    "block-inferred-stamp": (
        "warning",
        "A block without a mark was taken for a stamp because stamps are worded so.",
        "Look at the scan: is it stamped, printed or typed?",
    ),
    "block-collection-mark": (
        "info",
        "A mark of the collection stands in the text.",
        "Check that it is none of the source's.",
    ),
    "note-uninterpreted": (
        "warning",
        "A bracket fits no known note; it stays text.",
        "Encode it by hand, or extend the vocabulary.",
    ),
    "note-doubtful": ("warning", "A bracket was understood with doubt.", "Check it against the scan."),
    "note-mark-without-note": ("warning", "A number in brackets may mark a note that is not there.", "Add the note."),
    "note-unmatched-continuation": (
        "warning",
        "One half of a divided addition has no other half.",
        "Find where the addition goes on, and link the two.",
    ),
    "block-line-end-hyphen": ("info", "A word is divided at a line end.", "Check whether it keeps its hyphen."),
    "convert-text-lost": (
        "error",
        "A piece of the transcript did not reach the TEI; nothing was written.",
        "Please report this.",
    ),
    "convert-failed": (
        "error",
        "A transcript could not be converted: the process that did it died.",
        "Please report this, with it.",
    ),
    "convert-invalid-output": (
        "error",
        "The TEI made of a transcript is not valid; nothing was written.",
        "Please report this.",
    ),
    "merge-done": (
        "info",
        "A TEI file was edited since it was made, and has taken in what is new beside the edits.",
        "",
    ),
    "merge-conflict": (
        "error",
        "What is new for a TEI file is at odds with what a person changed in it; the file is left as it is.",
        "Read STEM.conflicts.txt beside the file, mend the places, convert again; --prefer-edited keeps your words.",
    ),
    "merge-no-base": (
        "warning",
        "What is new cannot be told from what a person changed.",
        "Put back .generated/STEM.xml from your versions, or count the file as settled with --prefer-edited.",
    ),
    "convert-would-change": ("info", "What convert would change.", ""),
    "override-applied": ("info", "A person has settled what a bracket is.", ""),
    "override-unmatched": (
        "warning",
        "An override is about a bracket that is not there.",
        "Correct file and at in edition.toml.",
    ),
    "override-unfit": (
        "warning",
        "An override would lose words, or make the TEI invalid, and is passed over.",
        "Take another kind in edition.toml.",
    ),
    "merge-kept": ("info", "A TEI file was edited since it was made, and is left as it is.", ""),
    "convert-not-in-convention": (
        "warning",
        "The convention has no way to write an element; its words are kept, its markup is not.",
        "Keep the TEI file as the document, or add a mark to the convention.",
    ),
}
