"""[site] in edition.toml: what is read, and the message for each fault (tests/site_settings/)."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from teikit.edition import EditionError, load_edition
from teikit.edition.site import Font, MenuEntry, SiteSettings

HERE = Path(__file__).with_name("site_settings")
FAULTS = tomllib.loads((HERE / "faults.toml").read_text("utf-8"))["case"]
FILES = ("site/own.css", "site/logo.svg", "site/own.xsl", "pages/introduction.md", "fonts/a.woff2", "text.txt")

Factory = pytest.TempPathFactory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def settings(folder: Path, site: str, language: str = "en") -> SiteSettings:
    written = f'[edition]\ntitle = "Letters"\nlanguage = "{language}"\n[site]\n{site}\n'
    (folder / "edition.toml").write_text(written, encoding="utf-8")
    return load_edition(folder).site


@pytest.mark.parametrize("case", FAULTS, ids=[case["site"] for case in FAULTS])
def test_faults_are_named(case: dict[str, str], folder: Path) -> None:
    if "index.md" in case["message"]:
        (folder / "pages" / "index.md").write_bytes(b"")
    with pytest.raises(EditionError) as error:
        settings(folder, case["site"])
    assert str(error.value) == f"{folder / 'edition.toml'}: {case['message']}"


def test_everything_is_read(folder: Path) -> None:
    (folder / "edition.toml").write_text((HERE / "everything.toml").read_text("utf-8"), encoding="utf-8")
    edition = load_edition(folder)
    place, font = folder.resolve(), folder.resolve() / "fonts" / "a.woff2"
    assert edition.version == "1.2"
    assert edition.site == SiteSettings(
        address="https://example.org/letters/",
        theme="archival",
        css=place / "site" / "own.css",
        logo=place / "site" / "logo.svg",
        menu=(
            MenuEntry("documents"),
            MenuEntry("introduction"),
            MenuEntry("persons", "People"),
            MenuEntry("", "The project", "https://example.org/"),
        ),
        pages=(place / "pages" / "introduction.md",),
        xslt=place / "site" / "own.xsl",
        colours=(("paper", "#fff"), ("link", "#7d2c1c"), ("hand-1", "#123456")),
        dark=(("link", "#eaa48f"),),
        faces=(("text", '"Gentium Book Plus", "EB Garamond", serif'), ("title", '"Фонт"')),
        fonts=(Font("Gentium Book Plus", font), Font("B", font, "200 900", "italic")),
        words=(("page.skip", "To the text"),),
        institution=("An Institute", "https://example.org/"),
        contact="letters@example.org",
        exports=("csv", "bibtex"),
        privacy="The server keeps addresses for a week.",
    )
    assert all(getattr(edition.site, field.name) != field.default for field in fields(SiteSettings))


def test_without_site_the_settings_are_the_defaults(folder: Path) -> None:
    (folder / "pages" / "introduction.md").unlink()
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    assert load_edition(folder).site == SiteSettings()


def test_the_folder_of_pages_is_found_in_order_of_names(folder: Path) -> None:
    (folder / "pages" / "about.md").write_bytes(b"")
    (folder / "pages" / "notes.txt").write_bytes(b"")
    (folder / "pages" / ".hidden.md").write_bytes(b"")
    assert [path.name for path in settings(folder, "").pages] == ["about.md", "introduction.md"]


def test_a_page_that_leads_out_of_the_edition_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_bytes(b"")
    (folder / "pages" / "secret.md").symlink_to(secret)
    with pytest.raises(EditionError, match="outside the folder of the edition"):
        settings(folder, "")


def test_own_words_are_those_of_the_language_of_the_edition(folder: Path) -> None:
    assert settings(folder, 'words = { "page.skip" = "x" }', "ru").words == (("page.skip", "x"),)
    with pytest.raises(EditionError, match=r"locales/ru\.xml"):
        settings(folder, 'words = { "no.such" = "x" }', "ru")


def test_a_web_address_is_a_contact_and_a_name_an_institution(folder: Path) -> None:
    found = settings(folder, 'contact = "https://example.org/contact"\ninstitution = "An Institute"')
    assert (found.contact, found.institution) == ("https://example.org/contact", ("An Institute", ""))


def test_a_folder_of_transcripts_has_no_texts_of_the_site(folder: Path) -> None:
    written = '[edition]\ntitle = "Letters"\n[paths]\nraw = "pages"\n'
    (folder / "edition.toml").write_text(written, encoding="utf-8")
    assert load_edition(folder).site.pages == ()
