"""The codes of reading a transcript: its file, its convention, the page around its text, its header."""

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
    "read-unclosed-markup": (
        "warning",
        "An HTML file has a comment, a tag or an element such as a script that is not closed. Its words are kept.",
        "Close it, or remove it, and check where the text begins again.",
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
    "read-unclosed-quotation": (
        "warning",
        "A quotation mark that opens a cell of a table is not closed, so that cells and rows may be joined wrongly.",
        "Close it behind the last word of the cell, and write each quotation mark inside of it twice.",
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
        "A file is a link to a file outside the edition, or to one that is not there.",
        "Copy the file into the folder, or remove the link.",
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
    "header-doubtful": (
        "info",
        "A value of the header was read from the text, and is in doubt.",
        "Write the right value into documents.csv: what is there is used, and is not in doubt.",
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
}
