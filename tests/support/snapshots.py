"""Writes the expected files of the cases anew: `make snapshots`, or `python -m support.snapshots [NAME]...` in tests/.

Read the diff before you commit it. It writes nothing in CI.
"""

import os
import sys

from support.cases import CASES, PAYLOADS, PROGRAM, REFUSED, SPEC, Case, all_cases, outcome

_BY_HAND = frozenset((SPEC, PAYLOADS, PROGRAM, REFUSED))


def found_files(case: Case) -> dict[str, str]:
    """Return the expected files that a case has, by name."""
    return {
        path.name: path.read_bytes().decode() for path in sorted(case.folder.iterdir()) if path.name not in _BY_HAND
    }


def main(names: list[str]) -> int:
    """Write the expected files of some cases, or of all."""
    if os.environ.get("CI") == "true":
        print("Snapshots are for people to read; CI writes none.", file=sys.stderr)
        return 2
    for case in all_cases():
        if not names or any(case.name.startswith(name) for name in names):
            _write(case)
    return 0


def _write(case: Case) -> None:
    had, expected = found_files(case), outcome(case).expected_files()
    for name in had.keys() - expected.keys():
        (case.folder / name).unlink()
    for name, text in expected.items():
        if had.get(name) != text:
            (case.folder / name).write_bytes(text.encode())
            print((case.folder / name).relative_to(CASES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
