"""What is known of a document before its text is interpreted: from the table, the archive's page and the edition."""

from teikit.interpretation.header.precedence import PAGE, Layer
from teikit.transcript import SENT, SETTING, TRANSCRIPTION, TRANSLATION, Metadata, Stated


def stated_layers(stated: Stated, page: Metadata) -> list[Layer]:
    """The sources that a person wrote, in order of precedence."""
    return [
        Layer(stated.source or "documents table", _with_type(stated.table)),
        Layer(PAGE, page),
        Layer("edition.toml", stated.edition),
    ]


def _with_type(table: Metadata) -> Metadata:
    """The values of the table; a text with a translator or in another language than the original is a translation."""
    translated = any(responsibility.role == "translator" for responsibility in table.responsibilities)
    languages = (table.original_language, table.text_language)
    other = all(languages) and languages[0].partition("-")[0] != languages[1].partition("-")[0]
    return table._replace(text_type=TRANSLATION) if translated or other else table


def finished(data: Metadata) -> Metadata:
    """The merged values with what follows from them: the type of the text, and the place as that of a letter or not."""
    places = data.places
    if data.parties and not data.participants and not data.place(SENT):
        places = tuple(place._replace(role=SENT) if place.role == SETTING else place for place in places)
    return data._replace(text_type=data.text_type or TRANSCRIPTION, places=places)
