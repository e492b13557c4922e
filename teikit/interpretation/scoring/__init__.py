"""Scores the readings of a bracket by its evidence, with weights that are data (`models/brackets.json`)."""

from teikit.interpretation.scoring.evidence import evidence_of
from teikit.interpretation.scoring.score import Model, Scored, bracket_model, scored

__all__ = ["Model", "Scored", "bracket_model", "evidence_of", "scored"]
