"""Every example that a description gives, with the place of the schema it is an example of.

In: a description, normalized. Out: `Example`s, of schemas (`example`, `examples`, `default`), media types, parameters
and headers. Each schema place becomes a component that refers to it, so that there is a type to load it as.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from support.judge import fragment

from codegen.loader.document import Json
from codegen.location import Location, tokens
from codegen.normalizer.spec import Body, NormalSpec, Operation, Parameter, Response

PREFIX = "ExampleOf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example."""

    kind: str
    """`media type`, `parameter`, `schema` or `default`."""
    place: str
    """JSON pointer of the schema."""
    value: Json


def examples(spec: NormalSpec) -> Iterator[Example]:
    """Yield the examples of a description, each once a place."""
    tree = spec.trees[spec.document]
    for schema in spec.schemas.values():
        place, notes = schema.location.pointer, schema.annotations
        if isinstance(at(tree, place), dict):
            yield from (Example(kind="schema", place=place, value=one) for one in notes.examples)
            if notes.has_default:
                yield Example(kind="default", place=place, value=notes.default)
    for kind, owner in dict.fromkeys(_owners(spec)):
        found = at(tree, owner.pointer)
        if isinstance(found, dict) and "schema" in found:
            place = owner.child("schema").pointer
            yield from (Example(kind=kind, place=place, value=one) for one in _given(tree, found))


def _given(tree: Json, found: Mapping[str, Json]) -> Iterator[Json]:
    """Yield the values of `example` and `examples` of a media type or parameter (OpenAPI 3.1.1 section 4.8.19)."""
    if "example" in found:
        yield found["example"]
    named = found.get("examples")
    for entry in named.values() if isinstance(named, dict) else ():
        is_reference = isinstance(entry, dict) and isinstance(entry.get("$ref"), str)
        one = at(tree, str(entry["$ref"]).removeprefix("#")) if is_reference and isinstance(entry, dict) else entry
        if isinstance(one, dict) and "value" in one:
            yield one["value"]


def _owners(spec: NormalSpec) -> Iterator[tuple[str, Location]]:
    """Yield what can have examples beside a schema."""
    contents: list[Body | Response | Parameter] = []
    for component in spec.components:
        if isinstance(component.content, Body | Response | Parameter):
            contents.append(component.content)
    for operation in _all(spec.operations):
        contents += [*operation.parameters, *operation.responses]
        contents += [operation.request] if operation.request else []
    for one in contents:
        if isinstance(one, Parameter):
            yield "parameter", one.location
            continue
        yield from (("media type", content.location) for content in one.contents if "json" in content.media_type)
        yield from (("parameter", header.location) for header in (one.headers if isinstance(one, Response) else ()))


def _all(operations: tuple[Operation, ...]) -> Iterator[Operation]:
    for one in operations:
        yield one
        yield from _all(one.callbacks)


def at(tree: Json, pointer: str) -> Json:
    """Return what stands at a JSON pointer, None where there is nothing."""
    found: Any = tree
    for token in tokens(pointer):
        if isinstance(found, dict):
            found = found.get(token)
        elif isinstance(found, list) and token.isdigit() and int(token) < len(found):
            found = found[int(token)]
        else:
            return None
    return cast("Json", found)


def with_types(tree: Any, places: list[str]) -> tuple[dict[str, Json], Mapping[str, str]]:
    """Return the description with a component for each place, and the component's name by place."""
    components = tree.get("components") or {}
    known = components.get("schemas") or {}
    names: dict[str, str] = {}
    added: dict[str, Json] = {}
    for number, place in enumerate(places):
        names[place] = f"{PREFIX}{number}"
        added[names[place]] = {"$ref": f"#{fragment(place)}"}
    return {**tree, "components": {**components, "schemas": {**known, **added}}}, names
