"""Line numbers of the apparatus."""

import pytest

from teikit.publication.print.references import shortened


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [("7", "7", "7"), ("8", "12", "8–12"), ("10", "14", "10–14"), ("21", "24", "21–4"), ("107", "108", "107–8"),
     ("111", "115", "111–15"), ("98", "103", "98–103")],
)  # fmt: skip
def test_a_range_of_lines_is_shortened_as_in_printed_editions(first: str, last: str, written: str) -> None:
    assert shortened(first, last) == written
