"""The shared folder of specifications and cases, which lies beside the project and need not be there."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def shared(*parts: str) -> Path:
    """Return a path in the shared folder; without the folder the test is skipped, in CI it fails."""
    path = Path(os.environ.get("CODEGEN_SHARED") or ROOT.parent / "shared", *parts)
    if not path.exists():
        missing = f"{'/'.join(parts)} of the shared folder is missing; set CODEGEN_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return path
