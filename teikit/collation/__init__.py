"""Collates the witnesses of a text word by word. Knows neither TEI nor any output format."""

from teikit.collation.align import Unit, Witness, collate
from teikit.collation.relation import may_be_related

__all__ = ["Unit", "Witness", "collate", "may_be_related"]
