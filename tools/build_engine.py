"""Runs the recipe for a build engine on many packages: `build_engine.py [--packages 300] [--folder DIR]`.

Prints what each change makes Turborepo run, what comes out of its caches, and the seconds, beside those of codegen by
itself; fails where anything else ran than must, or where the bytes differ. Needs node and npm.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from support.many_specs import change, change_common, name_of, users_of
from support.turbo_cache import serving
from support.turborepo import Checkout, Ran, install, make_checkout

ROW = "| {:46} | {:>4} | {:>6} | {:>7} | {:>9} |"


def main(packages: int, folder: Path) -> int:
    """Run everything in a folder, print the tables, and return how many rows are not as they must be."""
    turbo = install(folder / "engine")
    with serving(folder / "remote") as address:
        own = make_checkout(folder / "own", turbo, packages)
        print(f"{packages} packages, {os.cpu_count()} processors, Turborepo {turbo.parent.parent}\n")
        wrong = _by_itself(own, packages)
        checkout = make_checkout(folder / "checkout", turbo, packages, remote=address)
        return wrong + _by_engine(checkout, own, packages, folder)


def _by_itself(own: Checkout, packages: int) -> int:
    """Measure codegen without an engine."""
    steps: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("cold", lambda: None, packages),
        ("again", lambda: None, 0),
        ("one description changed", lambda: change(own.folder, packages - 1), 1),
        ("common/page.yaml changed", lambda: change_common(own.folder, "page"), len(users_of("page", packages))),
    )
    print("| codegen generate, all in one run | written | seconds | processor |\n|---|---:|---:|---:|")
    wrong = 0
    for what, do, wanted in steps:
        do()
        code, took, said = own.codegen("generate")
        written = next((int(part.split()[0]) for part in said.split(": ")[-1].split(", ") if "written" in part), 0)
        print(f"| {what} | {written} | {took.seconds:.1f} | {took.processor:.1f} |", flush=True)
        wrong += (code, written) != (0, wanted)
    code, took, _ = own.codegen("check")
    print(f"| check | 0 | {took.seconds:.1f} | {took.processor:.1f} |\n", flush=True)
    return wrong + (code != 0)


def _by_engine(checkout: Checkout, own: Checkout, packages: int, folder: Path) -> int:
    """Measure the engine; locks come from codegen by itself, as they would by a commit."""
    _prepare(checkout)
    all_of = [name_of(number) for number in range(packages)]
    print(ROW.format("Turborepo", "ran", "cached", "seconds", "processor"))
    print("|---|---:|---:|---:|---:|")
    wrong = _row("cold", checkout.run(), all_of, packages)
    wrong += _row("again", checkout.run(), [], packages)
    change(checkout.folder, packages - 1)
    _lock(checkout)
    wrong += _row("one description changed", checkout.run(), all_of[-1:], packages)
    change_common(checkout.folder, "page")
    _lock(checkout)
    wrong += _row("common/page.yaml changed", checkout.run(), users_of("page", packages), packages)
    shutil.rmtree(checkout.folder / "services" / all_of[0] / f"{all_of[0]}_types")
    wrong += _row("one package deleted", checkout.run(), [], packages)
    wanted = own.outputs()
    wrong += _same("the bytes of codegen by itself", checkout, wanted)
    other = checkout.clone(folder / "elsewhere" / "another machine")
    wrong += _row("another clone, empty but for the remote cache", other.run(), [], packages)
    wrong += _same("the same bytes there", other, wanted)
    version = checkout.folder / "codegen.version"
    version.write_text("codegen 9.9.9 (output revision 99)\n", encoding="utf-8")
    wrong += _row("another version of codegen", checkout.run(), all_of, packages)
    return wrong


def _prepare(checkout: Checkout) -> None:
    """Make locks and declarations, as they would be committed, and no packages."""
    checkout.codegen("generate")
    checkout.drop_outputs()
    checkout.declare()


def _lock(checkout: Checkout) -> None:
    """Bring the locks up to date where the packages are not to be made: in a copy."""
    copy = checkout.clone(checkout.folder.with_name("developer"))
    copy.codegen("generate")
    for lock in copy.folder.glob("services/*/*.names.lock"):
        there = checkout.folder / lock.relative_to(copy.folder)
        if there.read_bytes() != lock.read_bytes():
            shutil.copyfile(lock, there)
    shutil.rmtree(copy.folder)


def _row(what: str, ran: Ran, wanted: Sequence[str], packages: int) -> int:
    is_wrong = ran.code != 0 or list(ran.started) != list(wanted)
    cached = packages - len(ran.started)
    print(
        ROW.format(what, len(ran.started), cached, f"{ran.took.seconds:.1f}", f"{ran.took.processor:.1f}"), flush=True
    )
    if is_wrong:
        print(f"must be {len(wanted)}: {' '.join(wanted)}\n{ran.said}", flush=True)
    return is_wrong


def _same(what: str, checkout: Checkout, wanted: object) -> int:
    is_same = checkout.outputs() == wanted
    print(ROW.format(what, "yes" if is_same else "NO", "", "", ""), flush=True)
    return not is_same


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=300)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(min(main(given.packages, (given.folder or Path(temporary)).resolve()), 1))
