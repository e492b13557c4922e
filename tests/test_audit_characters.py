"""The audit of characters: each account that is wrong in one way is refused, and the right one holds.

An account is a list of spans of the raw text with what became of each, in the order in which it was written.
"""

from typing import NamedTuple

import pytest
from lxml import etree

from teikit.core.source import Source, Span
from teikit.tei.audit.characters import Proof, prove, text_of
from teikit.tei.builder import GENERATED, Kept, Ledger
from teikit.xml.names import SPAN_AT, tei

RAW = "one two [x]\n"  # "one two" is text, the bracket is a mark, blank and line end are layout
T, M, H = Kept.TEXT, Kept.MARK, Kept.HEADER


class Account(NamedTuple):
    """The spans of an account, the text of the TEI, and what the audit finds: spans lost, whether letters agree."""

    entries: list[tuple[int, int, Kept]]
    text: str = "one two"
    lost: tuple[tuple[int, int], ...] = ()
    agrees: bool = True


ACCOUNTS = {
    "all is accounted for": Account([(0, 7, T), (8, 11, M)]),
    "in several pieces": Account([(0, 3, T), (4, 7, T), (8, 11, M)]),
    "blanks belong to a piece": Account([(0, 4, T), (4, 8, T), (8, 12, M)]),
    "written in another order": Account([(4, 7, T), (0, 3, T), (8, 11, M)], "two one"),
    "part of it is in the header": Account([(0, 3, H), (4, 7, T), (8, 11, M)], "two"),
    "a mark around its text": Account([(0, 7, T), (8, 11, M), (9, 10, M)]),
    "nothing at the beginning": Account([(4, 7, T), (8, 11, M)], "two", ((0, 4),)),
    "nothing in the middle": Account([(0, 3, T), (8, 11, M)], "one", ((3, 8),)),
    "nothing at the end": Account([(0, 7, T)], lost=((7, 12),)),
    "one letter is missing": Account([(0, 2, T), (3, 7, T), (8, 11, M)], "on two", ((2, 3),)),
    "nothing at all": Account([], "", ((0, 12),)),
    "the same letters twice in the account and in the text": Account(
        [(0, 3, T), (0, 3, T), (4, 7, T), (8, 11, M)], "one one two", agrees=False
    ),
    "one letter twice": Account([(0, 3, T), (2, 7, T), (8, 11, M)], "one e two", agrees=False),
    "text inside a mark that was text before": Account([(0, 7, T), (4, 7, T), (8, 11, M)], "one two two", agrees=False),
    "the text lacks a word of the account": Account([(0, 7, T), (8, 11, M)], "one", agrees=False),
    "the text has a word more": Account([(0, 7, T), (8, 11, M)], "one two three", agrees=False),
    "the text has the words in another order": Account([(0, 7, T), (8, 11, M)], "two one", agrees=False),
    "the text has another letter": Account([(0, 7, T), (8, 11, M)], "one twa", agrees=False),
    "blanks of the text do not matter": Account([(0, 7, T), (8, 11, M)], " o ne\ttwo\n"),
}


def audited(account: Account, covered: tuple[Span, ...] = ()) -> Proof:
    ledger = Ledger()
    for start, end, kept in account.entries:
        ledger.add(Span(start, end), kept)
    text = etree.Element("text")
    text.text, text.tail = account.text, "after the text"
    return prove(Source(RAW), ledger, text, covered)


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account(name: str) -> None:
    account = ACCOUNTS[name]
    proof = audited(account)
    assert proof.lost == tuple(Span(*span) for span in account.lost)
    assert proof.agrees is account.agrees
    assert proof.total == len(RAW)
    assert proof.holds is (not account.lost and account.agrees)
    assert sum(proof.counts.values()) == len(RAW) - sum(map(len, proof.lost))


def test_what_became_of_the_characters_is_counted() -> None:
    proof = audited(ACCOUNTS["part of it is in the header"])
    assert {kept: count for kept, count in proof.counts.items() if count} == {H: 3, T: 3, M: 3, Kept.LAYOUT: 3}
    assert str(proof).startswith("12 characters = ")
    assert all(f"3 {kept}" in str(proof) for kept in (H, T, M, Kept.LAYOUT))


def test_a_mark_whose_words_are_not_encoded_is_lost() -> None:
    mark = Span(8, 11)
    proof = audited(ACCOUNTS["all is accounted for"], (mark,))
    assert proof.lost == (mark,)
    assert not proof.holds


def test_an_account_of_more_characters_than_there_are_does_not_hold() -> None:
    counts = {T: 7, M: 6}
    assert not Proof(counts, 12, (), True).holds
    assert Proof(counts, 13, (), True).holds


def test_text_that_was_generated_is_not_compared() -> None:
    ledger = Ledger([(Span(0, 7), T), (Span(8, 11), M)])
    text = etree.Element("text")
    text.text = "one two"
    etree.SubElement(text, "gap", {SPAN_AT: GENERATED}).text = "[a label]"
    assert not prove(Source(RAW), ledger, text).agrees
    ledger.generated = True
    assert prove(Source(RAW), ledger, text).holds


def test_the_text_of_a_document() -> None:
    root = etree.Element(tei("TEI"))
    with pytest.raises(ValueError, match="without a text"):
        text_of(root)
    text = etree.SubElement(root, tei("text"))
    assert text_of(root) is text
