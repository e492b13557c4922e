"""The lexer and the parser: which signs are marks, how they nest, what does not balance."""

import pytest
from converting import WILSON

from teikit.core.diagnostics import Diagnostic
from teikit.core.source import Span, source_of
from teikit.transcript.syntax.lexer import ROW
from teikit.transcript.syntax.parser import parse
from teikit.transcript.syntax.tree import Break, Group, Node, Sign, Text


def shape(text: str, nodes: tuple[Node, ...]) -> str:
    """The nodes in a short form: text as it is, `/` and `//` for line and paragraph, `|` for a page, (mark: …) else."""
    signs = {"line": "/", "paragraph": "//", "page": "|"}
    parts = []
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.span.cut(text))
        elif isinstance(node, Break):
            parts.append(signs[node.kind])
        elif isinstance(node, Sign):
            parts.append(f"({node.mark.name})")
        elif isinstance(node, Group):
            parts.append(f"({node.mark.name}: {shape(text, node.children)})")
    return "".join(parts)


def parsed(text: str) -> tuple[str, list[Diagnostic]]:
    transcript, findings = parse(source_of(text), WILSON)
    return shape(text, transcript.nodes), findings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a [b] c", "a (note: b) c"),
        ("a [b [c] d] e", "a (note: b (note: c) d) e"),
        ("a ~~b~~ c", "a (deletion: b) c"),
        ("a ^{b} c", "a (addition-above: b) c"),
        ("~~a ^{b} c~~", "(deletion: a (addition-above: b) c)"),
        ("a ?b? c", "a (doubtful-reading: b) c"),
        ("Why? So that? Yes", "Why? So that? Yes"),
        ("a?b?c", "a?b?c"),
        ("a □□ b", "a (unencoded) b"),
        ("a\x00\x01b", "a(control-character)b"),
        ("т*Документ № 10*", "т(label: Документ № 10)"),
        ("a *b* c", "a *b* c"),
        ("a\nb", "a/b"),
        ("a\r\nb", "a/b"),
        ("a\n\n\nb", "a//b"),
        ("a\n \t\nb", "a//b"),
        ("a\n\fb", "a|b"),
        ("a\n- 2 -\nb", "a/(page)/b"),
        ("a - 2 - b", "a - 2 - b"),
        ("a\n- 2 - \t\nb", "a/(page) \t/b"),
        ("a\n  - 2 -\nb", "a/(page)/b"),
        ("- 2 -", "(page)"),
        ("*a *b *Документ № 1*", "*a *b (label: Документ № 1)"),
        ("[]", "[]"),
        ("~~~~", "~~~~"),
    ],
)
def test_marks(text: str, wanted: str) -> None:
    assert parsed(text)[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("a [b", "a [b", [2]),
        ("a] b", "a] b", [1]),
        ("a [b\n\nc] d", "a [b//c] d", [2, 7]),
        ("[b\n\nc] d", "(note: b//c) d", []),
        ("~~a [b~~ c]", "(deletion: a [b) c]", [4, 10]),
        ("[a ~~b] c~~", "(note: a ~~b) c~~", [3, 9]),
        ("a ?b c", "a ?b c", []),
    ],
)
def test_what_does_not_balance_stays_text_and_is_located(text: str, wanted: str, places: list[int]) -> None:
    got, findings = parsed(text)
    assert got == wanted
    assert sorted(f.span.start for f in findings if f.span) == places
    assert {f.code for f in findings} <= {"mark-unbalanced"}


@pytest.mark.parametrize(("sign", "reported"), [("[", 1), ("]", 1), ("~~", 1), ("?", 0), ("*", 0)])
def test_a_row_of_signs_is_a_drawn_line(sign: str, reported: int) -> None:
    text = f"a {sign * ROW} b [c] d"
    got, findings = parsed(text)
    assert got == text.replace("[c]", "(note: c)")
    assert [(f.code, f.span) for f in findings] == [("mark-unbalanced", Span(2, 2 + ROW * len(sign)))] * reported


def test_fewer_signs_are_no_row() -> None:
    _, findings = parsed("[" * (ROW - 1))
    assert len(findings) == ROW - 1


def test_a_sign_inside_a_longer_one_is_passed_over() -> None:
    assert parsed("□[□a]")[0] == "(unencoded)(note: (unencoded)a)"
    assert parsed("А Б В Г [Д Е Ж З]")[0] == "(letterspaced) (note: (letterspaced))"


def test_an_empty_span_is_empty() -> None:
    transcript, findings = parse(source_of("a [b"), WILSON, Span(2, 2))
    assert (transcript.nodes, findings) == ((), [])


def test_a_pair_goes_on_over_a_page_only() -> None:
    over, reported = parse(source_of("a ~~b\n\n- 2 -\n\nc~~ d"), WILSON)
    assert [type(node) for node in over.nodes] == [Text, Group, Text]
    assert reported == []
    for text in ("a ~~b\n\nc~~ d", "a ~~b\n\n- 2 -\n\nc\n\nd~~ e", "a ~~b\n\n- 2 - is\n\nc~~ d"):
        assert len(parse(source_of(text), WILSON)[1]) == 2
