"""Where the parts of a patched document were written: in its own text, perhaps elsewhere in it, or in an overlay.

A tree as sparse as the patches: whatever has no node of its own was written where what is around it was, under the same
key. Positions are looked up by it (`written_at`); pointers stay those of the patched document.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from codegen.location import Location, tokens


@dataclass(slots=True, kw_only=True)
class Origin:
    """Where one place was written; None: where what is around it says."""

    at: Location | None = None
    below: "dict[str, Origin]" = field(default_factory=dict)
    removed: dict[str, Location] = field(default_factory=dict)
    """The keys that were removed here, and the actions that did it."""

    def find(self, steps: Iterable[str], start: Location) -> Location:
        """Return where the place at the end of some keys was written, if this one was written at the start."""
        here: Origin | None = self
        for step in steps:
            here = None if here is None else here.below.get(step)
            start = here.at if here is not None and here.at is not None else start.child(step)
        return start

    def inside(self, steps: Iterable[str]) -> "Origin":
        """Return the node at the end of some keys, made where there is none."""
        here = self
        for step in steps:
            here = here.below.setdefault(step, Origin())
        return here

    def known(self, steps: Iterable[str]) -> "Origin | None":
        """Return the node at the end of some keys, if there is one."""
        here: Origin | None = self
        for step in steps:
            here = None if here is None else here.below.get(step)
        return here

    def copied(self, at: Location) -> "Origin":
        """Return a node of its own for a copy of the place, which was written at `at`."""
        return Origin(at=at, below=_copies(self.below))

    def close_gap(self, index: int, length: int, around: Location) -> None:
        """Move the items behind a removed one to the front; `around` is where their array was written."""
        for number in range(index + 1, length):
            had = self.below.pop(str(number), None) or Origin()
            at = had.at or around.child(str(number))
            self.below[str(number - 1)] = replace(had, at=at)
        if index == length - 1:
            self.below.pop(str(index), None)


def _copies(nodes: dict[str, Origin]) -> dict[str, Origin]:
    return {key: Origin(at=one.at, below=_copies(one.below)) for key, one in nodes.items()}


def written_at(origins: Origin | None, place: Location) -> Location:
    """Return where the text of a place stands; without patches, at the place itself."""
    if origins is None:
        return place
    return origins.find(tokens(place.pointer), Location(place.document, ""))
