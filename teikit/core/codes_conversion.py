"""The codes of conversion: reading, interpretation, writing and merging TEI. `codes.py` combines all codes."""

# Severity, what the code means, what to do.
ROWS: dict[str, tuple[str, str, str]] = {
    # --- files
    "read-missing-file": (
        "error",
        "The file does not exist.",
        "Check the name, or remove the file from edition.toml.",
    ),
    "read-unreadable": ("error", "The file cannot be read.", "Check the permissions of the file, and the disk."),
    "read-empty": ("error", "The file contains no text.", "Export the transcript again."),
    "read-binary": ("error", "The file is not a text file.", "Export the transcript as plain text in UTF-8."),
    "read-unsupported-kind": (
        "error",
        "The file is of a kind that teikit does not read as a transcript, such as PDF, RTF, Word, TEI or other XML.",
        "Transcripts are plain text, HTML, or tables and data with known columns (CSV, JSON).",
    ),
    "read-unknown-columns": (
        "error",
        "The file is a table or data, but its columns are not known.",
        "Name its columns as docs/edition-toml.md shows, or export its texts as plain text, one file a document.",
    ),
    "read-skipped-files": (
        "warning",
        "The folder of transcripts contains files that teikit does not read.",
        "Save their text as plain text or HTML, or move them to another folder.",
    ),
    "read-unknown-elements": (
        "warning",
        "A file that is read as HTML has elements of another format, such as TEI. Only their text is kept.",
        "Put TEI into the folder xml/, as a whole file with its header. Or write brackets instead of these elements.",
    ),
    "read-left-out-image": (
        "info",
        "An HTML file shows an image. The transcript is the text of the file only.",
        "Name images of pages in the column images of documents.csv.",
    ),
    "read-too-large": ("error", "The file is too large for one document.", "Split it into its documents."),
    "read-undecodable": (
        "error",
        "A byte is not valid in the encoding with which the file is read.",
        "Save the file as UTF-8, or give its encoding (--encoding, or encoding in edition.toml).",
    ),
    "read-unknown-encoding": (
        "error",
        "The given encoding is not known.",
        "Use a name such as utf-8, cp1251 or koi8-r.",
    ),
    "read-detected-encoding": (
        "warning",
        "The file is not in UTF-8. Its encoding was detected by its letters.",
        "Check the quoted words, and give the encoding (--encoding, or encoding in edition.toml).",
    ),
    "read-mojibake": (
        "warning",
        "Text in UTF-8 was read in another encoding and saved like that.",
        "Export the transcript again, as UTF-8.",
    ),
    "read-long-line": (
        "warning",
        "A line is very long. The line ends of the file are probably lost.",
        "Export the transcript again with its line ends, if possible.",
    ),
    "read-several-documents": (
        "warning",
        "The file contains several documents where one was expected.",
        "Name the document: FILE#row-2, or FILE# and the number of the record.",
    ),
    "read-missing-record": (
        "error",
        "The file has no record with this name.",
        "Correct the name after # in edition.toml.",
    ),
    "read-not-a-record": (
        "warning",
        "A list of records contains values that are not records.",
        "Export the records again.",
    ),
    "read-uneven-record": (
        "warning",
        "A row of a table has more or fewer cells than the header row.",
        "Check that each cell is in the right column. Quote cells that contain the delimiter.",
    ),
    "read-lost-character": (
        "warning",
        "The transcript has a replacement character where a character was lost. It becomes a gap.",
        "Compare with the scan, and write the character.",
    ),
    "edition-outside-file": (
        "error",
        "A document of the edition is a link to a file outside the edition.",
        "Copy the file into the edition.",
    ),
    # --- the convention
    "convention-found": (
        "info",
        "No convention was chosen. The transcript is read by the one that it shows.",
        "If it is the wrong one, choose it: convention in edition.toml, or --convention.",
    ),
    # --- the archive page
    "header-sources-differ": (
        "warning",
        "Two sources of the header differ. The order is: documents.csv, the archive page, edition.toml, the text.",
        "Correct the source that is wrong.",
    ),
    "header-no-layout": (
        "info",
        "The text has no header in a layout of its convention.",
        "The TEI header is made from the table of documents, edition.toml and the text.",
    ),
    "header-no-date": ("warning", "The archive page gives no readable date.", "Add the date to the TEI header."),
    "header-no-title": ("warning", "The archive page gives no title.", "Add the title to the TEI header."),
    "header-unknown-contents": (
        "warning",
        "The label that distinguishes translation from original is not known.",
        "Check div/@type and the language, and add the label to the convention.",
    ),
    "header-unparsed-citation": (
        "warning",
        "The citation contains no archive reference that can be read. It is kept as text.",
        "Add the repository to the convention, or give fond, opis, delo and list in the metadata of the edition.",
    ),
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
        "The label of a line that opens or closes a text is doubtful: another one is nearly as likely.",
        "Compare with the scan: is it an address, a greeting, a signature?",
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
