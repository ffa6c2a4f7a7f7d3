"""Which named thing a place in another file belongs to: a component by its key, or a whole file by its stem.

In: a place, and the trees. Out: its home. In a file, entries of `components`, `definitions` and `$defs` are named
things by the specification; in a file that is no schema and no description, whatever its keys hold. All else is part
of the schema that the file is. What stands below `paths` belongs to an operation, and has no home.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from codegen.location import Location, escape, root_of, tokens
from codegen.normalizer.spec import ComponentKind, JsonValue, NormalSpec, Operation

_SECTIONS = {one.value: one for one in ComponentKind}
_OF_SCHEMAS = frozenset(
    """
    properties patternProperties additionalProperties propertyNames unevaluatedProperties dependentSchemas items
    prefixItems additionalItems unevaluatedItems contains allOf anyOf oneOf not if then else
    """.split()
)
_OF_OTHERS = frozenset(("schema", "content", "headers"))


class Home(NamedTuple):
    """A thing that has a name of its own."""

    location: Location
    kind: ComponentKind
    """What it is by its place; by its use it may be something else."""

    @property
    def key(self) -> str:
        """What it is called where it stands."""
        return self.location.key


def home_of(at: Location, trees: Mapping[str, JsonValue]) -> Home | None:
    """Return the home of a place in a file that is not the entry."""
    steps = tokens(at.pointer)
    match steps:
        case ["components", section, _, *_] if section in _SECTIONS:
            return _home(at, steps[:3], _SECTIONS[section])
        case ["definitions" | "$defs", _, *_]:
            return _home(at, steps[:2], ComponentKind.SCHEMAS)
        case ["parameters" | "responses", _] if _is_description(trees.get(at.document)):
            return _home(at, steps[:2], _SECTIONS[steps[0]])
        case ["paths" | "webhooks" | "components", *_]:
            return None
    tree = trees.get(at.document)
    if not steps or (steps[0] in _OF_SCHEMAS and _is_schema(tree)) or (steps[0] in _OF_OTHERS and not _is_map(tree)):
        return _home(at, [], ComponentKind.SCHEMAS)
    end = next((n for n in range(1, len(steps)) if steps[n] in _OF_SCHEMAS or steps[n] in _OF_OTHERS), len(steps))
    return _home(at, steps[:end], ComponentKind.SCHEMAS)


def _home(at: Location, steps: list[str], kind: ComponentKind) -> Home:
    pointer = "".join(f"/{escape(one)}" for one in steps)
    return Home(location=Location(at.document, pointer), kind=kind)


def _is_description(tree: JsonValue) -> bool:
    return isinstance(tree, dict) and not {"openapi", "swagger", "paths"}.isdisjoint(tree)


def _is_schema(tree: JsonValue) -> bool:
    """Tell whether a whole file is a schema, and not a map of schemas in which one is called as a keyword is."""
    if not isinstance(tree, dict):
        return False
    says_type = isinstance(tree.get("type"), str | list) or isinstance(tree.get("$ref"), str)
    joins = any(isinstance(tree.get(one), list) for one in ("allOf", "anyOf", "oneOf", "enum"))
    properties = tree.get("properties")
    return says_type or joins or (isinstance(properties, dict) and not isinstance(properties.get("type"), str))


def _is_map(tree: JsonValue) -> bool:
    """Tell whether a file has named things in it, and is not a parameter, body or response itself."""
    return isinstance(tree, dict) and {"description", "in", "content", "schema"}.isdisjoint(tree)


class Roots:
    """Which component or operation each place of a description belongs to."""

    def __init__(self, spec: NormalSpec) -> None:
        self._entry = spec.document
        self._trees = spec.trees
        self._known = {one.location for one in spec.components if one.location.document != spec.document}
        self._known |= {at for at in _operations(spec.operations) if at.document != spec.document}
        self._found: dict[Location, Location] = {}

    def of(self, at: Location) -> Location:
        """Return the place of the component or operation; in the entry, its first keys lead to it."""
        if at.document == self._entry:
            return root_of(at)
        found = self._found.get(at)
        if found is None:
            found = self._found[at] = self._elsewhere(at)
        return found

    def _elsewhere(self, at: Location) -> Location:
        above = at
        while above not in self._known and above.pointer:
            above = Location(at.document, above.pointer.rpartition("/")[0])
        if above in self._known:
            return above
        home = home_of(at, self._trees)
        return root_of(at) if home is None else home.location


def _operations(operations: Iterable[Operation]) -> Iterator[Location]:
    for one in operations:
        yield one.location
        yield from _operations(one.callbacks)
