"""`codegen inspect`: where each type comes from, why it has its name, and what was decided about its union."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.loaded import loaded
from codegen.cli.name_hints import hint_of
from codegen.cli.named_places import type_at
from codegen.cli.names_explain import told
from codegen.cli.package_options import PackageCommand, chosen_packages, inspected_package_options
from codegen.cli.report import Report, counted
from codegen.cli.retired import retired_lines
from codegen.codes import NAME_UNKNOWN
from codegen.config import PackageConfig
from codegen.diagnostics import ConfigErrors
from codegen.location import Location

if TYPE_CHECKING:
    from codegen.ir.declarations import Declaration
    from codegen.lowering.names import Name
    from codegen.pipeline import Lowered


@click.command(
    "inspect",
    cls=PackageCommand,
    short_help="Show where types come from, and why they are called so.",
    epilog="""\b
Examples:
  codegen inspect                                   every type of the configured packages
  codegen inspect CreateResponse
  codegen inspect --unions --spec openapi.yaml      how the variants of each union are told apart
  codegen inspect '#/components/schemas/Order/properties/state' --spec openapi.yaml
""",
)
@click.argument("what", required=False, metavar="[POINTER|NAME]")
@click.option("--unions", is_flag=True, help="List every union: how its variants are told apart, and why.")
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", help="Of `--unions`; the default is text."
)
@inspected_package_options
def command(what: str | None, unions: bool, output_format: str, verbose: bool, quiet: bool, **values: object) -> int:
    """Show the type of a NAME, or what stands at a JSON POINTER of the description; without one, list all types."""
    report = Report(verbose=verbose)
    if unions and what is not None:
        raise click.UsageError("`--unions` lists all unions; it takes no POINTER or NAME.")
    if output_format != "text" and not unions:
        raise click.UsageError("`--output-format` is for `--unions`.")
    if unions:
        from codegen.cli.union_report import list_unions

        return list_unions(chosen_packages(values), output_format, report)
    read: list[Lowered] = []
    found = False
    for package in chosen_packages(values):
        lowered = loaded(package)
        read.append(lowered)
        if what is None:
            _list(lowered, package, report)
            continue
        places = tuple(_meant(lowered, what))
        for place, name in places:
            report.result("\n".join(_described(lowered, package, place, name, report)))
        gone = () if places else tuple(retired_lines(lowered, what))
        for line in gone:
            report.result(line)
        found = found or bool(places or gone)
    if what is not None and not found:
        message = f"Nothing is called `{what}`, and nothing that has a name stands there."
        raise ConfigErrors((NAME_UNKNOWN.at(None, message, help=hint_of(what, read)),))
    return DONE


def _list(lowered: "Lowered", package: PackageConfig, report: Report) -> None:
    declarations = lowered.package.declarations
    width = max(map(len, declarations), default=0)
    report.result(f"{package.name}: {counted(len(declarations), 'type')} of {package.spec}")
    for name in sorted(declarations):
        kind = type(declarations[name]).__name__.lower()
        report.result(f"{name:{width}}  {kind:6}  {lowered.spec.written(lowered.origins[name])}")


def _meant(lowered: "Lowered", what: str) -> Iterator[tuple[Location, str]]:
    """Yield places and names that a name, or a pointer with or without `#` and a file, means."""
    if what in lowered.package.declarations:
        yield lowered.origins[what], what
    if what.startswith("/") or "#" in what:
        name = type_at(lowered, what if "#" in what else f"#{what}")
        if name is not None:
            yield next(at for at, one in lowered.names.types.items() if one is name), name.text
    elif what not in lowered.package.declarations:
        for place, found in lowered.names.types.items():
            if found.text == what and place in lowered.left_out:
                yield place, what


def _described(lowered: "Lowered", package: PackageConfig, place: Location, name: str, report: Report) -> Iterator[str]:
    """Yield the lines about one type."""
    declaration = lowered.package.declarations.get(name)
    yield f"{name} ({_kind(declaration, place in lowered.left_out)})"
    yield f"  from     {report.place(place)}  {lowered.spec.written(place)}"
    given = _given(lowered, place, name)
    if given is not None:
        yield from told(given)
    yield from (f"  twin     {line}" for line in _twins(lowered, name))
    if name in lowered.bodies:
        yield f"  shares   the declaration of {lowered.bodies[name]}, which has the same content"
    verdict = lowered.verdicts.get(place)
    if verdict is not None:
        yield f"  union    {type(verdict).__name__}: {verdict.reason}"
    if declaration is not None:
        for flavour in package.options.flavours:
            yield f"  import   from {package.name}.{flavour.value} import {name}"


def _kind(declaration: "Declaration | None", left_out: bool) -> str:
    if declaration is not None:
        return type(declaration).__name__.lower()
    if left_out:
        return "left out by `select`: nothing that is selected refers to it"
    return "not declared: it is written out where it is used"


def _given(lowered: "Lowered", place: Location, name: str) -> "Name | None":
    """Return the name as it was given, with its reason; twins, unknown variants and parameters by text."""
    others = (*lowered.names.twins.values(), *lowered.names.unknowns.values())
    twin = next((one for one in others if one.text == name), None)
    if twin is not None:
        return twin
    if place in lowered.names.types:
        return lowered.names.types[place]
    return next((one for one in lowered.names.parameters.values() if one.text == name), None)


def _twins(lowered: "Lowered", name: str) -> Iterator[str]:
    """Yield what the same schema is called in the other direction."""
    for use, twin in lowered.names.twins.items():
        if use.name == name:
            yield f"{twin.text}, {use.direction.described}"
        elif twin.text == name:
            yield f"{use.name}, {use.direction.opposite.described}"
