"""What an edition teaches teikit: weights of its own, learned from the TEI that a person corrected.

- `blocks`: the blocks of a corrected TEI file and their labels
- `align`: the labels of the lines of its transcript
- `header`: how often values of the header are right
- `learn`: the weights, measured with each document left out
"""

from teikit.learning.header import write_counts
from teikit.learning.learn import LEAST, Learned, learn_from

__all__ = ["LEAST", "Learned", "learn_from", "write_counts"]
