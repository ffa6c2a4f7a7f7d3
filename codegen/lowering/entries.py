"""Where naming starts: components by their keys (law 2 of `NAMING.md`), operations by their ids (law 8).

In: a description. Out: every place that has a name, the types of parameters by operation and place, and the words of
each operation. What a reference leads to is named from its own place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codegen.location import Location, escape, tokens
from codegen.lowering.anchors import Anchors, inert
from codegen.lowering.bases import operation_bases
from codegen.lowering.contested import claims_name, parts_elsewhere, wanted_elsewhere
from codegen.lowering.media import media_rank, media_words
from codegen.lowering.modules import path_words
from codegen.lowering.places import PARAMETER_FORMS, Form, Place, element_of, property_of
from codegen.lowering.reserved import is_reserved_type
from codegen.lowering.walk import Walk
from codegen.normalizer.annotations import NOTHING
from codegen.normalizer.conjunctions import same_assertions
from codegen.normalizer.homes import home_of
from codegen.normalizer.spec import (
    Body,
    Component,
    ComponentKind,
    Content,
    NormalSpec,
    Operation,
    OperationKind,
    Parameter,
    Response,
    Schema,
)
from codegen.resolver.labels import Label
from codegen.words import glue, pascal, words

_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_SUFFIX = {
    ComponentKind.RESPONSES: "Response",
    ComponentKind.REQUEST_BODIES: "Request",
    ComponentKind.PARAMETERS: "Param",
    ComponentKind.HEADERS: "Header",
    ComponentKind.MEDIA_TYPES: "Content",
}
_ELSEWHERE = 10
"""Components in other files claim their names after those of the entry."""
_STRUCTURE = frozenset(("properties", "items", "allOf", "anyOf", "oneOf", "schema", "$defs", "definitions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places of a description."""

    places: tuple[Place, ...]
    """Those with a name, each once."""
    at: Mapping[Location, Place]
    parameters: Mapping[tuple[Location, str], Place]
    operations: Mapping[Location, tuple[str, ...]]


def find_places(spec: NormalSpec, labels: Mapping[Location, tuple[Label, ...]]) -> Places:
    """Return the places of a description that have names."""
    entries = _Entries(spec, labels)
    for component in spec.components:
        entries.component(component)
    bases = operation_bases(spec.operations)
    for operation in _with_callbacks(spec.operations):
        entries.operation(operation, bases[operation.location])
    entries.rest()
    found = dict.fromkeys((*entries.walk.at.values(), *entries.parameters.values(), *entries.homes()))
    named = tuple(place for place in found if place.reserved)
    for place in named:
        place.order = entries.walk.marks.orderless(place.anchor) if "}~" in place.anchor else place.anchor
    return Places(
        places=named,
        at=entries.walk.at,
        parameters=entries.parameters,
        operations=bases,
    )


def _with_callbacks(operations: Iterable[Operation]) -> Iterator[Operation]:
    for one in operations:
        yield one
        yield from _with_callbacks(one.callbacks)


class _Entries:
    """Starts the walk at each component and operation."""

    def __init__(self, spec: NormalSpec, labels: Mapping[Location, tuple[Label, ...]]) -> None:
        self.walk = Walk(spec, labels)
        self.parameters: dict[tuple[Location, str], Place] = {}
        self._spec = spec
        self._anchor = Anchors(spec).of
        self._components = frozenset(one.location for one in spec.components)
        self._contents_of_components = frozenset(
            one.location for one in spec.components if one.kind is ComponentKind.MEDIA_TYPES
        )
        self._elsewhere = _elsewhere(spec)
        """The components of other files, and things there of which only parts are used; none of them is named yet."""

    def homes(self) -> Iterable[Place]:
        """Return the places in other files of which only parts are used: they have their names all the same."""
        return (one for one in self._elsewhere.values() if one.reserved)

    # --- components ---------------------------------------------------------------------------------------------

    def component(self, component: Component) -> None:
        place = self._elsewhere.get(component.location)
        if place is None:
            place = _component_place(component, self._anchor(component.location))
        match component.content:
            case Schema() as schema:
                place.reserved = True
                if schema.ref is not None:
                    self.walk.at[schema.location] = place
                    place.locations.append(schema.location)
                    self.walk.targets[schema.ref] = None
                else:
                    self.walk.visit(schema, place, place.anchor)
            case Parameter(schema=schema):
                self._start(schema, place)
            case Response(contents=contents, headers=headers):
                self._contents(contents, place, *_split_suffix(component))
                self._headers(headers, place)
            case Body(contents=contents):
                self._contents(contents, place, *_split_suffix(component))
            case Content() as content:
                self._contents((content,), place, *_split_suffix(component))

    def _start(self, schema: Schema, place: Place) -> None:
        """Walk the schema at a place; one that needs no name still gives it to what is below."""
        if schema.ref is not None:
            self.walk.targets[schema.ref] = None
        else:
            self.walk.visit(schema, place, place.anchor)

    # --- operations ---------------------------------------------------------------------------------------------

    def operation(self, operation: Operation, base: tuple[str, ...]) -> None:
        owner = _standing(Form.OPERATION, self._anchor(operation.location), None, base, pascal(base))
        owner.key = operation.operation_id or operation.title
        last = "Request" if operation.kind is OperationKind.PATH else "Payload"
        self._parameters(operation, owner)
        request = operation.request
        if request is not None and self._is_here(request.location, operation.location):
            self._contents(request.contents, owner, _without_last(base, last), last)
        elif request is not None and request.location not in self._components:
            self._shared_body(request, operation)
        first = _first_success(operation.responses)
        for response in operation.responses:
            if self._is_here(response.location, operation.location):
                self._response(response, owner, base, () if response is first else _status_words(response.status))

    def _response(self, response: Response, owner: Place, base: tuple[str, ...], status: tuple[str, ...]) -> None:
        before = (*base, *status) if status else _without_last(base, "Response")
        self._contents(response.contents, owner, before, "Response")
        if response.headers:
            anchor = self._anchor(response.location)
            name = pascal((*before, "Response"))
            self._headers(response.headers, _standing(Form.BODY, anchor, None, (*before, "Response"), name))

    def _parameters(self, operation: Operation, owner: Place) -> None:
        for one in operation.parameters:
            step = (operation.location, one.place)
            if step not in self.parameters and one.place != "querystring":
                self.parameters[step] = Place(
                    anchor=f"{owner.anchor}/parameters/{one.place}",
                    form=Form.PARAMETERS,
                    depth=0,
                    owner=owner,
                    words=(one.place, "Params"),
                    reserved=True,
                    key=one.place,
                )
            self._parameter(one, operation, owner)

    def _parameter(self, one: Parameter, operation: Operation, owner: Place) -> None:
        list_pointer = one.location.pointer.rpartition("/")[0]
        if list_pointer != f"{operation.location.pointer}/parameters":
            if not list_pointer.endswith("/parameters") or one.location in self._components:
                return
            # a parameter of the path item belongs to no operation more than to another
            base = _path_base(operation)
            anchor = self._anchor(Location(one.location.document, list_pointer))
            owner = _standing(Form.OPERATION, anchor.removesuffix("/parameters"), None, base, pascal(base))
        place = Place(
            anchor=inert(f"{owner.anchor}/parameters/{one.place}:{escape(one.name)}"),
            form=PARAMETER_FORMS[one.place],
            depth=0,
            owner=owner,
            words=words(one.name or "query string"),
            key=one.name or "query string",
        )
        self._start(one.schema, place)

    def _headers(self, headers: Sequence[Parameter], owner: Place) -> None:
        for one in headers:
            if one.location in self._components:
                continue
            place = property_of(owner, one.name, words(one.name), self._anchor(one.location))
            place.form = Form.HEADER
            self._start(one.schema, place)

    def _shared_body(self, body: Body, operation: Operation) -> None:
        """Walk the body of all operations of a path, which Swagger 2.0 has among the parameters of the path item."""
        above, _, number = body.location.pointer.rpartition("/parameters/")
        if number.isdecimal():
            item, base = Location(body.location.document, above), _path_base(operation)
            owner = _standing(Form.OPERATION, self._anchor(item), None, base, pascal(base))
            self._contents(body.contents, owner, _without_last(base, "Request"), "Request")

    # --- bodies ---------------------------------------------------------------------------------------------------

    def _contents(self, contents: Sequence[Content], owner: Place, before: tuple[str, ...], last: str) -> None:
        """Walk a body: its first media type has the plain name, others of other content their media word in it."""
        known: list[tuple[Content, Place]] = []
        ordered = sorted(contents, key=lambda one: (media_rank(one.media_type), one.media_type))
        for one in ordered:
            if (one.schema is None and one.item_schema is None) or self._is_elsewhere(one, owner):
                continue
            place = next((place for other, place in known if _same_content(one, other)), None)
            if place is None:
                media = media_words(one.media_type) if known else ()
                place = self._body_place(one, owner, (*before, *media, last), plain=not known)
                known.append((one, place))
            elif (anchor := self._anchor(one.location)) != place.anchor:
                place.also.append(anchor)
            if one.schema is not None:
                self._start(one.schema, place)
            if one.item_schema is not None:
                item = element_of(place, Form.ITEM, f"{place.anchor}/itemSchema")
                self._start(one.item_schema, place.children.setdefault("itemSchema", item))

    def _is_elsewhere(self, content: Content, owner: Place) -> bool:
        """Tell whether a content is a component, which is named as that, and not that component itself."""
        return content.location in self._contents_of_components and owner.form is not Form.COMPONENT

    def _body_place(self, content: Content, owner: Place, found: tuple[str, ...], *, plain: bool) -> Place:
        text = owner.text if plain and owner.form is Form.COMPONENT else pascal(found)
        place = _standing(Form.BODY, self._anchor(content.location), None, found, text)
        place.key = owner.key
        if owner.form is Form.COMPONENT:
            place.form, place.depth, place.rank = Form.COMPONENT, -1, owner.rank
            place.further, place.moved_on = owner.further if plain else (), owner.moved_on
        return place

    @staticmethod
    def _is_here(place: Location, operation: Location) -> bool:
        return place.document == operation.document and place.pointer.startswith(f"{operation.pointer}/")

    # --- what only references lead to ---------------------------------------------------------------------------

    def rest(self) -> None:
        """Walk what references lead to and no walk has met: it is named from the nearest place above."""
        walk = self.walk
        while left := [one for one in walk.targets if one not in walk.at and one in self._spec.schemas]:
            walk.targets.clear()
            for target in sorted(left):
                if target not in walk.at:
                    self._lone(self._spec.schemas[target])

    def _lone(self, schema: Schema) -> None:
        steps = tokens(schema.location.pointer)
        above, below = None, len(steps)
        while above is None and below:
            below -= 1
            pointer = "".join(f"/{escape(one)}" for one in steps[:below])
            above = self.walk.at.get(Location(schema.location.document, pointer))
        if above is None and schema.location.document != self._spec.document:
            above, below = self._home(schema.location)
        named = [one for one in steps[below:] if one not in _STRUCTURE and not one.isdecimal()]
        key = (named or steps)[-1] if steps else schema.location.key
        anchor = self._anchor(schema.location)
        if above is None:
            found = words(key)
            place = _standing(Form.COMPONENT, anchor, None, found, _started(pascal(found)))
            place.depth, place.rank = -1, 5
        else:
            found = tuple(word for one in named or [key] for word in words(one))
            place = property_of(above, key, ("Part",) if key.isdecimal() else found, anchor)
        place.key = key
        self._start(schema, place)

    def _home(self, at: Location) -> tuple[Place | None, int]:
        """Return what a part of a schema in another file is named from, and how many steps lead there."""
        home = home_of(at, self._spec.trees)
        if home is None or home.location == at:
            return None, 0
        return self._elsewhere.get(home.location), len(tokens(home.location.pointer))


def texts_elsewhere(spec: NormalSpec) -> Mapping[Location, tuple[str, ...]]:
    """Return the names that the laws of components give those in other files, the wanted one first."""
    return {at: (one.text or "", *one.further) for at, one in _elsewhere(spec).items()}


def _elsewhere(spec: NormalSpec) -> dict[Location, Place]:
    """Return the places of components in other files that the entry does not list, and of those with parts in use."""
    anchor = Anchors(spec).of
    others = [
        one for one in spec.components if one.location.document != spec.document and one.location not in spec.listed
    ]
    found = {one.location: _component_place(one, anchor(one.location)) for one in others}
    for at in parts_elsewhere(spec):
        if at not in found:
            part = Component(
                location=at, kind=ComponentKind.SCHEMAS, key=at.key, content=Schema(location=at, annotations=NOTHING)
            )
            found[at] = _component_place(part, anchor(at))
            found[at].reserved = True
    silent = {one.location for one in others if not claims_name(one)}
    schemas = {at: one.text or "" for at, one in found.items() if one.rank % 2 == 0}
    rest = {at: one.text or "" for at, one in found.items() if one.rank % 2 and at not in silent}
    for at, wanted in (*wanted_elsewhere(spec, schemas).items(), *wanted_elsewhere(spec, rest).items()):
        place = found[at]
        place.text, place.further, place.name = wanted.text, wanted.further, wanted.text
        place.rank += _ELSEWHERE
        place.moved_on = wanted.moved_on
    return found


def _component_place(component: Component, anchor: str) -> Place:
    key, suffix = component.key, _SUFFIX.get(component.kind)
    found = words(key)
    if suffix is not None and found[-1].lower() != suffix.lower():
        text, found = f"{key}{suffix}" if _PASCAL.fullmatch(key) else glue("", (*found, suffix)), (*found, suffix)
    else:
        text = key if _PASCAL.fullmatch(key) else pascal(found)
    place = _standing(Form.COMPONENT, anchor, None, found, _started(text))
    place.depth, place.key = -1, key
    place.rank = 2 * _key_rank(key, text) + (component.kind is not ComponentKind.SCHEMAS)
    return place


def _key_rank(key: str, text: str) -> int:
    """Return how early a component claims its name: PascalCase keys first, and of those the ones with small letters."""
    if text != key or not _PASCAL.fullmatch(key) or is_reserved_type(key):
        return 2
    return 0 if any(map(str.islower, key)) else 1


def _split_suffix(component: Component) -> tuple[tuple[str, ...], str]:
    suffix = _SUFFIX[component.kind]
    return _without_last(words(component.key), suffix), suffix


def _started(text: str) -> str:
    return text if text.isidentifier() else f"Schema{text}"


def _standing(form: Form, anchor: str, owner: Place | None, found: tuple[str, ...], text: str | None) -> Place:
    """Return a place that is called something, whether it has a name or not."""
    place = Place(anchor=anchor, form=form, depth=0, owner=owner, words=found, text=text, standing=True)
    place.name = text or ""
    return place


def _same_content(one: Content, other: Content) -> bool:
    """Tell whether two media types have the same content, of which the one name is enough."""
    pairs = ((one.schema, other.schema), (one.item_schema, other.item_schema))
    return all(mine is its if mine is None or its is None else same_assertions(mine, its) for mine, its in pairs)


def _path_base(operation: Operation) -> tuple[str, ...]:
    """Return the words of what belongs to all operations of a path."""
    found = path_words(operation.path) if operation.kind is OperationKind.PATH else words(operation.path)
    return found or ("Root",)


def _without_last(base: tuple[str, ...], last: str) -> tuple[str, ...]:
    """Return the words without the last one where it would be said twice."""
    return base[:-1] if base[-1].lower() == last.lower() else base


def _first_success(responses: Sequence[Response]) -> Response | None:
    """Return the response of the lowest 2xx status that has a body."""
    return min(
        (one for one in responses if one.status.startswith("2") and one.contents),
        key=lambda one: one.status,
        default=None,
    )


def _status_words(status: str) -> tuple[str, ...]:
    return (status,) if status[:1].isdigit() and status.isalnum() else words(status)
