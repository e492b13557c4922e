"""The index of the search: every word of every block is in it, in its view; files follow from the content."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_reader import Index, numbers_in, rising

from teikit.model import Block, Date, Document, EditionModel, Hand, Intervention, Mention, Record, Value, edition_model
from teikit.search import index_files, write_index
from teikit.search.letters import fold, surface, words
from teikit.search.merge import Sorter
from teikit.search.numbers import encode, encode_rising, number_documents
from teikit.search.shards import SHARD, Sized, cut, file_name

KINDS = ("text", "note", "header")
LETTERS = "abzäßſéDÉё ѣЪйЙіў北京か\u0301\u00ad-'. ,\n1²𐌰𝒜ﬁŉ"

texts = st.text(alphabet=st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"])), max_size=40)
blocks_of = st.lists(
    st.builds(
        Block,
        st.text(alphabet="abc1", min_size=1, max_size=3),
        st.sampled_from(["one", "one-2"]),
        st.sampled_from(KINDS),
        texts,
        texts,
        st.sampled_from(["", "de", "ru", "en-GB", "xx"]),
    )
    | st.builds(lambda text: Block("p", "one", "text", text, text), texts),
    max_size=6,
)


def document(name: str, title: str = "Title", **more: object) -> Document:
    return Document(name, Record(title), **more)  # type: ignore[arg-type]


def files_of(texts: dict[str, list[Block]], model: EditionModel | None = None) -> dict[str, bytes]:
    model = model or edition_model([document(name) for name in texts], [], True)
    return dict(index_files(model, lambda one: texts[one.name], "en"))


def paragraph(text: str, reading: str | None = None, ident: str = "p1", field: str = "text", **more: str) -> Block:
    return Block(ident, "one", field, text, text if reading is None else reading, **more)


def expected(blocks: list[Block], number: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Each word of the blocks with its place, by the rules of docs/search-index.md."""
    base = 0
    for block in blocks:
        kind = 3 * KINDS.index(block.field)
        views = [(kind + 1, block.diplomatic), (kind + 2, block.reading)]
        if block.diplomatic == block.reading:
            views = [(kind, block.reading)]
        longest = 0
        for field, text in views:
            found = words(text)
            longest = max(longest, len(found))
            yield from ((surface(word), (number, field, base + at)) for at, word in enumerate(found))
        base += longest + 1 if longest else 0


@given(st.dictionaries(st.sampled_from(["one", "two", "three"]), blocks_of, min_size=1))
def test_every_word_of_every_block_is_found_in_its_place_and_nothing_else(texts: dict[str, list[Block]]) -> None:
    index = Index(files_of(texts))
    numbers = number_documents(texts)
    assert rising(index.first["numbers"]) == list(numbers.values())
    places = {(form, place) for form, places in index.places.items() for place in places}
    titled = {name: [*blocks, paragraph("Title", field="header")] for name, blocks in texts.items()}
    assert places >= {pair for name, blocks in texts.items() for pair in expected(blocks, numbers[name])}
    assert places <= {pair for name, blocks in titled.items() for pair in expected(blocks, numbers[name])}


@given(blocks_of)
def test_a_passage_has_the_text_as_it_is_counted(blocks: list[Block]) -> None:
    index = Index(files_of({"one": blocks}))
    found: set[tuple[str, tuple[int, int, int]]] = set()
    (number,) = number_documents(["one"]).values()
    for name, (content,) in ((n, c) for n, c in index.contents.items() if n.startswith("t/")):
        title, page, _, _, *pieces = content
        assert (title, page) == ("Title", "one")
        for _, field, base, text, *_ in pieces:
            assert base >> 10 == int(name.rpartition("-")[2])
            found |= {(surface(word), (number, field, base + at)) for at, word in enumerate(words(text))}
    assert found >= set(expected(blocks, number))


def test_a_long_block_is_cut_where_the_files_of_passages_end() -> None:
    text = " ".join(f"w{n}" for n in range(3000))
    index = Index(files_of({"one": [paragraph("Short."), paragraph(text, ident="p2")]}))
    (number,) = number_documents(["one"]).values()
    pieces = [index.contents[f"t/{number >> 8}/{number}-{chunk}"][0][4:] for chunk in range(3)]
    assert [piece[2] for piece in (pieces[0][1], pieces[1][0], pieces[2][0])] == [2, 1024, 2048]
    assert "".join(piece[3] for part in pieces for piece in part if piece[0] == "p2") == text
    assert pieces[1][0][3].startswith("w1022 ")


def test_both_readings_of_a_choice_are_in_their_own_view_only() -> None:
    index = Index(files_of({"one": [paragraph("the ould house", "the old house")]}))
    assert {field for _, field, _ in index.places["ould"]} == {1}
    assert {field for _, field, _ in index.places["old"]} == {2}
    assert index.places["house"] == {(n, field, 2) for n in number_documents(["one"]).values() for field in (1, 2)}


def test_notes_and_headers_have_fields_of_their_own() -> None:
    blocks = [paragraph("one", field="note"), paragraph("two", "three", field="header")]
    index = Index(files_of({"one": blocks}))
    assert [{f for _, f, _ in index.places[form]} for form in ("one", "two", "three")] == [{3}, {7}, {8}]
    assert index.first["fields"] == [3, 6, 7, 8]


def test_no_phrase_crosses_two_blocks() -> None:
    index = Index(files_of({"one": [paragraph("one two"), paragraph("three")]}))
    positions = [next(iter(index.places[form]))[2] for form in ("one", "two", "three")]
    assert positions == [0, 1, 3]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", ["дело", "дела", "дѣло", "дѣлъ"]),
        ("de", ["Freundschaft", "Freundschaften"]),
        ("de", ["Häuser", "Häusern", "Haus"]),
        ("en", ["letters", "letter"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    index = Index(files_of({"one": [paragraph(" ".join(forms), language=language)]}))
    assert {surface(form) for form in forms} in index.stems.values()


def test_a_language_of_a_block_is_that_of_the_document_or_else_of_the_edition() -> None:
    german = Document("one", Record("Brief", languages=(Value("German", "text", language="de"),)))
    model = edition_model([german, document("two")], [], True)
    files = dict(index_files(model, lambda one: [paragraph("Freundschaften letters")], "en"))
    index = Index(files)
    assert "freundschaften" in index.stems["freundschaft"]
    assert "letters" in index.stems["letter"]


def test_a_common_form_has_files_of_its_own() -> None:
    texts = {f"d{n}": [paragraph("and " * 400 + f"x{n}")] for n in range(60)}
    index = Index(files_of(texts))
    assert len(index.places["and"]) == 60 * 400
    assert index.counts["and"] == 2 * 60
    parts = [name for name in index.contents if name.startswith("x/and-")]
    assert len(parts) > 2
    assert all(len(index.contents[name][0]) < 16 * 1024 for name in parts)


# ---------------------------------------------------------------- letters
@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Дѣлъ", "дел"), ("ёлка", "елка"), ("йод", "йод"), ("Міръ", "мир"), ("Ѳедоръ", "федор"), ("ъ", "ъ"),
        ("Straße", "strasse"), ("Wiſſen", "wissen"), ("Œuvre", "oeuvre"), ("ÉTÉ", "ete"), ("ŉ", "ʼn"),
        ("ﬁn", "fin"), ("ΛΌΓΟΣ", "λογοσ"), ("co\u00adop", "coop"), ("Ǆ", "dz"), ("ў", "ў"), ("И\u0306", "й"),
        ("⒈", "1"), ("א\u05b8", "א"), ("한국", "한국"),
    ],
)  # fmt: skip
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_letters_of_scripts_without_blanks_are_words() -> None:
    assert words("Peking (北京), l’été 1st") == ["Peking", "北", "京", "l", "été", "1st"]


@given(st.text())
def test_words_are_never_empty_and_folding_is_stable(text: str) -> None:
    for word in words(text):
        assert fold(word)
        assert surface(word)
        assert not set(" |,:!.") & set(fold(word) + surface(word))


# ---------------------------------------------------------------- numbers, files, changes
@given(st.lists(st.integers(0, 2**30), max_size=8))
def test_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    assert list(numbers_in(encode(numbers))) == numbers
    assert rising(encode_rising(sorted(numbers))) == sorted(numbers)


@given(st.sets(st.text(max_size=4), min_size=1, max_size=60), st.text(max_size=4))
def test_numbers_of_documents_rise_and_hardly_depend_on_others(names: set[str], more: str) -> None:
    numbers = number_documents(names)
    assert list(numbers.values()) == sorted(set(numbers.values()))
    assert set(numbers) == names


def test_a_further_document_changes_no_number_of_most() -> None:
    names = [f"letter-{n}" for n in range(1000)]
    before, after = number_documents(names), number_documents([*names, "letter-0-bis"])
    assert sum(before[name] != after[name] for name in names) < 5


rows = st.lists(st.tuples(st.text(alphabet="abc", min_size=1, max_size=8), st.integers(1, SHARD)), max_size=60)


@given(rows)
def test_shards_follow_one_another_and_are_bounded(rows: list[tuple[str, int]]) -> None:
    sized = [Sized(*row) for row in sorted(rows)]
    cuts = cut(sized)
    assert sum(shard.rows for shard in cuts) == len(sized)
    bounds = [shard.bound for shard in cuts]
    assert bounds == sorted(set(bounds))
    start = 0
    for shard, following in zip(cuts, [*bounds[1:], "\uffff"], strict=False):
        inside = sized[start : start + shard.rows]
        assert all(shard.bound <= row.folded < following for row in inside)
        assert sum(row.size for row in inside) <= SHARD or len({row.folded for row in inside}) == 1
        start += shard.rows


@given(st.text(max_size=40))
def test_names_of_files_are_safe_and_differ(form: str) -> None:
    name = file_name(form)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|. ')
    assert file_name(form + "a") != name


@given(st.lists(blocks_of, min_size=1, max_size=4))
def test_memory_is_bounded_and_the_result_is_the_same(documents: list[list[Block]]) -> None:
    from teikit.search.analysis import analyse
    from teikit.search.stems import Languages

    languages = Languages()
    analyses = [analyse(document(f"d{n}"), blocks, languages, "en") for n, blocks in enumerate(documents)]
    results = []
    for limit in (1, 5, 10**6):
        with Sorter(limit) as sorter:
            for number, analysis in enumerate(analyses):
                sorter.add(number, analysis.postings)
            results.append(list(sorter.rows()))
    assert results[0] == results[1] == results[2]


def test_a_change_of_one_document_changes_few_files_and_stale_ones_go(tmp_path: Path) -> None:
    texts = {f"d{n}": [paragraph(" ".join(f"w{n}x{i}" for i in range(40)) + " common")] for n in range(300)}
    model = edition_model([document(name) for name in texts], [], True)
    write_index(tmp_path, model, lambda one: texts[one.name], "en")
    other = tmp_path / "search" / "notes.txt"
    other.write_text("somebody's file")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.js")}
    stale = tmp_path / "search" / "w-stale.js"
    stale.write_text("x")
    texts["d7"] = [paragraph("w7x1 common changed")]
    paths = write_index(tmp_path, model, lambda one: texts[one.name], "en")
    after = {path: path.read_bytes() for path in tmp_path.rglob("*.js")}
    assert set(paths) == set(after)
    assert other.exists()
    assert sum(before.get(path) != data for path, data in after.items()) <= 6
    clean = {tmp_path / path: data for path, data in index_files(model, lambda one: texts[one.name], "en")}
    assert clean == after


def test_the_build_number_follows_from_the_content() -> None:
    builds = [Index(files_of({"one": [paragraph(text)]})).first["build"] for text in ("a b", "a b", "a c")]
    assert builds[0] == builds[1] != builds[2]


# ---------------------------------------------------------------- filters
def test_filters_have_the_documents_of_each_value() -> None:
    date = Date("1945", earliest="1945", latest="1946-02")
    letter = Document(
        "one",
        Record("Letter", archive="RGASPI", languages=(Value("Russian", "text"),), dates=(date,)),
        mentions=(Mention("person", "p#anna", "Anna"), Mention("place", "", "Moscow")),
        interventions=(Intervention("deletion", "x", "p1", hand="h1"),),
        hands=(Hand("h1", "Stalin’s hand"), Hand("h2", "not used")),
    )
    namesake = Document("two", Record("Other"), mentions=(Mention("person", "p#other", "Anna"),))
    model = edition_model([letter, namesake], [], True)
    index = Index(files_of({"one": [], "two": []}, model))
    one, two = (number_documents(["one", "two"])[name] for name in ("one", "two"))
    values = {
        name: {value: rising(numbers) for value, _, numbers in index.contents[f"f/{name}-w-"][0]}
        for name in index.first["filters"]
    }
    assert values["person"] == {"Anna (anna)": [one], "Anna (other)": [two]}
    assert values["place"] == {"Moscow": [one]}
    assert values["archive"] == {"RGASPI": [one]}
    assert values["language"] == {"Russian": [one]}
    assert values["hand"] == {"Stalin’s hand": [one]}
    assert list(values["kind"].values()) == [[one]]
    first, digits, places = index.contents["years"]
    in_order = {one: [1, 1], two: [0]}
    assert list(numbers_in(places)) == [{one: 0, two: 1}[number] for number in sorted(in_order)]
    assert first == 1945
    assert list(numbers_in(digits)) == [n for number in sorted(in_order) for n in in_order[number]]


def test_hostile_words_stay_data() -> None:
    title = '</script><script>alert(1)</script>"\\\u2028'
    model = edition_model([Document("one", Record(title), mentions=(Mention("person", "", title),))], [], True)
    index = Index(files_of({"one": [paragraph(title)]}, model))
    assert index.contents["f/person-w-"][0][0][0] == title
    assert index.places["alert"]
