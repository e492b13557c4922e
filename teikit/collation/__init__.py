"""Collates the witnesses of a text word by word. Knows neither TEI nor any output format."""

from teikit.collation.align import Unit, Witness, collate

__all__ = ["Unit", "Witness", "collate"]
