"""`codegen names prune`: takes names that nothing has any more out of the lock."""

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import few, one_package
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report, counted
from codegen.codes import NAME_UNKNOWN
from codegen.diagnostics import ConfigErrors, did_you_mean
from codegen.lowering.lock import NO_NAMES, Lock


@click.command(
    "prune",
    cls=PackageCommand,
    short_help="Forget names that nothing has any more.",
    epilog="""\b
Examples:
  codegen names prune              all of them
  codegen names prune OldName
""",
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@inspected_package_options
def command(names: tuple[str, ...], verbose: bool, quiet: bool, **values: object) -> int:
    """Take retired names, all or those of NAME, out of the lock: other places may have them then."""
    from codegen.lowering.lock_text import print_lock
    from codegen.publisher.lock_file import read_lock, write_lock

    report = Report(verbose=verbose, quiet=quiet)
    package = one_package(values)
    lock = read_lock(package.lock) or NO_NAMES
    retired = {one.name for one in lock.retired}
    for name in names:
        if name not in retired:
            message = f"No retired name of the lock is `{name}`."
            raise ConfigErrors((NAME_UNKNOWN.at(None, message, help=did_you_mean(name, retired)),))
    gone = [one for one in lock.retired if not names or one.name in names]
    if package.lock is not None and gone:
        unheld = {one.anchor for one in gone if lock.entries[one.anchor] == one}
        rest = Lock.of(
            (one for one in lock.entries.values() if one not in gone),
            (one for one in lock.former if one not in gone),
            lock.laws,
            {key: name for key, name in lock.inside.items() if key[0] not in unheld},
        )
        write_lock(package.lock, print_lock(rest))
    report.result(f"{package.lock or package.name}: {counted(len(gone), 'retired name')} forgotten")
    for line in few(sorted({one.name for one in gone})):
        report.result(line)
    if gone:
        report.result("run: codegen generate")
    return DONE
