"""NormalSpec and verdicts in, `ir.Package` out: the only bridge between what schemas say and what is generated.

Names first (they depend on places alone), then types place by place, then modules and their order. Takes the lock of
names of the last run (`NO_NAMES` the first time) and returns the new one; without a lock the laws alone decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.ir.package import Package
from codegen.location import Location
from codegen.lowering.directions import Direction, Use, own_directions
from codegen.lowering.formats import Formats
from codegen.lowering.left_out import LeftOut, left_out
from codegen.lowering.lock import Lock, former_names
from codegen.lowering.names import Names, allocate, long_names
from codegen.lowering.openness import open_unions, opened, to_open
from codegen.lowering.operations import OperationLowering, renamed_bodies
from codegen.lowering.order import mark_recursive
from codegen.lowering.overrides import judge_twins
from codegen.lowering.partition import partition
from codegen.lowering.renewal import renewed_lock, reused
from codegen.lowering.sharing import Sharing, shared
from codegen.lowering.twin_names import name_twins
from codegen.lowering.twins import loosened, needed_twins, shapes, with_twins
from codegen.lowering.types import Types
from codegen.lowering.unknown_names import name_unknowns
from codegen.lowering.written import written_at
from codegen.normalizer.select import needed, select
from codegen.normalizer.spec import Component, ComponentKind, Content, NormalSpec, Parameter, Response, Schema
from codegen.options import Options, Share
from codegen.resolver.labels import label_variants
from codegen.resolver.verdict import Resolution
from codegen.words import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """What lowering gives: the package, and how it came to its names."""

    package: Package
    names: Names
    origins: Mapping[str, Location]
    """Declaration -> the place of its schema, or of the operation whose parameters it holds."""
    bodies: Mapping[str, str]
    """Alias -> the declaration of equal content that it is another name of; empty where nothing is shared."""
    left_out: LeftOut
    """What nobody selected, and nothing selected refers to."""
    lock: Lock | None
    """The new lock, where one is kept."""
    open_unions: int
    open_literals: int
    diagnostics: tuple[Diagnostic, ...]


def lower(spec: NormalSpec, resolution: Resolution, lock: Lock | None, options: Options) -> Lowering:
    """Return the package of a description, as its options want it; without a lock none is made.

    Names are given to all its places; types are made of those that are selected, and of what they refer to.
    """
    selected = select(spec, options.select)
    names = allocate(spec, label_variants(spec), lock, options.names)
    schemas = frozenset(one.location for one in spec.components if one.kind is ComponentKind.SCHEMAS)
    formats = Formats(options.formats, spec)
    types = Types(spec, resolution, names, schemas, formats)
    for component in selected.components:
        _declare(component, types)
    for schema in selected.schemas:
        types.of(schema)
    operations = OperationLowering(selected.operations, names, types)
    lowered = operations.lower()
    declarations = [one for one in types.declarations.values() if one is not None]
    found = shapes(declarations)
    own = own_directions(spec, {name: types.origins[name] for name in found.differing}, lowered)
    uses = [use for several in operations.roots.values() for use in several]
    names = name_twins(names, needed_twins(found, own, uses))
    called = {use: name.text for use, name in names.twins.items()}
    closed = {one.name: one for one in with_twins(found, own, called)}
    chosen = to_open(closed, _sent(uses, called), [called.get(use, use.name) for use in uses], options.open)
    names = name_unknowns(names, open_unions(closed, chosen))
    unknowns = {union: name.text for union, name in names.unknowns.items()}
    result = opened(closed, chosen, unknowns)
    origins = types.origins | {text: types.origins[use.name] for use, text in called.items()}
    components = {name for name, at in origins.items() if at in schemas}
    sharing = Sharing(declarations=result.declarations)
    if options.share is Share.ALIAS:
        sharing = shared(result.declarations, components)
    package = Package(
        title=spec.title,
        version=spec.version,
        modules=partition(mark_recursive(sharing.declarations), _roots(operations.roots, called), sharing.led),
        operations=renamed_bodies(lowered, called),
    )
    every = [one.name for one in sharing.declarations]
    rest = left_out(spec, selected, types.origins.values())
    renewed = None if lock is None else renewed_lock(names, every, spec, types.inside, rest.anchors(names))
    if renewed is not None and options.keep_old_names:
        package = replace(package, former=former_names(renewed, frozenset(every)))
    return Lowering(
        package=package,
        names=names,
        origins=origins | {text: origins[union] for union, text in unknowns.items()},
        bodies=sharing.bodies,
        left_out=rest,
        lock=renewed,
        open_unions=result.unions,
        open_literals=result.literals,
        diagnostics=(
            *names.diagnostics,
            *(() if renewed is None else reused(names, renewed)),
            *_without_lock(lock, options),
            *(_judge_twins(names) if selected.whole else ()),  # a request that was left out may be why there is none
            *needed(selected, lambda at: at not in rest),
            *types.diagnostics,
            *formats.diagnostics(_formats(spec.schemas.values()), rest.schemas(spec)),
            *_one_way(spec, types.origins, loosened(found, own)),
            *long_names(names, every),
        ),
    )


def _without_lock(lock: Lock | None, options: Options) -> Iterator[Diagnostic]:
    if lock is None and options.keep_old_names:
        message = "No lock of names is kept, so nothing tells which names types had before."
        help = "Name a file by `--lock FILE`, or configure the package in pyproject.toml, without `lock = false`."
        yield codes.OLD_NAMES_UNKNOWN.at(None, message, help=help)


def _formats(schemas: Iterable[Schema]) -> Iterator[str]:
    return (one.format for one in schemas if one.format is not None)


def _judge_twins(names: Names) -> Iterator[Diagnostic]:
    owners = {folded(one.text): one.anchor for one in (*names.types.values(), *names.parameters.values())}
    twins = {one.anchor: one.text for one in (*names.twins.values(), *names.unknowns.values())}
    return judge_twins(names.chosen, owners, twins)


def _sent(uses: Iterable[Use], twins: Mapping[Use, str]) -> list[str]:
    """Return what the API sends: responses, and the requests of webhooks and callbacks."""
    return [twins.get(use, use.name) for use in uses if use.direction is Direction.FROM_API]


def _one_way(
    spec: NormalSpec, origins: Mapping[str, Location], loosened: Iterable[tuple[str, str]]
) -> Iterator[Diagnostic]:
    for name, key in loosened:
        message = f"`{name}` may lack `{key}`, which is required in the other direction only."
        yield codes.REQUIRED_ONE_WAY.at(written_at(spec, origins[name], "required"), message)


def _roots(uses: Mapping[str, Iterable[Use]], twins: Mapping[Use, str]) -> Mapping[str, list[str]]:
    """Return, tag by tag, what its operations use; what has a twin stays where it is without one."""
    return {
        tag: [name for use in several for name in dict.fromkeys((use.name, twins.get(use, use.name)))]
        for tag, several in uses.items()
    }


def _declare(component: Component, types: Types) -> None:
    """Declare a component: a schema under its name, of everything else the schemas inside."""
    match component.content:
        case Schema() as schema:
            types.declare(schema)
        case Parameter(schema=schema):
            types.of(schema)
        case Response(contents=contents, headers=headers):
            for content in contents:
                _declare_content(content, types)
            for header in headers:
                types.of(header.schema)
        case Content() as content:
            _declare_content(content, types)
        case body:
            for content in body.contents:
                _declare_content(content, types)


def _declare_content(content: Content, types: Types) -> None:
    for schema in (content.schema, content.item_schema):
        if schema is not None:
            types.of(schema)
