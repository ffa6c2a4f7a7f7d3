"""Law 15 of `NAMING.md`: names that the user chose, in the configuration or by `x-codegen-name` in the description.

In: the overrides and the places of a description. Out: the name of each place that has one, by anchor; places that
share the declaration of another, as they are called the same and are equal; and what is wrong with the rest. The
configuration wins over the description.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codegen import codes
from codegen.diagnostics import Code, Diagnostic, did_you_mean
from codegen.location import Location
from codegen.lowering.anchors import Digests, twin_of
from codegen.lowering.entries import Places
from codegen.lowering.places import Form, Place
from codegen.lowering.pointed import schema_at
from codegen.lowering.reserved import is_reserved_type
from codegen.normalizer.spec import NormalSpec
from codegen.options import Override
from codegen.words import folded, pascal, words

_POSITION = re.compile(r"/(?:allOf|anyOf|oneOf|parameters)/\d+(?:/|$)")
Fault = Callable[[Code, str, str | None], Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the overrides come to."""

    names: Mapping[str, str]
    """By anchor; twins have anchors too."""
    shared: Mapping[str, str]
    """Anchor -> the anchor of the place whose declaration it has too."""
    faults: Mapping[str, Fault]
    """What reports a fault of an override, by anchor."""
    diagnostics: tuple[Diagnostic, ...]


def resolve_overrides(
    overrides: Sequence[Override], found: Places, places: Mapping[str, Place], spec: NormalSpec
) -> Chosen:
    """Return the names that are chosen for places of a description."""
    reader = _Reader(found, places, spec)
    for one in overrides:
        reader.take(one.at, one.name, _in_config(one))
    for at, schema in spec.schemas.items():
        if schema.annotations.chosen_name is not None:
            reader.take_written(at, schema.annotations.chosen_name)
    shared = dict(reader.shared())
    return Chosen(
        names={anchor: name for anchor, name in reader.names.items() if anchor not in shared},
        shared=shared,
        faults=reader.faults,
        diagnostics=tuple(reader.diagnostics),
    )


def taken(displaced: Iterable[tuple[Place, Place]], chosen: Chosen) -> Iterator[Diagnostic]:
    """Yield a fault for each override whose name another place would have."""
    for place, holder in displaced:
        message = f"`{holder.name}` is the name of `{place.anchor}` already."
        help = f"Choose another name here, or one for `{place.anchor}` too."
        yield chosen.faults[holder.anchor](codes.OVERRIDE_TAKEN, message, help)


def judge_twins(chosen: Chosen, owners: Mapping[str, str], twins: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with names chosen for twins: `owners` has anchors by name, `twins` the names by anchor."""
    for anchor, name in chosen.names.items():
        if twin_of(anchor) is None:
            continue
        fault, holder = chosen.faults[anchor], owners.get(folded(name), anchor)
        if anchor not in twins:
            yield fault(codes.OVERRIDE_UNUSED, f"`{anchor}` is no type: there is nothing to tell apart.", None)
        elif holder != anchor:
            yield fault(codes.OVERRIDE_TAKEN, f"`{name}` is the name of `{holder}` already.", "Choose another name.")


def goes_by_position(at: str, anchor: str) -> bool:
    """Tell whether an override finds its place by a number that another order changes, where the anchor does not."""
    return at != anchor and _POSITION.search(at) is not None


class _Reader:
    """Takes the overrides one by one."""

    def __init__(self, found: Places, places: Mapping[str, Place], spec: NormalSpec) -> None:
        self.names: dict[str, str] = {}
        self.faults: dict[str, Fault] = {}
        self.diagnostics: list[Diagnostic] = []
        self._found, self._places, self._spec = found, places, spec
        self._digests = Digests(spec)

    def take(self, at: str, name: str, fault: Fault) -> None:
        """Take an override of the configuration."""
        anchor = self._anchor(at)
        if anchor is None:
            self.diagnostics.append(fault(codes.OVERRIDE_UNUSED, *self._missing(at)))
        elif anchor in self.names and self.names[anchor] != name:
            message = f"`{at}` is the place that `{self.names[anchor]}` is chosen for."
            self.diagnostics.append(fault(codes.OVERRIDE_TAKEN, message, "Keep one of the two."))
        else:
            self._keep(anchor, name, fault)
            if goes_by_position(at, anchor):
                message = f"`{at}` is a place by its number: `{name}` goes elsewhere when the order changes."
                help = f"Write `{anchor}`, which no order changes."
                self.diagnostics.append(fault(codes.OVERRIDE_BY_POSITION, message, help))

    def take_written(self, at: Location, name: str) -> None:
        """Take an override of the description, where the configuration has none."""
        fault = _in_description(at)
        place = self._found.at.get(at)
        if place is None or not place.reserved:
            message = "`x-codegen-name` stands where nothing has a name."
            self.diagnostics.append(fault(codes.OVERRIDE_UNUSED, message, self._why_not(at)))
        elif place.anchor not in self.names:
            self._keep(place.anchor, name, fault)

    def shared(self) -> Iterator[tuple[str, str]]:
        """Yield the places that are called as another, and that one; report those that are not equal to it."""
        first: dict[str, str] = {}
        for anchor in sorted(self.names, key=self._rank):
            other = first.setdefault(folded(self.names[anchor]), anchor)
            if other == anchor:
                continue
            if self.names[other] == self.names[anchor] and self._digest(other) == self._digest(anchor):
                yield anchor, other
            else:
                message = f"`{self.names[anchor]}` is chosen for `{other}` too, whose content is another."
                help = "Only places with the same content, prose and null aside, can share a name."
                self.diagnostics.append(self.faults[anchor](codes.OVERRIDE_TAKEN, message, help))

    def _keep(self, anchor: str, name: str, fault: Fault) -> None:
        if (refusal := _refusal(name)) is not None:
            self.diagnostics.append(fault(codes.OVERRIDE_INVALID, *refusal))
        else:
            self.names[anchor] = name
            self.faults[anchor] = fault

    def _rank(self, anchor: str) -> tuple[int, str]:
        place = self._places.get(anchor)
        return (99, anchor) if place is None else (place.depth, anchor)

    def _digest(self, anchor: str) -> str:
        place = self._places.get(anchor)
        if place is None or not place.locations:
            return anchor
        is_component = place.form is Form.COMPONENT
        return (self._digests.shared_by_component if is_component else self._digests.shared)(place.locations)

    def _anchor(self, at: str) -> str | None:
        """Return the anchor of the place that an anchor or a pointer means."""
        if at in self._places or twin_of(at) in self._places:
            return at
        location = schema_at(self._spec, self._spec.place(at))
        place = None if location is None else self._found.at.get(location)
        return place.anchor if place is not None and place.reserved else None

    def _missing(self, at: str) -> tuple[str, str | None]:
        if "#" not in at:
            return f"`{at}` is no pointer.", "A pointer begins with `#`, as in `#/components/schemas/Car`."
        place = schema_at(self._spec, self._spec.place(at))
        if place is not None:
            return f"Nothing at `{at}` has a name.", self._why_not(place)
        section = "/".join(at.split("/")[:4])
        near = [one for one in self._places if one.startswith(section)] or list(self._places)
        return f"Nothing stands at `{at}`.", did_you_mean(at, near)

    def _why_not(self, at: Location) -> str:
        schema = self._spec.schemas.get(at)
        if schema is not None and schema.ref is not None:
            return f"A reference stands there; choose the name of `{schema.ref.seen_from(at)}`."
        return "Objects with properties, enums and unions have names, and all components."


def _refusal(name: str) -> tuple[str, str | None] | None:
    """Return why a name cannot be that of a type, and a help; None if it can."""
    if not name.isidentifier() or name.startswith("_") or unicodedata.normalize("NFKC", name) != name:
        return f"`{name}` cannot be the name of a type.", "Write a Python identifier that begins with a letter."
    if is_reserved_type(name):
        return f"`{name}` is reserved.", f"Choose `{pascal(words(name))}Schema`, or another name."
    return None


def _in_config(one: Override) -> Fault:
    def fault(code: Code, message: str, help: str | None) -> Diagnostic:
        where = None if one.file is None else Location(one.file, one.key)
        return code.at(where, message, help=help, position=one.position)

    return fault


def _in_description(at: Location) -> Fault:
    def fault(code: Code, message: str, help: str | None) -> Diagnostic:
        return code.at(at.child("x-codegen-name"), message, help=help)

    return fault
