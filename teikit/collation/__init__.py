"""Holds the witnesses of one text against each other, word by word; knows neither TEI nor any output."""

from teikit.collation.align import Change, Unit, Witness, collate

__all__ = ["Change", "Unit", "Witness", "collate"]
