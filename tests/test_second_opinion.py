"""What the labels of lines say of blocks that rules read: where they lead, and where they make doubt.

The accounts of an invented churchwarden: only the labels know that the first line is a heading.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions import NEUTRAL, load_convention
from teikit.core import Diagnostic, Source, Span, resource
from teikit.interpretation import Interpretation, interpret
from teikit.interpretation.nodes import BlockNode, RunOfBlocks
from teikit.interpretation.scoring import LABELS, SHAPES, block_cert, block_evidence, share_right
from teikit.transcript import Opinion, read_document
from teikit.transcript.labels import NO_OPINIONS, opinions_of, shipped_model

BOOK = """The Accompt of Jno. Pratt, Churchwarden, for the year 1741

Paid to the smith for the mending of the great bell before the feast of Easter.

Received of Mr. Low for the hire of the pall at two burials in the month of June.

Paid to the widow Hale for the washing of the linen the whole of this same year.

Flandern 1916.

Paid for a new rope, which the sexton fetched from the town himself on foot.
"""
# No rule takes the second line for a date, as it is written, nor the third and the two below it for a heading.
ORDER = """№ 12
марта 3 дня 1879 г.
ПРИКАЗ
по третьей бригаде
город Лютица
Завтра, 4 марта, бригаде выступить по направлению к реке:
1) Первая рота под начальством капитана Дорошина, собравшись у мельницы, следует мимо кладбища и мельничной плотины \
прямо к каменному мосту через реку Каменку. Квартиры занять в деревне Горки, в Малых Горках и в Заречье.
2) Вторая рота под начальством поручика Лаптева следует берегом реки через новые мосты по реке Каменке и у Чистого \
ключа к броду, где и ночует. Обоз, не заходя в деревню, следует прямо к мостам по реке.
"""
FEW = "Paid to the smith.\n\nFlandern 1916.\n"


def texts_of(text: str) -> tuple[Interpretation, list[Diagnostic]]:
    document, _ = read_document(Source(text, "book.txt"), load_convention(NEUTRAL))
    return interpret(document)


def test_a_label_leads_where_no_rule_knows_a_block() -> None:
    text = texts_of(ORDER)[0].texts[0]
    opener = [block.kind for part in text.top if isinstance(part, RunOfBlocks) for block in part.blocks]
    assert "dateline" in opener
    assert [part.kind for part in text.top if isinstance(part, BlockNode)] == ["head"]


def test_a_text_of_few_lines_has_no_second_opinion() -> None:
    assert opinions_of(FEW, Span(0, len(FEW))) is NO_OPINIONS
    assert opinions_of(BOOK, Span(0, len(BOOK))).by_start


def test_the_probabilities_of_a_line_add_up_to_one() -> None:
    opinions = opinions_of(BOOK, Span(0, len(BOOK)))
    for start in opinions.by_start:
        assert sum(opinions.of(Span(start, start + 1)).shares.values()) == pytest.approx(1)


def test_a_block_inside_a_line_has_no_opinion() -> None:
    opinions = opinions_of(BOOK, Span(0, len(BOOK)))
    assert opinions.of(Span(4, 9)) == Opinion() and not Opinion().label


@pytest.mark.parametrize("kind", LABELS)
def test_agreement_is_worth_more_than_contradiction(kind: str) -> None:
    weights = json.loads(resource("models", "blocks.json").read_text(encoding="utf-8"))["doubt"]["weights"]
    label = LABELS[kind]
    other = "paragraph" if label != "paragraph" else "heading"
    agrees, differs = Opinion({label: 0.9, other: 0.1}), Opinion({label: 0.01, other: 0.99})
    right = [share_right(block_evidence(kind, one), weights) for one in (agrees, differs)]
    assert right[0] > right[1] + 0.05


def test_a_paragraph_of_known_form_is_sure_only_where_the_labels_agree() -> None:
    assert block_cert("p", Opinion({"paragraph": 0.9, "more": 0.1}), "long") == ""
    assert block_cert("p", Opinion({"heading": 0.95, "paragraph": 0.05}), "capitals") == "low"


@given(st.dictionaries(st.sampled_from(shipped_model().tags), st.floats(0, 1), min_size=1), st.sampled_from(SHAPES))
def test_every_block_has_a_probability(shares: dict[str, float], shape: str) -> None:
    weights = json.loads(resource("models", "blocks.json").read_text(encoding="utf-8"))["doubt"]["weights"]
    for kind in LABELS:
        assert 0 < share_right(block_evidence(kind, Opinion(shares), shape if kind == "p" else ""), weights) < 1


def test_doubt_by_the_labels_is_reported_with_what_else_the_block_may_be() -> None:
    interpretation, diagnostics = texts_of("WAR CABINET, 1.\n\n" + BOOK)
    doubtful = [finding for finding in diagnostics if finding.code == "block-doubtful"]
    assert any("WAR CABINET" in one.message and "it may be a heading" in one.message for one in doubtful)
    assert len(doubtful) == sum(decision.code == "block-doubtful" for decision in interpretation.decisions)
