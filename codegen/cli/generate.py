"""`codegen generate`: descriptions to packages on disk, each whole or not at all."""

import time
from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE, FAILED
from codegen.cli.findings import Outcome, State
from codegen.cli.made_of import recorded, refuse_undeclared, undeclared, with_settings
from codegen.cli.package_options import PackageCommand, arguments, package_options
from codegen.cli.report import Report, counted
from codegen.cli.runs import Job, Run, run_options
from codegen.codes import CODES, UNION_AMBIGUOUS
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError, OutputErrors, Severity
from codegen.options import Flavour, Openness, Select, Validation

if TYPE_CHECKING:
    from codegen.manifest import Manifest
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
  codegen generate --only shop_types --strict
  codegen generate --watch            again whenever something changes
Exit codes: 0 done, 2 at least one package could not be written, 130 interrupted.
""",
)
@package_options
@run_options
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite what was edited, or is in the way; it is kept in a folder beside the package.",
)
@click.option(
    "--locked", is_flag=True, help="Fail where the lock of names would have to change; it is read and never written."
)
@click.option(
    "--inputs",
    metavar="FILE",
    help="Fail where a package is made of files that FILE does not list, as `codegen inputs` does.",
)
@click.option("--watch", is_flag=True, help="Stay, and generate again when a description or the configuration changes.")
@click.pass_context
def command(ctx: click.Context, /, force: bool, watch: bool, **values: object) -> int:
    """Write the types of SPEC (a path, or `-` for standard input), or of all packages of the configuration.

    A package is written whole or not at all, and one that fails does not hinder the others. What is up to date is
    told by digests alone, and left untouched; `--verbose` and `--force` generate it all the same.
    """
    if watch:
        from codegen.cli.watch import watch as watched

        return watched(values, force=force, given=arguments(ctx))
    return generate_all(values, force=force, given=arguments(ctx))


def generate_all(values: dict[str, object], *, force: bool, given: tuple[str, ...]) -> int:
    """Write what a command line means, and return the exit code."""
    run = Run.of("generate", values, given, force=force)
    return run.each(fresh=_unchanged, work=_written, doing="generating")


def _unchanged(package: PackageConfig, job: Job) -> Outcome | None:
    """Return that a package is up to date, if digests tell; None if it is to be generated."""
    if job.force or job.verbose:
        return None
    from codegen.publisher.fresh import fresh_manifest

    manifest = fresh_manifest(package.target, package.spec, package.options, package.lock)
    if manifest is None:
        return None
    if job.declared is not None and undeclared(
        with_settings(package, recorded(package, manifest.sources)), job.declared
    ):
        return None
    target = package.target.as_posix()
    said = job.said()
    said.report.result(f"{target}: unchanged{_known(manifest, package)}")
    return Outcome(name=package.name, target=target, state=State.UNCHANGED, code=DONE, said=said.lines)


def _known(manifest: "Manifest", package: PackageConfig) -> str:
    """Return which warnings the package has, which only generating it would show."""
    known = [code for code in manifest.warnings if code not in package.options.allow and code in CODES]
    shown = [code for code in known if CODES[code].severity is Severity.WARNING]
    return f", with warnings ({', '.join(shown)}; --verbose shows them)" if shown else ""


def _written(package: PackageConfig, job: Job) -> Outcome:
    """Generate a package and write it, and return what came of it."""
    from codegen.pipeline import generate
    from codegen.publisher.lock_file import read_lock, write_lock
    from codegen.publisher.publish import Edits, publish

    started = time.perf_counter()
    said = job.said()
    outcome = Outcome(name=package.name, target=package.target.as_posix(), state=State.FAILED, code=FAILED)
    try:
        made = generate(package.spec, package.options, read_lock(package.lock))
        refuse_undeclared(package, made.lowered.documents, job.declared)
        if job.locked:
            _refuse_other_names(package, made)
        published = publish(made.tree, package.target, Edits.DROP if job.force else Edits.KEEP)
        if package.lock is not None and made.lock is not None:
            write_lock(package.lock, made.lock)
    except CodegenError as error:
        said.report.error(error)
        return replace(outcome, said=said.lines, findings=said.findings(error.diagnostics))
    said.report.warnings(made.lowered.diagnostics, made.lowered.documents)
    _tell(said.report, package, made, published, time.perf_counter() - started)
    return replace(
        outcome,
        state=State.WRITTEN if published.written or published.deleted else State.UNCHANGED,
        code=DONE,
        said=said.lines,
        findings=said.findings(made.lowered.diagnostics),
        written=published.written,
        deleted=published.deleted,
        backup=None if published.backup is None else published.backup.as_posix(),
    )


def _refuse_other_names(package: PackageConfig, made: "Generated") -> None:
    """Raise if the lock of a package does not hold the names that it has now."""
    from codegen.publisher.lock_file import check_lock

    if package.lock is None or made.lock is None or made.lowered.lock is None:
        return
    found = check_lock(package.lock, made.lowered.names.lock, made.lock, made.lowered.lock)
    if found:
        help = "`codegen generate` without `--locked` writes it; commit it."
        raise OutputErrors(tuple(replace(one, help=help) for one in found))


def _tell(
    report: Report, package: PackageConfig, generated: "Generated", published: "Published", seconds: float
) -> None:
    """Print what was done, and what a user may want to know of it."""
    report.result(_summary(package, generated, published, seconds))
    if published.backup is not None:
        report.remark(f"{published.backup.as_posix()}: what was edited, or stood in the way")
    opened = "" if package.options.open is Openness.NONE else _opened(package, generated)
    told = (
        _left_out(package, generated),
        _names(package, generated),
        _ambiguous(package, generated),
        opened,
        _unchecked(package, generated),
    )
    for line in filter(None, told):
        report.result(line)


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
