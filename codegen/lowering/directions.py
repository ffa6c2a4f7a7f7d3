"""Which way the values of a place travel: to the API, or from it.

A body that stands in a request is sent to the API, everything else comes from it, component schemas among them: what
they are called means the shape of responses. Webhooks and callbacks are requests of the API (OpenAPI 3.1.1 sections
4.8.1 and 4.8.18), so both sides are the other way round: `readOnly` speaks of the owner of a value, not of a message
(JSON Schema 2020-12 Validation, section 9.4).
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from codegen.ir import package as ir
from codegen.ir.package import Sender
from codegen.location import Location
from codegen.normalizer.spec import ComponentKind, NormalSpec, Operation, OperationKind


class Direction(Enum):
    """Which way a value travels; the value is what a twin's name ends in."""

    TO_API = "Input"
    FROM_API = "Output"

    @property
    def opposite(self) -> "Direction":
        """The other one."""
        return Direction.FROM_API if self is Direction.TO_API else Direction.TO_API

    @property
    def described(self) -> str:
        """As it is told of a type."""
        return "as it is sent to the API" if self is Direction.TO_API else "as the API sends it"


class Use(NamedTuple):
    """A declaration as values of it travel in one direction."""

    name: str
    direction: Direction


_SENT = frozenset((ComponentKind.REQUEST_BODIES, ComponentKind.PARAMETERS))


def sender(operation: Operation) -> Sender:
    """Return who sends the requests of an operation."""
    return Sender.CLIENT if operation.kind is OperationKind.PATH else Sender.API


def of_requests(by: Sender) -> Direction:
    """Return which way requests travel."""
    return Direction.TO_API if by is Sender.CLIENT else Direction.FROM_API


def of_responses(by: Sender) -> Direction:
    """Return which way the responses to requests travel."""
    return Direction.FROM_API if by is Sender.CLIENT else Direction.TO_API


def own_directions(
    spec: NormalSpec, origins: Mapping[str, Location], operations: Iterable[ir.Operation]
) -> Mapping[str, Direction]:
    """Return the direction of declarations by their origins; parameters travel with their requests."""
    if not origins:
        return {}
    places = _Directions(spec)
    found = {name: places.of(at) for name, at in origins.items()}
    parameters = {name: of_requests(one.sender) for one in operations for name in one.parameters.values()}
    return {name: parameters.get(name, direction) for name, direction in found.items()}


class _Directions:
    """Knows the direction of every place of one description: its own, whoever else refers to it."""

    def __init__(self, spec: NormalSpec) -> None:
        self._known = {
            one.location: Direction.TO_API if one.kind in _SENT else Direction.FROM_API for one in spec.components
        }
        for operation in spec.operations:
            for place, direction in _places(operation):
                self._known.setdefault(place, direction)

    def of(self, place: Location) -> Direction:
        """Return the direction of a place, which is that of the body or component it stands in."""
        pointer = place.pointer
        while pointer:
            found = self._known.get(Location(place.document, pointer))
            if found is not None:
                return found
            pointer = pointer.rpartition("/")[0]
        return Direction.FROM_API


def _places(operation: Operation) -> Iterator[tuple[Location, Direction]]:
    sent = of_requests(sender(operation))
    for parameter in operation.parameters:
        yield parameter.location, sent
    if operation.request is not None:
        yield operation.request.location, sent
    for response in operation.responses:
        yield response.location, of_responses(sender(operation))
    for below in operation.callbacks:
        yield from _places(below)
