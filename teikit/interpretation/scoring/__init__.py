"""Scores readings by their evidence, with weights that are data: brackets (`models/brackets.json`), blocks
(`models/blocks.json`).
"""

from teikit.interpretation.scoring.blocks import SHAPES, paragraph_cert
from teikit.interpretation.scoring.blocks import shape_of as paragraph_shape
from teikit.interpretation.scoring.doubt import LABELS, block_cert, block_evidence, share_right
from teikit.interpretation.scoring.evidence import evidence_of
from teikit.interpretation.scoring.fits import fits_of
from teikit.interpretation.scoring.score import Model, Scored, bracket_model, scored

__all__ = [
    "LABELS",
    "SHAPES",
    "Model",
    "Scored",
    "block_cert",
    "block_evidence",
    "bracket_model",
    "evidence_of",
    "fits_of",
    "paragraph_cert",
    "paragraph_shape",
    "scored",
    "share_right",
]
