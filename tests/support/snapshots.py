"""Writes the expected files of the cases anew: `make snapshots`, or `python -m support.snapshots [NAME]...` in tests/.

Read the diff before you commit it. It writes nothing in CI.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from support.cases import (
    CASES,
    OPTIONS,
    OVERLAY,
    PAYLOADS,
    PROGRAM,
    REFUSED,
    SPEC,
    THEIRS,
    TOLD,
    Case,
    all_cases,
    outcome,
)
from support.errors import error_cases, told

from codegen.cli.schema import SCHEMAS, text_of

_BY_HAND = frozenset((SPEC, OPTIONS, OVERLAY, PAYLOADS, PROGRAM, REFUSED, THEIRS))


def found_files(case: Case) -> dict[str, str]:
    """Return the expected files that a case has, by name; other documents of its description are written by hand."""
    return {
        path.name: path.read_bytes().decode()
        for path in sorted(case.folder.iterdir())
        if path.name not in _BY_HAND and (path.suffix == ".py" or path.name == TOLD)
    }


def main(names: list[str]) -> int:
    """Write the expected files of some cases, or of all."""
    if os.environ.get("CI") == "true":
        print("Snapshots are for people to read; CI writes none.", file=sys.stderr)
        return 2
    _write_schemas()
    for case in all_cases():
        if _is_asked_for(case.name, names):
            _write(case.folder, found_files(case), outcome(case).expected_files())
    for error in error_cases():
        if _is_asked_for(f"errors/{error.name}", names):
            _write(error.folder, error.expected, told(error).expected_files(error))
    return 0


def _write_schemas() -> None:
    """Write the published JSON Schemas, which list codes and keys."""
    folder = CASES.parents[1] / "schemas"
    for what, file in SCHEMAS.items():
        (folder / file).write_bytes(text_of(what).encode())


def _is_asked_for(case: str, names: list[str]) -> bool:
    return not names or any(case.startswith(name) for name in names)


def _write(folder: Path, had: Mapping[str, str], expected: Mapping[str, str]) -> None:
    for name in had.keys() - expected.keys():
        (folder / name).unlink()
    for name, text in expected.items():
        if had.get(name) != text:
            (folder / name).write_bytes(text.encode())
            print((folder / name).relative_to(CASES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
