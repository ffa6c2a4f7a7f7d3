"""What components in other files are called where several files have one of the same name (laws 2 and 10).

In: a description. Out: for each component in a file that the entry does not list, the names it could have: its own,
then with the words of its file in front, then with those of its folders. Which of them it wants follows from the set of
those that want the same, and from no order: all of them move on, but for the only one that is a whole file, or stands
in a folder of its name, so that a third one changes no name of the first two.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.location import Location
from codegen.lowering.singular import singular
from codegen.normalizer.homes import home_of
from codegen.normalizer.spec import Component, Content, NormalSpec, Parameter, Schema
from codegen.words import folded, glue, pascal, words

_STRUCTURE = frozenset(
    """
    api apis attributes components definitions dto dtos entities headers lib model models objects openapi parameters
    paths properties request requestbodies requests resource resources response responses schema schemas spec
    specification specs src swagger type types
    """.split()
)
"""Folders called so say nothing of what is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The names of a component in another file, the one it wants first."""

    text: str
    further: tuple[str, ...]
    moved_on: bool
    """Whether others want its own name too."""


def wanted_elsewhere(spec: NormalSpec, plain: Mapping[Location, str]) -> Mapping[Location, Wanted]:
    """Return the names of components in other files; `plain` has what the laws of components give each."""
    names = {at: list(dict.fromkeys((text, *_told_apart(at, text, spec)))) for at, text in plain.items()}
    level = dict.fromkeys(plain, 0)
    pending = True
    while pending:
        pending = False
        rivals: dict[str, list[Location]] = {}
        for at, step in level.items():
            rivals.setdefault(folded(names[at][step]), []).append(at)
        for several in rivals.values():
            if len({one.document for one in several}) < 2:
                continue
            keeper = _keeper([one for one in several if level[one] == 0], plain, spec)
            for one in several:
                if one != keeper and level[one] + 1 < len(names[one]):
                    level[one] += 1
                    pending = True
    return {
        at: Wanted(text=names[at][step], further=tuple(names[at][step + 1 :]), moved_on=step > 0)
        for at, step in level.items()
    }


def _keeper(several: list[Location], plain: Mapping[Location, str], spec: NormalSpec) -> Location | None:
    """Return the one that keeps its own name: by what it is, not by an order."""
    whole = [one for one in several if not one.pointer]
    at_home = [one for one in whole if _is_at_home(one, plain, spec)]
    return next((found[0] for found in (whole, at_home) if len(found) == 1), None)


def claims_name(component: Component) -> bool:
    """Tell whether a component has a type of its own: of what is no schema, one that is written there."""
    match component.content:
        case Schema():
            return True
        case Parameter(schema=schema):
            return schema.ref is None
        case Content(schema=item):
            return item is not None and item.ref is None
        case body:
            return any(one.schema is not None and one.schema.ref is None for one in body.contents)


def parts_elsewhere(spec: NormalSpec) -> Iterator[Location]:
    """Yield the homes of schemas in other files that references lead into the midst of, but never to as a whole."""
    known = {one.location for one in spec.components}
    for target in dict.fromkeys(one.ref for one in spec.schemas.values()):
        if target is None or target.document == spec.document or target in known or target not in spec.schemas:
            continue
        found = home_of(target, spec.trees)
        if found is not None and found.location not in (target, *known) and found.location not in spec.schemas:
            yield found.location


def _told_apart(at: Location, text: str, spec: NormalSpec) -> Iterator[str]:
    """Yield the names with more and more of the way to the file in front."""
    folders, _, file = spec.short.get(at.document, at.document).rpartition("/")
    own = words(text)
    stem = words(Location(file, "").key) if at.pointer else ()
    plain = tuple(one for one in stem if not any(map(str.isdigit, one)))
    starts = [plain, stem] if stem else []
    every = [words(one) for one in reversed(folders.split("/")) if one not in ("", ".", "..")]
    telling = [one for one in every if pascal(one).lower() not in _STRUCTURE]
    for way in (telling, every):
        front = stem
        for step in way:
            front = (*step, *front)
            starts.append(front)
    yield from (_joined(start, own) for start in starts if start)


def _joined(start: tuple[str, ...], own: tuple[str, ...]) -> str:
    """Return the words of a file with those of a component behind, none said twice (law 4)."""
    before, mine = [one.lower() for one in start], [one.lower() for one in own]
    said = next((n for n in range(min(len(before), len(mine)), 0, -1) if before[-n:] == mine[:n]), 0)
    return glue("", (*start, *own[said:]))


def _is_at_home(at: Location, plain: Mapping[Location, str], spec: NormalSpec) -> bool:
    """Tell whether a whole file stands in a folder of its name, or of its plural: `droplets/models/droplet.yml`."""
    folders = posixpath.dirname(spec.short.get(at.document, at.document)).split("/")
    own = folded(plain[at])
    return any(
        own in (folded(pascal(found)), folded(pascal(singular(found) or found)))
        for found in (words(one) for one in folders if one not in ("", ".", ".."))
    )
