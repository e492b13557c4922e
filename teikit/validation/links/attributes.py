"""Facts of TEI P5: which attributes hold pointers (teidata.pointer), and what some of them point at.

From the specifications of TEI P5 4.12.0. A customised schema may leave attributes out or narrow their values; it does
not make a pointer of what is none. What it turned into words has no # and no /, and is let be.
"""

# On every element that has them.
EVERYWHERE = frozenset(
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

# On the elements named only: on others an attribute of this name holds something else.
_ARCS = frozenset(("app", "arc", "rt", "span"))
_TREES = frozenset(("eLeaf", "eTree", "iNode", "leaf", "node", "root", "triangle"))
ON = {
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
NOT_ON = {
    "source": frozenset(("classRef", "elementRef", "macroRef", "moduleRef", "schemaSpec", "dataRef")),
    "url": frozenset(("moduleRef",)),
}

# Kinds of targets: the elements that are of that kind beyond doubt.
KINDS = {
    "person": frozenset(("person", "personGrp", "persona")),
    "place": frozenset(("place",)),
    "organisation": frozenset(("org",)),
    "hand": frozenset(("handNote",)),
    "witness": frozenset(("witness",)),
    "event": frozenset(("event",)),
}
KIND_OF = {element: kind for kind, elements in KINDS.items() for element in elements}

# What a reference is to, by element and attribute, and by attribute alone.
WANTED = {
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
    if attribute in EVERYWHERE:
        return element not in NOT_ON.get(attribute, ())
    return element in ON.get(attribute, ())


def wanted(element: str, attribute: str) -> str:
    """The kind of thing a reference is to, empty where it may be to anything."""
    return WANTED.get((element, attribute)) or WANTED.get(("", attribute), "")
