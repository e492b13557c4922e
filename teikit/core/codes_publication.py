"""The codes of publishing: pages, images, print. `codes.py` has them all."""

# Severity, what the code means, what a person can do.
ROWS: dict[str, tuple[str, str, str]] = {
    "publish-image-outside": (
        "warning",
        "An image lies outside the edition and is not copied.",
        "Put it into the edition's folder.",
    ),
    "publish-image-unusable": (
        "warning",
        "A file is no image that browsers show.",
        "Make it a JPEG, PNG, WebP, AVIF or GIF, or name a IIIF image.",
    ),
    "publish-interface-language": (
        "info",
        "There are no words for pages and print in the edition's language; English is used.",
        "Translate locales/en.xml.",
    ),
    "publish-omitted": ("error", "A document was left out of the edition.", "Mend what is reported about it."),
    "publish-unhandled-element": (
        "warning",
        "No rule of the publication shows a TEI element.",
        "Its text is shown between signs. Use another element, or add a rule in xslt/reading/.",
    ),
    "publish-unhandled-attribute": (
        "info",
        "No rule of the publication reads a TEI attribute; only `teikit coverage` tells of it.",
        "",
    ),
    "publish-span-without-end": (
        "warning",
        "An addSpan, delSpan or damageSpan has no anchor behind it at which it ends.",
        "Set an anchor with the id that spanTo names behind the last word it reaches over.",
    ),
    "print-failed": (
        "error",
        "The typesetter could not set a document, or the edition.",
        "The other documents are printed. Look at the place the message names; report it if the TEI is valid.",
    ),
    "print-typesetter": (
        "error",
        "The typesetter warned about the pages it made, or could set a document only with its notes behind it.",
        "Look at the pages; a layout that did not settle can carry wrong line numbers.",
    ),
    "print-lost-note": (
        "error",
        "A margin note, foot note or apparatus entry is not on the finished pages.",
        "Shorten the notes near it, or use fewer on one page.",
    ),
    "print-missing-glyph": (
        "warning",
        "The fonts have no shape for a character, or it would change the direction of writing.",
        "The print shows its code point, as in [U+6BDB]; the HTML is not affected.",
    ),
    "print-nesting": (
        "warning",
        "Markup is nested more deeply than the typesetter can follow.",
        "No word is lost; the innermost markup has no dress of its own in the print.",
    ),
    "print-unplaced-note": (
        "warning",
        "An apparatus entry explains something that is not in the text.",
        "It is printed without a line number behind the document.",
    ),
}
