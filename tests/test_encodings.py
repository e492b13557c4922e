"""Files that are no UTF-8: the encoding is found by the letters, named in the report, or not guessed at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.core.diagnostics import Severity
from teikit.core.source import Position
from teikit.readers.encoding import detect
from teikit.readers.mojibake import find_misread, find_suspect
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


LETTERS = {
    "de": "Liebe Mutter, ich danke Dir für Deinen Brief und die schönen Grüße aus Köln. Hier ist es kühl, und wir "
    "frieren nachts in den Gräben; Äpfel gibt es keine. Käthe schreibt, daß Großvater über Rückenschmerzen klagt.",
    "fr": "Ma chère mère, j'ai reçu ta lettre à midi; où étais-tu? Il fait très froid et la neige gêne les chevaux. "
    "Le général était fâché parce que les voitures n'étaient pas prêtes. Hélène m'a écrit dès février.",
    "es": "Querida mamá: aquí todo sigue igual, hace frío y los caminos están llenos de barro. El pan llegó, pero no "
    "hay más vino. ¿Cómo está la abuela? Saluda al señor Núñez y a los niños; volveré el próximo año.",
    "it": "Cara mamma, ho ricevuto la tua lettera. Qui fa freddo, però è arrivato il pane; il pacco non è giunto "
    "perché la posta è lenta, ma arriverà lunedì. Saluta lo zio Nicolò e i vicini della città.",
    "pl": "Droga Mamo, dostałem Twój list i bardzo się ucieszyłem. Późną nocą żołnierze przeszli rzekę i zajęli wieś. "
    "Paczka jeszcze nie przyszła, ale może nadejdzie w tym tygodniu. Ściskam Cię, Łukasz.",
    "cs": "Milá maminko, včera jsem dostal Tvůj dopis a velmi jsem se zaradoval. Cesty jsou rozmoklé a koně unavení. "
    "Řekni otci, že balík ještě nepřišel, ale snad přijde tento týden. Líbá Tě Jiří.",
    "ru": RUSSIAN,
}
WESTERN = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850")
CENTRAL = ("cp1250", "iso8859-2", "cp852", "mac_latin2")
SAVED = [
    *((language, encoding) for language in ("de", "fr", "es", "it") for encoding in WESTERN),
    *((language, encoding) for language in ("pl", "cs") for encoding in CENTRAL),
    *(("ru", encoding) for encoding in (*SINGLE, "iso8859-5")),
]


@pytest.mark.parametrize(("language", "encoding"), SAVED)
def test_letters_in_the_encodings_of_windows_dos_and_mac_are_read(language: str, encoding: str) -> None:
    text = "".join(char for char in LETTERS[language] if char.encode(encoding, "ignore"))
    source, findings = read_plain(text.encode(encoding), "a.txt")
    assert source and source.text == text
    assert [finding.code for finding in findings] == ["read-detected-encoding"]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("It’s".encode("cp1252"), ""),
        ("да".encode("cp1251"), ""),
        (b"one \xff two", ""),
        ("Une lettre très froide, été.".encode("cp1252"), "cp1252"),
    ],
    ids=["one sign", "two letters", "one byte", "one letter"],
)
def test_thin_evidence_is_no_evidence_but_a_guess_is_named(data: bytes, named: str) -> None:
    source, findings = read_plain(data, "a.txt")
    assert source is None and [finding.code for finding in findings] == ["read-undecodable"]
    assert named in findings[0].message


@given(st.binary(min_size=40, max_size=400).filter(lambda data: len(set(data)) > 30))
def test_random_bytes_are_refused(data: bytes) -> None:
    beyond = bytes(byte | 128 for byte in data)
    guess = detect(beyond)
    assert guess is None or not guess.sure


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


@pytest.mark.parametrize("taken_for", ["cp1252", "cp1250", "mac_roman", "cp437", "cp850", "cp1254"])
@pytest.mark.parametrize("language", ["de", "cs"])
def test_utf8_taken_for_other_encodings_is_reported_by_its_look(language: str, taken_for: str) -> None:
    text = "".join(bytes([byte]).decode(taken_for, "ignore") or chr(byte) for byte in LETTERS[language].encode())
    source, findings = read_plain(text.encode(), "a.txt")
    assert source and source.text == text
    assert [finding.code for finding in findings] == ["read-mojibake"]


@pytest.mark.parametrize("text", [*LETTERS.values(), *(text.upper() for text in LETTERS.values()), "der „Löwe“, É»«"])
def test_letters_in_many_languages_are_not_taken_for_misread(text: str) -> None:
    assert find_suspect(text) is None and list(find_misread(text)) == []


@pytest.mark.parametrize(
    "text", [RUSSIAN, RUSSIAN.upper(), UKRAINIAN, ENGLISH, "СССР. Р. С. Р.", "NÃO", "Ñandú", "café"]
)
def test_ordinary_text_is_not_taken_for_misread(text: str) -> None:
    assert list(find_misread(text)) == []
