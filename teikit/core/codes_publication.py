"""The codes of publication: pages, images, print. `codes.py` combines all codes."""

# Severity, what the code means, what to do.
ROWS: dict[str, tuple[str, str, str]] = {
    "publish-omitted": ("error", "A document was omitted.", "Fix the errors reported for this file."),
    "publish-no-document": (
        "info",
        "A file with the suffix of XML is no TEI document. It is not published.",
        "",
    ),
    "publish-renamed": (
        "info",
        "A file has the name of a page that the site makes itself. The page of its document has a number in its name.",
        "Rename the file if its page needs another address.",
    ),
    "publish-unhandled-element": (
        "warning",
        "No rule of the publication handles a TEI element. Its text is published between signs.",
        "Use another element, or add a rule in xslt/reading/.",
    ),
    "publish-unhandled-attribute": (
        "info",
        "No rule of the publication reads a TEI attribute. Only `teikit coverage` reports this.",
        "",
    ),
    "publish-other-namespace": (
        "info",
        "An element of another namespace is read as an element of TEI. Only `teikit coverage` reports this.",
        "",
    ),
    "publish-unknown-rendering": (
        "info",
        "No table says what a value of rend, rendition or style looks like. Only `teikit coverage` reports this.",
        "Declare it with a rendition element in the header, or add it to the edition's table of renderings.",
    ),
    "publish-span-without-end": (
        "warning",
        "An addSpan, delSpan or damageSpan is not followed by the anchor that ends it.",
        "Insert an anchor with the id of spanTo after the last word of the span.",
    ),
    "publish-image-outside": (
        "warning",
        "An image is outside the edition. It is not copied.",
        "Move the image into the folder of the edition.",
    ),
    "publish-image-unusable": (
        "warning",
        "A file is not an image that browsers can show.",
        "Use JPEG, PNG, WebP, AVIF, GIF or SVG without scripts and links, or name an IIIF image.",
    ),
    "publish-no-address": (
        "warning",
        "An export names web addresses, but the address of the site is unknown. It is not written.",
        "Set address in [site] of edition.toml.",
    ),
    "publish-image-missing": (
        "warning",
        "There is no file at the address of an image in a text of the site. Its words are published without it.",
        "Correct the address; it counts from the folder of the text.",
    ),
    "publish-link-unknown": (
        "warning",
        "A link in a text of the site leads to a document, name, text or page that is not in the site. Its words are"
        " published without the link.",
        "Correct the link: document:NAME, person:ID, a text such as about.md, a page such as persons.html.",
    ),
    "publish-link-refused": (
        "warning",
        "A link in a text of the site has an address that could run a script or leave the site in another way.",
        "Use a page of the site, a web address (https://…) or a mail address (mailto:…).",
    ),
    "publish-other-host": (
        "warning",
        "Something that a page shows is on another host. Pages of teikit load nothing from there.",
        "Put the file into the folder of the edition.",
    ),
    "publish-front-matter": (
        "warning",
        "The lines between +++ at the top of a text of the site cannot be read.",
        'Write lines such as title = "History of the edition".',
    ),
    "publish-contrast": (
        "warning",
        "A colour of the edition's own has too little contrast for text (WCAG 2.2, 1.4.3).",
        "Choose a darker or lighter colour in [site] colours or dark.",
    ),
    "publish-interface-language": (
        "info",
        "The interface is not translated into the language of the edition. It is in English.",
        "Translate locales/en.xml.",
    ),
    "print-failed": (
        "error",
        "The typesetter failed on a document, or on the edition. The other documents are printed.",
        "Check the place that the message names. If the TEI is valid, report this as a fault of teikit.",
    ),
    "print-typesetter": (
        "error",
        "The typesetter gave a warning.",
        "Check the pages, and report this as a fault of teikit.",
    ),
    "print-misplaced": (
        "error",
        "A line, a note or a margin note is not where it was planned. Line numbers near it can be wrong.",
        "Check the page that the message names, and report this as a fault of teikit.",
    ),
    "print-overflow": (
        "warning",
        "A word or a table is too wide for the page, or something is higher. Words of a table are divided anywhere;"
        " other words go beyond the text, and what is too high ends below the page.",
        "Divide it, or print it on a larger page.",
    ),
    "print-lost-note": (
        "error",
        "A margin note, footnote or apparatus entry is missing on the printed pages.",
        "Shorten the notes near it, or use fewer on one page.",
    ),
    "print-missing-glyph": (
        "error",
        "No font has a character. A document that needs it in many places is not in the print; in a few places an empty"
        " square is printed. The HTML is not affected.",
        "Put a font that has the script (.ttf, .otf) into the folder fonts of the edition.",
    ),
    "print-image-unusable": (
        "warning",
        "An image cannot be printed. Its description is printed in its place.",
        "Use JPEG, PNG, WebP or GIF of at most 80 million pixels, or SVG, and check that the file is whole.",
    ),
    "print-nesting": (
        "warning",
        "Markup is nested more deeply than the typesetter supports.",
        "No word is lost. The innermost markup is printed without formatting of its own.",
    ),
    "print-unplaced-note": (
        "warning",
        "An apparatus entry explains something that is not in the text.",
        "The entry is printed without a line number after the document.",
    ),
}
