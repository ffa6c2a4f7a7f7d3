"""The lock: which place has which name, as the last run gave them out. A value; its text is in `lock_text.py`.

A place is known by its anchor. What retired keeps its name for its return. Nothing here touches a disk.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from codegen.lowering.reserved import LAW_REVISION


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name and its place; `living` is false for a name that nothing has any more."""

    name: str
    digest: str
    anchor: str
    living: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """All entries by anchor, and the revision of the laws that gave the names."""

    entries: Mapping[str, Entry]
    former: tuple[Entry, ...] = ()
    """Names that places had before the one in `entries`; sorted by anchor and name."""
    laws: int = LAW_REVISION
    inside: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Attributes and members of enums that another key could take, by the anchor of the type and the path from it."""

    @staticmethod
    def of(
        entries: Iterable[Entry],
        former: Iterable[Entry] = (),
        laws: int = LAW_REVISION,
        inside: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> "Lock":
        """Return the lock of the entries, sorted by anchor."""
        return Lock(
            entries={one.anchor: one for one in sorted(entries, key=lambda one: one.anchor)},
            former=tuple(sorted(former, key=lambda one: (one.anchor, one.name))),
            laws=laws,
            inside=dict(sorted(inside.items())),
        )

    @property
    def retired(self) -> tuple[Entry, ...]:
        """The names that nothing has any more."""
        return (*(one for one in self.entries.values() if not one.living), *self.former)


NO_NAMES = Lock(entries={})
"""The lock of a package that has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What differs between two locks, by name."""

    added: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """The old name and the new one of a place."""
    retired: tuple[str, ...]


def step(was: Lock, now: Lock) -> Step:
    """Return what differs; a name that moved to another place is the same name."""
    before = {one.name for one in was.entries.values() if one.living}
    after = {one.name for one in now.entries.values() if one.living}
    renamed = tuple(
        (was.entries[anchor].name, one.name)
        for anchor, one in now.entries.items()
        if one.living and one.name not in before and anchor in was.entries and was.entries[anchor].name not in after
    )
    old, new = {old for old, _ in renamed}, {new for _, new in renamed}
    return Step(added=tuple(sorted(after - before - new)), renamed=renamed, retired=tuple(sorted(before - after - old)))


def former_names(lock: Lock, declared: Container[str]) -> Mapping[str, str]:
    """Return the names that declared places had before -> the names they have now, sorted; of two the first."""
    found: dict[str, str] = {}
    for one in lock.former:
        now = lock.entries.get(one.anchor)
        if now is not None and now.living and now.name in declared:
            found.setdefault(one.name, now.name)
    return dict(sorted(found.items()))
