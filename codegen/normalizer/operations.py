"""Paths, webhooks and components: everything around the schemas, behind its references.

In: the tree of a description (OpenAPI 3.1.1 sections 4.8.1 to 4.8.21, or Swagger 2.0). Out: components and operations
whose parameters, bodies and responses are those that apply: those of the path item too, overridden ones not.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from codegen import codes
from codegen.diagnostics import Diagnostic, Severity, did_you_mean
from codegen.loader.document import Dialect, Json
from codegen.loader.references import References, UnresolvedReference
from codegen.location import Location
from codegen.normalizer.annotations import read_annotations
from codegen.normalizer.fields import FieldCheck, Kind
from codegen.normalizer.flags import FLAGS, with_flags
from codegen.normalizer.frame import misplaced_schemas, missing_fields
from codegen.normalizer.hints import frame_help
from codegen.normalizer.intersect import NO_ARRAYS
from codegen.normalizer.json_types import describe
from codegen.normalizer.lists import parameters
from codegen.normalizer.mended_references import mended
from codegen.normalizer.misplaced import (
    around_schema,
    is_schema,
    media_type_is_schema,
    schema_outside,
    type_outside,
    value_outside,
)
from codegen.normalizer.path_templates import TwinPaths, odd_path, path_parameters, status_of
from codegen.normalizer.schemas import NOTHING, SchemaReader
from codegen.normalizer.sections import sections
from codegen.normalizer.spec import (
    METHODS,
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
from codegen.normalizer.swagger import BINARY, JSON, Sent, body_of, contents_of, is_file, key_of, together, value_of
from codegen.normalizer.targets import namesake, wrong_target
from codegen.normalizer.written_values import alone, unquoted

_PLACES = frozenset(("path", "query", "header", "cookie", "querystring"))
_IGNORED_HEADERS = frozenset(("accept", "content-type", "authorization"))
Found = tuple[dict[str, Json], Location]


class OperationReader:
    """Reads the frame of a description; schemas are read by the reader it is given."""

    def __init__(
        self, root: dict[str, Json], schemas: SchemaReader, references: References, diagnostics: list[Diagnostic]
    ) -> None:
        self.moved: dict[Location, str] = {}
        """Places that stand elsewhere in OpenAPI 3, and the pointers there."""
        self.elsewhere: dict[Location, tuple[ComponentKind, Body | Response | Parameter]] = {}
        """What references lead to, by its place."""
        self._root = root
        self._schemas = schemas
        self._references = references
        self._diagnostics = diagnostics
        self._fields = FieldCheck(schemas.dialect, schemas.keyword_check, diagnostics)
        self._is_swagger = schemas.dialect is Dialect.SWAGGER_2_0
        self._operation_ids: dict[str, Location] = {}

    def components(self, at: Location) -> Iterator[tuple[Location, Component]]:
        """Yield the components with their places in the description, kind by kind, in its order."""
        self._fields.check(self._root, Kind.DESCRIPTION, at)
        self._diagnostics.extend(missing_fields(self._root, self._schemas.dialect, at))
        self._diagnostics.extend(misplaced_schemas(self._root, self._schemas.dialect, at))
        if self._is_swagger:
            yield from self._definitions(at)
            return
        found, here = self._object(self._root.get("components", {}), at.child("components"))
        self._fields.check(found, Kind.COMPONENTS, here)
        for kind in ComponentKind:
            entries, below = self._object(found.get(kind.value, {}), here.child(kind.value))
            for key, value in entries.items():
                content = self._component(kind, value, below.child(key))
                if content is not None:
                    place = at.below(f"components/{kind.value}").child(key)
                    yield place, Component(location=content.location, kind=kind, key=key, content=content)

    def _definitions(self, at: Location) -> Iterator[tuple[Location, Component]]:
        """Yield the components of Swagger 2.0, which has them at its top; bodies stand among the parameters there."""
        for kind in (ComponentKind.SCHEMAS, ComponentKind.RESPONSES, ComponentKind.PARAMETERS):
            section = sections(Dialect.SWAGGER_2_0)[kind.value].removeprefix("/")
            entries, here = self._object(self._root.get(section, {}), at.child(section))
            self.moved[here] = f"/components/{kind.value}"
            for key, value in entries.items():
                is_body = kind is ComponentKind.PARAMETERS and isinstance(value, dict) and value.get("in") == "body"
                one = ComponentKind.REQUEST_BODIES if is_body else kind
                content = self._component(one, value, here.child(key))
                if content is not None:
                    place = at.child(section).child(key)
                    yield place, Component(location=content.location, kind=one, key=key, content=content)

    def _component(
        self, kind: ComponentKind, value: Json, at: Location
    ) -> Schema | Body | Response | Parameter | Content | None:
        if kind is ComponentKind.SCHEMAS:
            return self._schemas.read(value, at)
        if isinstance(value, dict) and "$ref" in value and str(value["$ref"]).startswith("#"):
            return None  # an alias of another component: it has no schema of its own
        match kind:
            case ComponentKind.RESPONSES:
                return self._response("", value, at, self._media_types({}, "produces", at))
            case ComponentKind.REQUEST_BODIES:
                return self._body(value, at)
            case ComponentKind.PARAMETERS:
                found = self._parameter(value, at)
                return _field(found) if isinstance(found, Sent) else found
            case ComponentKind.HEADERS:
                return self._header("", value, at)
            case ComponentKind.MEDIA_TYPES:
                return self._content("", value, at)

    def operations(self, at: Location) -> Iterator[Operation]:
        """Yield the operations of `paths`, then those of `webhooks`."""
        found = (("paths", OperationKind.PATH), ("webhooks", OperationKind.WEBHOOK))
        for section, kind in found[: 1 if self._is_swagger else 2]:
            items, here = self._object(self._root.get(section, {}), at.child(section))
            twins = TwinPaths()
            for path, item in items.items():
                if not path.startswith("x-"):
                    if kind is OperationKind.PATH:
                        self._diagnostics += [*odd_path(path, here.child(path)), *twins.twins(path, here.child(path))]
                    yield from self._path_item(kind, path, None, item, here.child(path))
        if self._root.get("webhooks") and not self._is_swagger:
            self._schemas.keyword_check.newer("webhooks", "`webhooks`", at, Dialect.OPENAPI_3_1)

    def _path_item(
        self, kind: OperationKind, path: str, callback: str | None, value: Json, at: Location
    ) -> Iterator[Operation]:
        item, here = self._object(value, at, "pathItems")
        self._fields.check(item, Kind.PATH_ITEM, here)
        beside = self._beside(value, item, at)
        item, places = {**item, **beside}, dict.fromkeys(beside, at)
        shared = self._parameters(item, places.get("parameters", here))
        for method in item:
            if method in METHODS:
                found = self._object(item[method], places.get(method, here).child(method))
                yield self._operation(kind, path, callback, method, found, shared)
        if "additionalOperations" in item:
            above = places.get("additionalOperations", here)
            others, below = self._object(item["additionalOperations"], above.child("additionalOperations"))
            for method, value in others.items():
                if method.lower() in METHODS and method.isupper():
                    message = f"`{method}` does not stand here, as the path item has a field `{method.lower()}` for it."
                    self._diagnostics.append(codes.KEYWORD_INVALID.at(below.child(method), message))
                if not method.startswith("x-"):
                    found = self._object(value, below.child(method))
                    yield self._operation(kind, path, callback, method, found, shared)

    def _beside(self, value: Json, item: dict[str, Json], at: Location) -> dict[str, Json]:
        """Return the fields beside the `$ref` of a path item, which count (3.1.1 section 4.8.9).

        Which of two counts is not defined where the item that it leads to has a field too: here the one beside, as of
        `summary`; an operation or parameters that are lost by that are told.
        """
        if not isinstance(value, dict) or "$ref" not in value:
            return {}
        beside = {key: one for key, one in value.items() if key != "$ref" and not key.startswith("x-")}
        if not beside:
            return {}
        self._fields.check(beside, Kind.PATH_ITEM, at)
        for key in sorted(beside.keys() & item.keys() - {"summary", "description", "servers"}):
            message = f"`{key}` stands beside the `$ref`, and in the path item that it leads to, where it is left out."
            self._diagnostics.append(codes.PATH_ITEM_TWICE.at(at.child(key), message, help="Leave out one of them."))
        return beside

    def _operation(
        self,
        kind: OperationKind,
        path: str,
        callback: str | None,
        method: str,
        found: Found,
        shared: tuple[Parameter | Sent, ...],
    ) -> Operation:
        """Read one operation; the six things it takes are what a path item knows of it."""
        value, at = found
        self._fields.check(value, Kind.OPERATION, at)
        own = self._parameters(value, at)
        every = together(shared, own)
        parameters = tuple(one for one in every if isinstance(one, Parameter))
        if kind is OperationKind.PATH:
            self._diagnostics.extend(path_parameters(path, parameters, at))
        return Operation(
            location=at,
            kind=kind,
            path=path,
            method=method,
            operation_id=self._operation_id(value, at),
            callback_key=callback,
            tags=self._tags(value, at),
            parameters=parameters,
            request=self._request(value, at, tuple(one for one in every if isinstance(one, Sent))),
            responses=tuple(self._responses(value, at)),
            callbacks=tuple(self._callbacks(value, at)),
            annotations=read_annotations(value),
        )

    def _request(self, value: dict[str, Json], at: Location, sent: tuple[Sent, ...]) -> Body | None:
        """Return what an operation is sent: its `requestBody`, in Swagger 2.0 what its parameters come to."""
        if not self._is_swagger:
            return self._body(value["requestBody"], at.child("requestBody")) if "requestBody" in value else None
        body = body_of(sent, at, self._media_types(value, "consumes", at))
        if body is None:
            return None
        for content in body.contents[:1]:
            if content.schema is not None:
                self._schemas.schemas.setdefault(content.schema.location, content.schema)
        if above := body.location.pointer.rpartition("/parameters")[0]:
            self.moved[body.location] = f"{above}/requestBody"
        others = [one for one in sent if one.place == "formData"] if any(one.place == "body" for one in sent) else []
        if others:
            message = (
                f"The operation has a body, so that `{others[0].name}` can be no field of a form, and is left out."
            )
            help = "Make it a property of the body's `schema`, or a parameter in the query."
            self._diagnostics.append(codes.PARAMETER_INVALID.at(others[0].location, message, help=help))
        return body

    def _media_types(self, value: dict[str, Json], keyword: str, at: Location) -> tuple[str, ...]:
        """Return `consumes` or `produces` of an operation of Swagger 2.0, else what the description says for all."""
        if not self._is_swagger:
            return ()
        here = at if keyword in value else Location(at.document, "")
        given = value.get(keyword, self._root.get(keyword))
        if isinstance(given, list) and all(isinstance(one, str) for one in given):
            return tuple(dict.fromkeys(one for one in given if isinstance(one, str)))
        if given is not None:
            message = f"Expected a list of media types, found {describe(given)}; it is left out."
            self._diagnostics.append(codes.KEYWORD_INVALID.at(here.child(keyword), message))
        return ()

    def _operation_id(self, value: dict[str, Json], at: Location) -> str | None:
        given, here = value.get("operationId"), at.child("operationId")
        if not isinstance(given, str) or not given.strip():
            if given is not None:
                self._diagnostics.append(
                    codes.KEYWORD_INVALID.at(here, f"Expected text, found {describe(given)}; it is left out.")
                )
            return None
        first = self._operation_ids.setdefault(given, at)
        if first != at:
            message = f"`{given}` is the id of another operation too, at #{first.pointer}."
            self._diagnostics.append(codes.OPERATION_ID_DUPLICATE.at(here, message, help="Give each an id of its own."))
        return given

    def _tags(self, value: dict[str, Json], at: Location) -> tuple[str, ...]:
        given = value.get("tags")
        if isinstance(given, str) and given:
            self._diagnostics.append(alone(at.child("tags"), given))
            return (given,)
        if isinstance(given, list) and all(isinstance(tag, str) for tag in given):
            return tuple(tag for tag in given if isinstance(tag, str))
        if given is not None:
            other = next((one for one in given if not isinstance(one, str)), None) if isinstance(given, list) else given
            message = f"`tags` is a list of texts, and {describe(other)} is none; it is left out."
            self._diagnostics.append(codes.KEYWORD_INVALID.at(at.child("tags"), message))
        return ()

    def _callbacks(self, value: dict[str, Json], at: Location) -> Iterator[Operation]:
        entries, here = self._object(value.get("callbacks", {}), at.child("callbacks"))
        for key, callback in entries.items():
            items, below = self._object(callback, here.child(key), "callbacks")
            for expression, item in items.items():
                if not expression.startswith("x-"):
                    yield from self._path_item(OperationKind.CALLBACK, expression, key, item, below.child(expression))

    def _parameters(self, value: dict[str, Json], at: Location) -> tuple[Parameter | Sent, ...]:
        given = value.get("parameters", [])
        here = at.child("parameters")
        if given is None:
            self._diagnostics.append(_nothing(here))
            return ()
        items = parameters(given, here, self._diagnostics)
        if items is None:
            self._invalid(here, "a list", given)
            return ()
        found: dict[tuple[str, str], Parameter | Sent] = {}
        for item, place in items:
            parameter = self._parameter(item, place)
            if parameter is None:
                continue
            key = key_of(parameter)
            if key in found:
                message = f"The {parameter.place} parameter `{parameter.name}` stands here twice; the last counts."
                self._diagnostics.append(codes.PARAMETER_DUPLICATE.at(place, message))
            found[key] = parameter
        return tuple(found.values())

    def _parameter(self, value: Json, at: Location) -> Parameter | Sent | None:
        if self._is_swagger and isinstance(value, dict) and self._is_schema(value, at):
            found, here = value, at
        else:
            found, here = self._object(value, at, "parameters")
        if not self._is_swagger or found.get("in") == "body":
            self._fields.check(found, Kind.PARAMETER, here)
        if not FLAGS.isdisjoint(found) or isinstance(found.get("required"), str):
            found = with_flags(found, here, self._diagnostics)
        name, place = self._named(found, here), self._place(found, here)
        if self._is_swagger and place in ("body", "formData") and (isinstance(name, str) or place == "body"):
            sent = self._sent(found, here)
            self._met_sent(sent, value)
            return sent
        if place == "querystring":
            self._schemas.keyword_check.newer("in", "`querystring` under `in`", here, Dialect.OPENAPI_3_2)
            name = "" if name is None else name
        if not isinstance(name, str) or not isinstance(place, str) or place not in _PLACES:
            if found:
                self._diagnostics.append(_unplaced(name, place, here))
            return None
        if place == "header" and name.lower() in _IGNORED_HEADERS and not self._is_swagger:
            return None  # section 4.8.12.2: such a definition is ignored
        if place == "path" and found.get("required") is not True:
            message = f"The path parameter `{name}` is not `required: true`; it is read so."
            where = here.child("required") if "required" in found else here
            self._diagnostics.append(codes.PATH_PARAMETER_OPTIONAL.at(where, message, help="Write `required: true`."))
        parameter = Parameter(
            location=here,
            name=name,
            place=cast("Literal['path', 'query', 'header', 'cookie', 'querystring']", place),
            required=found.get("required") is True or place == "path",
            schema=self._value_schema(found, here, f"The parameter `{name}`" if name else "The query string"),
            annotations=read_annotations(self._with_examples(found, here)),
        )
        self._met(ComponentKind.PARAMETERS, parameter, value)
        return parameter

    def _named(self, found: dict[str, Json], at: Location) -> Json:
        """Return the name of a parameter; a number is read as its text."""
        name = found.get("name")
        if isinstance(name, int) and not isinstance(name, bool):
            self._diagnostics.append(unquoted(at.child("name"), name))
            return str(name)
        return name

    def _place(self, found: dict[str, Json], at: Location) -> Json:
        """Return the place of a parameter, whichever letters it is written with."""
        place = found.get("in")
        if not isinstance(place, str) or place in _PLACES or place.strip().lower() not in _PLACES:
            return place
        meant = place.strip().lower()
        message = f"The parameter stands in {describe(place)}; it is read as `{meant}`."
        self._diagnostics.append(codes.PARAMETER_INVALID.at(at.child("in"), message, help=f"Write `in: {meant}`."))
        return meant

    def _is_schema(self, value: dict[str, Json], at: Location) -> bool:
        """Tell whether the `$ref` of a parameter that says its own place leads to a schema: then it means its type."""
        if "$ref" not in value or "in" not in value:
            return False
        try:
            target = self._references.resolve(at, value["$ref"]).value
        except UnresolvedReference:
            return False
        if not isinstance(target, dict) or "in" in target:
            return False
        message = "The `$ref` of this parameter leads to a schema; it is read as that of its value."
        help = "Write the type here, or `in: body` with the reference below `schema`."
        self._diagnostics.append(codes.PARAMETER_INVALID.at(at.child("$ref"), message, help=help))
        return True

    def _sent(self, found: dict[str, Json], at: Location) -> Sent:
        """Read a parameter of Swagger 2.0 that is the body, or a field of a form."""
        name = found.get("name")
        place: Literal["body", "formData"] = "body" if found.get("in") == "body" else "formData"
        what = f"The parameter `{name}`" if isinstance(name, str) else "The body"
        return Sent(
            location=at,
            name=name if isinstance(name, str) else "body",
            place=place,
            required=found.get("required") is True,
            is_file=is_file(found),
            schema=self._value_schema(found, at, what),
        )

    def _met_sent(self, sent: Sent, value: Json) -> None:
        """Remember what a reference to a body or a field of a form leads to."""
        if sent.place == "formData":
            self._met(ComponentKind.PARAMETERS, _field(sent), value)
        elif (body := body_of((sent,), sent.location, self._media_types({}, "consumes", sent.location))) is not None:
            self._met(ComponentKind.REQUEST_BODIES, body, value)

    def _header(self, name: str, value: Json, at: Location) -> Parameter:
        found, here = self._object(value, at, "headers")
        self._fields.check(found, Kind.PARAMETER, here)
        header = Parameter(
            location=here,
            name=name,
            place="header",
            required=found.get("required") is True,
            schema=self._value_schema(found, here, f"The header `{name}`" if name else "The header"),
            annotations=read_annotations(self._with_examples(found, here)),
        )
        self._met(ComponentKind.HEADERS, header, value)
        return header

    def _with_examples(self, found: dict[str, Json], at: Location) -> dict[str, Json]:
        """Return a parameter with its Example Objects, behind their references."""
        given = found.get("examples")
        if not isinstance(given, dict) or not any(isinstance(one, dict) and "$ref" in one for one in given.values()):
            return found
        here = at.child("examples")
        return {**found, "examples": {key: self._example(one, here.child(key)) for key, one in given.items()}}

    def _example(self, value: Json, at: Location) -> Json:
        if not isinstance(value, dict) or "$ref" not in value:
            return value
        try:
            return self._references.resolve(at, cast("str", value["$ref"])).value
        except UnresolvedReference as fault:
            told = fault.told(at.child("$ref"))
            self._diagnostics.extend(replace(one, severity=Severity.WARNING) for one in told)
            return {}

    def _value_schema(self, found: dict[str, Json], at: Location, what: str) -> Schema:
        """Return the schema of a parameter or header: its `schema`, or that of its one media type."""
        if self._is_swagger:
            return self._plain_value(found, at, what)
        if "schema" in found:
            return self._schemas.read(found["schema"], at.child("schema"))
        content = self._contents(found, at)
        if content and (schema := content[0].schema or self._sequence(content[0])) is not None:
            return schema
        if "type" in found:
            self._diagnostics.append(type_outside(at, what))
            return self._schemas.read(value_outside(found), at)
        message = f"{what} has no `schema`; any value is allowed."
        self._diagnostics.append(codes.PARAMETER_INVALID.at(at, message, help="Write `schema: {type: …}`."))
        return Schema(location=at.child("schema"), annotations=NOTHING)

    def _sequence(self, content: Content) -> Schema | None:
        """Return the array that a sequential media type is, where only its items are described (OpenAPI 3.2.0)."""
        if content.item_schema is None:
            return None
        found = Schema(
            location=content.location,
            types=("array",),
            arrays=replace(NO_ARRAYS, items=content.item_schema),
            annotations=NOTHING,
        )
        return self._schemas.schemas.setdefault(found.location, found)

    def _plain_value(self, found: dict[str, Json], at: Location, what: str) -> Schema:
        """Return the schema of a parameter or header of Swagger 2.0, which but for bodies is one itself."""
        is_body = found.get("in") == "body"
        if "schema" in found:
            if not is_body:
                kind = f"a `schema` in {'parameters but bodies' if 'in' in found else 'headers'}"
                self._schemas.keyword_check.newer("schema", kind, at, Dialect.OPENAPI_3_0)
            return self._schemas.read(found["schema"], at.child("schema"))
        value = value_of(found)
        if not is_body and not value.keys().isdisjoint(("type", "enum", "items", "$ref")):
            return self._schemas.read(value, at)
        message = f"{what} has no `{'schema' if is_body else 'type'}`; any value is allowed."
        help = "Write `schema: {type: …}`." if is_body else "Write `type: string`, or another type."
        self._diagnostics.append(codes.PARAMETER_INVALID.at(at, message, help=help))
        return Schema(location=at.child("schema") if is_body else at, annotations=NOTHING)

    def _body(self, value: Json, at: Location) -> Body:
        if self._is_swagger:
            sent = self._parameter(value, at)
            assert isinstance(sent, Sent)  # noqa: S101  # it says `in: body`
            body = body_of((sent,), at, self._media_types({}, "consumes", at))
            assert body is not None  # noqa: S101  # made of something
            return body
        found, here = self._object(value, at, "requestBodies")
        self._fields.check(found, Kind.BODY, here)
        body = Body(location=here, required=found.get("required") is True, contents=self._contents(found, here))
        self._met(ComponentKind.REQUEST_BODIES, body, value)
        return body

    def _responses(self, value: dict[str, Json], at: Location) -> Iterator[Response]:
        if "responses" not in value and self._schemas.dialect.is_before(Dialect.OPENAPI_3_1):
            message = f"The operation has no `responses`, which OpenAPI {self._schemas.dialect.value} demands."
            self._diagnostics.append(codes.FIELD_MISSING.at(at, message))
        entries, here = self._object(value.get("responses", {}), at.child("responses"))
        for status, item in entries.items():
            if not status.startswith("x-"):
                meant, told = status_of(status, here.child(status))
                self._diagnostics.extend(() if told is None else (told,))
                yield self._response(meant, item, here.child(status), self._media_types(value, "produces", at))

    def _response(self, status: str, value: Json, at: Location, produces: tuple[str, ...]) -> Response:
        found, here = self._object(value, at, "responses")
        self._fields.check(found, Kind.RESPONSE, here)
        headers, below = self._object(found.get("headers", {}), here.child("headers"))
        response = Response(
            location=here,
            status=status,
            contents=self._payload(found, here, produces) if self._is_swagger else self._contents(found, here),
            headers=tuple(
                self._header(name, item, below.child(name))
                for name, item in headers.items()
                if name.lower() != "content-type"
            ),
        )
        self._met(ComponentKind.RESPONSES, response, value)
        return response

    def _met(self, kind: ComponentKind, content: Body | Response | Parameter, value: Json) -> None:
        """Remember what a reference leads to."""
        if isinstance(value, dict) and "$ref" in value:
            self.elsewhere.setdefault(content.location, (kind, content))

    def _payload(self, value: dict[str, Json], at: Location, produces: tuple[str, ...]) -> tuple[Content, ...]:
        """Return what a response of Swagger 2.0 has: its `schema` in every media type that the operation produces."""
        if "schema" not in value:
            return ()
        given = value["schema"]
        usual = BINARY if isinstance(given, dict) and given.get("type") == "file" else JSON
        return contents_of(self._schemas.read(given, at.child("schema")), at, produces or (usual,))

    def _contents(self, value: dict[str, Json], at: Location) -> tuple[Content, ...]:
        if "content" not in value and "schema" in value:
            self._diagnostics.append(schema_outside(at))
            schema = self._schemas.read(value["schema"], at.child("schema"))
            return (Content(location=at, media_type=JSON, schema=schema),)
        entries, here = self._object(value.get("content", {}), at.child("content"))
        return tuple(self._content(media_type, item, here.child(media_type)) for media_type, item in entries.items())

    def _content(self, media_type: str, value: Json, at: Location) -> Content:
        found, here = self._object(value, at, "mediaTypes")
        if is_schema(found):
            self._diagnostics.append(media_type_is_schema(here))
            return Content(location=here, media_type=media_type, schema=self._schemas.read(found, here))
        self._fields.check(found, Kind.MEDIA_TYPE, here)
        schema, item = (
            self._schemas.read(found[key], here.child(key)) if key in found else None
            for key in ("schema", "itemSchema")
        )
        return Content(location=here, media_type=media_type, schema=schema, item_schema=item)

    def _object(self, value: Json, at: Location, section: str | None = None) -> Found:
        """Return the object at a place and where it stands, behind references into a section of `components`."""
        seen: set[Location] = set()
        while isinstance(value, dict) and "$ref" in value:
            seen.add(at)
            try:
                target = self._references.resolve(at, cast("str", value["$ref"]))
            except UnresolvedReference as fault:
                meant = mended(self._references, at, value["$ref"], section) if section else None
                if meant is None:
                    self._diagnostics.extend(fault.told(at.child("$ref")))
                    return {}, at
                target = meant.target
                self._diagnostics.append(meant.told)
            wrong = wrong_target(self._references, at, value["$ref"], target, section) if section else None
            if target.location in seen:
                wrong = codes.REF_CYCLE.at(at.child("$ref"), "The reference leads back to itself.")
            elif wrong is not None and section and namesake(self._references, at, target, section) is None:
                meant_around = around_schema(value, target, section, self._schemas.dialect, at)
                if meant_around is not None:
                    value, told = meant_around
                    self._diagnostics.append(told)
                    break
            if wrong is not None:
                self._diagnostics.append(wrong)
                return {}, at
            value, at = self._overridden(target.value, value), target.location
        if isinstance(value, dict):
            return value, at
        if value is None:
            self._diagnostics.append(_nothing(at))
        else:
            self._invalid(at, "an object", value)
        return {}, at

    def _overridden(self, target: Json, reference: dict[str, Json]) -> Json:
        """Return what a reference leads to, with the prose beside the reference (3.1.1 section 4.8.23)."""
        own: dict[str, Json] = {key: reference[key] for key in ("summary", "description") if key in reference}
        if not own or self._schemas.dialect.value < "3.1" or not isinstance(target, dict):
            return target
        return {**target, **own}

    def _invalid(self, at: Location, wanted: str, given: Json) -> None:
        message = f"Expected {wanted}, found {describe(given)}."
        self._diagnostics.append(codes.OPERATION_INVALID.at(at, message, help=frame_help(at)))


def _field(sent: Sent) -> Parameter:
    """Return a field of a form as the component it is."""
    annotations = sent.schema.annotations
    return Parameter(
        location=sent.location,
        name=sent.name,
        place="form",
        required=sent.required,
        schema=sent.schema,
        annotations=annotations,
    )


def _nothing(at: Location) -> Diagnostic:
    """Return what there is to say of a key with nothing behind it."""
    return codes.VALUE_NULL.at(at, "Nothing stands here, and nothing is read.", help="Is what belongs here indented?")


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
