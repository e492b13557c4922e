"""How Python looks after its memory while teikit is at work."""

import gc


def raise_gc_threshold() -> None:
    """Has Python look for cycles of dead objects more seldom: there are few, and to look costs a tenth of the time."""
    gc.set_threshold(50_000, 20, 20)
