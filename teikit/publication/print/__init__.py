"""The print output: reading documents -> print XML -> PDF/A-2a and PDF/UA-1 by Typst, in two passes."""

from teikit.publication.print.characters import fit_to_print, script_of
from teikit.publication.print.edition import VIEWS, Metadata, print_document, print_edition, print_xml
from teikit.publication.print.finding import EDITION, Finding, place_of
from teikit.publication.print.offprints import Start
from teikit.publication.print.printing import apparatus, typeset
from teikit.publication.print.texts import blocks_of_xhtml
from teikit.publication.print.typesetter import EMBEDDED, Materials, TypesetterError, can_be_set, faces, lacking
from teikit.publication.print.wording import Promised, promised, words

__all__ = [
    "EDITION",
    "EMBEDDED",
    "VIEWS",
    "Finding",
    "Materials",
    "Metadata",
    "Promised",
    "Start",
    "TypesetterError",
    "apparatus",
    "blocks_of_xhtml",
    "can_be_set",
    "faces",
    "fit_to_print",
    "lacking",
    "place_of",
    "print_document",
    "print_edition",
    "print_xml",
    "promised",
    "script_of",
    "typeset",
    "words",
]
