"""A YAML tree -> the values in it that JSON cannot hold, and that nobody has told of yet, each with its place.

In: the tree of a document, and the faults found when it was read. Out: halves of surrogate pairs, wherever they stand,
and numbers that are none where an alias repeats them. It is slow, so it is asked only if there are such values.
"""

from collections.abc import Iterator, Sequence

from codegen.diagnostics import Diagnostic
from codegen.loader.annotations import HALVES
from codegen.loader.document import Json
from codegen.loader.faults import bad_number, half_pair
from codegen.loader.marks import find_mark, read_marks
from codegen.location import Location, escape


class NoNumber(str):
    """The text of a number that JSON does not have, where its value would stand; `why` ends a sentence about it."""

    why: str

    def __new__(cls, text: str, why: str) -> "NoNumber":
        """Return the text with the reason."""
        made = super().__new__(cls, text)
        made.why = why
        return made

    def __reduce__(self) -> tuple[type["NoNumber"], tuple[str, str]]:
        """Return what a copy is made of."""
        return NoNumber, (str(self), self.why)


def odd_values(tree: Json, told: Sequence[Diagnostic], text: str, name: str) -> Iterator[Diagnostic]:
    """Yield the faults beside those that are told already, in the order of the text."""
    known = {one.location.pointer for one in told if one.location is not None}
    found = [(pointer, value) for pointer, value in _places(tree) if pointer not in known]
    if not found:
        return
    marks = read_marks(text)
    for place, pointer, value in sorted((find_mark(marks, pointer), pointer, value) for pointer, value in found):
        at = Location(name, pointer)
        if isinstance(value, NoNumber):
            yield bad_number(at, value, value.why, place)
        else:
            yield half_pair(at, place)


def _places(tree: Json) -> Iterator[tuple[str, str]]:
    """Yield each pointer to a text that is half a surrogate pair's or a number's, by way of every alias."""
    pending: list[tuple[str, Json]] = [("", tree)]
    while pending:
        pointer, value = pending.pop()
        if isinstance(value, str):
            if isinstance(value, NoNumber) or value.translate(HALVES) != value:
                yield pointer, value
        elif isinstance(value, dict):
            for key, one in value.items():
                below = f"{pointer}/{escape(key)}"
                if key.translate(HALVES) != key:
                    yield below, key
                pending.append((below, one))
        elif isinstance(value, list):
            pending += [(f"{pointer}/{index}", one) for index, one in enumerate(value)]
