"""`codegen names list`: every name with its place, and what keeps it."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.named_places import lowered_with, names_of
from codegen.cli.package_options import PackageCommand, chosen_packages, inspected_package_options
from codegen.cli.report import Report, counted

if TYPE_CHECKING:
    from codegen.pipeline import Lowered


@click.command(
    "list",
    cls=PackageCommand,
    short_help="List the names of types with their places.",
    epilog="""\b
Examples:
  codegen names list                         of all configured packages
  codegen names list 'Payment*' --json
  codegen names list '*/properties/method'   by place
  codegen names list --retired
""",
)
@click.argument("pattern", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of objects for each package.")
@click.option("--retired", is_flag=True, help="List the names that nothing has any more, and the lock keeps.")
@inspected_package_options
def command(pattern: str | None, as_json: bool, retired: bool, verbose: bool, quiet: bool, **values: object) -> int:
    """List names, by PATTERN (`*` and `?`) those whose name or place is like it; each with what keeps it.

    `chosen`: by the configuration or `x-codegen-name`. `locked`: by the lock. `new`: by the rules, as long as
    `generate` has not locked it.
    """
    from codegen.publisher.lock_file import read_lock

    report = Report(verbose=verbose, quiet=quiet)
    found: dict[str, list[dict[str, str]]] = {}
    for package in chosen_packages(values):
        lowered = lowered_with(package, read_lock(package.lock), package.options.names)
        rows = list(_retired(lowered) if retired else _rows(lowered))
        rows = [
            one for one in rows if pattern is None or any(fnmatchcase(one[key], pattern) for key in ("name", "anchor"))
        ]
        found[package.name] = rows
        if not as_json:
            report.result(f"{package.name}: {counted(len(rows), 'name')} of {package.spec}")
            width = max((len(one["name"]) for one in rows), default=0)
            for one in rows:
                report.result(f"{one['name']:{width}}  {one['state']:7}  {one['anchor']}")
    if as_json:
        report.result(json.dumps(found, indent=2, ensure_ascii=False))
    return DONE


def _rows(lowered: "Lowered") -> Iterator[dict[str, str]]:
    lock, declared = lowered.names.lock, lowered.package.declarations
    for anchor, name in sorted(names_of(lowered).items(), key=lambda one: (one[1].text, one[0])):
        held = lock.entries.get(lowered.names.moved.get(anchor, anchor))
        state = "chosen" if name.law == 15 else "locked" if held is not None and held.name == name.text else "new"
        yield {
            "name": name.text,
            "kind": type(declared[name.text]).__name__.lower(),
            "state": state,
            "law": str(name.law),
            "reason": name.reason,
            "anchor": anchor,
        }


def _retired(lowered: "Lowered") -> Iterator[dict[str, str]]:
    living = names_of(lowered)
    for one in sorted(lowered.names.lock.retired, key=lambda one: (one.name, one.anchor)):
        now = living.get(one.anchor)
        yield {
            "name": one.name,
            "state": "retired",
            "anchor": one.anchor,
            "now": "" if now is None else now.text,
        }
