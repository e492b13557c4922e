"""The folder of fonts: its fonts are used for the scripts that they have, in the PDF of an edition and of files."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from test_reading import WRAPPER

from teikit.cli.main import cli
from teikit.edition.config import EditionError, load_edition
from teikit.publication.print import EMBEDDED, faces, fit_to_print, lacking, script_of

TAMIL = Path("/usr/share/fonts/truetype/lohit-tamil/Lohit-Tamil.ttf")
needs_font = pytest.mark.skipif(not TAMIL.is_file(), reason="the Debian package fonts-lohit-taml is not installed")
TEI = WRAPPER.replace("<?fragment?>", '<p xml:lang="ta">அகர முதல எழுத்தெல்லாம்</p><p xml:lang="en">English and Ἑλλάς.</p>')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(TEI, "utf-8")
    return tmp_path


def printed(folder: Path, *options: str) -> tuple[int, str, Path]:
    pdf = folder / "a.pdf"
    run = CliRunner().invoke(cli, ["print", str(folder / "tei"), "--output", str(pdf), *options])
    return run.exit_code, run.output, pdf


def fonts_of(pdf: Path) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0]
        for page in PdfReader(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_without_a_font_the_document_is_an_error_that_says_what_to_do(folder: Path) -> None:
    status, output, pdf = printed(folder)
    assert status == 1
    assert "print-missing-glyph" in output and "Tamil" in output and "fonts/" in output
    assert not pdf.exists()


@needs_font
@pytest.mark.parametrize("place", ["tei/fonts", "other"])
def test_a_font_of_the_folder_sets_its_script_and_no_other(folder: Path, place: str) -> None:
    (folder / place).mkdir()
    shutil.copy(TAMIL, folder / place)
    status, output, pdf = printed(folder, *(["--fonts", str(folder / place)] if place == "other" else []))
    assert (status, "print-" in output) == (0, False)
    assert {"Lohit", "LibertinusSerif"} <= fonts_of(pdf)
    assert faces(folder / place)[1:] == list(EMBEDDED)
    assert "u{370}" in faces(folder / place)[0]["covers"]  # type: ignore[index]


@needs_font
def test_a_font_that_is_added_is_noticed(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    assert lacking("அ", fonts) == {"அ"}
    shutil.copy(TAMIL, fonts)
    assert lacking("அ", fonts) == frozenset()


def test_a_folder_without_fonts_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.ttf").write_text("no font", "utf-8")
    assert faces(tmp_path) == faces(None) == list(EMBEDDED)


def test_an_edition_names_its_folder_of_fonts(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    toml = tmp_path / "edition.toml"
    toml.write_text('[edition]\ntitle = "T"\n', "utf-8")
    assert load_edition(tmp_path).fonts_folder is None
    (tmp_path / "fonts").mkdir()
    assert load_edition(tmp_path).fonts_folder == tmp_path / "fonts"
    toml.write_text('[edition]\ntitle = "T"\n[paths]\nfonts = "type"\n', "utf-8")
    with pytest.raises(EditionError, match="there is no folder “type”"):
        load_edition(tmp_path)
    toml.write_text('[edition]\ntitle = "T"\n[paths]\nfonts = "/usr/share/fonts"\n', "utf-8")
    with pytest.raises(EditionError, match="outside the folder"):
        load_edition(tmp_path)


@pytest.mark.parametrize(
    ("char", "script"), [("א", "Hebrew"), ("毛", "CJK"), ("ا", "Arabic"), ("☞", "signs and symbols")]
)
def test_scripts_are_named_as_unicode_names_them(char: str, script: str) -> None:
    assert script_of(char) == script


def test_separators_and_controls_are_never_printed() -> None:
    edition = (
        '<edition xmlns="urn:teikit:print"><document id="a" title="t">a\u2028b\u202ec\ufeffd\x80</document></edition>'
    )
    fit = fit_to_print(edition, None)
    assert fit.findings == []
    assert "a bcd□" in fit.edition
