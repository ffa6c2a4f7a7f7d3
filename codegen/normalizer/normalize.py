"""Document in, `NormalSpec` out: one dialect, references resolved to places, conjunctions intersected.

Finds all faults of the description's structure and raises them together. Nothing here knows what is generated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic, raise_errors
from codegen.loader.document import DocumentGraph, Json
from codegen.loader.references import References
from codegen.location import Location
from codegen.normalizer.circles import circles, without_themselves
from codegen.normalizer.conjunctions import Conjunctions
from codegen.normalizer.drafts import Drafts
from codegen.normalizer.elsewhere import with_those_elsewhere
from codegen.normalizer.hierarchies import find_hierarchies
from codegen.normalizer.operations import OperationReader
from codegen.normalizer.schemas import SchemaReader
from codegen.normalizer.spec import Component, ComponentKind, NormalSpec, Schema


def normalize(graph: DocumentGraph) -> NormalSpec:
    """Return the description in one dialect; raises `SpecErrors` with every fault found."""
    root = graph.root.tree
    assert isinstance(root, dict)  # noqa: S101  # the loader refuses anything else
    start = Location(graph.entry, "")
    references = References(graph)
    drafts = Drafts(graph.dialect, references.documents)
    reader = SchemaReader(graph.dialect, references, drafts)
    frame = OperationReader(root, reader, references, reader.diagnostics)
    listed = tuple(frame.components(start))
    operations = tuple(frame.operations(start))
    reader.read_targets()
    reader.diagnostics += drafts.diagnostics
    changed, told = without_themselves(reader.schemas)
    reader.schemas.update(changed)
    reader.diagnostics.extend(told)
    raise_errors(_once([*reader.diagnostics, *circles(reader.schemas)]))
    documents = references.documents
    trees = {name: document.tree for name, document in documents.items()}
    found = with_those_elsewhere(listed, reader.schemas, reader.targets, frame.elsewhere, trees)
    places = {one.location: one.key for one in found.all if one.kind is ComponentKind.SCHEMAS}
    hierarchies = find_hierarchies(reader.schemas, places, trees)
    reader.schemas.update(hierarchies.changed)
    changed.update(hierarchies.changed)
    conjunctions = Conjunctions(reader.schemas, places)
    conjunctions.compute()
    title, version = _info(root)
    return NormalSpec(
        document=graph.entry,
        title=title,
        version=version,
        components=tuple(_current(one, changed) for one in found.all),
        operations=operations,
        schemas=reader.schemas,
        intersections=conjunctions.found,
        combined=conjunctions.combined,
        bases=hierarchies.bases,
        moved=frame.moved,
        trees=trees,
        documents=dict(documents),
        listed=found.listed,
        keys=found.keys,
        short={name: documents.short(name) for name in documents},
        diagnostics=raise_errors(
            _once([*documents.diagnostics, *reader.diagnostics, *conjunctions.diagnostics, *_alone(conjunctions)])
        ),
    )


def _current(component: Component, changed: Mapping[Location, Schema]) -> Component:
    """Return a component with what its schema became."""
    if component.kind is not ComponentKind.SCHEMAS or component.location not in changed:
        return component
    return replace(component, content=changed[component.location])


def _info(root: dict[str, Json]) -> tuple[str, str]:
    info = root.get("info")
    if not isinstance(info, dict):
        return "", ""
    title, version = info.get("title"), info.get("version")
    return str(title or "").strip(), "" if version is None else str(version).strip()


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    return list(dict.fromkeys(found))


def _alone(conjunctions: Conjunctions) -> Iterator[Diagnostic]:
    """Yield what there is to say of discriminators that stand at no union: what their mapping names is not seen."""
    for at, schema in conjunctions.schemas.items():
        if schema.discriminator is not None and conjunctions.found.get(at, schema).union is None:
            name = schema.discriminator.property
            message = f"The discriminator `{name}` stands at no `oneOf` or `anyOf`, so it chooses among nothing."
            help = "Say `oneOf` beside it, or include this schema by `allOf` in those it chooses among."
            yield codes.DISCRIMINATOR_ALONE.at(schema.discriminator.location, message, help=help)
