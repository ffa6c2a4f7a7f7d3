"""`codegen names reset`: gives places the names of the rules again, in the lock and the configuration."""

from dataclasses import replace

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import few, lowered_with, meant, names_of, one_package, renamed
from codegen.cli.names_set import configuration
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report
from codegen.lowering.lock import Lock
from codegen.pyproject import shown


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

    The old names retire in the lock. `x-codegen-name` in the description stays.
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
    roots = {meant(before, one).anchor for one in what}
    anchors = {
        one
        for one in names_of(before)
        if every or one in roots or (below and any(map(f"{one}/".startswith, _below(roots))))
    }
    dropped = [one for one in had if every or meant(before, one.at).anchor in anchors]
    after = lowered_with(package, _without(lock, anchors), [one for one in had if one not in dropped])
    for one in dropped:
        path = configuration(package)
        if remove_name(path, package.name, one.at):
            report.result(f'{shown(path)}: without "{one.at}"')
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


def _without(lock: Lock | None, anchors: set[str]) -> Lock | None:
    """Return the lock in which these places had their names."""
    if lock is None:
        return None
    gone = [one for one in lock.entries.values() if one.living and one.anchor in anchors]
    former = [*lock.former, *(replace(one, living=False, digest="") for one in gone)]
    return Lock.of(
        (one for one in lock.entries.values() if one not in gone), dict.fromkeys(former), lock.laws, lock.inside
    )
