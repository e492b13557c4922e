"""The RELAX NG engine beyond the suites: files, compact syntax, patterns of datatypes, ids, descriptions."""

from pathlib import Path

import pytest
from schema_fixtures import RNG_FILE

from teikit.core.source import source_of
from teikit.validation.relaxng.datatypes.library import XSD, DatatypeError, datatype
from teikit.validation.relaxng.datatypes.regex import Regex, RegexError
from teikit.validation.relaxng.description import as_text, describe
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.relaxng.schema import load
from teikit.validation.validate import validate

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def written(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


# ---------------------------------------------------------------- files
def test_includes_are_read_from_beside_the_schema(tmp_path: Path) -> None:
    a = '<define name="a"><element name="a"><empty/></element></define>'
    written(tmp_path, "base.rng", f'<grammar {RNG}><start><ref name="a"/></start>{a}</grammar>')
    own = '<define name="a"><element name="a"><text/></element></define>'
    schema = written(tmp_path, "own.rng", f'<grammar {RNG}><include href="base.rng">{own}</include></grammar>')
    assert validate(b"<a>x</a>", "a.xml", [schema]) == []
    assert [f.code for f in validate(b"<a>x</a>", "a.xml", [tmp_path / "base.rng"])] == ["tei-text-misplaced"]


REFUSED = {
    "from the network": (
        f'<grammar {RNG}>\n <include href="http://example.org/a.rng"/></grammar>',
        "nothing from the network",
    ),
    "a file that is not there": (f'<grammar {RNG}>\n <include href="gone.rng"/></grammar>', "a.rng:2:2: .*gone.rng"),
    "itself": (f'<grammar {RNG}>\n <include href="a.rng"/></grammar>', "a.rng:2:2: .*includes itself"),
    "an entity from elsewhere": (
        f'<!DOCTYPE grammar [<!ENTITY x SYSTEM "b.txt">]><element name="a" {RNG}><value>&x;</value></element>',
        "x",
    ),
    "an entity that grows": (
        '<!DOCTYPE grammar [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
        + f']><element name="a" {RNG}><value>&i;</value></element>',
        "a.rng:1:",
    ),
    "a type that does not exist": (
        f'<element name="a" {RNG}>\n  <data type="dat"/></element>',
        "a.rng:2:3: there is no datatype dat in XML Schema",
    ),
    "text twice in interleave": (
        f'<element name="a" {RNG}><interleave><text/><text/></interleave></element>',
        "a.rng:1:1: text must not occur in both parts",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_schema_that_is_refused(name: str, tmp_path: Path) -> None:
    content, says = REFUSED[name]
    written(tmp_path, "b.txt", "secret")
    with pytest.raises(SchemaError, match=says) as refused:
        validate(b"<a/>", "a.xml", [written(tmp_path, "a.rng", content)])
    assert "secret" not in str(refused.value)


# ---------------------------------------------------------------- the compact syntax
COMPACT = """
default namespace tei = "http://www.tei-c.org/ns/1.0"
namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
# a comment
start = letter
[ a:note [ "passed over" ] ]
letter = element letter { attribute when { xsd:date }, number?, (p | head)+ }
number = attribute n { xsd:integer { minInclusive = "1" } }
## a paragraph
p = element p { mixed { (hi | element tei:note { text })* } }
p |= element ab { text }
head = element head { "fixed" | xsd:token { pattern = "a" ~ "b" } - "ab" }
hi = element hi { attribute * - (xml:* | n) { text }*, text } >> a:x [ "y" ]
"""
LETTERS = {
    '<letter when="1911-05-03"><p>a<hi x="1">b</hi></p><ab>c</ab></letter>': [],
    '<letter when="1911-05-03" n="0"><p/></letter>': ["tei-attribute-value"],
    "<letter><p/></letter>": ["tei-attribute-missing"],
    '<letter when="1911-05-03"><head>fixed</head></letter>': [],
    '<letter when="1911-05-03"><head>ab</head></letter>': ["tei-text-value"],
    '<letter when="1911-05-03"><p><hi n="1"/></p></letter>': ["tei-attribute-unknown"],
    '<letter when="1911-05-03"/>': ["tei-incomplete"],
}


@pytest.mark.parametrize("text", LETTERS)
def test_a_schema_in_the_compact_syntax(text: str, tmp_path: Path) -> None:
    document = text.replace("<letter", '<letter xmlns="http://www.tei-c.org/ns/1.0"')
    found = validate(document.encode(), "a.xml", [written(tmp_path, "a.rnc", COMPACT)])
    assert [f.code for f in found] == LETTERS[text]


@pytest.mark.parametrize(
    ("content", "says"),
    {
        "start = element a { empty": "a.rnc:1:26: expected }",
        "start = element a { empty }\nb = element b { text, text | text }": "a.rnc:2:28: , and | cannot be mixed",
        "start = x:y": "a.rnc:1:9: no datatype library is declared for x",
        "start = element a { xsd:dat }": "a.rnc:1:21: there is no datatype dat",
        "start = %": "a.rnc:1:9: unexpected %",
        "start = element a { '\u0004' }": "a.rnc:1:21: character U+0004 is not allowed",
        "start = ref": "a.rnc:1:9: “ref” is not defined",
    }.items(),
)
def test_a_compact_schema_that_is_wrong_says_where(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as refused:
        validate(b"<a/>", "a.xml", [written(tmp_path, "a.rnc", content)])
    assert says in str(refused.value)


# ---------------------------------------------------------------- patterns and parameters of datatypes
FITTING = {
    r"[^\p{C}\p{Z}]+": (["слово", "a/b"], ["a b", "", "a\u00a0b"]),
    r"\p{Lu}\p{IsCyrillic}*": (["Жук"], ["жук", "Жuk"]),
    r"[a-z-[aeiou]]{2,3}": (["xyz", "bc"], ["ab", "x", "bcdf"]),
    r"\i\c*": (["_a1", "б"], ["1a"]),
    r"(a|b)*c?": (["", "abac"], ["cc"]),
    r"\d{4}(-\d\d){0,2}": (["1911", "1911-05-03"], ["1911-5"]),
    r"[+\-]?.": (["-x", "+\u00e9"], ["\n"]),
    r"(a{0,3}){2}": (["", "aaaaaa"], ["aaaaaaa"]),
    r"[^\-a]": (["b"], ["a", "-"]),
}


@pytest.mark.parametrize("pattern", FITTING)
def test_patterns_of_xml_schema(pattern: str) -> None:
    fitting, others = FITTING[pattern]
    regex = Regex(pattern)
    assert [text for text in fitting if not regex.matches(text)] == []
    assert [text for text in others if regex.matches(text)] == []


@pytest.mark.parametrize("pattern", ["(", "a)", "[", "a**", "[z-a]", r"\p{Xx}", r"\q", "a{2,1}", "", "*"])
def test_patterns_that_are_none(pattern: str) -> None:
    if not pattern:
        assert Regex(pattern).matches("")
        return
    with pytest.raises(RegexError):
        Regex(pattern)


def test_a_pattern_that_makes_others_go_back_for_ever() -> None:
    assert not Regex("(a+)+(a*)*b").matches("a" * 5000)


def test_parameters_of_datatypes() -> None:
    def allowed(name: str, text: str, **params: str) -> bool:
        return datatype(XSD, name, list(params.items()), {}).allows(text, {})

    assert allowed("decimal", "12.50", totalDigits="4", fractionDigits="2")
    assert not allowed("decimal", "12.505", fractionDigits="2")
    assert allowed("date", "1911-05-03", minInclusive="1911-01-01", maxExclusive="1912-01-01")
    assert not allowed("date", "1912-01-01", maxExclusive="1912-01-01")
    assert not allowed("dateTime", "2000-01-01T00:00:00", minInclusive="2000-01-01T00:00:00Z")
    assert allowed("string", "\U00010400", length="1")
    assert not allowed("hexBinary", "00ff", length="1")
    with pytest.raises(DatatypeError):
        allowed("boolean", "true", length="1")
    with pytest.raises(DatatypeError):
        allowed("integer", "1", minInclusive="one")


# ---------------------------------------------------------------- ids, roots, descriptions
def test_a_reference_to_an_id_that_no_element_has(tmp_path: Path) -> None:
    schema = written(
        tmp_path,
        "a.rnc",
        "start = element a { element b { attribute id { xsd:ID }?, attribute to { xsd:IDREFS }?, empty }* }",
    )
    found = validate(b'<a>\n<b id="x"/><b to="x y"/><b id="x"/></a>', "a.xml", [schema])
    assert [f"{f.code} {f.place}" for f in found] == [
        "tei-id-unknown a.xml:2:15",
        "tei-duplicate-id a.xml:2:28",
    ]


def test_of_a_document_of_another_kind_only_that_is_said() -> None:
    found = load(RNG_FILE).check(source_of("<project><target name='x'><echo/></target></project>"))
    assert [(f.code, str(f.position)) for f in found] == [("tei-namespace", "Position(line=1, column=1)")]


def test_what_a_schema_says_of_an_element() -> None:
    (facts,) = describe(load(RNG_FILE), "del")
    assert facts.text
    assert "hi" in facts.children
    assert "p" in facts.parents
    place = next(a for a in facts.attributes if a.name == "xml:id")
    assert not place.required
    page = as_text(facts)
    assert page.startswith("<del>")
    assert "parents: " in page


def test_a_schema_says_nothing_of_an_element_it_does_not_have() -> None:
    assert describe(load(RNG_FILE), "nonsense") == []
