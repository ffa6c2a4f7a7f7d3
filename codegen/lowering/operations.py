"""Operations: their parameters by place, their bodies and responses, and which declarations each tag uses."""

from collections.abc import Iterator

from codegen.ir.package import Operation, Payload
from codegen.ir.types import named_in
from codegen.lowering.names import Names
from codegen.lowering.partition import WEBHOOKS
from codegen.lowering.records import RecordLowering
from codegen.lowering.types import Types
from codegen.normalizer import spec as source
from codegen.normalizer.spec import Body, NormalSpec, OperationKind

_PLACES = ("path", "query", "header", "cookie")


class OperationLowering:
    """Lowers operations; `roots` gathers, tag by tag, the declarations they use."""

    def __init__(self, spec: NormalSpec, names: Names, types: Types) -> None:
        self._spec = spec
        self._names = names
        self._types = types
        self._records = RecordLowering(types)
        self.roots: dict[str, list[str]] = {}

    def lower(self) -> tuple[Operation, ...]:
        """Return all operations; callbacks follow the operation they hang below."""
        return tuple(
            self._operation(one, tags)
            for top in self._spec.operations
            for one, tags in _with_callbacks(top, _tags(top))
        )

    def _operation(self, found: source.Operation, tags: tuple[str, ...]) -> Operation:
        parameters = {place: name for place in _PLACES if (name := self._parameters(found, place))}
        operation = Operation(
            name=self._names.operations[found.location],
            method=found.method,
            path=found.path,
            parameters=parameters,
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
        bodies = [one.type for one in (*operation.requests, *operation.responses) if one.type is not None]
        used = [*parameters.values(), *(name for type_ in (*bodies, *headers) for name in named_in(type_))]
        for tag in tags:
            self.roots.setdefault(tag, []).extend(used)
        return operation

    def _parameters(self, found: source.Operation, place: str) -> str | None:
        """Declare the record of the parameters of one place; return its name."""
        here = tuple(one for one in found.parameters if one.place == place)
        if not here:
            return None
        name = self._names.parameters[found.location, place].text
        title = f"The {place} parameters of `{found.method.upper()} {found.path}`."
        self._types.declarations[name] = self._records.parameters(name, here, title)
        self._types.origins[name] = found.location
        return name

    def _payloads(self, status: str, body: Body | None) -> Iterator[Payload]:
        for content in body.contents if body is not None else ():
            type_ = self._types.of(content.schema) if content.schema is not None else None
            yield Payload(status=status, media_type=content.media_type, type=type_)


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
