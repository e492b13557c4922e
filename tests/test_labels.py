"""Labels of lines: what holds for any text and any weights."""

import json
import time
import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.core.errors import TeikitError
from teikit.core.resources import resource
from teikit.transcript.labels import MORE, REST, LabelModel, Line, label_lines, lines_of, may_follow, shipped_model

LETTER = """12 Quay Street
Harwich

Dear Mr. Alden,

The men came on Monday and stayed
until Thursday.

Yours sincerely,
Ruth Carrow
"""
TAGS = shipped_model().tags
texts = st.lists(
    st.text(st.sampled_from("Aa ä1.,:[]()\n\t—«Я?"), max_size=40)
    | st.sampled_from(["", "Dear Sir,", "May 3, 1951", "* * *"]),
    max_size=30,
).map("\n".join)
rules = st.dictionaries(st.integers(0, 12), st.sampled_from(TAGS), max_size=6)


@given(texts, st.booleans())
def test_lines_are_what_is_not_blank(text: str, pieces: bool) -> None:
    lines = lines_of(text, pieces=pieces)
    assert all(line.span.cut(text) == line.text and line.text.strip() for line in lines)
    outside = list(text)
    for line in lines:
        outside[line.span.start : line.span.end] = " " * len(line.text)
    assert not "".join(outside).strip()


@given(texts, rules, rules)
def test_a_fixed_label_comes_out_and_continuations_follow_their_kind(
    text: str, fixed: dict[int, str], likely: dict[int, str]
) -> None:
    lines = lines_of(text)
    fixed = {index: label for index, label in fixed.items() if index < len(lines)}
    likely = {index: label for index, label in likely.items() if index < len(lines)}
    found = label_lines(lines, fixed, likely)
    assert len(found) == len(lines)
    for index, label in fixed.items():
        if label not in (MORE, REST):
            assert found[index].label == label
        elif index:
            assert found[index].label in (MORE, REST)
        if index or label not in (MORE, REST):
            assert found[index].sure
    assert not found or found[0].label not in (MORE, REST)
    assert all(may_follow(first.label, second.label) for first, second in pairwise(found))
    assert all(0 <= one.p <= 1.000001 and one.p + one.p_other <= 1.000001 and one.label != one.other for one in found)


@given(texts)
def test_the_same_text_has_the_same_labels(text: str) -> None:
    lines = lines_of(text)
    data = json.loads(resource("models", "labels.json").read_text(encoding="utf-8"))
    assert label_lines(lines) == label_lines(lines, model=_model(data))


def _model(data: dict[str, object], known: dict[int, LabelModel] = {}) -> LabelModel:  # noqa: B006
    return known.setdefault(0, LabelModel(data))


def test_a_letter_has_its_parts() -> None:
    found = [one.label for one in label_lines(lines_of(LETTER))]
    assert found[2:6] == ["salute", "paragraph", "more", "valediction"]


def test_a_rule_that_suggests_a_label_adds_to_its_weight() -> None:
    lines = lines_of(LETTER)
    before, after = (label_lines(lines, {}, likely)[0] for likely in ({}, {0: "formula"}))
    assert before.label != "formula"
    assert after.p != before.p


def test_a_label_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'greeting' is no label; labels are dateline"):
        label_lines(lines_of(LETTER), {0: "greeting"})


def test_weights_that_cannot_be_read_are_reported(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "labels.json"
    path.write_text("{}")
    with pytest.raises(TeikitError, match=r"labels\.json: no model of labels"):
        LabelModel.load(path)


def test_a_line_is_cut_at_wide_blanks_into_pieces() -> None:
    lines = lines_of("New York\t\tMay 3\n\n   Dear Sir,    I write", pieces=True)
    assert [(line.text, line.piece, line.blanks) for line in lines] == [
        ("New York", 0, 1),
        ("May 3", 1, 0),
        ("Dear Sir,", 0, 1),
        ("I write", 1, 0),
    ]
    assert lines[2].indent == 3


def test_the_weights_say_what_they_were_made_from() -> None:
    data = json.loads(resource("models", "labels.json").read_text(encoding="utf-8"))
    origin = data["made"]
    assert origin["seed"] and origin["sources"] and origin["script"]
    assert {"CC BY 4.0", "CC BY-SA 4.0"} <= set(origin["licences"])
    assert not [licence for licence in origin["licences"] if "NC" in licence.split(";")[0] or "GPL" in licence]
    scores = origin["f1_on_editions_never_trained_on"]
    assert scores["darwin hard"]["salute"] > 0.9
    assert scores["darwin clean"]["dateline"] > 0.9
    assert set(data["thresholds"]) == set(data["tags"])


def test_sources_that_are_not_free_are_only_tested_with() -> None:
    sources = tomllib.loads(resource("models", "labels-sources.toml").read_text(encoding="utf-8"))
    for source in sources.values():
        free = "NC-" not in source["licence"].split(";")[0] and not source["licence"].startswith("GPL")
        assert free or source["use"] == "test"
        assert len(source["commit"]) == 40


def test_the_cost_is_linear() -> None:
    lines = lines_of(LETTER * 400)
    few = lines[: len(lines) // 8]
    label_lines(few)

    def cost(some: tuple[Line, ...]) -> float:
        start = time.process_time()
        label_lines(some)
        return time.process_time() - start

    assert min(cost(lines) for _ in range(3)) < 30 * min(cost(few) for _ in range(3))


def test_no_weight_makes_running_text_go_on_after_a_short_block() -> None:
    data = json.loads(resource("models", "labels.json").read_text(encoding="utf-8"))
    number = data["tags"].index
    data["moves"] += [[number("salute"), number(MORE), 3000], [number("paragraph"), number(REST), 3000]]
    found = label_lines(lines_of(LETTER), {2: "salute", 3: MORE, 4: "paragraph", 5: REST}, model=LabelModel(data))
    assert [line.label for line in found[2:6]] == ["salute", REST, "paragraph", MORE]
