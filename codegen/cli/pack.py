"""`codegen pack`: generated packages as wheels and sdists."""

from dataclasses import replace
from pathlib import Path

import click

from codegen import codes
from codegen.cli.check import findings
from codegen.cli.configured import config_option, configuration
from codegen.cli.exit_codes import DONE
from codegen.cli.package_options import settings
from codegen.cli.report import Report
from codegen.config import Config, PackageConfig, choose
from codegen.diagnostics import OutputErrors, Severity, named
from codegen.location import Location
from codegen.pack.pack import pack
from codegen.publisher.one_file import write_archive
from codegen.pyproject import shown
from codegen.vendor.origin import refuse_edited
from codegen.vendor.source import Source, read_source

_ALLOWED = (codes.PACKAGE_EDITED.name, codes.PACKAGE_STALE.name)


@click.command(
    "pack",
    short_help="Build a wheel and an sdist of a package.",
    epilog="""\b
Examples:
  codegen pack                                  all packages of the configuration
  codegen pack --package shop_types --version 1.2.0
  codegen pack src/shop_types --version 1.2.0 -o dist
  codegen pack v1.2.0:src/shop_types --version 1.2.0
""",
)
@click.argument("source", required=False)
@config_option
@click.option("--package", metavar="NAME", help="Which package of the configuration [default: all].")
@click.option("--name", metavar="NAME", help="The name of the distribution [default: the package's].")
@click.option("--version", metavar="VERSION", help="The version of the distribution [default: `pack.version`].")
@click.option("-o", "--output", metavar="DIR", help="The folder of the archives [default: dist].")
@click.option("--allow", multiple=True, type=click.Choice(_ALLOWED), help="Pack a package that is edited or stale.")
@click.option(
    "--set",
    "settings_",
    multiple=True,
    metavar="KEY=VALUE",
    help="Set any key of the configuration, as in `--set pack.license=MIT`.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show all diagnostics, not the first few of each code.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(
    source: str | None,
    package: str | None,
    output: str | None,
    allow: tuple[str, ...],
    settings_: tuple[str, ...],
    verbose: bool,
    quiet: bool,
    **values: str | None,
) -> int:
    """Build a wheel and an sdist of SOURCE (a folder with codegen.json, REVISION:PATH, a wheel or an sdist), or of the
    packages of the configuration."""
    report = Report(verbose=verbose, quiet=quiet)
    config = configuration()
    given = settings(settings_)
    told = {key: value for key, value in values.items() if value is not None}
    pack_table = given.get("pack")
    given["pack"] = {**(pack_table if isinstance(pack_table, dict) else {}), **told}
    for one, found in _chosen(config, source, package, given):
        refuse_edited(found, allow)
        if source is None and codes.PACKAGE_STALE.name not in allow:
            _refuse_stale(one)
        folder = Path(output or shown(config.base / one.pack.output))
        for name, raw in pack(found, one.pack, config.base).archives.items():
            state = "" if write_archive(folder / name, raw) else " (as it was)"
            report.result(f"{(folder / name).as_posix()}: {len(raw):,} bytes{state}")
    return DONE


def _chosen(
    config: Config, source: str | None, package: str | None, given: dict[str, object]
) -> list[tuple[PackageConfig, Source]]:
    """Return the packages to pack, each with what the configuration says of it."""
    if source is not None:
        found = read_source(source, Path())
        [one] = choose(config, {**given, "spec": source, "package": package or found.package})
        return [(replace(one, spec=source), found)]
    chosen = choose(config, {**given, **({"package": package} if package else {})})
    return [(one, read_source(one.target.as_posix(), Path())) for one in chosen]


def _refuse_stale(package: PackageConfig) -> None:
    """Raise if a package is not what generating gives now."""
    found = [one for one in findings(package) if one.severity is Severity.ERROR]
    if found:
        met = named(sorted({one.code for one in found}))
        message = f"The package is not what its description and the configuration give now ({met})."
        help = f"Run `codegen generate --package {package.name}`; `codegen check` tells more."
        raise OutputErrors((codes.PACKAGE_STALE.at(Location(package.target.as_posix(), ""), message, help=help),))
