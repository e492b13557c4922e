"""Interprets a document: makes all decisions that its TEI needs, before any TEI exists."""

from collections.abc import Sequence

from teikit.core import Diagnostic
from teikit.interpretation.blocks import BlockReader
from teikit.interpretation.header import decide_doubts, finished, layer_of_text, merge, stated_layers, with_title
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.languages import languages_of
from teikit.interpretation.nodes import Interpretation
from teikit.interpretation.override import Override
from teikit.interpretation.overrides import settle
from teikit.interpretation.state import State, facts_of
from teikit.interpretation.text_kind import states_translation
from teikit.recognizers import UNDECIDED
from teikit.transcript import TRANSLATION, Document, Metadata, Stated, is_stated, read_metadata


def interpret(
    document: Document, overrides: Sequence[Override] = (), stated: Stated | None = None
) -> tuple[Interpretation, list[Diagnostic]]:
    """Interprets a document; `stated` is what a person says of it outside its file.

    Returns the interpretation and the diagnostics, among them each doubtful decision and, for each of the `overrides`,
    whether it could be applied. Raises nothing for any text.
    """
    source, front, convention = document.source, document.front, document.convention
    settled, override_diagnostics = settle(document, overrides)
    given = stated or Stated()
    page, header_diagnostics = read_metadata(source, front, convention, given.language) if front else (Metadata(), [])
    if (front is None or is_stated(front)) and states_translation(source.cut(document.body), convention):
        page = page._replace(text_type=TRANSLATION)
    layers = stated_layers(given, page)
    metadata = finished(merge(layers, source)[0])
    language = document.language or metadata.text_language
    languages, language_diagnostics = languages_of(source, document.divisions, language)
    state = State(source, convention, facts_of(document, metadata), settled, document.opinions)
    inline = InlineReader(state)
    blocks = BlockReader(inline, languages.of_text)
    texts = tuple([blocks.text(division) for division in document.divisions])
    inline.brackets.report_unmatched()
    known = "" if languages.whole == UNDECIDED else languages.whole
    of_text = layer_of_text(texts, source, convention, metadata, given, known)
    metadata, differences = merge([*layers, of_text], source)
    metadata = finished(metadata._replace(text_language=known, languages=languages.recognized))
    metadata = with_title(metadata, given.language, convention)
    decide_doubts(state, metadata, given.learned)
    decided = (tuple(state.decisions), state.hands.known, state.doubtful, settled, given.language)
    interpretation = Interpretation(document, metadata, languages, texts, *decided)
    diagnostics = [*override_diagnostics, *header_diagnostics, *differences, *language_diagnostics, *state.diagnostics]
    return interpretation, diagnostics
