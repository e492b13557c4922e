"""Hostile TEI on its way to a page: text never becomes markup, no link can run, nothing is loaded from elsewhere."""

import re

import pytest
from lxml import etree, html
from test_reading import WRAPPER

from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading.transform import reading_document

TARGETS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "&#160;javascript:alert(1)",
    "javascript&#58;alert(1)",
    "vbscript:x",
    "data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/etc/passwd",
    "../../secret.xml",
    "a/../../b.xml",
    "http:evil",
    "https:/evil.example",
    "blob:x",
    "about:blank",
    "filesystem:x",
    "view-source:x",
    "other.xml",
    "javascript:x.xml#y",
]
CARRIERS = [
    '<ref target="{}">word</ref>',
    '<ptr target="{}"/>',
    '<persName ref="{}">word</persName>',
    '<graphic url="{}"/>',
    '<figure><graphic url="{}"/></figure>',
    '<media mimeType="x" url="{}"/>',
    '<pb facs="{}" n="1"/>',
    '<note target="{}">word</note>',
]
SCHEMES = re.compile(r"^(https?://|mailto:|#|index\.html$|tei/|a\.html(#|$))")
PIECES = '<script>alert(1)</script> " onmouseover="alert(1) \' --> ]]> &amp;lt; <img src=x onerror=alert(1)>'


def page(fragment: str) -> etree._Element:
    tei = WRAPPER.replace("<?fragment?>", f"<p>before {fragment} after</p>")
    node, _ = reading_document(tei, "a.xml")
    return html.fromstring(html_page(node, Edition("E", pages=("a",))))


def check(found: etree._Element) -> None:
    """What no page may have: a script of its own, an event, a style, a link that runs, a thing from elsewhere."""
    assert [e.get("src") for e in found.iter("script")] == ["assets/view.js"]
    assert not found.xpath(
        "//style | //@style | //iframe | //object | //embed | //base | //form | //svg | //math | //img"
    )
    assert not [name for e in found.iter("*") for name in e.attrib if str(name).lower().startswith("on")]
    for href in found.xpath("//a/@href"):
        assert SCHEMES.match(href), href
    assert all(re.fullmatch(r"assets/[a-z]+\.css", href) for href in found.xpath("//link/@href"))


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("target", TARGETS)
def test_no_target_that_can_run_reaches_the_reading_document(target: str, carrier: str) -> None:
    node, _ = reading_document(WRAPPER.replace("<?fragment?>", f"<p>{carrier.format(target)}</p>"), "a.xml")
    reading = etree.fromstring(str(node))
    links = [str(value) for value in reading.xpath("//@target | //@href | //@src")]
    assert [link for link in links if ":" in link or link.startswith(("/", "\\", "."))] == []


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("target", TARGETS)
def test_no_target_that_can_run_becomes_a_link(target: str, carrier: str) -> None:
    found = page(carrier.format(target))
    check(found)
    assert "before" in found.text_content()
    assert ("word" in carrier) <= ("word" in found.text_content())


@pytest.mark.parametrize(
    "target", ["https://example.org/a?b=%3C", "http://example.org/", "mailto:a@example.org", "a.xml#x", "a.xml"]
)
def test_what_is_safe_is_a_link(target: str) -> None:
    links = page(f'<ref target="{target}">word</ref>').xpath("//a[. = 'word']/@href")
    assert links == [target.replace("a.xml", "a.html")]


@pytest.mark.parametrize("target", TARGETS)
def test_no_target_that_can_run_reaches_the_print(target: str) -> None:
    node, _ = reading_document(WRAPPER.replace("<?fragment?>", f'<p><ref target="{target}">word</ref></p>'), "a.xml")
    tree = etree.fromstring(print_xml([node], Metadata("E")).encode())
    assert all(re.match(r"(https?://|mailto:|doi:)", link.get("target", "")) for link in tree.iter("{*}link"))


ATTRIBUTES = [
    "n",
    "rend",
    "place",
    "type",
    "hand",
    "cert",
    "reason",
    "unit",
    "extent",
    "resp",
    "when",
    "wit",
    "loc",
    "change",
    "agent",
]
ELEMENTS = [
    "add",
    "del",
    "note",
    "gap",
    "unclear",
    "supplied",
    "date",
    "fw",
    "app",
    "rdg",
    "lb",
    "pb",
    "milestone",
    "seg",
    "unknown",
]


@pytest.mark.parametrize("name", ELEMENTS)
def test_attributes_never_become_markup(name: str) -> None:
    escaped = PIECES.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    found = page(f"<{name} " + " ".join(f'{a}="{escaped}"' for a in ATTRIBUTES) + ">word</" + name + ">")
    check(found)
    assert not found.xpath("//section//script | //img")


def test_text_never_becomes_markup_in_any_place_of_a_document() -> None:
    escaped = PIECES.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    tei = (
        WRAPPER.replace("A case", escaped)
        .replace("Ann Other", escaped)
        .replace("The press", escaped)
        .replace("None.", escaped)
    )
    tei = tei.replace(
        "<?fragment?>", f"<head>{escaped}</head><p>{escaped}<add>{escaped}</add><note>{escaped}</note></p>"
    )
    node, _ = reading_document(tei, "a.xml")
    found = html.fromstring(html_page(node))
    check(found)
    assert found.text_content().count("<script>alert(1)</script>") >= 8


def test_the_policy_forbids_what_the_page_does_not_need() -> None:
    policy = page("x").xpath("//meta[@http-equiv = 'Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' file:"
    assert rules["base-uri"] == "'none'"
    assert rules["form-action"] == rules["font-src"] == "'self' file:"  # the search of the site, its faces
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert page("x").xpath("//head/*[position() <= 2]/@charset | //head/*[2]/@http-equiv") == [
        "utf-8",
        "Content-Security-Policy",
    ]
