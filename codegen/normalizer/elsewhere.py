"""Components in other files, or out of their section: which things there are named as components are, and by what key.

In: the components of the entry, and all that references led to. Out: all components. An entry of `components` that is
a mere reference to another file gives its key to what stands there, and is no type beside it; of several, the one that
says the file's own key does. A reference into the midst of a schema that is there as a whole is another name
of that part, as it would be in one file. What else a reference leads to is a component by its own key or its file's
stem, but for references on the way that say the same name, and for parts of other schemas.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from codegen.location import Location
from codegen.normalizer.homes import home_of
from codegen.normalizer.intersect import annotate
from codegen.normalizer.spec import Body, Component, ComponentKind, JsonValue, Parameter, Response, Schema
from codegen.words import folded, pascal, words

Content = Body | Response | Parameter
_OWNED = ("/paths/", "/webhooks/", "/components/pathItems/", "/components/callbacks/")
"""Below these, bodies and parameters belong to an operation or a path, and are named so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """All components, and how those in other files are known."""

    all: tuple[Component, ...]
    listed: Mapping[Location, Location]
    """Where a component stands -> its place in `components` of the entry."""
    keys: Mapping[Location, str]


def with_those_elsewhere(
    components: Iterable[tuple[Location, Component]],
    schemas: dict[Location, Schema],
    targets: Iterable[Location],
    contents: Mapping[Location, tuple[ComponentKind, Content]],
    trees: Mapping[str, JsonValue],
) -> Components:
    """Return the components of the entry, which come with their places there, and those in other files.

    `targets` are where references of schemas lead, `contents` what references to anything else lead to.
    """
    entry = next(iter(trees))
    finder = _Finder(entry, schemas, trees)
    finder.list(components)
    finder.meet(targets, contents)
    return Components(
        all=(*finder.own, *sorted(finder.others, key=lambda one: one.location)),
        listed=finder.listed,
        keys=finder.keys,
    )


class _Finder:
    def __init__(self, entry: str, schemas: dict[Location, Schema], trees: Mapping[str, JsonValue]) -> None:
        self.own: list[Component] = []
        self.others: list[Component] = []
        self.listed: dict[Location, Location] = {}
        self.keys: dict[Location, str] = {}
        self._entry = entry
        self._schemas = schemas
        self._trees = trees

    def list(self, components: Iterable[tuple[Location, Component]]) -> None:
        """Take the components of the entry."""
        given = tuple(components)
        stand = {one.location for _, one in given if one.kind is ComponentKind.SCHEMAS}
        leading: dict[Location, list[tuple[Location, Component]]] = {}
        for at, one in given:
            end = self._end(one.location) if one.kind is ComponentKind.SCHEMAS else one.location
            if end.document != self._entry and (end == one.location or end not in stand) and not self._is_part(end):
                leading.setdefault(end, []).append((at, one))
        chosen = {end: min(several, key=lambda one: self._rank(end, one)) for end, several in leading.items()}
        by_place = {at: end for end, (at, _) in chosen.items()}
        for at, one in given:
            if at in by_place:
                self._adopt(by_place[at], at, one)
            elif one.location.document == self._entry or one.kind is ComponentKind.SCHEMAS:
                self.own.append(one)

    def _rank(self, end: Location, given: tuple[Location, Component]) -> tuple[bool, str]:
        key = given[1].key
        return _name(key) != _name(end.key), key

    def _adopt(self, end: Location, at: Location, one: Component) -> None:
        """Make what stands in another file the component that the entry has as a reference to it."""
        self.listed[end] = at
        self.keys |= dict.fromkeys((at, *self._chain(one.location), end), one.key)
        content = one.content
        if isinstance(content, Schema) and end != one.location:
            content = self._schemas[end] = annotate(self._schemas[end], content.annotations)
        self.own.append(replace(one, location=end, content=content))

    def meet(self, targets: Iterable[Location], contents: Mapping[Location, tuple[ComponentKind, Content]]) -> None:
        """Take what references lead to."""
        known = {one.location for one in self.own}
        for at in targets:
            if at not in known and at not in self.keys and self._is_home(at) and not self._says_the_same(at):
                self._add(at, ComponentKind.SCHEMAS, self._schemas[at])
        kinds = {(one.location, one.kind) for one in self.own}
        for at, (kind, content) in contents.items():
            if at.document == self._entry:
                if (at, kind) not in kinds and not at.pointer.startswith(_OWNED):
                    self._add(at, kind, content)
            elif at not in known and self._is_home(at):
                self._add(at, kind, content)

    def _add(self, at: Location, kind: ComponentKind, content: Schema | Content) -> None:
        self.others.append(Component(location=at, kind=kind, key=at.key, content=content))

    def _is_home(self, at: Location) -> bool:
        found = home_of(at, self._trees) if at.document != self._entry else None
        return found is not None and found.location == at

    def _is_part(self, at: Location) -> bool:
        """Tell whether a schema stands in the midst of another one that is there too, and so is called after that."""
        while at.pointer:
            at = Location(at.document, at.pointer.rpartition("/")[0])
            if at in self._schemas:
                return True
        return False

    def _says_the_same(self, at: Location) -> bool:
        """Tell whether a schema is a reference to one that is called so too: then it is that one."""
        end = self._end(at)
        return end != at and _name(self.keys.get(end, end.key)) == _name(at.key)

    def _end(self, at: Location) -> Location:
        return [at, *self._chain(at)][-1]

    def _chain(self, at: Location) -> Iterator[Location]:
        """Yield where a schema leads that is a mere reference, and where that does."""
        seen = {at}
        while (schema := self._schemas.get(at)) is not None and schema.ref is not None and schema.ref not in seen:
            at = schema.ref
            seen.add(at)
            yield at


def _name(key: str) -> str:
    return folded(pascal(words(key)))
