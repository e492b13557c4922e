"""Files that are no UTF-8: the encoding is found by the letters, named in the report, or not guessed at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.core.diagnostics import Severity
from teikit.core.source import Position
from teikit.readers.encoding import detect
from teikit.readers.mojibake import find_misread
from teikit.readers.plain import read_plain

RUSSIAN = (
    "Товарищ Ямщиков! Вчера вечером пришло письмо из Яблоневки: мост готов, но дорога размыта.\n"
    "Я прошу Вас ответить не позднее пятницы и сообщить, сколько людей и лошадей имеется в отряде."
)
UKRAINIAN = "Учора ввечері надійшов лист із села: міст готовий, але дорогу розмило. Їх прийняли в містечку, де є хліб."
ENGLISH = "He wrote: “the bridge’s ready” – and later: “they’re not… the road isn’t”. It’s said to be ‘washed out’."
SINGLE = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")


def codes(data: bytes, encoding: str | None = None) -> list[str]:
    return [finding.code for finding in read_plain(data, "a.txt", encoding)[1]]


@pytest.mark.parametrize("encoding", [*SINGLE, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN.upper()], ids=["small", "capitals"])
def test_russian_in_each_encoding_is_found_and_said(encoding: str, text: str) -> None:
    source, findings = read_plain(text.encode(encoding), "a.txt")
    assert source and source.text == text
    (finding,) = findings
    assert (finding.code, finding.severity) == ("read-detected-encoding", Severity.WARNING)
    assert source.encoding in finding.message and finding.position == Position(1, 1)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
def test_ukrainian_is_found(encoding: str) -> None:
    source, _ = read_plain(UKRAINIAN.encode(encoding), "a.txt")
    assert source and source.text == UKRAINIAN


def test_english_with_typographic_quotes_is_found() -> None:
    source, findings = read_plain(ENGLISH.encode("cp1252"), "a.txt")
    assert source and source.text == ENGLISH
    assert [finding.position for finding in findings] == [Position(1, ENGLISH.index("“") + 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_stated_encoding_is_no_guess(encoding: str) -> None:
    source, findings = read_plain(RUSSIAN.encode(encoding), "a.txt")
    assert source and (source.text, source.encoding, findings) == (RUSSIAN, encoding, [])


def test_what_the_user_states_is_taken() -> None:
    source, findings = read_plain("Ответ: да".encode("koi8-r"), "a.txt", "koi8-r")
    assert source and (source.text, findings) == ("Ответ: да", [])
    source, _ = read_plain(RUSSIAN.encode("utf-8-sig"), "a.txt", "utf-8")
    assert source and source.text == RUSSIAN


@pytest.mark.parametrize(
    "data",
    [
        "It’s".encode("cp1252"),
        "да".encode("cp1251"),
        b"one \xff two",
        "Późną nocą żołnierze przeszli rzekę i zajęli wieś.".encode("cp1250"),
        "Le général n'était pas prêt à céder; où était l'armée, dès février?".encode("cp437"),
    ],
    ids=["one sign", "two letters", "one byte", "Polish", "French in the encoding of a terminal"],
)
def test_thin_evidence_is_no_evidence(data: bytes) -> None:
    assert codes(data) == ["read-undecodable"]


def test_a_damaged_byte_in_utf8_is_located_and_not_read_as_another_encoding() -> None:
    data = RUSSIAN.encode()
    broken = data[:-1] + b"\xff"
    source, (finding,) = read_plain(broken, "a.txt")
    assert source is None and finding.code == "read-undecodable"
    assert finding.position and finding.position.line == 2


@given(st.binary(min_size=1, max_size=60))
def test_bytes_without_sense_name_no_encoding_or_one_that_reads_them(data: bytes) -> None:
    found = detect(data)
    assert found is None or data.decode(found.encoding)
    source, findings = read_plain(data, "a.txt")
    assert source is not None or findings


# ---------------------------------------------------------------- UTF-8 taken for another encoding
@pytest.mark.parametrize(
    ("said", "taken_for"), [("Яблоневка", "cp1251"), ("размыта", "cp1251"), ("пришло", "latin-1"), ("№", "cp1251")]
)
def test_utf8_taken_for_another_encoding_is_reported_and_kept(said: str, taken_for: str) -> None:
    text = f"Then: {said.encode().decode(taken_for)}."
    source, findings = read_plain(text.encode(), "a.txt")
    assert source and source.text == text
    (finding,) = findings
    assert finding.code == "read-mojibake" and said in finding.message and finding.position == Position(1, 7)


def test_quotes_taken_for_western_letters_are_reported() -> None:
    (finding,) = read_plain("He said: itâ€™s nâ€™t".encode(), "a.txt")[1]
    assert "“â€™” was “’”" in finding.message and "2 places" in finding.message


@pytest.mark.parametrize(
    "text", [RUSSIAN, RUSSIAN.upper(), UKRAINIAN, ENGLISH, "СССР. Р. С. Р.", "NÃO", "Ñandú", "café"]
)
def test_ordinary_text_is_not_taken_for_misread(text: str) -> None:
    assert list(find_misread(text)) == []
