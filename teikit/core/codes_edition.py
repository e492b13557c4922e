"""The codes of an edition and its table of documents. `codes.py` combines all codes."""

# Severity, what the code means, what to do.
ROWS: dict[str, tuple[str, str, str]] = {
    "edition-unknown-column": (
        "warning",
        "A column of documents.csv is not known. It is not used.",
        "Correct the name of the column; docs/documents-table.md lists the columns.",
    ),
    "edition-no-file-column": (
        "error",
        "The table documents.csv has no column with the name of the file that each row is about.",
        "Add a column “file” with the name of the transcript.",
    ),
    "edition-missing-file": (
        "error",
        "A row of documents.csv names a file that does not exist.",
        "Correct the name, or add the file.",
    ),
    "edition-duplicate-row": (
        "warning",
        "Two rows of documents.csv are about the same document. The first one is used.",
        "Delete one of the rows.",
    ),
    "edition-bad-value": (
        "warning",
        "A value in documents.csv, or of a key of a document in edition.toml, has not the form of its column.",
        "Correct the value; docs/documents-table.md shows the form of each column.",
    ),
    "edition-no-row": (
        "info",
        "A document has no row in documents.csv.",
        "Add a row if something is known of the document.",
    ),
    "edition-used": (
        "info",
        "A transcript that was named is a document of an edition. The settings of the edition are used for it.",
        "Copy the file to another folder to read it without them, or choose another convention with --convention.",
    ),
}
