"""What an edition teaches teikit: weights of its own, learned from the TEI that a person corrected.

- `blocks`: the blocks of a corrected TEI file and their labels
- `align`: the labels of the lines of its transcript
- `learn`: the weights, measured with each document left out
"""

from teikit.learning.learn import LEAST, Learned, learn_from

__all__ = ["LEAST", "Learned", "learn_from"]
