"""Elements with an id that a document needs of other files: what it uses of them, kept from one run to the next.

A file such as a list of persons changes often; a document depends only on the entries that it points to.
"""

import json
from collections.abc import Callable, Mapping

from teikit.xml.resolver import Elements

ELEMENTS = "elements of "
"""What a document uses of a file: elements with an id that are there."""


def elements_as_uses(
    kind: str, elements: Mapping[str, Elements], known: Mapping[str, str] | None = None
) -> dict[str, str]:  # fmt: skip
    """Elements by the paths of their files as uses, by `kind` and the path; together with those that are `known`."""
    uses = {}
    for path, asked in elements.items():
        before = (known or {}).get(f"{kind}{path}")
        values = {**(json.loads(before)[1] if before else {}), **asked.values}
        uses[f"{kind}{path}"] = json.dumps([asked.states, values], sort_keys=True)
    return uses


def elements_today(known: str, state: Callable[[str, str], str], read: Callable[[], Mapping[str, str]]) -> str:
    """The use today of elements of which `known` was the use: the same where all elements are.

    `state` gives the state of a file, as for `Ledger.is_current`; `read` what is found in the file by id.
    """
    states, values = json.loads(known)
    if all(state(path, before) == before for path, before in states.items()):
        return known
    today = read()
    return known if all(today.get(ident, "") == what for ident, what in values.items()) else "others"
