"""Who writes to whom: the strongest connections as a drawing, all of them as a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from teikit.model import Document, natural
from teikit.site.lists import LONGEST, Catalogue, Group, element, href, path_of, text_element, year_in_words

_MOST_DRAWN = 40
_WIDTH, _STEP, _TOP = 880, 22, 20
_SENDERS, _ADDRESSEES = 300, 580  # where the names on both sides end and begin
_THIN, _THICK = 1.5, 8.0
_LONGEST_NAME = 38
_SWEEPS = 4


@dataclass
class Pair:
    """A sender and an addressee, by identity, with the documents from one to the other."""

    sender: str
    addressee: str
    documents: list[Document] = field(default_factory=list)
    certain: bool = False
    """Whether a document states both without doubt."""


def network(catalogue: Catalogue) -> str:
    """The drawing of the strongest connections, and the first part of the table; empty without correspondence."""
    pairs = pairs_of(catalogue)
    if not pairs:
        return ""
    drawn = pairs[:_MOST_DRAWN]
    strongest = catalogue.words("network-strongest", count=len(drawn)) if len(drawn) < len(pairs) else ""
    return element("network", _drawing(catalogue, drawn) + _table(catalogue, pairs, 0), strongest=strongest)


def more_pairs(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Further parts of a long table, each with its file."""
    pairs = pairs_of(catalogue)
    for part in range(1, -(-len(pairs) // LONGEST)):
        yield _file(part), element("network", _table(catalogue, pairs, part), part=part)


def pairs_of(catalogue: Catalogue) -> list[Pair]:
    """All senders with their addressees, those with most documents first."""
    pairs: dict[tuple[str, str], Pair] = {}
    for document in catalogue.documents:
        parties = catalogue.parties[document.name]
        for sender in parties.senders:
            for addressee in parties.addressees:
                pair = pairs.setdefault((sender.ident, addressee.ident), Pair(sender.ident, addressee.ident))
                pair.documents.append(document)
                pair.certain |= not sender.doubtful and not addressee.doubtful

    def rank(pair: Pair) -> tuple[object, ...]:
        names = (catalogue.people[ident].name for ident in (pair.sender, pair.addressee))
        return (-len(pair.documents), *map(natural, names), pair.sender, pair.addressee)

    return sorted(pairs.values(), key=rank)


# ---- the drawing: senders left, addressees right
def _drawing(catalogue: Catalogue, pairs: Sequence[Pair]) -> str:
    """Every connection has a row of its own on both sides; a name is in the middle of its rows."""
    left, right = _order(pairs)
    starts = _rows(pairs, lambda pair: (left.index(pair.sender), right.index(pair.addressee)))
    ends = _rows(pairs, lambda pair: (right.index(pair.addressee), left.index(pair.sender)))
    most = max(len(pair.documents) for pair in pairs)
    edges = [_edge(pair, starts[id(pair)], ends[id(pair)], most) for pair in pairs]
    senders = [_node(catalogue, ident, "end", _own(pairs, ident, "sender"), starts) for ident in left]
    addressees = [_node(catalogue, ident, "start", _own(pairs, ident, "addressee"), ends) for ident in right]
    return element("drawing", [*edges, *senders, *addressees], width=_WIDTH, height=2 * _TOP + (len(pairs) - 1) * _STEP)


def _own(pairs: Sequence[Pair], ident: str, side: str) -> list[Pair]:
    return [pair for pair in pairs if getattr(pair, side) == ident]


def _order(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Both sides, the strongest first, then each name at the mean height of its partners, so that fewer lines cross."""
    left = list(dict.fromkeys(pair.sender for pair in pairs))
    right = list(dict.fromkeys(pair.addressee for pair in pairs))
    for _ in range(_SWEEPS):
        right = _sorted(right, left, {ident: [p.sender for p in pairs if p.addressee == ident] for ident in right})
        left = _sorted(left, right, {ident: [p.addressee for p in pairs if p.sender == ident] for ident in left})
    return left, right


def _sorted(side: list[str], other: list[str], partners: Mapping[str, list[str]]) -> list[str]:
    places = {ident: place for place, ident in enumerate(other)}
    return sorted(side, key=lambda ident: fmean(places[partner] for partner in partners[ident]))


def _rows(pairs: Sequence[Pair], key: Callable[[Pair], tuple[int, int]]) -> dict[int, int]:
    """The height of each connection on a side."""
    return {id(pair): _TOP + row * _STEP for row, pair in enumerate(sorted(pairs, key=key))}


def _edge(pair: Pair, start: int, end: int, most: int) -> str:
    width = round(_THIN + (_THICK - _THIN) * (len(pair.documents) - 1) / max(most - 1, 9), 1)
    x1, x2 = _SENDERS + 14, _ADDRESSEES - 24
    path = f"M{x1} {start} C {x1 + 110} {start}, {x2 - 110} {end}, {x2} {end}"
    tip = f"M{x2} {end - 5} l10 5 l-10 5z"
    return element("edge", path=path, tip=tip, width=str(width), doubtful=None if pair.certain else "yes")


def _node(catalogue: Catalogue, ident: str, side: str, own: Sequence[Pair], heights: Mapping[int, int]) -> str:
    """A name with the number of documents that are drawn from it or to it, and the link to its page."""
    rows = [heights[id(pair)] for pair in own]
    count, name = sum(len(pair.documents) for pair in own), catalogue.people[ident].name
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    x, bracket = (_SENDERS, _SENDERS + 8) if side == "end" else (_ADDRESSEES, _ADDRESSEES - 8)
    return element(
        "node",
        href=catalogue.entity_link(ident),
        text=f"{short} ({count})",
        label=f"{name} ({count})",
        x=x,
        y=(min(rows) + max(rows)) // 2 + 4,
        side=side,
        bracket=f"M{bracket} {min(rows) - 6} V{max(rows) + 6}" if len(rows) > 1 else "",
    )


# ---- the table
def _table(catalogue: Catalogue, pairs: Sequence[Pair], part: int) -> str:
    listed = pairs[part * LONGEST : (part + 1) * LONGEST]
    root = "../" if part else ""
    parts = range(-(-len(pairs) // LONGEST))
    links = (
        element("part", href=root + _file(n), text=str(n + 1), current="yes" if n == part else None)
        for n in (parts if len(parts) > 1 else ())
    )
    return element("pairs", [_row(catalogue, pair, root) for pair in listed]) + element("parts", links)


def _row(catalogue: Catalogue, pair: Pair, root: str) -> str:
    sides = (("sender", pair.sender), ("addressee", pair.addressee))
    names = [text_element(side, catalogue.people[who].name, href=catalogue.entity_link(who)) for side, who in sides]
    years = [years for document in pair.documents if (years := catalogue.of_years(document))]
    ends = sorted({min(y.first for y in years), max(y.last for y in years)}) if years else []
    return element(
        "pair",
        names,
        count=len(pair.documents),
        href=root + _letters(catalogue, pair),
        years=" – ".join(year_in_words(year, catalogue.interface) for year in ends),
        label=catalogue.words("documents", count=len(pair.documents)),
        doubtful=None if pair.certain else "yes",
    )


def _letters(catalogue: Catalogue, pair: Pair) -> str:
    """The list of the correspondence, else the first document."""
    idents = catalogue.parties[pair.documents[0].name].idents
    group: Group | None = catalogue.correspondences.get(idents)
    return path_of(f"between-{group.slug}", 0) if group and group.slug else href(pair.documents[0])


def _file(part: int) -> str:
    return f"timeline/pairs-{part + 1}.html" if part else "timeline.html"
