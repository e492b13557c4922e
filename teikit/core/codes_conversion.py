"""The codes of conversion: interpretation, writing and merging TEI. `codes.py` combines all codes."""

# Severity, what the code means, what to do.
ROWS: dict[str, tuple[str, str, str]] = {
    # --- marks and blocks
    "mark-unbalanced": (
        "warning",
        "A bracket or sign has no partner. It is kept as text.",
        "Compare with the scan, and correct the transcript.",
    ),
    "mark-undeclared": (
        "warning",
        "The text has words between signs to which the convention gives no meaning. The signs stay text.",
        "Declare a mark for them in the convention of the edition (docs/write-a-convention.md).",
    ),
    "mark-too-many": (
        "warning",
        "There are more findings of one kind than are listed.",
        "Check that the transcript follows this convention.",
    ),
    "block-no-text": (
        "warning",
        "The document has no text: everything was read as header, or the file has no words.",
        "Check that the right layout was used (--layout), or export the text again.",
    ),
    "block-glued-words": (
        "warning",
        "Two blocks were joined without a line end. They are separated here.",
        "Compare with the scan.",
    ),
    "block-columns": (
        "warning",
        "Lines probably run over two columns. They are kept as they are.",
        "Separate the columns by hand.",
    ),
    "block-guessed-paragraphs": (
        "info",
        "Paragraphs were recognised without blank lines between them.",
        "Check where they begin.",
    ),
    "block-several-texts": (
        "warning",
        "A new text begins inside the file: an opener follows a closer.",
        "Check that it is a separate text.",
    ),
    "block-doubtful": (
        "warning",
        "The kind of a line or block is doubtful: another one is nearly as likely.",
        "Compare with the scan: is it an address, a greeting, a signature, a table, a postscript?",
    ),
    "block-inferred-stamp": (
        "warning",
        "A block without a mark was read as a stamp because of its words.",
        "Compare with the scan: is it stamped, printed or typed?",
    ),
    "block-collection-mark": (
        "info",
        "The text contains a mark of the collection.",
        "Check that the mark is not part of the source.",
    ),
    "block-line-end-hyphen": (
        "info",
        "A word is divided at a line end.",
        "Check whether the word is written with a hyphen.",
    ),
    # --- notes, dates, languages, overrides
    "note-uninterpreted": (
        "warning",
        "A bracket matches no known note. It is kept as text.",
        "Correct the TEI in xml/, or add the words of the bracket to a vocabulary (docs/vocabularies.md).",
    ),
    "note-doubtful": ("warning", "The interpretation of a bracket is doubtful.", "Compare with the scan."),
    "note-without-mark": (
        "warning",
        "A note has no mark in the text, or the mark is ambiguous.",
        "Move the note to its mark.",
    ),
    "note-mark-without-note": (
        "warning",
        "A number in brackets is probably the mark of a note, but the note is missing.",
        "Add the note.",
    ),
    "note-unmatched-continuation": (
        "warning",
        "One part of a divided addition has no other part.",
        "Find where the addition continues, and link the two parts.",
    ),
    "date-inferred-year": ("info", "A date without a year got the year of the document.", "Check @when."),
    "date-impossible": (
        "warning",
        "Words are spelt as a date that does not exist. They stay text without a date.",
        "Compare with the scan. If the source has it so, write [sic] behind it.",
    ),
    "date-calendar": (
        "info",
        "A date is probably Julian, but neither the text nor the edition says so. It is kept as written.",
        'Declare calendar = "julian" (or "gregorian") in the convention, or in the table of documents.',
    ),
    "date-doubtful": (
        "info",
        "A date was interpreted with an assumption.",
        "Check the date. Where day and month are ambiguous, both readings are given as its limits.",
    ),
    "language-by-words": (
        "info",
        "The language of a text was recognised by its words.",
        "Check xml:lang.",
    ),
    "language-undecided": (
        "warning",
        "The language of a text is not given, and its words do not show it.",
        "Write the language into xml:lang of the text and its div, and add it to langUsage.",
    ),
    "language-unknown": (
        "warning",
        "The archive page names a language that is in no vocabulary.",
        "Add it to the languages of a vocabulary.",
    ),
    "override-applied": ("info", "A bracket is interpreted as edition.toml says.", ""),
    "override-unmatched": (
        "warning",
        "An override matches no bracket.",
        "Correct file and at in edition.toml.",
    ),
    "override-unfit": (
        "warning",
        "An override was ignored because it would lose words or make the TEI invalid.",
        "Use another kind in edition.toml.",
    ),
    # --- writing and merging TEI
    "convert-same-target": (
        "error",
        "Two transcripts have the same TEI file.",
        "Rename one of them.",
    ),
    "convert-cannot-write": (
        "error",
        "The file cannot be written.",
        "Check the permissions of the folder, and the disk.",
    ),
    "convert-text-lost": (
        "error",
        "A part of the transcript is missing in the TEI. Nothing was written.",
        "Report this as a fault of teikit.",
    ),
    "convert-failed": (
        "error",
        "The process that converted the transcript ended unexpectedly.",
        "Report this as a fault of teikit, with the transcript.",
    ),
    "convert-invalid-output": (
        "error",
        "The TEI of the transcript is not valid. Nothing was written.",
        "If a schema of the edition forbids it, change the schema. Otherwise report this as a fault of teikit.",
    ),
    "convert-would-change": ("info", "Converting would make this change.", ""),
    "convert-not-in-convention": (
        "warning",
        "The convention has no mark for an element. Its words are kept, its markup is lost.",
        "Keep the TEI file as the main file of the document, or add a mark to the convention.",
    ),
    "merge-done": ("info", "Changes were merged into a TEI file that was edited.", ""),
    "merge-kept": ("info", "A TEI file was edited since it was written. It was not changed.", ""),
    "merge-conflict": (
        "error",
        "A change conflicts with an edit of the TEI file. The file was not changed.",
        "Read STEM.conflicts.txt beside the file, fix the places, convert again. --prefer-edited keeps your words.",
    ),
    "merge-no-base": (
        "warning",
        "The edits cannot be distinguished from changes, because the generated file is missing.",
        "Restore .generated/STEM.xml, or accept the file as it is with --prefer-edited.",
    ),
    "people-possible-duplicate": (
        "warning",
        "Two persons of the list may be the same person.",
        "If they are, move the names of one to the other in people.xml, and remove the entry.",
    ),
    "people-unusable": (
        "warning",
        "New names cannot be added to the list of persons.",
        "Restore its standOff, or delete the file: it is written again with the same ids.",
    ),
}
