"""`codegen names suggest`: the inline schemas that stand at several places, with a name that these could share.

In: packages. Out, on stdout: what repeats, or the lines of the configuration for one of the names, or one JSON object.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from codegen.cli.configured import configuration
from codegen.cli.exit_codes import DONE
from codegen.cli.loaded import loaded
from codegen.cli.package_options import PackageCommand, chosen_packages, inspected_package_options
from codegen.cli.report import Report, counted
from codegen.codes import NAME_UNKNOWN
from codegen.config import PackageConfig
from codegen.diagnostics import ConfigErrors, did_you_mean
from codegen.options import Share
from codegen.pyproject import PYPROJECT

if TYPE_CHECKING:
    from codegen.lowering.repeated import Repeated

_SHOWN, _SHOWN_PLACES = 20, 2


@click.command(
    "suggest",
    cls=PackageCommand,
    short_help="List the inline schemas that repeat, with a name for each.",
    epilog="""\b
Examples:
  codegen names suggest                          what repeats in the configured packages
  codegen names suggest --spec openapi.yaml
    shop_types: 2 schemas of openapi.yaml stand at 7 places; a name for each spares 5 types with 17 fields
    Address: 5 places, 4 fields; the title of all
        OrderBilling   #/components/schemas/Order/properties/billing
        OrderShipping  #/components/schemas/Order/properties/shipping
        and 3 more
  codegen names suggest Address                  the lines of the configuration that call all five `Address`
  codegen names suggest --json --all
""",
)
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help=f"List all of them, not the first {_SHOWN}, with all their places.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@inspected_package_options
def command(name: str | None, every: bool, as_json: bool, verbose: bool, quiet: bool, **values: object) -> int:
    """List inline schemas with equal content at several places, those first that take most room.

    With a NAME of the list, print the lines that give this name to all places of one schema, for pyproject.toml: they
    then share one declaration. `share = "alias"` shares declarations too, and leaves each place its name.
    """
    report = Report(verbose=verbose)
    found = {package.name: (package, _repeated(package)) for package in chosen_packages(values)}
    if name is not None:
        _print_lines(name, found.values(), report)
    elif as_json:
        told = {key: [_as_json(one) for one in _shown(several, every)] for key, (_, several) in found.items()}
        report.result(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for package, several in found.values():
            for line in _listed(package, several, every):
                report.result(line)
    return DONE


def _repeated(package: PackageConfig) -> "tuple[Repeated, ...]":
    from codegen.lowering.repeated import repeated

    lowered = loaded(package, replace(package.options, share=Share.NONE))
    return repeated(lowered.package.declarations, lowered.origins, lowered.names, lowered.spec)


def _shown(several: "tuple[Repeated, ...]", every: bool) -> "tuple[Repeated, ...]":
    return several if every else several[:_SHOWN]


def _listed(package: PackageConfig, several: "tuple[Repeated, ...]", every: bool) -> Iterator[str]:
    """Yield the lines about one package."""
    if not several:
        yield f"{package.name}: no inline schema of {package.spec} stands at several places"
        return
    places = sum(len(one.places) for one in several)
    types, fields = counted(places - len(several), "type"), counted(sum(one.spared for one in several), "field")
    several_stand = f"{counted(len(several), 'schema')} of {package.spec} {'stands' if len(several) == 1 else 'stand'}"
    yield f"{package.name}: {several_stand} at {places:,} places; a name for each spares {types} with {fields}"
    shown = _shown(several, every)
    for one in shown:
        yield f"{one.proposed}: {len(one.places):,} places, {counted(one.fields, 'field')}; {one.reason}"
        told = one.places if every else one.places[:_SHOWN_PLACES]
        longest = max(len(place.name) for place in told)
        for place in told:
            yield f"    {place.name:{longest}}  {place.anchor}"
        if len(told) < len(one.places):
            yield f"    and {len(one.places) - len(told):,} more"
    if len(shown) < len(several):
        yield f"and {len(several) - len(shown):,} more: codegen names suggest --all"


def _has_own_file() -> bool:
    """Tell whether the configuration is a file of its own, where tables are called otherwise."""
    path = configuration().path
    return path is not None and path.name != PYPROJECT


def _print_lines(name: str, found: "Iterable[tuple[PackageConfig, tuple[Repeated, ...]]]", report: Report) -> None:
    """Print the lines of the configuration that give a name to all places of a schema."""
    known: list[str] = []
    meant = False
    for package, several in found:
        known += (one.proposed for one in several)
        for one in several:
            if one.proposed == name:
                meant = True
                table = "packages" if _has_own_file() else "tool.codegen.packages"
                report.result(f"[{table}.{package.name}.names]")
                for place in one.places:
                    report.result(
                        f"{json.dumps(place.anchor, ensure_ascii=False)} = {json.dumps(name, ensure_ascii=False)}"
                    )
    if not meant:
        message = f"No schema that stands at several places would be called `{name}`."
        raise ConfigErrors((NAME_UNKNOWN.at(None, message, help=did_you_mean(name, known)),))


def _as_json(one: "Repeated") -> dict[str, object]:
    return {
        "name": one.proposed,
        "reason": one.reason,
        "fields": one.fields,
        "sparedFields": one.spared,
        "places": [{"name": place.name, "anchor": place.anchor} for place in one.places],
    }
