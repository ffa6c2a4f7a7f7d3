"""`codegen check`: whether the packages on disk are what generating would give now, and if not, why."""

from collections.abc import Iterable
from dataclasses import replace

import click

from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import Outcome, State
from codegen.cli.package_options import PackageCommand, arguments, package_options
from codegen.cli.runs import Job, Run, run_options
from codegen.codes import EDITED, OUTPUT_FOREIGN, REFORMATTED
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError, Diagnostic, Severity
from codegen.publisher.fresh import is_fresh

_FORCED = {EDITED.name, OUTPUT_FOREIGN.name, REFORMATTED.name}
_HELP = "Move the change elsewhere; `codegen generate --force` writes the file anew, and keeps a copy of it."


@click.command(
    "check",
    cls=PackageCommand,
    short_help="Tell whether the committed types are up to date.",
    epilog="""\b
Examples:
  codegen check                                       all packages of the configuration
  codegen check openapi.yaml -o src --package shop_types
  codegen check --output-format github                annotations in a workflow of GitHub's
Exit codes: 0 fresh, 1 stale, 2 it could not be found out.
""",
)
@package_options
@run_options
@click.pass_context
def command(ctx: click.Context, /, **values: object) -> int:
    """Tell whether the package on disk is what SPEC and the options give now; takes the arguments of `generate`.

    Nothing is written. While nothing changed, digests alone tell, and nothing is parsed.
    """
    return Run.of("check", values, arguments(ctx)).each(fresh=_fresh, work=_checked, doing="checking")


def _fresh(package: PackageConfig, job: Job) -> Outcome | None:
    """Return that a package is fresh, if digests tell; None if it is to be compared."""
    if not is_fresh(package.target, package.spec, package.options, package.lock):
        return None
    said = job.said()
    target = package.target.as_posix()
    said.report.result(f"{target}: fresh")
    return Outcome(name=package.name, target=target, state=State.FRESH, code=DONE, said=said.lines)


def _checked(package: PackageConfig, job: Job) -> Outcome:
    """Generate a package, compare, and return what came of it."""
    said = job.said()
    outcome = Outcome(name=package.name, target=package.target.as_posix(), state=State.FAILED, code=FAILED)
    try:
        found = tuple(map(_with_help, findings(package)))
    except CodegenError as error:
        said.report.error(error)
        return replace(outcome, said=said.lines, findings=said.findings(error.diagnostics))
    said.report.findings(found)
    if not found:
        said.report.result(f"{outcome.target}: fresh")
    weighs = [one for one in found if one.severity is Severity.ERROR or package.options.strict]
    return replace(
        outcome,
        state=State.STALE if weighs else State.FRESH,
        code=FINDINGS if weighs else DONE,
        said=said.lines,
        findings=said.findings(found),
        is_forced=bool(weighs) and any(one.code in _FORCED for one in found),
    )


def findings(package: PackageConfig) -> tuple[Diagnostic, ...]:
    """Return why a package is stale; generates only what cannot be told without."""
    if is_fresh(package.target, package.spec, package.options, package.lock):
        return ()
    from codegen.pipeline import generate
    from codegen.publisher.check import check
    from codegen.publisher.lock_file import check_lock, read_lock

    made = generate(package.spec, package.options, read_lock(package.lock))
    names: Iterable[Diagnostic] = ()
    if package.lock is not None and made.lock is not None and made.lowered.lock is not None:
        names = check_lock(package.lock, made.lowered.names.lock, made.lock, made.lowered.lock)
    return (*names, *check(made.tree, package.target))


def _with_help(found: Diagnostic) -> Diagnostic:
    return replace(found, help=_HELP) if found.code in _FORCED and found.help is None else found
