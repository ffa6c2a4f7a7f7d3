"""From one lock to the next: what the new one holds, and what is told of the step.

In: the lock as it was given and the names of today. Out: the lock to write. A name whose place is gone retires, and is
kept for its return; so is a name that its place has no more. Codes of steps are told once: the next run finds the new
lock.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location
from codegen.lowering.anchors import Digests, stem, twin_of
from codegen.lowering.inside import Inside
from codegen.lowering.lock import Entry, Lock
from codegen.lowering.places import Place
from codegen.lowering.reserved import LAW_REVISION
from codegen.normalizer.spec import NormalSpec

if TYPE_CHECKING:
    from codegen.lowering.names import Names


CHOSEN = 15
"""The law of names that the user chose."""


def renewed_lock(
    names: "Names",
    declared: Iterable[str],
    spec: NormalSpec,
    inside: Mapping[str, Inside] = MappingProxyType({}),
    left_out: Container[str] = (),
) -> Lock:
    """Return the lock of the declared names; entries whose place is gone retire, and keep the name for its return.

    `inside` has the attributes and members to hold, by type. Entries of what was left out, by anchor, stay as they are.
    """
    given = set(declared)
    living, places = _living(names, given)
    digests = Digests(spec)
    entries = [
        Entry(name=name, digest=_digest(places.get(twin_of(anchor) or anchor, ()), digests), anchor=anchor)
        for anchor, name in living.items()
    ]
    went = {old: new for new, old in names.moved.items()}
    left: list[Entry] = []
    retired: list[Entry] = []
    former: list[Entry] = []
    for one in names.lock.entries.values():
        at = one.anchor if one.anchor in living else went.get(one.anchor, one.anchor)
        if one.name in given:
            continue
        if at in living:
            former.append(Entry(name=one.name, digest="", anchor=at, living=False))
        elif one.living and (twin_of(at) or at) in left_out:
            left.append(replace(one, anchor=at))
        else:
            retired.append(Entry(name=one.name, digest=one.digest, anchor=at, living=False))
    known = {*living, *(one.anchor for one in (*left, *retired))}
    for one in names.lock.former:
        at = went.get(one.anchor, one.anchor)
        if one.name not in given and at in known:
            former.append(Entry(name=one.name, digest="", anchor=at, living=False))
    waiting = {one.anchor for one in (*left, *retired)}
    held = {
        (went.get(anchor, anchor), path): text
        for (anchor, path), text in names.lock.inside.items()
        if went.get(anchor, anchor) in waiting
    }
    for anchor, name in living.items():
        held |= {(anchor, path): text for path, text in inside.get(name, {}).items()}
    return Lock.of((*entries, *left, *retired), dict.fromkeys(former), _laws(names), held)


def _living(names: "Names", given: set[str]) -> tuple[dict[str, str], dict[str, list[Location]]]:
    """Return the names of today by anchor, and the schemas that stand at each."""
    places: dict[str, list[Location]] = {}
    living = {one.anchor: one.text for one in names.parameters.values() if one.text in given}
    for at, name in names.types.items():
        if name.text in given:
            living[name.anchor] = name.text
            places.setdefault(name.anchor, []).append(at)
    living |= {one.anchor: one.text for one in (*names.twins.values(), *names.unknowns.values())}
    for anchor, others in names.also.items():
        if anchor in living:
            for other in others:
                living[other] = living[anchor]
                places[other] = places[anchor]
    first: dict[str, str] = {}
    for anchor in sorted(places):  # what shares a name has one digest, or the lock would hold the name twice
        places[anchor] = places[first.setdefault(living[anchor], anchor)]
    return living, places


def _digest(places: Iterable[Location], digests: Digests) -> str:
    found = tuple(places)
    return digests.of(found) if found else ""


def _laws(names: "Names") -> int:
    """Return the revision that the lock is of: the old one while it holds a name that newer laws would not give."""
    return names.lock.laws if names.outdated else max(LAW_REVISION, names.lock.laws)


def split(places: Mapping[str, Place], lock: Lock, spec: NormalSpec) -> Iterator[Diagnostic]:
    """Yield the descriptions of one place that have parted (law 11)."""
    first: dict[str, str] = {}
    for anchor, entry in lock.entries.items():
        if not entry.living or anchor not in places:
            continue
        other = first.setdefault(entry.name, anchor)
        if other == anchor:
            continue
        apart, stays = (anchor, other) if places[other].name == entry.name else (other, anchor)
        if places[apart].name != entry.name and places[apart].law != CHOSEN:
            message = (
                f"`{entry.name}` was the type of this and of {stays}, which keeps it; this is `{places[apart].name}`."
            )
            yield codes.NAME_SPLIT.at(_first(places[apart], spec), message)


def reused(names: "Names", renewed: Lock) -> Iterator[Diagnostic]:
    """Yield the types whose name meant something else once, as far as the lock knows.

    What stands below such a type is not told of: it comes with it.
    """
    at: dict[str, Location] = {}
    for location, name in names.types.items():
        at.setdefault(name.anchor, location)
    known: dict[str, list[Entry]] = {}
    for one in (*names.lock.entries.values(), *names.lock.former):
        known.setdefault(one.name, []).append(one)
    went = {old: new for new, old in names.moved.items()}
    told: list[str] = []
    for now in renewed.entries.values():
        before = known.get(now.name, []) if now.living else []
        other = [one for one in before if not _means(one, now, names.lock, went)]
        if len(other) == len(before) > 0 and not any(now.anchor.startswith(f"{one}/") for one in told):
            told.append(now.anchor)
            help = "If that is meant, allow it once by `--allow name-reused`."
            where = at.get(twin_of(now.anchor) or now.anchor)
            yield codes.NAME_REUSED.at(where, _reuse(other[0], now, renewed), help=help)


def _means(was: Entry, now: Entry, lock: Lock, went: Mapping[str, str]) -> bool:
    """Tell whether a name of the lock meant what it means now: the same place, or the same content elsewhere."""
    held = lock.entries.get(was.anchor, was)
    if stem(went.get(was.anchor, was.anchor)) == stem(now.anchor):
        return held is not was or was.living or was.digest in ("", now.digest)
    return held.digest == now.digest != ""


def _reuse(was: Entry, now: Entry, renewed: Lock) -> str:
    """Return what is told of a name that means something else now."""
    if was.anchor == now.anchor:
        return f"`{now.name}` is back with other content than it had."
    entry = renewed.entries.get(was.anchor)
    if entry is not None and entry.living and entry.name != now.name:
        return f"`{now.name}` was the name of {was.anchor}, which is `{entry.name}` now."
    return f"`{now.name}` was the name of {was.anchor}, whose content was another."


def _first(place: Place, spec: NormalSpec) -> Location:
    return place.locations[0] if place.locations else Location(spec.document, "")
