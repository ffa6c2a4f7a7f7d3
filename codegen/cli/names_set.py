"""`codegen names set`: chooses the name of a place, by an entry of the table `names` in the configuration."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import few, lowered_with, meant, named_at, names_of, one_package, renamed
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report
from codegen.codes import CONFIG_NOT_FOUND
from codegen.config import Config, PackageConfig, read_config
from codegen.diagnostics import ConfigErrors
from codegen.options import Override
from codegen.pyproject import shown

if TYPE_CHECKING:
    from codegen.pipeline import Lowered


@click.command(
    "set",
    cls=PackageCommand,
    short_help="Choose the name of a place, in the configuration.",
    epilog="""\b
Examples:
  codegen names set PaymentMethod Method
  codegen names set '#/components/schemas/Payment/properties/method' Method
  codegen names set '#/paths/~1payments/get/parameters/query' PaymentFilter --package shop_types
""",
)
@click.argument("what", metavar="POINTER|OLD-NAME")
@click.argument("name")
@inspected_package_options
def command(what: str, name: str, verbose: bool, quiet: bool, **values: object) -> int:
    """Write into the table `names` of the configuration that what stands at POINTER is called NAME.

    Comments and layout of the file stay. Nothing is written if the name is taken or cannot be one.
    """
    from codegen.publisher.config_file import set_name
    from codegen.publisher.lock_file import read_lock

    report = Report(verbose=verbose, quiet=quiet)
    package = one_package(values)
    path = configuration(package)
    lock, had = read_lock(package.lock), package.options.names
    before = lowered_with(package, lock, had)
    at = _place(what, before, had)
    others = [one for one in had if one.at != at]
    after = lowered_with(package, lock, (*others, Override(at=at, name=name)))
    set_name(path, package.name, at, name)
    report.result(f'{shown(path)}: "{at}" = "{name}"')
    changes = list(few(renamed(names_of(before), names_of(after))))
    for line in changes:
        report.result(line)
    if changes:
        report.result("run: codegen generate")
    return DONE


def _place(what: str, before: "Lowered", had: "Sequence[Override]") -> str:
    """Return what to write for a place: what stands there already, else its anchor, which no order changes."""
    if "#" not in what:
        anchor = meant(before, what).anchor
    else:
        found = named_at(before, what)
        anchor = what if found is None else found.anchor
    written = (one.at for one in had if (place := named_at(before, one.at)) is not None and place.anchor == anchor)
    return next(written, anchor)


def configuration(package: PackageConfig) -> Path:
    """Return the file that configures a package; raise if none does."""
    config: Config = read_config(Path.cwd())
    if config.path is None or package.name not in {one.name for one in config.packages}:
        message = f"No configuration here has the package `{package.name}`, so there is no table `names` for it."
        help = "Write `[tool.codegen.packages.NAME]` into pyproject.toml, or `x-codegen-name` into the description."
        raise ConfigErrors((CONFIG_NOT_FOUND.at(None, message, help=help),))
    return config.path
