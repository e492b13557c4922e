"""Pages of the Python API in a browser: a self-contained page, and the frame in a notebook."""

from pathlib import Path
from typing import Any

import pytest
from test_browser import browser  # noqa: F401

import teikit

TEXT = "Do not [handwritten above: ever] yield to ~~any~~ them."

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_self_contained_page_is_complete_and_its_views_switch(
    browser: Any,  # noqa: F811
    tmp_path: Path,
    scripts: bool,
) -> None:
    path = tmp_path / "page.html"
    path.write_text(teikit.convert(TEXT).to_html(), encoding="utf-8")
    context = browser.new_context(java_script_enabled=scripts, offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    deletion = page.locator("#n2")
    assert deletion.is_visible()
    page.get_by_label("Reading", exact=True).check()
    assert deletion.is_hidden()
    context.close()
    assert (requests, complaints) == ([path.as_uri()], [])


def test_a_link_in_the_frame_of_a_notebook_stays_there(browser: Any, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "notebook.html"
    document = teikit.convert(TEXT)
    path.write_text(f"<!DOCTYPE html><title>Notebook</title>{document._repr_html_()}", encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("a[href='#page:cite']").click()
    assert frame.locator(":target").get_attribute("id") == "page:cite"
    context.close()
