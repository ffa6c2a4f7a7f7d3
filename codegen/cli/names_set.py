"""`codegen names set`: chooses the name of a place, by an entry of the table `names` in the configuration."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import (
    configuration,
    few,
    lowered_with,
    meant,
    named_at,
    names_of,
    one_package,
    renamed,
)
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report
from codegen.codes import PASSING
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

    An OLD-NAME that several places share is changed for all of them, a POINTER changes the name of one place.
    Comments and layout of the file stay. Nothing is written if the name is taken or cannot be one.
    """
    from codegen.lowering.overrides import goes_by_position
    from codegen.publisher.config_file import remove_name, set_name
    from codegen.publisher.lock_file import read_lock

    report = Report(verbose=verbose, quiet=quiet)
    package = one_package(values)
    path = configuration(package)
    lock, had = read_lock(package.lock), package.options.names
    before = lowered_with(package, lock, had)
    anchors = _anchors(what, before)
    written = _written(before, had)
    gone = [at for anchor in anchors for at in written.get(anchor, ()) if goes_by_position(at, anchor)]
    places = [next((at for at in written.get(one, ()) if at not in gone), one) for one in anchors]
    others = [one for one in had if one.at not in (*places, *gone)]
    allow = package.options.allow & PASSING
    after = lowered_with(package, lock, (*others, *(Override(at=at, name=name) for at in places)), allow)
    for at in gone:
        remove_name(path, package.name, at)
    for at in places:
        set_name(path, package.name, at, name)
    if len(places) > 1:
        report.result(f"`{what}` is the name of {len(places):,} places; a pointer instead changes one of them")
    for line in few(f'{shown(path)}: "{at}" = "{name}"' for at in places):
        report.result(line)
    changes = list(few(renamed(names_of(before), names_of(after))))
    for line in changes:
        report.result(line)
    if changes:
        report.result("run: codegen generate")
    return DONE


def _anchors(what: str, before: "Lowered") -> list[str]:
    """Return the anchors of the places that get the name: all that are called so, or the one at a pointer."""
    if "#" not in what:
        return [one.anchor for one in meant(before, what)]
    found = named_at(before, what)
    return [what if found is None else found.anchor]


def _written(before: "Lowered", had: "Sequence[Override]") -> dict[str, list[str]]:
    """Return how the configuration writes the places that it has names for, by anchor."""
    found: dict[str, list[str]] = {}
    for one in had:
        place = named_at(before, one.at)
        found.setdefault(one.at if place is None else place.anchor, []).append(one.at)
    return found
