"""A tree while it is patched: merging, appending, replacing and removing at paths, with the origins of what is new.

A container is copied before it is changed, and along its path only: an alias of a YAML document that shares it keeps
what it had, and a change costs what it touches. Values that do not fit each other are refused (`Misfit`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codegen.loader.document import MOST_DEEP, Json
from codegen.loader.origins import Origin
from codegen.location import Location, escape

Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A value to put in, and where it was written."""

    value: Json
    at: Location
    origin: Origin
    """Of what stands inside, where that was patched itself."""

    def below(self, key: str, value: Json) -> "Source":
        """Return what stands under a key of the value."""
        origin = self.origin.below.get(key) or Origin()
        return Source(value=value, at=origin.at or self.at.child(key), origin=origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A value that cannot be merged into what is there."""

    path: Path
    """Of what is there."""
    was: Json
    source: Source


class TooMuchError(Exception):
    """What was put in nests too deep, or is too much when it is written out."""


@dataclass(slots=True, kw_only=True)
class PatchedTree:
    """The tree of one document as it is now."""

    document: str
    value: Json
    most: int
    """So many values may be put in: copies of copies grow fast."""
    origin: Origin = field(default_factory=Origin)
    _ours: dict[int, Json] = field(default_factory=dict)
    """The containers made since the last `settle`, by identity: only these may be changed."""
    _weights: dict[int, tuple[int, int, Json]] = field(default_factory=dict)

    def settle(self) -> None:
        """Make the tree as it is now one that must not change: parts of it may be put in elsewhere."""
        self._ours.clear()

    def written_at(self, path: Path) -> Location:
        """Return where the value at a path was written."""
        return self.origin.find(map(str, path), Location(self.document, ""))

    def source(self, path: Path, value: Json) -> Source:
        """Return the value at a path as something to put in elsewhere."""
        return Source(value=value, at=self.written_at(path), origin=self.origin.known(map(str, path)) or Origin())

    def merge(self, path: Path, source: Source) -> Iterator[Misfit]:
        """Merge an object into the one at a path; yield what does not fit, which stays as it was."""
        target = self._own(path)
        assert isinstance(target, dict)  # noqa: S101  # selected as one
        yield from self._merge(target, source, path, self.origin.inside(map(str, path)))

    def append(self, path: Path, sources: Iterator[Source]) -> None:
        """Append items to the array at a path."""
        target = self._own(path)
        assert isinstance(target, list)  # noqa: S101  # selected as one
        self._append(target, sources, path, self.origin.inside(map(str, path)))

    def replace(self, path: Path, source: Source) -> None:
        """Put a value into the place of the one at a path."""
        self._weigh(path, source.value)
        if not path:
            self.value, self.origin = source.value, source.origin.copied(source.at)
            return
        target, step = self._own(path[:-1]), path[-1]
        if isinstance(target, dict):
            target[str(step)] = source.value
        elif isinstance(target, list):
            target[int(step)] = source.value
        self.origin.inside(map(str, path[:-1])).below[str(step)] = source.origin.copied(source.at)

    def remove(self, paths: list[Path], by: Location) -> None:
        """Remove what stands at some paths, none of them empty; what stands inside goes first, and later items do.

        `by` is the place of the action that asks for it.
        """
        for path in sorted(paths, key=lambda one: (-len(one), -one[-1] if isinstance(one[-1], int) else 0)):
            target, step = self._own(path[:-1]), path[-1]
            if isinstance(target, dict):
                del target[str(step)]
                around = self.origin.inside(map(str, path[:-1]))
                around.below.pop(str(step), None)
                around.removed[str(step)] = by
            elif isinstance(target, list):
                index = int(step)
                around = self.origin.inside(map(str, path[:-1]))
                around.close_gap(index, len(target), self.written_at(path[:-1]))
                del target[index]

    def _merge(self, target: dict[str, Json], source: Source, path: Path, origin: Origin) -> Iterator[Misfit]:
        assert isinstance(source.value, dict)  # noqa: S101  # judged before
        for key, value in source.value.items():
            below, here = source.below(key, value), (*path, key)
            was = target.get(key)
            if key not in target or (is_primitive(was) and is_primitive(value)):
                self._weigh(here, value)
                target[key] = value
                origin.below[key] = below.origin.copied(below.at)
            elif isinstance(was, dict) and isinstance(value, dict):
                mine = target[key] = self._mine(was)
                yield from self._merge(mine, below, here, origin.below.setdefault(key, Origin()))
            elif isinstance(was, list) and isinstance(value, list):
                mine_too = target[key] = self._mine_too(was)
                self._append(mine_too, items_of(below), here, origin.below.setdefault(key, Origin()))
            else:
                yield Misfit(path=here, was=was, source=below)

    def _append(self, target: list[Json], sources: Iterator[Source], path: Path, origin: Origin) -> None:
        for one in sources:
            self._weigh((*path, len(target)), one.value)
            origin.below[str(len(target))] = one.origin.copied(one.at)
            target.append(one.value)

    def _own(self, path: Path) -> Json:
        """Return the container at a path, which may be changed."""
        here = self.value = self._own_copy(self.value)
        for step in path:
            if isinstance(here, dict):
                below = here[str(step)] = self._own_copy(here[str(step)])
            elif isinstance(here, list):
                below = here[int(step)] = self._own_copy(here[int(step)])
            else:
                raise TypeError(path)
            here = below
        return here

    def _own_copy(self, value: Json) -> Json:
        if isinstance(value, dict):
            return self._mine(value)
        return self._mine_too(value) if isinstance(value, list) else value

    def _mine(self, value: Mapping[str, Json]) -> dict[str, Json]:
        if isinstance(value, dict) and id(value) in self._ours:
            return value
        copy = dict(value)
        self._ours[id(copy)] = copy
        return copy

    def _mine_too(self, value: list[Json]) -> list[Json]:
        if id(value) in self._ours:
            return value
        copy = list(value)
        self._ours[id(copy)] = copy
        return copy

    def _weigh(self, path: Path, value: Json) -> None:
        """Count what is put in at a path; raise `TooMuchError` where that is too deep, or too much."""
        deep, size = self._weight(value)
        self.most -= size
        if len(path) + deep > MOST_DEEP or self.most < 0:
            raise TooMuchError

    def _weight(self, value: Json) -> tuple[int, int]:
        """Return how deep a value is, and how many values it has, each counted as often as it stands there."""
        if not isinstance(value, dict | list):
            return 0, 1
        known = self._weights.get(id(value))
        if known is None:
            held = [self._weight(one) for one in (value.values() if isinstance(value, dict) else value)]
            deep, size = max((deep for deep, _ in held), default=0), sum(size for _, size in held)
            known = self._weights[id(value)] = 1 + deep, 1 + size, value
        return known[:2]


def items_of(source: Source) -> Iterator[Source]:
    """Yield the items of an array that is to be put in."""
    if isinstance(source.value, list):
        for number, one in enumerate(source.value):
            yield source.below(str(number), one)


def pointer_of(path: Path) -> str:
    """Return the JSON pointer of a path."""
    return "".join(f"/{escape(str(step))}" for step in path)


def is_primitive(value: Json) -> bool:
    """Tell whether a value is no object and no array; null is one."""
    return not isinstance(value, dict | list)
