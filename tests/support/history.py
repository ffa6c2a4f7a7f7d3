"""What became of the names of a description from one version to the next, without a lock and with one.

A place that both versions have must keep its name. A place that went elsewhere with its content may change the part of
its name that says where it is; the part that is its own must stay, or the name has moved for another reason.
"""

from dataclasses import dataclass

from support.naming import Named, name_graph

from codegen.loader.document import DocumentGraph
from codegen.location import Location
from codegen.lowering.anchors import Digests
from codegen.lowering.renewal import renewed_lock

_COMPONENT = 3
"""So many steps lead to a component: `#/components/schemas/Car`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A place that is called otherwise in the later version."""

    old: str
    new: str
    at: str
    """Its anchor; of a place that moved, both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of the places of one version."""

    kept: int
    """Places that both versions have."""
    renamed: tuple[Change, ...]
    """Those of them that are called otherwise."""
    moved: int
    """Objects that went elsewhere with their content."""
    strange: tuple[Change, ...]
    """Those of them whose own part of the name is another."""
    lost: tuple[Change, ...]
    """Places, kept or moved, whose name the lock of the earlier version does not keep.

    What was inline and is a component has the name of its key, with a lock too.
    """


def step(before: Named, graph: DocumentGraph) -> tuple[Step, Named]:
    """Return what became of the names of a description in a later version, and the names of that."""
    after = name_graph(graph)
    lock = renewed_lock(before.names, before.by_anchor().values(), before.spec)
    locked = name_graph(graph, lock).by_anchor()
    old, new = before.by_anchor(), after.by_anchor()
    both = {at: at for at in old if at in new}
    went = _moved(before, after)
    strange = (one for one in _changes(went, old, new) if not _follows(one, went, before, after))
    made = Step(
        kept=len(both),
        renamed=tuple(_changes(both, old, new)),
        moved=len(went),
        strange=tuple(strange),
        lost=tuple(_changes(both | {was: now for was, now in went.items() if _is_alike(was, now)}, old, locked)),
    )
    return made, after


def _changes(went: dict[str, str], old: dict[str, str], new: dict[str, str]) -> list[Change]:
    return [
        Change(old=old[was], new=new[now], at=was if was == now else f"{was} → {now}")
        for was, now in went.items()
        if old[was] != new[now]
    ]


def _is_alike(was: str, now: str) -> bool:
    """Tell whether both are components, or neither is."""
    return (was.count("/") == _COMPONENT) is (now.count("/") == _COMPONENT)


def _moved(before: Named, after: Named) -> dict[str, str]:
    """Return where objects went: those that one version has at one place only, and the other at one other place."""
    gone, come = _lone(before, after), _lone(after, before)
    return {gone[content]: come[content] for content in gone if content in come}


def _lone(one: Named, other: Named) -> dict[str, str]:
    """Return the places that only one version has, by content, if only one of them has it."""
    known, digests = other.by_anchor(), Digests(one.spec)
    found: dict[str, set[str]] = {}
    for at, name in one.names.types.items():
        if name.anchor not in known and one.spec.schemas[at].objects is not None:
            found.setdefault(digests.of((at,)), set()).add(name.anchor)
    return {content: min(anchors) for content, anchors in found.items() if len(anchors) == 1}


def _follows(change: Change, went: dict[str, str], before: Named, after: Named) -> bool:
    """Tell whether a name is another one because its place is: its key, owner or operation is called otherwise."""
    was, now = change.at.split(" → ")
    if was.rpartition("/")[2] != now.rpartition("/")[2]:
        return True
    before_owner, after_owner = _owner(was, before), _owner(now, after)
    if not before_owner and not after_owner:
        return _operation(was, before) != _operation(now, after)
    return change.old.removeprefix(before_owner) == change.new.removeprefix(after_owner)


def _owner(anchor: str, named: Named) -> str:
    """Return the name of the nearest place above that has one; empty if none has."""
    known = named.by_anchor()
    while "/" in anchor:
        anchor = anchor.rpartition("/")[0]
        if anchor in known:
            return known[anchor]
    return ""


def _operation(anchor: str, named: Named) -> str | None:
    """Return the operation that a place stands in."""
    pointer = "/".join(anchor.removeprefix("#").split("/")[:4])
    return named.names.operations.get(Location(named.spec.document, pointer))
