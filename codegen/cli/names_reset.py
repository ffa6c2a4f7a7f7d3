"""`codegen names reset`: gives places the names of the rules again, in the lock and the configuration."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import (
    called,
    configuration,
    few,
    lowered_with,
    meant,
    names_of,
    one_package,
    renamed,
)
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report
from codegen.config import PackageConfig
from codegen.lowering.lock import Lock
from codegen.lowering.resets import follow, undo, without
from codegen.pyproject import shown

if TYPE_CHECKING:
    from codegen.options import Override
    from codegen.pipeline import Lowered


@click.command(
    "reset",
    cls=PackageCommand,
    short_help="Give places the names of the rules again.",
    epilog="""\b
Examples:
  codegen names reset Method
  codegen names reset '#/components/schemas/Payment' --below
  codegen names reset --all
""",
)
@click.argument("what", nargs=-1, metavar="[POINTER|NAME]...")
@click.option("--below", is_flag=True, help="What stands inside too.")
@click.option("--all", "every", is_flag=True, help="All names of the lock.")
@inspected_package_options
def command(what: tuple[str, ...], below: bool, every: bool, verbose: bool, quiet: bool, **values: object) -> int:
    """Take the names of places out of the lock, and choices out of the configuration, and name them by the rules.

    A place whose name was chosen has the one before again, as far as the lock knows it; what is called after a place
    follows it. The old names retire in the lock. `x-codegen-name` in the description stays.
    """
    from codegen.lowering.lock_text import print_lock
    from codegen.publisher.config_file import remove_name
    from codegen.publisher.lock_file import read_lock, write_lock

    if bool(what) == every:
        raise click.UsageError("Name places or types, or give `--all`.")
    report = Report(verbose=verbose, quiet=quiet)
    package = one_package(values)
    lock, had = read_lock(package.lock), package.options.names
    before = lowered_with(package, lock, had)
    roots = {one.anchor for each in what for one in meant(before, each)}
    anchors = {
        one
        for one in names_of(before)
        if every or one in roots or (below and any(map(f"{one}/".startswith, _below(roots))))
    }
    dropped = {one.at: anchor for one in had for anchor in _place(before, one.at) if every or anchor in anchors}
    rest = [one for one in had if one.at not in dropped]
    undone = {} if every or lock is None else undo(lock, {one: names_of(before)[one].text for one in dropped.values()})
    after = _named_anew(package, lock, rest, anchors, undone)
    for at in dropped:
        path = configuration(package)
        if remove_name(path, package.name, at):
            report.result(f'{shown(path)}: without "{at}"')
    if package.lock is not None and after.lock is not None:
        write_lock(package.lock, print_lock(after.lock))
    changes = list(few(renamed(names_of(before), names_of(after))))
    for line in changes or ["All of them have the names of the rules already."]:
        report.result(line)
    if changes:
        report.result("run: codegen generate")
    return DONE


def _below(roots: set[str]) -> list[str]:
    return [f"{one}/" for one in sorted(roots)]


def _place(before: "Lowered", at: str) -> "Iterator[str]":
    """Yield the anchor of the place that the configuration has a name for."""
    yield from (one.anchor for one in called(before, at)[:1])


def _named_anew(
    package: PackageConfig,
    lock: "Lock | None",
    rest: "Sequence[Override]",
    anchors: "Collection[str]",
    undone: "Mapping[str, str]",
) -> "Lowered":
    """Return the package whose places have the names before their choice, or those of the rules.

    What is below and called after such a place follows it, as it does where a name is chosen.
    """
    if lock is None:
        return lowered_with(package, None, rest)
    freed = without(lock, anchors, undone)
    after = lowered_with(package, freed, rest)
    led = follow(lock, freed, {one: name.text for one, name in names_of(after).items() if one in anchors})
    return after if led == freed else lowered_with(package, led, rest)
