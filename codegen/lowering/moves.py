"""Places that moved since the last lock: an anchor is gone, and one new anchor has its content.

In: the lock and the places of today. Out: for each new anchor the entry that moves to it, and the entries for which
several places come into question: those retire. What is below a place that moved follows by its relative anchor, and
what is in an operation that has its id at another path or method.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.lowering.anchors import Digests, twin_of
from codegen.lowering.claims import wanted
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
_OPERATION = re.compile(r"([^#]*#/(?:paths|webhooks)/[^/]+/[^/]+)/(.+)$")
_BODY = re.compile(r"^(?:responses/[^/]+|requestBody)/content/|^parameters/")
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
    went = _operations(gone, new)
    moved: dict[str, Entry] = {}
    followed: set[str] = set()
    ambiguous: list[Entry] = []
    for one in gone:
        content = (_kind(one.anchor), one.digest)
        target = next((at for at in _relative(one.anchor, went) if at in new and at not in moved), None)
        if target is not None and not _is_top(target):
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


def _operations(gone: list[Entry], new: Mapping[str, Place]) -> dict[str, str]:
    """Return where operations went that have another path or method and the same id: their types want the same names.

    Only an operation whose id alone names its types can be found so; of several candidates none is.
    """
    wanting: dict[tuple[str, str], set[str]] = defaultdict(set)
    for anchor, place in new.items():
        if place.depth == 0 and (found := _OPERATION.match(anchor)):
            wanting[found[2], wanted(place)].add(found[1])
    pairs = {
        (found[1], section)
        for one in gone
        if (found := _OPERATION.match(one.anchor))
        for section in wanting.get((found[2], one.name), ())
    }
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    return {old: new for old, new in pairs if olds[old] == news[new] == 1}


def _relative(anchor: str, went: Mapping[str, str]) -> Iterator[str]:
    """Yield where a place would be if it followed an owner that moved, the nearest owner first."""
    above = anchor
    while "/" in above:
        above = above.rpartition("/")[0]
        if above in went:
            yield went[above] + anchor[len(above) :]


def _is_top(anchor: str) -> bool:
    """Tell whether a place stands in an operation itself: of that is told, of what is below it is not."""
    found = _OPERATION.match(anchor)
    return found is not None and "/" not in _BODY.sub("", found[2])


def _kind(anchor: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(anchor)), "component")
