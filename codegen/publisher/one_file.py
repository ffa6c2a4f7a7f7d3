"""Writes one file beside the packages, whole or not at all: a lock, a configuration, an archive."""

import os
from pathlib import Path

from codegen.publisher.atomic import system_refusals


def write_file(path: Path, text: str) -> None:
    """Make the file hold the text; a link stays one, and the mode stays."""
    _write(path, text.encode())


def write_archive(path: Path, raw: bytes) -> bool:
    """Make the file hold the bytes; tell whether it did not so far."""
    with system_refusals(path):
        if path.is_file() and path.read_bytes() == raw:
            return False
    _write(path, raw)
    return True


def _write(path: Path, raw: bytes) -> None:
    with system_refusals(path):
        real = Path(os.path.realpath(path))
        real.parent.mkdir(parents=True, exist_ok=True)
        new = real.with_name(f".{real.name}.codegen-{os.getpid()}")
        try:
            new.write_bytes(raw)
            if real.exists():
                new.chmod(real.stat().st_mode)
            new.replace(real)
        finally:
            new.unlink(missing_ok=True)
