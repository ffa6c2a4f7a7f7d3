"""Writes one file beside the packages, whole or not at all: a lock, a configuration, an archive.

It is written under a name of its own beside the file, and then takes that one's place. Runs at the same time wait for
each other; what a stopped run left is taken by the next, which writes the same file.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
        new = real.with_name(f".{real.name}.codegen-new")
        with _lent(new):
            try:
                new.write_bytes(raw)
                if real.exists():
                    new.chmod(real.stat().st_mode)
                new.replace(real)
            except BaseException:
                new.unlink(missing_ok=True)
                raise


@contextmanager
def _lent(path: Path) -> Iterator[None]:
    """Lend a file to write to one run at a time, whoever made it."""
    if sys.platform == "win32":  # where no open file can be renamed
        yield
        return
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            if _is_ours(descriptor, path):
                yield
                return
        finally:
            os.close(descriptor)


def _is_ours(descriptor: int, path: Path) -> bool:
    """Wait until no other run uses the file; tell whether it still stands there."""
    if sys.platform == "win32":
        return True
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:  # its last user has just put it into place
        return False
