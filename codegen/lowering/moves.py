"""Places that moved since the last lock: an anchor is gone, and one new anchor has its content.

In: the lock and the places of today. Out: for each new anchor the entry that moves to it, and the entries for which
several places come into question: those retire. What is below a place that moved follows by its relative anchor.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.lowering.anchors import Digests, twin_of
from codegen.lowering.lock import Entry, Lock
from codegen.lowering.places import Place
from codegen.normalizer.spec import NormalSpec

_KINDS = {
    "variant": re.compile(r"/(oneOf|anyOf)\{[^{}]*\}(~[0-9a-f]{8})?$"),
    "parameters": re.compile(r"/parameters/(query|path|header|cookie)$"),
    "parameter": re.compile(r"/parameters/(query|path|header|cookie|querystring):[^/]*$"),
    "property": re.compile(r"/properties/[^/]*$"),
    "element": re.compile(r"/(items|itemSchema|additionalProperties|prefixItems/\d+|patternProperties/[^/]*)$"),
    "body": re.compile(r"/(content/[^/]*|requestBody|responses/[^/]*)$"),
}
_Content = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Where locked names went."""

    moved: Mapping[str, Entry]
    """By the new anchor."""
    followed: frozenset[str] = frozenset()
    """The new anchors of those that went with an owner, which is enough to tell of."""
    ambiguous: tuple[Entry, ...]


def find_moves(lock: Lock, places: Mapping[str, Place], described: frozenset[str], spec: NormalSpec) -> Moves:
    """Return the entries of the lock that belong to another anchor now; `described` has those that stand for others."""
    lost = [one for anchor, one in lock.entries.items() if one.living and anchor not in described]
    gone = [one for one in lost if twin_of(one.anchor) is None]  # a twin follows what it is the twin of
    new = {anchor: place for anchor, place in places.items() if anchor not in lock.entries}
    if not gone or not new:
        return Moves(moved={}, ambiguous=())
    digests = Digests(spec)
    candidates: dict[_Content, list[str]] = defaultdict(list)
    for anchor, place in new.items():
        candidates[_kind(anchor), digests.of(place.locations)].append(anchor)
    rivals: dict[_Content, list[Entry]] = defaultdict(list)
    for one in gone:
        rivals[_kind(one.anchor), one.digest].append(one)
    return _decide(sorted(gone, key=lambda one: (len(one.anchor), one.anchor)), new, candidates, rivals)


def _decide(
    gone: list[Entry],
    new: Mapping[str, Place],
    candidates: Mapping[_Content, list[str]],
    rivals: Mapping[_Content, list[Entry]],
) -> Moves:
    """Decide for each entry, owners first, so that what is below can follow."""
    went: dict[str, str] = {}
    moved: dict[str, Entry] = {}
    followed: set[str] = set()
    ambiguous: list[Entry] = []
    for one in gone:
        content = (_kind(one.anchor), one.digest)
        target = next((at for at in _relative(one.anchor, went) if at in new and at not in moved), None)
        if target is not None:
            followed.add(target)
        if target is None and content[0] != "parameters":
            free = [at for at in candidates.get(content, ()) if at not in moved]
            if len(free) == 1 and len(rivals[content]) == 1:
                target = free[0]
            elif free:
                ambiguous.append(one)
        if target is not None:
            moved[target] = one
            went[one.anchor] = target
    return Moves(moved=moved, followed=frozenset(followed), ambiguous=tuple(ambiguous))


def _relative(anchor: str, went: Mapping[str, str]) -> Iterator[str]:
    """Yield where a place would be if it followed an owner that moved, the nearest owner first."""
    above = anchor
    while "/" in above:
        above = above.rpartition("/")[0]
        if above in went:
            yield went[above] + anchor[len(above) :]


def _kind(anchor: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(anchor)), "component")
