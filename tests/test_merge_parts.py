"""The parts of the merge: tokens of a file, changes between two, places that both changed, and seals."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.tei.merge.base import (
    UNSEALED,
    base_of,
    conversion_date,
    is_sealed,
    place_of_base,
    seal,
    with_conversion_date,
)
from teikit.tei.merge.diff3 import Change, changes, regions
from teikit.tei.merge.merge import MergeError, differences, merge, with_bookkeeping
from teikit.tei.merge.tokens import decode_references, tokens

# ---------------------------------------------------------------- tokens
# A piece of XML, and its tokens: key, where they start, whether they open an element (1) or close one (-1).
TOKENS = {
    "words and marks": ("a b, c", [("a", 0, 0), (" b", 2, 0), (",", 3, 0), (" c", 5, 0)]),
    "tags": ("<p>a</p>", [("<p []>", 0, 1), ("a", 3, 0), ("</p>", 4, -1)]),
    "an empty element": ("a<lb/>b", [("a", 0, 0), ("<lb []/>", 1, 0), ("b", 6, 0)]),
    "an empty element in two tags": ("a<lb></lb>b", [("a", 0, 0), ("<lb []/>", 1, 0), ("b", 10, 0)]),
    "an element with a blank": ("<p> </p>", [("<p []>", 0, 1), (" </p>", 4, -1)]),
    "two empty elements": ("<a></a><b></b>", [("<a []/>", 0, 0), ("<b []/>", 7, 0)]),
    "one element in another": ("<a><b></b></a>", [("<a []>", 0, 1), ("<b []/>", 3, 0), ("</a>", 10, -1)]),
    "an end tag behind an end tag": (
        "<a><a>x</a></a>",
        [("<a []>", 0, 1), ("<a []>", 3, 1), ("x", 6, 0), ("</a>", 7, -1), ("</a>", 11, -1)],
    ),
    "attributes in order": ("<p b='2' a=\"1\">", [("<p [('a', '1'), ('b', '2')]>", 0, 1)]),
    "blanks in an attribute": ("<p a='1  2\n3'>", [("<p [('a', '1 2 3')]>", 0, 1)]),
    "a reference in an attribute": ("<p a='&lt;&amp;'>", [("<p [('a', '<&')]>", 0, 1)]),
    "a reference": ("a &amp; b", [("a", 0, 0), (" &", 2, 0), (" b", 8, 0)]),
    "a comment": ("<!-- a > b -->c", [("<!-- a > b -->", 0, 0), ("c", 14, 0)]),
    "an instruction": ("<?a b?>c", [("<?a b?>", 0, 0), ("c", 7, 0)]),
    "text that is no markup": ("<![CDATA[<a>]]>", [("<![CDATA[<a>]]>", 0, 0)]),
    "a line end between tags": ("<a>\n<b>", [("<a []>", 0, 1), ("<b []>", 4, 1)]),
    "a blank between tags": ("<a> <b>", [("<a []>", 0, 1), (" <b []>", 4, 1)]),
    "a line end before a tag": ("a\n<b>", [("a", 0, 0), (" <b []>", 2, 1)]),
    "a line end behind a tag": ("<a>\nb", [("<a []>", 0, 1), (" b", 4, 0)]),
    "a line end before an end tag": ("<a><b/>\n</a>", [("<a []>", 0, 1), ("<b []/>", 3, 0), ("</a>", 8, -1)]),
    "a line end at the end": ("a\n", [("a", 0, 0), (" ", 2, 0)]),
    "a line end behind a comment": ("<!-- x -->\n<a>", [("<!-- x -->", 0, 0), ("<a []>", 11, 1)]),
}  # fmt: skip


@pytest.mark.parametrize("name", TOKENS)
def test_tokens(name: str) -> None:
    text, expected = TOKENS[name]
    found = tokens(text)
    assert [(token.key, token.start, token.depth_change) for token in found] == expected
    assert "".join(token.raw for token in found) == text


def test_names_of_tokens() -> None:
    found = tokens("<a x='1'> b</a><lb/><!--c-->")
    assert [(token.name, token.is_tag) for token in found] == [
        ("a", True), ("", False), ("a", True), ("lb", True), ("!--c--", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("&#233;", "é"),
        ("&#xe9;", "é"),
        ("&#xE9;a", "éa"),
        ("&#160;", "&#160;"),  # a blank that nobody would see stays a number
        ("&#161;", "¡"),
        ("&#60;", "&#60;"),
        ("&#38;", "&#38;"),
        ("&#8203;", "&#8203;"),  # not printable
        ("<!--&#233;-->", "<!--&#233;-->"),
        ("<![CDATA[&#233;]]>&#233;", "<![CDATA[&#233;]]>é"),
        ("<?x &#233;?>", "<?x &#233;?>"),
        ("&eacute;", "&eacute;"),
    ],
)
def test_letters_for_numbers(written: str, expected: str) -> None:
    assert decode_references(written) == expected


# ---------------------------------------------------------------- changes between two states
# Two rows of letters, and the changes that lead from one to the other: what goes, what comes.
CHANGES = [
    ("", "", []),
    ("abc", "abc", []),
    ("", "ab", [("", "ab")]),
    ("ab", "", [("ab", "")]),
    ("abc", "axc", [("b", "x")]),
    ("abc", "ac", [("b", "")]),
    ("ac", "abc", [("", "b")]),
    ("abcd", "xbcy", [("a", "x"), ("d", "y")]),
    ("abc", "xyz", [("abc", "xyz")]),
    ("aab", "ab", [("a", "")]),
    ("abcdefgh", "abXdefYh", [("c", "X"), ("g", "Y")]),
    # a run of four that is unique holds both together, though single letters are frequent
    ("aaaabcdaaaa", "aabcdaa", [("aa", ""), ("aa", "")]),
    ("xabcdexx", "xxabcdex", [("", "x"), ("x", "")]),
    # of two unique letters that cross, one is moved
    ("1p2q3", "1q2p3", [("p2", ""), ("", "2p")]),
    ("pxyq", "qxyp", [("p", "q"), ("q", "p")]),
    # nothing is unique: item by item
    ("aabb", "abab", [("a", ""), ("", "a")]),
    ("ababab", "bababa", [("", "b"), ("b", "")]),
    # what is not unique is compared on both sides of what is
    ("xaap1z", "yaaq1w", [("x", "y"), ("p", "q"), ("z", "w")]),
    ("xaap1", "yaaq1z", [("x", "y"), ("p", "q"), ("", "z")]),
    ("1xaap", "z1yaaq", [("", "z"), ("x", "y"), ("p", "q")]),
    # unique letters in a long row keep their order
    ("a1b2c3d4", "a2b1c4d3", [("1b", ""), ("", "b1"), ("3d", ""), ("", "d3")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES, ids=[f"{a}-{b}" for a, b, _ in CHANGES])
def test_changes(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = changes(old, new)
    assert [(old[c.start : c.end], new[c.new_start : c.new_end]) for c in found] == expected


@given(st.permutations("abcdefg"))
def test_of_unique_letters_as_many_as_possible_stay(letters: list[str]) -> None:
    """As many as the longest rising row has, found here by trying all."""
    old, new = "abcdefg", "".join(letters)
    longest = max(
        len(kept) for size in range(8) for kept in combinations(new, size) if "".join(kept) == "".join(sorted(kept))
    )
    gone = sum(change.end - change.start for change in changes(old, new))
    assert len(old) - gone == longest


# Changes of mine and of the other side, and what they are together: base, mine, new, by whom.
REGIONS = {
    "mine alone": ([(2, 3, 2, 4)], [], [("2-3", "2-4", "2-3", "m")]),
    "the other's alone": ([], [(2, 3, 2, 4)], [("2-3", "2-3", "2-4", "n")]),
    "far from each other": (
        [(2, 3, 2, 4)], [(6, 7, 6, 7)], [("2-3", "2-4", "2-3", "m"), ("6-7", "7-8", "6-7", "n")],
    ),
    "three items between them": (
        [(2, 3, 2, 3)], [(6, 7, 6, 8)], [("2-3", "2-3", "2-3", "m"), ("6-7", "6-7", "6-8", "n")],
    ),
    "two items between them": ([(2, 3, 2, 3)], [(5, 6, 5, 8)], [("2-6", "2-6", "2-8", "mn")]),
    "the same place": ([(2, 4, 2, 3)], [(3, 5, 3, 6)], [("2-5", "2-4", "2-6", "mn")]),
    "two of mine near each other": (
        [(2, 3, 2, 3), (4, 5, 4, 5)], [], [("2-3", "2-3", "2-3", "m"), ("4-5", "4-5", "4-5", "m")],
    ),
    "what was put in moves what follows": (
        [(1, 1, 1, 4)], [(9, 10, 9, 9), (15, 16, 14, 15)],
        [("1-1", "1-4", "1-1", "m"), ("9-10", "12-13", "9-9", "n"), ("15-16", "18-19", "14-15", "n")],
    ),
    "a chain of three": (
        [(2, 3, 2, 3), (7, 8, 7, 9)], [(5, 6, 5, 5)], [("2-8", "2-9", "2-7", "mn")],
    ),
}  # fmt: skip


def shown(part: range) -> str:
    return f"{part.start}-{part.stop}"


@pytest.mark.parametrize("name", REGIONS)
def test_regions(name: str) -> None:
    mine, new, expected = REGIONS[name]
    found = regions([Change(*change) for change in mine], [Change(*change) for change in new], 3)
    assert [
        (shown(r.base), shown(r.mine), shown(r.new), "m" * r.by_me + "n" * r.by_new) for r in found
    ] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "new", "places"),
    [
        ((2, 4, 2, 2), (4, 5, 4, 6), 2),  # a whole element taken out may touch another change
        ((2, 4, 2, 2), (3, 5, 3, 6), 1),  # but not overlap it
        ((2, 2, 2, 4), (2, 2, 2, 5), 1),  # nor be put in at the same place
        ((2, 2, 2, 4), (2, 3, 2, 3), 2),
    ],
)
def test_whole_elements_stand_for_themselves(
    mine: tuple[int, int, int, int], new: tuple[int, int, int, int], places: int
) -> None:
    assert len(regions([Change(*mine, independent=True)], [Change(*new)], 3)) == places
    assert len(regions([Change(*mine)], [Change(*new)], 3)) == 1


# ---------------------------------------------------------------- the merge of three states
BASE = "<d><p>one two three four five six seven eight nine ten</p><p>a</p><p>c</p></d>"
# What I changed, what the other side changed (old, new), and the result:
# both (empty), mine or new, the replacement of `<p>a</p>`, or a conflict (None).
MERGES: dict[str, tuple[tuple[str, str], tuple[str, str], str | None]] = {
    "an element put in and words changed": (("<p>a</p>", "<p>a</p><p>b</p>"), ("one", "1"), ""),
    "elements put in at two places": (("<p>a</p>", "<p>a</p><p>b</p>"), ("</d>", "<p>e</p></d>"), ""),
    "an element taken out, the next one changed": (("<p>a</p>", ""), ("c<", "x<"), ""),
    "an element put in before one that was changed": (("<p>c", "<p>b</p><p>c"), (">c<", ">x<"), ""),
    "an element put in where one was taken out": (("<p>a</p>", ""), ("<p>a</p>", "<p>b</p><p>a</p>"), "<p>b</p>"),
    "words of one element": (("one two", "1 2"), ("nine ten", "9 10"), ""),
    "words with two words between them": (("one two", "1 2"), ("five", "5"), None),
    "words with three words between them": (("one two", "1 2"), ("six", "6"), ""),
    "a line broken and a word changed there": (("three four", "three\n  four"), ("three four", "three 4"), "new"),
    "a word changed and a line broken there": (("three four", "three 4"), ("three four", "three\n four"), "mine"),
    "an empty element put in before a word that changed": (("<p>a", "<p><lb/>a"), ("<p>a<", "<p>x<"), "<p><lb/>x</p>"),
    "the same change": (("three", "3"), ("three", "3"), "mine"),
    "the same place otherwise": (("three", "3"), ("three", "III"), None),
    "tags around words": (("three", "<hi>three</hi>"), ("eight", "8"), ""),
    "tags around words that changed": (("three", "<hi>three</hi>"), ("three", "3"), None),
    "a blank for a line end": (("</p><p>a", "</p>\n<p>a"), ("a<", "x<"), ""),
}


@pytest.mark.parametrize("name", MERGES)
def test_merge(name: str) -> None:
    mine, new, expected = MERGES[name]
    edited, converted = BASE.replace(*mine, 1), BASE.replace(*new, 1)
    found = merge(BASE.encode(), edited.encode(), converted.encode())
    if expected is None:
        assert len(found.conflicts) == 1
        assert found.data == edited.encode()
        assert found.taken == 0
        return
    both = {"": edited.replace(*new, 1), "mine": edited, "new": converted}.get(
        expected, BASE.replace("<p>a</p>", expected)
    )
    assert found.conflicts == ()
    assert found.data.decode() == both
    assert found.taken == (expected != "mine")


def test_conflicts_say_where_they_are() -> None:
    base = "<d>\n<a><b>one</b></a>\n<c>two three four five six</c>\n<e>seven</e>\n</d>"
    mine = base.replace("six", "6").replace("one", "1").replace("seven", "7")
    new = base.replace("six", "VI").replace("one", "I").replace("seven", "VII")
    found = merge(base.encode(), mine.encode(), new.encode()).conflicts
    assert [(c.position.line, c.path, c.base, c.mine, c.new) for c in found] == [
        (2, "d/a/b", "one", "1", "I"),
        (3, "d/c", "six</c> <e>seven", "6</c> <e>7", "VI</c> <e>VII"),
    ]
    assert found[0].position.column == 7


def test_differences_of_two_states() -> None:
    found = differences(b"<d><a>one</a>\n<b>two</b></d>", b"<d><a>1</a>\n<b>two</b><c/></d>")
    assert [(d.position, d.path, d.mine, d.new, d.base) for d in found] == [
        ((1, 7), "d/a", "one", "1", None),
        ((2, 11), "d", "", "<c/>", None),
    ]


# Two states of a body, and what differs: an element that was put in or taken out is shown whole.
DIFFERENCES = [
    ("<p>a</p><p>c</p>", "<p>a</p><p>b</p><p>c</p>", [("", "<p>b</p>")]),
    ("<p>a</p><p>b</p><p>c</p>", "<p>a</p><p>c</p>", [("<p>b</p>", "")]),
    ("<p>c</p>", "<p>b</p><p>c</p>", [("", "<p>b</p>")]),
    ("<p>b</p><p>c</p>", "<p>c</p>", [("<p>b</p>", "")]),
    ("<p>a</p>", "<p>a</p><p>b</p>", [("", "<p>b</p>")]),
    ("<p>a</p>", "<p>a</p><p>a</p>", [("", "<p>a</p>")]),
    ("<p>a</p><p>c</p>", "<p>a</p><q><p>b</p></q><p>c</p>", [("", "<q><p>b</p></q>")]),
    ("<p>a</p><p>c</p>", "<p>a</p><p>b</p><p>e</p><p>c</p>", [("", "<p>b</p><p>e</p>")]),
    ("<p>a</p><p>c</p>", "<p>a</p><lb/><p>c</p>", [("", "<lb/>")]),
    ("<p>a c</p>", "<p>a b c</p>", [("", "b")]),
    ("<p>a b</p>", "<p>a</p><p> b</p>", [("", "</p><p>")]),
    ("<p>a</p>", "<p><hi>a</hi></p>", [("", "<hi>"), ("", "</hi>")]),
    ("<p>a</p><p>c</p>", "<p>x</p><p>a</p><p>b</p><p>c</p>", [("", "<p>x</p>"), ("", "<p>b</p>")]),
    ("<p>a</p><p>c</p>", "<p>A</p><p>b</p><p>c</p>", [("a", "A</p><p>b")]),
    ("<p>a</p><p>b</p><p>c</p>", "<p>A</p><p>c</p>", [("a</p><p>b", "A")]),
    ("<p>a</p><p>c</p>", "<p>a</p><p>b<hi>x</hi></p><p>c</p>", [("", "<p>b<hi>x</hi></p>")]),
    ("<p>a</p><p>c</p>", "<p>a</p>b<p>c</p>", [("", "b")]),
    ("<q><p>a</p></q><q><p>c</p></q>", "<q><p>a</p></q><q><p>b</p></q><q><p>c</p></q>", [("", "<q><p>b</p></q>")]),
    ("<q><p>a</p></q><q><p>b</p></q><q><p>c</p></q>", "<q><p>a</p></q><q><p>c</p></q>", [("<q><p>b</p></q>", "")]),
    ("<p>a</p><p>c</p>", "<p>a</p><p>b</p><p>C</p>", [("c", "b</p><p>C")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), DIFFERENCES, ids=[f"{a} {b}" for a, b, _ in DIFFERENCES])
def test_elements_put_in_and_taken_out(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = differences(f"<d>{old}</d>".encode(), f"<d>{new}</d>".encode())
    assert [(difference.mine, difference.new) for difference in found] == expected


def test_a_difference_behind_the_last_token_is_at_the_last_token() -> None:
    (found,) = differences(b"<d/>\n<!--x-->", b"<d/>\n<!--x--><!--y-->")
    assert (found.position, found.mine, found.new) == ((2, 1), "", "<!--y-->")


# What I made of `</p> <p>`, what the other side did, and whose it is then (conflict: nobody's).
LAYOUT = [
    ("</p>\n<p>", '</p> <p n="1">', "new"),
    ('</p> <p n="1">', "</p>\n<p>", "mine"),
    ("</p><p>", '</p> <p n="1">', "conflict"),
    ('</p> <p n="1">', "</p><p>", "conflict"),
    ('</p>\n<p n="2">', '</p> <p n="1">', "conflict"),
    ("</p>  <p>", '</p> <p n="1">', "new"),
    ("</p>\n<p>", "</p>\n<p>", "mine"),
]


@pytest.mark.parametrize(("mine", "new", "whose"), LAYOUT)
def test_line_ends_between_tags_are_layout(mine: str, new: str, whose: str) -> None:
    base = "<d><p>a</p> <p>c</p></d>"
    edited, converted = base.replace("</p> <p>", mine), base.replace("</p> <p>", new)
    found = merge(base.encode(), edited.encode(), converted.encode())
    assert bool(found.conflicts) is (whose == "conflict")
    assert found.data.decode() == (converted if whose == "new" else edited)


def test_an_element_put_in_before_one_that_was_taken_out() -> None:
    base = b"<d><p>a</p><p>c</p></d>"
    mine, new = b"<d><p>a</p><p>b</p><p>c</p></d>", b"<d><p>a</p></d>"
    for first, second in ((mine, new), (new, mine)):
        found = merge(base, first, second)
        assert (found.data, found.conflicts) == (b"<d><p>a</p><p>b</p></d>", ())


APPLICATION = '<application ident="teikit" version="{}">'


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("x{1}y{1}z", "{1}", "{2}", "x{2}y{1}z"),
        ("x{3}y", "{1}", "{2}", "x{3}y"),
        ("x{1}y", "", "{2}", "x{1}y"),
        ("x{1}y", "{1}", "", "x{1}y"),
    ],
)
def test_what_the_converter_notes_about_itself_is_todays(text: str, old: str, new: str, expected: str) -> None:
    def noted(words: str) -> str:
        return re.sub(r"\{(\d)\}", lambda found: APPLICATION.format(found[1]), words)

    assert with_bookkeeping(noted(text), noted(old), noted(new)) == noted(expected)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe\xff", "cannot be read: line 1"),
        (b"<d>\n<p></d>", "not well-formed: line 2"),
    ],
)
def test_why_a_file_cannot_be_merged(data: bytes, says: str) -> None:
    with pytest.raises(MergeError, match=says):
        differences(data, b"<d/>")


def test_line_ends_and_the_byte_order_mark_are_those_of_the_person() -> None:
    base, new = b"<d>\n<p>one</p>\n<p>two</p></d>", b"<d>\n<p>one</p>\n<p>2</p></d>"
    mine = b"\xef\xbb\xbf" + base.replace(b"\n", b"\r\n")
    assert merge(base, mine, new).data == b"\xef\xbb\xbf" + new.replace(b"\n", b"\r\n")
    assert merge(base, base, new).data == new


# ---------------------------------------------------------------- seals
def generated(words: str, date: str = "2026-01-02") -> bytes:
    text = f'<d><desc type="generated">{UNSEALED}</desc><change when="{date}" n="1">x</change>{words}</d>'
    return seal(text.encode())


def test_a_seal_is_broken_by_any_change() -> None:
    data = generated("one\n")
    assert is_sealed(data)
    assert is_sealed(data.replace(b"\n", b"\r\n"))
    assert not is_sealed(data.replace(b"one", b"One"))
    assert not is_sealed(re.sub(rb"[0-9a-f]{64}", UNSEALED.encode(), data))
    assert not is_sealed(b"<d>one</d>")
    assert seal(b"<d>one</d>") == b"<d>one</d>"


def test_the_date_of_a_conversion() -> None:
    assert conversion_date(generated("one", "1999-12-31")) == "1999-12-31"
    assert conversion_date(b"<d/>") is None


def test_a_document_is_dated_to_another_day() -> None:
    data = generated('one<change when="2026-01-02" n="2">y</change>')
    dated = with_conversion_date(data, "1999-12-31")
    assert dated == generated('one<change when="2026-01-02" n="2">y</change>', "1999-12-31")
    assert is_sealed(dated)
    assert with_conversion_date(dated, "2026-01-02") == data


def test_only_the_first_place_for_a_seal_and_a_date_counts() -> None:
    quoted = f'<desc type="generated">{UNSEALED}</desc>'
    data = generated(quoted)
    assert is_sealed(data)
    assert data.count(UNSEALED.encode()) == 1
    assert with_conversion_date(data, "1999-12-31").count(UNSEALED.encode()) == 1


def test_where_the_generated_state_is_kept() -> None:
    assert place_of_base(Path("xml") / "one.xml") == Path("xml") / ".generated" / "one.xml"


def test_what_an_edited_file_began_as() -> None:
    old, new, other = generated("old"), generated("new"), generated("other")
    edited = old.replace(b"old", b"edited")
    assert base_of(edited, old, None) == old
    assert base_of(edited, new, old) == old
    assert base_of(edited, old, other) == old
    assert base_of(edited, new, None) is None
    assert base_of(edited, new, other) is None
    assert base_of(edited, new, old.replace(b"old", b"OLD")) is None
    without = re.sub(rb"<desc.*?</desc>", b"", edited)
    assert base_of(without, new, old) == old
    assert base_of(without, re.sub(rb"<desc.*?</desc>", b"", new), None) is None
