"""Descriptions as trees, and the names they get."""

from collections.abc import Mapping
from dataclasses import dataclass

from codegen.loader.document import Dialect, Document, DocumentGraph, Json, Syntax
from codegen.location import Location
from codegen.lowering.lock import Lock
from codegen.lowering.names import Name, Names, allocate
from codegen.normalizer.normalize import normalize
from codegen.normalizer.spec import NormalSpec
from codegen.resolver.labels import label_variants

DOCUMENT = "spec.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A description with its names."""

    spec: NormalSpec
    names: Names

    def at(self, pointer: str) -> str | None:
        """Return the name of the schema at a pointer with `#`."""
        found = self.name(pointer)
        return None if found is None else found.text

    def name(self, pointer: str) -> Name | None:
        """Return the name of the schema at a pointer, with its anchor and reason."""
        return self.names.types.get(Location(self.spec.document, pointer.removeprefix("#")))

    def parameters(self, pointer: str, place: str) -> str | None:
        """Return the name of the parameters of an operation by place."""
        found = self.names.parameters.get((Location(self.spec.document, pointer.removeprefix("#")), place))
        return None if found is None else found.text

    def by_anchor(self) -> dict[str, str]:
        """Return all names of types by anchor."""
        every = (*self.names.types.values(), *self.names.parameters.values())
        return {one.anchor: one.text for one in every}

    def codes(self) -> list[str]:
        """Return the codes of what was found while naming."""
        return [one.code for one in self.names.diagnostics]


def name_tree(parts: Mapping[str, Json], lock: Lock | None = None) -> Named:
    """Return a description of OpenAPI 3.1 with these parts, and its names."""
    return name_graph(_graph(parts), lock)


def graph_of(schemas: Mapping[str, Json]) -> DocumentGraph:
    """Return a description of OpenAPI 3.1 that has only these component schemas."""
    return _graph({"components": {"schemas": dict(schemas)}})


def _graph(parts: Mapping[str, Json]) -> DocumentGraph:
    tree: Json = {"openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, **parts}
    document = Document(name=DOCUMENT, syntax=Syntax.YAML, text="", tree=tree, digest="")
    return DocumentGraph(entry=DOCUMENT, documents={DOCUMENT: document}, dialect=Dialect.OPENAPI_3_1, diagnostics=())


def name_schemas(schemas: Mapping[str, Json], lock: Lock | None = None) -> Named:
    """Return a description that has only these component schemas, and its names."""
    return name_tree({"components": {"schemas": dict(schemas)}}, lock)


def name_graph(graph: DocumentGraph, lock: Lock | None = None) -> Named:
    """Return a loaded description with its names."""
    spec = normalize(graph)
    return Named(spec=spec, names=allocate(spec, label_variants(spec), lock))


def obj(**properties: Json) -> dict[str, Json]:
    """Return an object schema with these properties; with one of its own if none is given."""
    return {"type": "object", "properties": properties or {"x": {"type": "string"}}}


def array(items: Json) -> dict[str, Json]:
    """Return an array schema."""
    return {"type": "array", "items": items}


def body(schema: Json, media_type: str = "application/json") -> dict[str, Json]:
    """Return a request body or response with one media type."""
    return {"description": "", "content": {media_type: {"schema": schema}}}
