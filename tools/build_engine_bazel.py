"""Runs the recipe for Bazel on many packages: `build_engine_bazel.py [--packages 60]`.

As build_engine.py does for Turborepo: prints what each change makes Bazel run in its sandbox, what comes out of its
cache, and the seconds; fails where that is not what must be. Needs npm, and a path without spaces, which Bazel wants.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from support.bazel import Built, Workspace, install, make_workspace
from support.many_specs import change, change_common, users_of

ROW = "| {:42} | {:>4} | {:>10} | {:>7} |"


def main(packages: int, folder: Path) -> int:
    """Run everything in a folder, print the table, and return how many rows are not as they must be."""
    bazel = install(folder / "engine")
    one = make_workspace(folder / "one", folder / "state", bazel, packages)
    print(ROW.format(bazel.name, "ran", "from cache", "seconds"))
    print("|---|---:|---:|---:|")
    try:
        wrong = _row("cold", one.build(), packages)
        wrong += _row("again", one.build(), 0)
        change(one.folder, packages - 1)
        one.declare()
        wrong += _row("one description changed", one.build(), 1)
        change_common(one.folder, "page")
        one.declare()
        wrong += _row("common/page.yaml changed", one.build(), len(users_of("page", packages)))
        return wrong + _elsewhere(one, packages, folder)
    finally:
        one.stop()


def _elsewhere(one: Workspace, packages: int, folder: Path) -> int:
    """Build in another clone, which has nothing but the cache."""
    other = one.clone(folder / "elsewhere" / "another-machine")
    try:
        built = other.build()
        wrong = _row("another clone, empty but for the cache", built, 0) + (built.cached != packages)
        is_same = other.made() == one.made()
        print(f"| the same bytes there: {'yes' if is_same else 'NO'} | | | |")
        (other.folder / "codegen" / "version.txt").write_text("codegen 9.9.9 (output revision 99)\n", encoding="utf-8")
        refused = other.build()
        is_refused = refused.code != 0 and "version.txt says" in refused.said
        print(f"| another version than is installed: {'refused' if is_refused else 'NOT refused'} | | | |")
        return wrong + (not is_same) + (not is_refused)
    finally:
        other.stop()


def _row(what: str, built: Built, wanted: int) -> int:
    is_wrong = (built.code, built.sandboxed) != (0, wanted)
    print(ROW.format(what, built.sandboxed, built.cached, f"{built.took.seconds:.1f}"), flush=True)
    if is_wrong:
        print(f"must be {wanted}\n{built.said}", flush=True)
    return is_wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=60)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(min(main(given.packages, (given.folder or Path(temporary)).resolve()), 1))
