"""`codegen generate`: descriptions to packages on disk. Nothing is written unless all of them can be generated."""

import time
from shlex import quote
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE, FAILED
from codegen.cli.loaded import generated
from codegen.cli.package_options import PackageCommand, chosen_packages, package_options
from codegen.cli.report import Report, backed_up, counted
from codegen.codes import UNION_AMBIGUOUS
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError
from codegen.options import Flavour, Openness, Select, Validation

if TYPE_CHECKING:
    from codegen.pipeline import Generated
    from codegen.publisher.publish import Published


@click.command(
    "generate",
    cls=PackageCommand,
    short_help="Write the types of a description.",
    epilog="""\b
Examples:
  codegen generate openapi.yaml -o src --package shop_types
  codegen generate openapi.yaml --flavour pydantic --target-python 3.12
  codegen generate                    all packages of [tool.codegen.packages.*]
  codegen generate --package shop_types --strict
""",
)
@package_options
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite what was edited, or is in the way; it is kept in a folder beside the package.",
)
def command(force: bool, verbose: bool, quiet: bool, **values: object) -> int:
    """Write the types of SPEC (a path, or `-` for standard input), or of all packages of the configuration."""
    started = time.perf_counter()
    report = Report(verbose=verbose, quiet=quiet)
    made = [(package, _generated(package, report)) for package in chosen_packages(values)]
    packages = [(package, one) for package, one in made if one is not None]
    if len(packages) < len(made):
        return FAILED
    from codegen.publisher.lock_file import write_lock
    from codegen.publisher.publish import Edits, publish

    for package, one in packages:
        published = publish(one.tree, package.target, Edits.DROP if force else Edits.KEEP)
        if package.lock is not None and one.lock is not None:
            write_lock(package.lock, one.lock)
        report.warnings(one.lowered.diagnostics, one.lowered.documents)
        report.result(_summary(package, one, published, time.perf_counter() - started))
        backed_up(report, published)
        if told := _left_out(package, one):
            report.result(told)
        if told := _names(package, one):
            report.result(told)
        if told := _ambiguous(package, one):
            report.result(told)
        if package.options.open is not Openness.NONE:
            report.result(_opened(package, one))
        if told := _unchecked(package, one):
            report.result(told)
    return DONE


def _generated(package: PackageConfig, report: Report) -> "Generated | None":
    """Return the package, or None after telling why there is none."""
    try:
        return generated(package)
    except CodegenError as error:
        report.error(error)
        return None


def _left_out(package: PackageConfig, generated: "Generated") -> str:
    """Return how much a selection left out; empty if there is none."""
    if package.options.select == Select():
        return ""
    rest = generated.lowered.left_out
    counts = (
        f"{out:,} of {counted(of, what)}"
        for (out, of), what in ((rest.operations, "operation"), (rest.schemas_, "schema"))
    )
    return f"{package.target.as_posix()}: left out by select: {', '.join(counts)}"


def _names(package: PackageConfig, generated: "Generated") -> str:
    """Return what the run changed about the names of the lock; empty if that is nothing."""
    from codegen.lowering.lock import step
    from codegen.publisher.lock_file import told_step

    lock, was = generated.lowered.lock, generated.lowered.names.lock
    told = "" if lock is None else told_step(step(was, lock))
    return f"{package.lock.as_posix()}: {told}" if told and package.lock is not None else ""


def _ambiguous(package: PackageConfig, generated: "Generated") -> str:
    """Return how many unions are ambiguous and how to see them; nothing where there are none, or that is allowed."""
    count = sum(one.code == UNION_AMBIGUOUS.name for one in generated.lowered.diagnostics)
    if not count:
        return ""
    unions = counted(count, "union")
    command = f"codegen inspect --unions --spec {quote(package.spec)}"
    return f"{unions} ambiguous, as a value may fit several variants: {command}"


def _opened(package: PackageConfig, generated: "Generated") -> str:
    unions = counted(generated.lowered.open_unions, "union")
    literals = counted(generated.lowered.open_literals, "literal")
    return f"{package.target.as_posix()}: opened {unions} and {literals} for values of later versions"


def _unchecked(package: PackageConfig, generated: "Generated") -> str:
    """Return what the codec of dataclasses leaves unchecked; empty if that is nothing."""
    from codegen.flavours.constraints import count_unchecked

    options = package.options
    if Flavour.DATACLASS not in options.flavours or options.dataclass.validate is Validation.FULL:
        return ""
    count = count_unchecked(generated.lowered.package)
    if not count:
        return ""
    told = f"from_json checks types, not the bounds and rules of {counted(count, 'type')}"
    return f'{package.target.as_posix()}.dataclass: {told} (`dataclass.validate = "full"` does)'


def _summary(package: PackageConfig, generated: "Generated", published: "Published", seconds: float) -> str:
    types = counted(len(generated.lowered.package.declarations), "type")
    files = counted(len(generated.tree.files), "file")
    deleted = f", {len(published.deleted)} deleted" if published.deleted else ""
    warnings = Report.summary(generated.lowered.diagnostics)
    changes = f"{len(published.written)} written{deleted}"
    return f"{package.target.as_posix()}: {types}, {files} ({changes}), {warnings}, {seconds:.1f} s"
