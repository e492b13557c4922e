"""The attributes of TEI P5 that hold pointers (teidata.pointer), and the kinds of their targets.

From the specifications of TEI P5 4.12.0. A customised schema may remove attributes or restrict their values, but it
does not turn other attributes into pointers. A value that it restricts to words contains no # and no /, and is ignored.
"""

# Attributes that hold pointers on every element that has them.
ON_ALL_ELEMENTS = frozenset(
    (
        "adj",
        "adjFrom",
        "adjTo",
        "ana",
        "calendar",
        "change",
        "children",
        "code",
        "copyOf",
        "corresp",
        "datcat",
        "datingMethod",
        "datingPoint",
        "decls",
        "domains",
        "edRef",
        "end",
        "exclude",
        "fVal",
        "facs",
        "feats",
        "filter",
        "follow",
        "fromUnit",
        "given",
        "hand",
        "inst",
        "lemmaRef",
        "mergedIn",
        "next",
        "nymRef",
        "origin",
        "parent",
        "parts",
        "perf",
        "period",
        "prev",
        "property",
        "ref",
        "rendition",
        "replyTo",
        "resp",
        "sameAs",
        "scribeRef",
        "scriptRef",
        "select",
        "since",
        "source",
        "spanTo",
        "synch",
        "target",
        "targetDatcat",
        "targetEnd",
        "toUnit",
        "toWhom",
        "unitRef",
        "uri",
        "url",
        "valueDatcat",
        "who",
        "wit",
    )
)

# Attributes that hold pointers only on these elements; elsewhere an attribute of this name has another type.
_ARCS = frozenset(("app", "arc", "rt", "span"))
_TREES = frozenset(("eLeaf", "eTree", "iNode", "leaf", "node", "root", "triangle"))
ON_SOME_ELEMENTS = {
    "active": frozenset(("relation",)),
    "mutual": frozenset(("relation",)),
    "passive": frozenset(("relation",)),
    "class": frozenset(("msContents", "msItem", "msItemStruct")),
    "from": _ARCS,
    "to": _ARCS,
    "new": frozenset(("handShift",)),
    "require": frozenset(("listApp",)),
    "scheme": frozenset(("catRef", "classCode", "keywords", "locus", "locusGrp", "occupation", "socecStatus")),
    "start": frozenset(("when", "u", "pause", "vocal", "kinesic", "incident", "writing", "annotationBlock")),
    "value": _TREES,
}  # fmt: skip
EXCEPTIONS = {
    "source": frozenset(("classRef", "elementRef", "macroRef", "moduleRef", "schemaSpec", "dataRef")),
    "url": frozenset(("moduleRef",)),
}

# Kinds of targets, each with the elements that are certainly of this kind.
KINDS = {
    "person": frozenset(("person", "personGrp", "persona")),
    "place": frozenset(("place",)),
    "organisation": frozenset(("org",)),
    "hand": frozenset(("handNote",)),
    "witness": frozenset(("witness",)),
    "event": frozenset(("event",)),
}
KIND_OF = {element: kind for kind, elements in KINDS.items() for element in elements}

# The kind of target that a reference must have, by element and attribute, or by attribute alone.
EXPECTED_KINDS = {
    ("persName", "ref"): "person",
    ("placeName", "ref"): "place",
    ("settlement", "ref"): "place",
    ("country", "ref"): "place",
    ("orgName", "ref"): "organisation",
    ("", "hand"): "hand",
    ("handShift", "new"): "hand",
    ("", "wit"): "witness",
}


def is_pointer(element: str, attribute: str) -> bool:
    """Whether a TEI attribute holds pointers."""
    if attribute in ON_ALL_ELEMENTS:
        return element not in EXCEPTIONS.get(attribute, ())
    return element in ON_SOME_ELEMENTS.get(attribute, ())


def has_expected_kind(element: str, attribute: str, target: str) -> bool:
    """Whether a reference may point at a target element, as far as kinds say."""
    expected = expected_kind(element, attribute)
    return not expected or KIND_OF.get(target) == expected


def expected_kind(element: str, attribute: str) -> str:
    """The kind of target that a reference must have; empty if any is allowed."""
    return EXPECTED_KINDS.get((element, attribute)) or EXPECTED_KINDS.get(("", attribute), "")
