"""`codegen check`: whether the packages on disk are what generating would give now, and if not, why."""

import shlex

import click

from codegen.cli.exit_codes import DONE, FINDINGS
from codegen.cli.loaded import generated
from codegen.cli.package_options import PackageCommand, arguments, chosen_packages, package_options
from codegen.cli.report import Report
from codegen.codes import EDITED, OUTPUT_FOREIGN, REFORMATTED
from codegen.config import PackageConfig
from codegen.diagnostics import Diagnostic, Severity
from codegen.publisher.fresh import is_fresh


@click.command(
    "check",
    cls=PackageCommand,
    short_help="Tell whether the committed types are up to date.",
    epilog="""\b
Examples:
  codegen check                                       all packages of the configuration
  codegen check openapi.yaml -o src --package shop_types
Exit codes: 0 fresh, 1 stale, 2 it could not be found out.
""",
)
@package_options
@click.pass_context
def command(ctx: click.Context, /, verbose: bool, quiet: bool, **values: object) -> int:
    """Tell whether the package on disk is what SPEC and the options give now; takes the arguments of `generate`."""
    report = Report(verbose=verbose, quiet=quiet)
    packages = chosen_packages(values)
    found = {package.name: findings(package) for package in packages}
    for package in packages:
        report.findings(found[package.name])
        if not found[package.name]:
            report.result(f"{package.target.as_posix()}: fresh")
    if not any(_weighs(one, package) for package in packages for one in found[package.name]):
        return DONE
    click.echo(f"stale; run: {_remedy([one for same in found.values() for one in same], arguments(ctx))}")
    return FINDINGS


def _weighs(found: Diagnostic, package: PackageConfig) -> bool:
    return found.severity is Severity.ERROR or package.options.strict


def findings(package: PackageConfig) -> tuple[Diagnostic, ...]:
    """Return why a package is stale; generates only what cannot be told without."""
    if is_fresh(package.target, package.spec, package.options, package.lock):
        return ()
    from codegen.publisher.check import check
    from codegen.publisher.lock_file import check_lock

    made = generated(package)
    names: tuple[Diagnostic, ...] = ()
    if package.lock is not None and made.lock is not None and made.lowered.lock is not None:
        names = check_lock(package.lock, made.lowered.names.lock, made.lock, made.lowered.lock)
    return (*names, *check(made.tree, package.target))


def _remedy(found: list[Diagnostic], given: tuple[str, ...]) -> str:
    """Return the command that makes the packages fresh; it drops edits only where there is no other way."""
    edited = {EDITED.name, OUTPUT_FOREIGN.name, REFORMATTED.name}
    force = ("--force",) if any(one.code in edited for one in found) else ()
    note = "  (drops what was edited)" if force else ""
    return f"{shlex.join(['codegen', 'generate', *given, *force])}{note}"
