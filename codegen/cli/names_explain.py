"""`codegen names explain`: why a type is called so, what it would have been called, and where it stands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import called, lowered_with, meant, names_of, one_package, type_at, unknown
from codegen.cli.package_options import PackageCommand, inspected_package_options
from codegen.cli.report import Report
from codegen.cli.retired import retired_lines
from codegen.config import PackageConfig
from codegen.diagnostics import did_you_mean

if TYPE_CHECKING:
    from codegen.lowering.lock import Lock
    from codegen.lowering.names import Name
    from codegen.pipeline import Lowered


@click.command(
    "explain",
    cls=PackageCommand,
    short_help="Tell why a type is called so, and where it stands.",
    epilog="""\b
Examples:
  codegen names explain PaymentMethod
  codegen names explain '#/components/schemas/Payment/properties/method' --spec shop.yaml
""",
)
@click.argument("what", metavar="NAME|POINTER")
@inspected_package_options
def command(what: str, verbose: bool, quiet: bool, **values: object) -> int:
    """Tell which rule gave a NAME, or that of what stands at a POINTER, and which names others had before it.

    Of a name that nothing has any more it tells where that stood, as long as the lock knows it.
    """
    from codegen.publisher.lock_file import read_lock

    report = Report(verbose=verbose, quiet=quiet)
    package = one_package(values)
    lock = read_lock(package.lock)
    lowered = lowered_with(package, lock, package.options.names)
    led = type_at(lowered, what)
    names = called(lowered, what) if led is None else (led,)
    gone = () if names else tuple(retired_lines(lowered, what))
    if not names and not gone:
        raise unknown(what, (lowered,), did_you_mean(what, names_of(lowered)))
    for name in names[:1]:
        report.result("\n".join((name.text, *_lines(lowered, package, name, lock, report))))
    for line in (*(f"  shared   it is the type of {one.anchor} too" for one in names[1:]), *gone):
        report.result(line)
    return DONE


def _lines(
    lowered: "Lowered", package: PackageConfig, name: "Name", lock: "Lock | None", report: Report
) -> Iterator[str]:
    place = lowered.origins.get(name.text)
    if place is not None:
        yield f"  from     {report.place(place)}  {lowered.spec.written(place)}"
    yield from told(name)
    if name.law == 15:
        by_law = lowered_with(package, None, [one for one in package.options.names if one.name != name.text])
        yield f"  instead  {meant(by_law, name.anchor)[0].text}, if it had not been chosen"
    yield f"  lock     {_locked(name, package, lock)}"
    for former in () if lock is None else lock.former:
        if former.anchor == name.anchor:
            yield f"  formerly {former.name}"
    for flavour in package.options.flavours:
        home = lowered.package.homes.get(name.text)
        file = package.target / flavour.value / f"_{home}.py"
        yield f"  {flavour.value:9} {file.as_posix()}{_line(file, name.text)}"


def told(name: "Name") -> Iterator[str]:
    """Yield which law gave a name, and the names it lost with their holders."""
    yield f"  name     {name.reason} (law {name.law} of the naming rules; anchor {name.anchor})"
    for one in name.lost:
        yield f"  lost     {one.text}, the name of {one.holder}"


def _locked(name: "Name", package: PackageConfig, lock: "Lock | None") -> str:
    if package.lock is None or lock is None:
        return "none is kept"
    entry = lock.entries.get(name.anchor)
    if entry is None or not entry.living:
        return f"not in {package.lock.as_posix()} yet; `codegen generate` adds it"
    also = "" if entry.name == name.text else f", as `{entry.name}` until `codegen generate`"
    return f"in {package.lock.as_posix()}{also}"


def _line(file: Path, name: str) -> str:
    """Return where a name is declared in a file that was written, `:12`; empty if it was not."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    pattern = re.compile(rf"^(?:class {re.escape(name)}\b|(?:type |    )?{re.escape(name)}(?:\[|:| =))", re.MULTILINE)
    found = pattern.search(text)
    return f":{text.count(chr(10), 0, found.start()) + 1}" if found is not None else ""
