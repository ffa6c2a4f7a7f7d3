"""Operations: their parameters by place, their bodies and responses, and which declarations each tag uses.

In the operations, types are called as they stand in the description; `renamed_bodies` puts in their twins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from codegen.ir.package import Operation, Payload
from codegen.ir.types import Type, named_in, renamed
from codegen.lowering.directions import Direction, Use, of_requests, of_responses, sender
from codegen.lowering.names import Names
from codegen.lowering.partition import WEBHOOKS
from codegen.lowering.records import RecordLowering
from codegen.lowering.twins import by_direction
from codegen.lowering.types import Types
from codegen.normalizer import spec as source
from codegen.normalizer.spec import Body, OperationKind

_PLACES = ("path", "query", "header", "cookie")


class OperationLowering:
    """Lowers operations; `roots` gathers, tag by tag, the declarations they use, and how."""

    def __init__(self, operations: Sequence[source.Operation], names: Names, types: Types) -> None:
        self._found = operations
        self._names = names
        self._types = types
        self._records = RecordLowering(types)
        self.roots: dict[str, list[Use]] = {}

    def lower(self) -> tuple[Operation, ...]:
        """Return all operations; callbacks follow the operation they hang below."""
        return tuple(
            self._operation(one, tags) for top in self._found for one, tags in _with_callbacks(top, _tags(top))
        )

    def _operation(self, found: source.Operation, tags: tuple[str, ...]) -> Operation:
        parameters = {place: name for place in _PLACES if (name := self._parameters(found, place))}
        strings = [one for one in found.parameters if one.place == "querystring"]
        operation = Operation(
            name=self._names.operations[found.location],
            sender=sender(found),
            method=found.method,
            path=found.path,
            parameters=parameters,
            query_string=next((self._types.of(one.schema) for one in strings), None),
            requests=tuple(self._payloads("", found.request)),
            responses=tuple(
                payload
                for one in found.responses
                for payload in self._payloads(
                    one.status, Body(location=one.location, required=True, contents=one.contents)
                )
            ),
        )
        headers = [self._types.of(header.schema) for one in found.responses for header in one.headers]
        sent, answered = of_requests(operation.sender), of_responses(operation.sender)
        used = [
            *(Use(name, sent) for name in parameters.values()),
            *_uses([operation.query_string, *_types_of(operation.requests)], sent),
            *_uses([*_types_of(operation.responses), *headers], answered),
        ]
        for tag in tags:
            self.roots.setdefault(tag, []).extend(used)
        return operation

    def _parameters(self, found: source.Operation, place: str) -> str | None:
        """Declare the record of the parameters of one place; return its name."""
        here = tuple(one for one in found.parameters if one.place == place)
        if not here:
            return None
        name = self._names.parameters[found.location, place].text
        title = f"The {place} parameters of `{found.title}`."
        self._types.declarations[name] = self._records.parameters(name, here, title)
        self._types.origins[name] = found.location
        return name

    def _payloads(self, status: str, body: Body | None) -> Iterator[Payload]:
        for content in body.contents if body is not None else ():
            type_, item = (
                None if one is None else self._types.of(one) for one in (content.schema, content.item_schema)
            )
            yield Payload(status=status, media_type=content.media_type, type=type_, item=item)


def renamed_bodies(operations: tuple[Operation, ...], twins: Mapping[Use, str]) -> tuple[Operation, ...]:
    """Return the operations with the bodies called as they travel."""
    if not twins:
        return operations
    names = by_direction(twins)
    return tuple(
        replace(
            one,
            query_string=_named(one.query_string, names[of_requests(one.sender)]),
            requests=_renamed(one.requests, names[of_requests(one.sender)]),
            responses=_renamed(one.responses, names[of_responses(one.sender)]),
        )
        for one in operations
    )


def _renamed(payloads: tuple[Payload, ...], names: Mapping[str, str]) -> tuple[Payload, ...]:
    return tuple(replace(one, type=_named(one.type, names), item=_named(one.item, names)) for one in payloads)


def _named(type_: Type | None, names: Mapping[str, str]) -> Type | None:
    return None if type_ is None else renamed(type_, names)


def _types_of(payloads: tuple[Payload, ...]) -> Iterator[Type | None]:
    for one in payloads:
        yield from (one.type, one.item)


def _uses(types: Iterable[Type | None], direction: Direction) -> Iterator[Use]:
    for type_ in types:
        yield from (Use(name, direction) for name in (named_in(type_) if type_ is not None else ()))


def _tags(found: source.Operation) -> tuple[str, ...]:
    if found.kind is OperationKind.WEBHOOK:
        return (WEBHOOKS,)
    return found.tags or ("",)


def _with_callbacks(
    found: source.Operation, tags: tuple[str, ...]
) -> Iterator[tuple[source.Operation, tuple[str, ...]]]:
    yield found, tags
    for below in found.callbacks:
        yield from _with_callbacks(below, tags)
