"""`codegen vendor`: copies generated packages into other trees, or tells how copies differ from their source."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from codegen import codes
from codegen.cli.configured import config_option, configuration
from codegen.cli.copies_told import CopiesTold
from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import OutputFormat, State
from codegen.cli.report import backed_up, counted, echo
from codegen.cli.telling import Telling, telling_options
from codegen.codes import CHANGED_ON_BOTH_SIDES, EDITED, OUTPUT_FOREIGN, REFORMATTED, VENDORED_BY_NEWER
from codegen.config import Config
from codegen.diagnostics import CodegenError, Diagnostic, OutputErrors, Severity
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.options import Flavour
from codegen.publisher.publish import Edits, publish, refuse
from codegen.pyproject import shown
from codegen.vendor.drift import drift, is_current, refuse_older, settled
from codegen.vendor.origin import refuse_edited, refuse_nested
from codegen.vendor.source import Source, read_source
from codegen.vendor_tables import VendorConfig, chosen_copies


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One copy to make, with its folders."""

    copy: VendorConfig
    source: Source
    targets: tuple[Path, ...]


@click.command(
    "vendor",
    short_help="Copy generated packages into other trees.",
    epilog="""\b
Examples:
  codegen vendor                                    all of [tool.codegen.vendor.*]
  codegen vendor shop_client --check                tell whether the copies are up to date
  codegen vendor --from ../shop/src/shop_types --to src
  codegen vendor --from v1.2.0:src/shop_types --repository ../shop --to src --package shop
  codegen vendor --from dist/shop_types-1.2.0-py3-none-any.whl --to src --flavour pydantic --type Payment
Exit codes: 0 done or up to date, 1 not up to date (--check), 2 it could not be done.
""",
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@config_option
@click.option("--check", is_flag=True, help="Write nothing; tell how the copies differ from what would be copied.")
@click.option(
    "--from", metavar="SOURCE", help="A folder, `REVISION:PATH` of git, a wheel, an sdist, or a package's name."
)
@click.option(
    "--repository", metavar="DIR", help="The git repository of `REVISION:PATH` [default: the one around here]."
)
@click.option("--to", multiple=True, metavar="DIR", help="A folder that gets the package's folder; repeat for several.")
@click.option("--package", metavar="NAME", help="What the copy is called [default: as the source].")
@click.option(
    "--flavour",
    "flavours",
    multiple=True,
    type=click.Choice([flavour.value for flavour in Flavour]),
    help="Repeat for several [default: all there are].",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="NAME",
    help="Copy this type (`*` may stand in it) and all it needs; repeat.",
)
@click.option("--module", "modules", multiple=True, metavar="NAME", help="Copy the types of this module; repeat.")
@click.option("--allow", multiple=True, type=click.Choice([codes.PACKAGE_EDITED.name]), help="Copy an edited package.")
@click.option("--force", is_flag=True, help="Overwrite what was edited; it is kept in a folder beside the package.")
@telling_options
@click.option("-v", "--verbose", is_flag=True, help="Show all diagnostics, not the first few of each code.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(
    names: tuple[str, ...],
    check: bool,
    allow: tuple[str, ...],
    force: bool,
    verbose: bool,
    quiet: bool,
    **values: object,
) -> int:
    """Copy generated packages, or parts of them, into other trees: those of the configuration, those with the NAMEs
    given, or the one that `--from` and `--to` describe."""
    telling = Telling.of(values)
    words = {key: value for key, value in values.items() if key not in ("output_format", "reports")}
    told = CopiesTold(telling=telling, verbose=verbose, quiet=quiet)
    try:
        jobs = _jobs(names, words, allow)
        telling.refuse(target for job in jobs for target in job.targets)
        code = _check(jobs, told) if check else _copy(jobs, told, Edits.DROP if force else Edits.KEEP)
    except CodegenError as error:
        told.failed(error)
        if telling.format is OutputFormat.TEXT:
            raise
        return FAILED
    told.finish(code)
    return code


def _jobs(names: tuple[str, ...], values: Mapping[str, object], allow: tuple[str, ...]) -> list[_Job]:
    config = configuration()
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}
    jobs = [_job(copy, config, allow) for copy in chosen_copies(config.copies, names, given)]
    _refuse_collisions(jobs)
    return jobs


def _job(copy: VendorConfig, config: Config, allow: tuple[str, ...]) -> _Job:
    configured = {package.name: package.target for package in config.packages}
    written, base = copy.source, copy.base
    if written in configured:
        base = config.base.resolve()
        written = shown(configured[written].absolute(), base)
    source = read_source(written, base, copy.repository)
    refuse_edited(source, allow)
    targets = copy.targets(source.package)
    for target in targets:
        refuse_nested(source, target)
    return _Job(copy=copy, source=source, targets=targets)


def _refuse_collisions(jobs: list[_Job]) -> None:
    """Raise if two copies would be written to one folder, or one would be written into another."""
    taken: dict[str, Path] = {}
    for target in (target for job in jobs for target in job.targets):
        real = target.resolve()
        for other in taken.values():
            if (
                real.as_posix().casefold() == other.as_posix().casefold()
                or real in other.parents
                or other in real.parents
            ):
                message = f"Two copies would be written to it, or one into the other: `{other.as_posix()}`."
                raise OutputErrors((codes.VENDOR_NESTED.at(Location(target.as_posix(), ""), message),))
        taken[target.as_posix()] = real


def _copy(jobs: list[_Job], told: CopiesTold, edits: Edits) -> int:
    """Make the copies; nothing is written unless all can be."""
    made: list[tuple[_Job, Path, FileTree | None]] = []
    for job in jobs:
        made += _made(job, edits)
    for _, target, tree in made:
        if tree is not None:
            refuse(tree, target, edits)
    for job, target, tree in made:
        if tree is None:
            told.report.result(f"{target.as_posix()}: up to date with {job.source.label}")
            told.came(target, State.UNCHANGED)
            continue
        published = publish(tree, target, edits)
        files, deleted = counted(len(tree.files), "file"), len(published.deleted)
        changes = f"{len(published.written)} written" + (f", {deleted} deleted" if deleted else "")
        told.report.result(f"{target.as_posix()}: {files} ({changes}) from {job.source.label}")
        backed_up(told.report, published)
        is_changed = bool(published.written or published.deleted)
        told.came(target, State.WRITTEN if is_changed else State.UNCHANGED, published=published)
    return DONE


def _made(job: _Job, edits: Edits) -> Iterator[tuple[_Job, Path, FileTree | None]]:
    """Yield the files for each folder of a copy, None where digests tell that they are there."""
    tree: FileTree | None = None
    for target in job.targets:
        if is_current(job.source, job.copy.part, target):
            yield job, target, None
            continue
        tree = tree or _copied(job)
        if edits is Edits.KEEP:
            refuse_older(tree, target)
        yield job, target, settled(tree, target)


def _copied(job: _Job) -> FileTree:
    """Return the files of a copy; what takes packages apart is imported when one is needed."""
    from codegen.vendor.copy import copied

    return copied(job.source, job.copy.part)


def _check(jobs: list[_Job], told: CopiesTold) -> int:
    """Tell how the copies differ from what would be copied now, and what to run."""
    remedies: list[str] = []
    for job in jobs:
        found = dict(_differences(job, told))
        stale = {at for at, some in found.items() if any(one.severity is Severity.ERROR for one in some)}
        remedy, note = _remedy([one for at in stale for one in found[at]], job.copy) if stale else (None, "")
        if stale:
            remedies.append(f"not up to date; {f'run: {remedy}' if remedy else 'upgrade codegen'}{note}")
        for target, some in found.items():
            if target in stale:
                told.came(target, State.STALE, found=some, remedy=remedy)
            else:
                told.report.result(f"{target.as_posix()}: up to date with {job.source.label}")
                told.came(target, State.FRESH, found=some)
    if told.telling.is_by_lines:
        for line in dict.fromkeys(remedies):
            echo(line, False)
    return FINDINGS if remedies else DONE


def _differences(job: _Job, told: CopiesTold) -> Iterator[tuple[Path, tuple[Diagnostic, ...]]]:
    """Tell and yield, for each folder of a copy, how it differs from its source."""
    tree: FileTree | None = None
    for target in job.targets:
        found: tuple[Diagnostic, ...] = ()
        if not is_current(job.source, job.copy.part, target):
            tree = tree or _copied(job)
            found = drift(tree, target)
        told.report.findings(found)
        yield target, found


def _remedy(found: Sequence[Diagnostic], copy: VendorConfig) -> tuple[str | None, str]:
    """Return the command that brings a copy up to date in all its folders, if there is one, and a remark."""
    met = {one.code for one in found}
    if VENDORED_BY_NEWER.name in met:
        return None, ": a newer one made the copy"
    edited = {EDITED.name, REFORMATTED.name, OUTPUT_FOREIGN.name, CHANGED_ON_BOTH_SIDES.name}
    force = ("--force",) if met & edited else ()
    note = "  (keeps what was edited beside the package)" if force else ""
    return shlex.join(["codegen", "vendor", *_arguments(copy), *force]), note


def _arguments(copy: VendorConfig) -> Iterator[str]:
    """Yield the arguments that mean a copy."""
    if copy.name:
        yield copy.name
        return
    yield from ("--from", copy.source)
    for option, values in (
        ("--repository", [copy.repository.as_posix()] if copy.repository else []),
        ("--to", [folder.as_posix() for folder in copy.to]),
        ("--package", [copy.package] if copy.package else []),
        ("--flavour", [flavour.value for flavour in copy.part.flavours]),
        ("--type", copy.part.types),
        ("--module", copy.part.modules),
    ):
        for value in values:
            yield from (option, value)
