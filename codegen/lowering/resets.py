"""The lock in which places have no name yet, or have the one before again: what `codegen names reset` needs.

In: a lock and anchors. Out: a lock. Whatever names are given up retire, so that nothing else takes them unawares.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from codegen.lowering.lock import Entry, Lock
from codegen.words import folded


def undo(lock: Lock, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return the name that each place had before its name was chosen, where the lock knows just one; by anchor.

    That is the one it has there, if nothing was generated since the choice, else the only former one.
    """
    found: dict[str, str] = {}
    for anchor, name in chosen.items():
        entry = lock.entries.get(anchor)
        if entry is None or not entry.living:
            continue
        former = [one.name for one in lock.former if one.anchor == anchor]
        if entry.name != name:
            found[anchor] = entry.name
        elif len(former) == 1:
            found[anchor] = former[0]
    return found


def without(lock: Lock, anchors: Collection[str], undone: Mapping[str, str]) -> Lock:
    """Return the lock in which the places have the names they had before, and the others of the anchors none."""
    free = {one for one in anchors if one in lock.entries and lock.entries[one].living and one not in undone}
    kept = [one for one in lock.entries.values() if one.anchor not in free]
    inside = {key: name for key, name in lock.inside.items() if key[0] not in free}
    gone = [*lock.former, *(_former(lock.entries[one]) for one in sorted(free))]
    return _renamed(Lock.of(kept, gone, lock.laws, inside), undone)


def follow(was: Lock, lock: Lock, names: Mapping[str, str]) -> Lock:
    """Return the lock in which what is called after a place is called after its new name; `names` has those.

    A name that another place has is taken by none.
    """
    return _renamed(lock, dict(_followers(was, lock, names)))


def _followers(was: Lock, lock: Lock, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    taken = {folded(one.name) for one in lock.entries.values() if one.living}
    taken |= {folded(name) for name in names.values()}
    for one in lock.entries.values():
        owner = next((above for above in _above(one.anchor) if above in names and above in was.entries), None)
        if owner is None or one.anchor in names or not one.living:
            continue
        before = was.entries[owner].name
        new = f"{names[owner]}{one.name[len(before) :]}"
        if one.name.startswith(before) and names[owner] != before and folded(new) not in taken:
            taken.add(folded(new))
            yield one.anchor, new


def _above(anchor: str) -> Iterator[str]:
    while "/" in anchor:
        anchor = anchor.rpartition("/")[0]
        yield anchor


def _renamed(lock: Lock, names: Mapping[str, str]) -> Lock:
    """Return the lock in which places have other names, and had those of now."""
    other = {one: name for one, name in names.items() if lock.entries[one].name != name}
    entries = [replace(one, name=other[one.anchor]) if one.anchor in other else one for one in lock.entries.values()]
    former = [one for one in lock.former if other.get(one.anchor) != one.name]
    former += (_former(lock.entries[one]) for one in sorted(other))
    return Lock.of(entries, dict.fromkeys(former), lock.laws, lock.inside)


def _former(one: Entry) -> Entry:
    return replace(one, living=False, digest="")
