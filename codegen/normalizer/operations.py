"""Paths, webhooks and components: everything around the schemas, behind its references.

In: the tree of a description (OpenAPI 3.1.1 sections 4.8.1 to 4.8.21). Out: components and operations whose parameters,
bodies and responses are those that apply; parameters of the path item among them, overridden ones not.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean
from codegen.loader.document import Json
from codegen.loader.references import References, UnresolvedReference
from codegen.location import Location
from codegen.normalizer.annotations import read_annotations
from codegen.normalizer.fields import Kind, misspelt_fields
from codegen.normalizer.json_types import describe
from codegen.normalizer.schemas import NOTHING, SchemaReader
from codegen.normalizer.spec import (
    Body,
    Component,
    ComponentKind,
    Content,
    Operation,
    OperationKind,
    Parameter,
    Response,
    Schema,
)
from codegen.normalizer.targets import wrong_target

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PLACES = frozenset(("path", "query", "header", "cookie"))
_IGNORED_HEADERS = frozenset(("accept", "content-type", "authorization"))
Found = tuple[dict[str, Json], Location]


class OperationReader:
    """Reads the frame of a description; schemas are read by the reader it is given."""

    def __init__(self, schemas: SchemaReader, references: References, diagnostics: list[Diagnostic]) -> None:
        self._schemas = schemas
        self._references = references
        self._diagnostics = diagnostics
        self._operation_ids: dict[str, Location] = {}

    def components(self, root: dict[str, Json], at: Location) -> Iterator[Component]:
        """Yield the components, kind by kind, in the document's order."""
        self._diagnostics.extend(misspelt_fields(root, Kind.DESCRIPTION, at))
        sections, here = self._object(root.get("components", {}), at.child("components"))
        self._diagnostics.extend(misspelt_fields(sections, Kind.COMPONENTS, here))
        for kind in ComponentKind:
            entries, below = self._object(sections.get(kind.value, {}), here.child(kind.value))
            for key, value in entries.items():
                content = self._component(kind, value, below.child(key))
                if content is not None:
                    yield Component(location=below.child(key), kind=kind, key=key, content=content)

    def _component(self, kind: ComponentKind, value: Json, at: Location) -> Schema | Body | Response | Parameter | None:
        if kind is ComponentKind.SCHEMAS:
            return self._schemas.read(value, at)
        if isinstance(value, dict) and "$ref" in value:
            return None  # an alias of another component: it has no schema of its own
        match kind:
            case ComponentKind.RESPONSES:
                return self._response("", value, at)
            case ComponentKind.REQUEST_BODIES:
                return self._body(value, at)
            case ComponentKind.PARAMETERS:
                return self._parameter(value, at)
            case ComponentKind.HEADERS:
                return self._header("", value, at)

    def operations(self, root: dict[str, Json], at: Location) -> Iterator[Operation]:
        """Yield the operations of `paths`, then those of `webhooks`."""
        for section, kind in (("paths", OperationKind.PATH), ("webhooks", OperationKind.WEBHOOK)):
            items, here = self._object(root.get(section, {}), at.child(section))
            for path, item in items.items():
                if not path.startswith("x-"):
                    yield from self._path_item(kind, path, None, item, here.child(path))
        if root.get("webhooks"):
            self._schemas.keyword_check.newer("webhooks", "`webhooks`", at)

    def _path_item(
        self, kind: OperationKind, path: str, callback: str | None, value: Json, at: Location
    ) -> Iterator[Operation]:
        item, here = self._object(value, at, "pathItems")
        self._diagnostics.extend(misspelt_fields(item, Kind.PATH_ITEM, here))
        shared = self._parameters(item, here)
        for method in item:
            if method in METHODS:
                yield self._operation(
                    kind, path, callback, method, self._object(item[method], here.child(method)), shared
                )

    def _operation(
        self,
        kind: OperationKind,
        path: str,
        callback: str | None,
        method: str,
        found: Found,
        shared: tuple[Parameter, ...],
    ) -> Operation:
        """Read one operation; the six things it takes are what a path item knows of it."""
        value, at = found
        self._diagnostics.extend(misspelt_fields(value, Kind.OPERATION, at))
        own = self._parameters(value, at)
        overridden = {(one.place, one.name) for one in own}
        return Operation(
            location=at,
            kind=kind,
            path=path,
            method=method,
            operation_id=self._operation_id(value, at),
            callback_key=callback,
            tags=self._tags(value, at),
            parameters=(*(one for one in shared if (one.place, one.name) not in overridden), *own),
            request=self._body(value["requestBody"], at.child("requestBody")) if "requestBody" in value else None,
            responses=tuple(self._responses(value, at)),
            callbacks=tuple(self._callbacks(value, at)),
            annotations=read_annotations(value),
        )

    def _operation_id(self, value: dict[str, Json], at: Location) -> str | None:
        given, here = value.get("operationId"), at.child("operationId")
        if not isinstance(given, str) or not given.strip():
            if given is not None:
                self._diagnostics.append(codes.KEYWORD_INVALID.at(here, f"Expected text, found {describe(given)}."))
            return None
        first = self._operation_ids.setdefault(given, at)
        if first != at:
            message = f"`{given}` is the id of another operation too, at #{first.pointer}."
            self._diagnostics.append(codes.OPERATION_ID_DUPLICATE.at(here, message, help="Give each an id of its own."))
        return given

    def _tags(self, value: dict[str, Json], at: Location) -> tuple[str, ...]:
        given = value.get("tags")
        if isinstance(given, list) and all(isinstance(tag, str) for tag in given):
            return tuple(tag for tag in given if isinstance(tag, str))
        if given is not None:
            message = f"Expected a list of texts, found {describe(given)}."
            self._diagnostics.append(codes.KEYWORD_INVALID.at(at.child("tags"), message))
        return ()

    def _callbacks(self, value: dict[str, Json], at: Location) -> Iterator[Operation]:
        entries, here = self._object(value.get("callbacks", {}), at.child("callbacks"))
        for key, callback in entries.items():
            items, below = self._object(callback, here.child(key), "callbacks")
            for expression, item in items.items():
                if not expression.startswith("x-"):
                    yield from self._path_item(OperationKind.CALLBACK, expression, key, item, below.child(expression))

    def _parameters(self, value: dict[str, Json], at: Location) -> tuple[Parameter, ...]:
        given = value.get("parameters", [])
        here = at.child("parameters")
        if not isinstance(given, list):
            self._invalid(here, "a list", given)
            return ()
        found: dict[tuple[str, str], Parameter] = {}
        for number, item in enumerate(given):
            if item is None:
                self._invalid(here.child(str(number)), "an object", item)
            parameter = self._parameter(item, here.child(str(number)))
            if parameter is None:
                continue
            key = (parameter.place, parameter.name)
            if key in found:
                message = f"The {parameter.place} parameter `{parameter.name}` stands here twice; the last counts."
                self._diagnostics.append(codes.PARAMETER_DUPLICATE.at(here.child(str(number)), message))
            found[key] = parameter
        return tuple(found.values())

    def _parameter(self, value: Json, at: Location) -> Parameter | None:
        found, here = self._object(value, at, "parameters")
        self._diagnostics.extend(misspelt_fields(found, Kind.PARAMETER, here))
        name, place = found.get("name"), found.get("in")
        if not isinstance(name, str) or not isinstance(place, str) or place not in _PLACES:
            if found:
                self._diagnostics.append(_unplaced(name, place, here))
            return None
        if place == "header" and name.lower() in _IGNORED_HEADERS:
            return None  # section 4.8.12.2: such a definition is ignored
        return Parameter(
            location=here,
            name=name,
            place=cast("Literal['path', 'query', 'header', 'cookie']", place),
            required=found.get("required") is True or place == "path",
            schema=self._value_schema(found, here, f"The parameter `{name}`"),
            annotations=read_annotations(found),
        )

    def _header(self, name: str, value: Json, at: Location) -> Parameter:
        found, here = self._object(value, at, "headers")
        self._diagnostics.extend(misspelt_fields(found, Kind.PARAMETER, here))
        return Parameter(
            location=here,
            name=name,
            place="header",
            required=found.get("required") is True,
            schema=self._value_schema(found, here, f"The header `{name}`" if name else "The header"),
            annotations=read_annotations(found),
        )

    def _value_schema(self, found: dict[str, Json], at: Location, what: str) -> Schema:
        """Return the schema of a parameter or header: its `schema`, or that of its one media type."""
        if "schema" in found:
            return self._schemas.read(found["schema"], at.child("schema"))
        content = self._contents(found, at)
        if content and content[0].schema is not None:
            return content[0].schema
        if "type" in found:
            message = f"{what} has its `type` outside of a `schema`, as in Swagger 2; any value is allowed."
            help = "Put `type` and what belongs to it below `schema`."
            self._diagnostics.append(codes.PARAMETER_INVALID.at(at.child("type"), message, help=help))
        else:
            message = f"{what} has no `schema`; any value is allowed."
            self._diagnostics.append(codes.PARAMETER_INVALID.at(at, message, help="Write `schema: {type: …}`."))
        return Schema(location=at.child("schema"), annotations=NOTHING)

    def _body(self, value: Json, at: Location) -> Body:
        found, here = self._object(value, at, "requestBodies")
        self._diagnostics.extend(misspelt_fields(found, Kind.BODY, here))
        return Body(location=here, required=found.get("required") is True, contents=self._contents(found, here))

    def _responses(self, value: dict[str, Json], at: Location) -> Iterator[Response]:
        entries, here = self._object(value.get("responses", {}), at.child("responses"))
        for status, item in entries.items():
            if not status.startswith("x-"):
                yield self._response(status, item, here.child(status))

    def _response(self, status: str, value: Json, at: Location) -> Response:
        found, here = self._object(value, at, "responses")
        self._diagnostics.extend(misspelt_fields(found, Kind.RESPONSE, here))
        headers, below = self._object(found.get("headers", {}), here.child("headers"))
        return Response(
            location=here,
            status=status,
            contents=self._contents(found, here),
            headers=tuple(
                self._header(name, item, below.child(name))
                for name, item in headers.items()
                if name.lower() != "content-type"
            ),
        )

    def _contents(self, value: dict[str, Json], at: Location) -> tuple[Content, ...]:
        entries, here = self._object(value.get("content", {}), at.child("content"))
        return tuple(self._content(media_type, item, here.child(media_type)) for media_type, item in entries.items())

    def _content(self, media_type: str, value: Json, at: Location) -> Content:
        found, here = self._object(value, at)
        self._diagnostics.extend(misspelt_fields(found, Kind.MEDIA_TYPE, here))
        schema = self._schemas.read(found["schema"], here.child("schema")) if "schema" in found else None
        return Content(location=here, media_type=media_type, schema=schema)

    def _object(self, value: Json, at: Location, section: str | None = None) -> Found:
        """Return the object at a place and where it stands, behind references into a section of `components`."""
        seen: set[Location] = set()
        while isinstance(value, dict) and "$ref" in value:
            seen.add(at)
            try:
                target = self._references.resolve(at, cast("str", value["$ref"]))
            except UnresolvedReference as fault:
                self._diagnostics.append(replace(fault.diagnostic, location=at.child("$ref")))
                return {}, at
            wrong = wrong_target(self._references, at, value["$ref"], target, section) if section else None
            if target.location in seen:
                wrong = codes.REF_CYCLE.at(at.child("$ref"), "The reference leads back to itself.")
            if wrong is not None:
                self._diagnostics.append(wrong)
                return {}, at
            value, at = target.value, target.location
        if isinstance(value, dict):
            return value, at
        if value is not None:
            self._invalid(at, "an object", value)
        return {}, at

    def _invalid(self, at: Location, wanted: str, given: Json) -> None:
        self._diagnostics.append(codes.OPERATION_INVALID.at(at, f"Expected {wanted}, found {describe(given)}."))


def _unplaced(name: Json, place: Json, at: Location) -> Diagnostic:
    """Return what there is to say of a parameter without a name or a known place, which is left out."""
    if not isinstance(name, str):
        wrong = at if name is None else at.child("name")
        return codes.PARAMETER_INVALID.at(wrong, "The parameter has no `name`, and is left out.")
    if place is None:
        message = f"The parameter `{name}` has no `in`, and is left out."
        return codes.PARAMETER_INVALID.at(at, message, help="Write `in: query`, or path, header or cookie.")
    if place in ("body", "formData"):
        help: str | None = "Describe it as `requestBody` of the operation."
    else:
        help = did_you_mean(place, _PLACES) if isinstance(place, str) else None
    message = f"The parameter `{name}` stands in {describe(place)}, which there is not, and is left out."
    return codes.PARAMETER_INVALID.at(at.child("in"), message, help=help or "There are query, path, header and cookie.")
