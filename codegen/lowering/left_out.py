"""What a selection left out: the operations and components that nobody selected and nothing selected refers to.

In: a description, what is selected of it, and where the declarations come from. Out: a value that knows of each place
whether it was left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codegen.location import Location
from codegen.lowering.names import Names
from codegen.normalizer.select import Selected
from codegen.normalizer.spec import ComponentKind, NormalSpec, Operation, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The places where what was left out stands, and how much that is."""

    roots: frozenset[Location] = frozenset()
    """Of operations and of components."""
    operations: tuple[int, int] = (0, 0)
    """How many were left out, and of how many."""
    schemas_: tuple[int, int] = (0, 0)
    """The same of component schemas."""

    def __contains__(self, at: Location | None) -> bool:
        """Tell whether a place was left out with what it stands in."""
        if at is None or not self.roots:
            return False
        pointer = at.pointer
        while pointer:
            if Location(at.document, pointer) in self.roots:
                return True
            pointer = pointer.rpartition("/")[0]
        return False

    def anchors(self, names: Names) -> frozenset[str]:
        """Return the anchors of the places that the description has, if anything was left out.

        All of them: whether it is the selection that leaves a twin out cannot be told, and a name that is kept too long
        does no harm.
        """
        if not self.roots:
            return frozenset()
        found = {one.anchor for one in (*names.types.values(), *names.parameters.values())}
        return frozenset(found.union(other for others in names.also.values() for other in others))

    def schemas(self, spec: NormalSpec) -> Iterator[Schema]:
        """Yield the schemas that were left out."""
        if self.roots:
            yield from (one for at, one in spec.schemas.items() if at in self)


def left_out(spec: NormalSpec, selected: Selected, declared: Iterable[Location]) -> LeftOut:
    """Return what was left out, given the places of the declarations."""
    if selected.whole:
        return LeftOut()
    places = {*declared, *(at for one in selected.operations for at in _parts(one))}
    places.update(one.location for one in selected.components)
    places.update(one.location for one in selected.schemas)
    kept = {place for at in places for place in _around(at)}
    operations = {one.location for one in spec.operations} - kept
    components = {one.location for one in spec.components} - kept
    schemas = [one.location for one in spec.components if one.kind is ComponentKind.SCHEMAS]
    return LeftOut(
        roots=frozenset(operations | components),
        operations=(len(operations), len(spec.operations)),
        schemas_=(sum(at in components for at in schemas), len(schemas)),
    )


def _parts(operation: Operation) -> Iterator[Location]:
    """Yield where the parts of an operation stand, which may be components."""
    yield operation.location
    yield from (one.location for one in operation.parameters)
    if operation.request is not None:
        yield operation.request.location
    for response in operation.responses:
        yield response.location
        yield from (one.location for one in response.headers)
    for below in operation.callbacks:
        yield from _parts(below)


def _around(at: Location) -> Iterator[Location]:
    """Yield a place and those around it."""
    pointer = at.pointer
    while pointer:
        yield Location(at.document, pointer)
        pointer = pointer.rpartition("/")[0]
