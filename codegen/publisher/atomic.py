"""Puts a folder in the place of another, so that every moment shows the old one or the new one, whole.

In goes a target, out comes a `Stage` to fill and commit. The new folder is made in one staging folder beside
the target, then exchanged with it where the system can (Linux); else by two renames, and then the names in
the staging folder are the journal: `old` without a target means that the second rename is still to be done,
and whoever comes next does it. Runs at the same time wait for each other. Power cuts are not guarded
against: nothing is synced.
"""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codegen import codes
from codegen.diagnostics import OutputErrors
from codegen.location import Location
from codegen.pyproject import shown

_HELP = {
    errno.EBUSY: "A folder that is a mount point cannot be replaced as a whole: mount the one above it.",
    errno.EXDEV: "A folder that is a mount point cannot be replaced as a whole: mount the one above it.",
    errno.ENAMETOOLONG: "Choose a shorter `--package` or `--output`.",
    errno.ENOSPC: "The disk is full; what was there before is unchanged.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The folder to fill, `new`, and the one it shall replace."""

    target: Path
    new: Path

    def commit(self) -> None:
        """Put the new folder in the target's place."""
        if not os.path.lexists(self.target):
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            _rename_twice(self.new, self.target)


def staging_folder(target: Path) -> Path:
    """Return the one folder beside the target that is ours to use."""
    return target.parent / f".{target.name}.codegen-staging"


@contextmanager
def system_refusals(target: Path) -> Iterator[None]:
    """Turn what the operating system refuses into `OutputErrors` of the target."""
    try:
        yield
    except OSError as error:
        where = f" (`{shown(Path(os.fsdecode(error.filename)))}`)" if isinstance(error.filename, str | bytes) else ""
        reason = f"{error.strerror or error}{where}"
        message = f"It cannot be read or written: {reason}."
        place = Location(target.as_posix(), "")
        raise OutputErrors((codes.OUTPUT_NOT_WRITABLE.at(place, message, help=_HELP.get(error.errno or 0)),)) from error


@contextmanager
def staging(target: Path) -> Iterator[Stage]:
    """Lend an empty stage for the target to one run at a time, after finishing what a stopped run left."""
    folder = staging_folder(target)
    lock = _lock(folder)
    try:
        _finish(folder, target)
        new = folder / "new"
        new.mkdir()
        yield Stage(target=target, new=new)
    finally:
        if not _unfinished(folder):
            shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def finish(target: Path) -> None:
    """Finish what a stopped run left of a replacement of the target; touch nothing if there is nothing."""
    if os.path.lexists(staging_folder(target)):
        with staging(target):
            pass


def _finish(folder: Path, target: Path) -> None:
    """Do the second rename if it is still to be done, and empty the staging folder."""
    old, new = folder / "old", folder / "new"
    if _unfinished(folder):
        if os.path.lexists(target):
            message = f"A stopped run left `{shown(new)}` and `{shown(old)}`, and what stands here is neither."
            help = f"Take out what you need, then delete `{shown(folder)}`."
            raise OutputErrors((codes.OUTPUT_UNFINISHED.at(Location(shown(target), ""), message, help=help),))
        new.rename(target)
    for left in (old, new):
        if left.exists():
            shutil.rmtree(left)


def _unfinished(folder: Path) -> bool:
    return os.path.lexists(folder / "old") and os.path.lexists(folder / "new")


def _exchange(new: Path, target: Path) -> bool:
    """Exchange two folders in one step; False, and nothing done, where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes  # a tenth of the start time, and only for this

    at_current_folder, rename_exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: linux/fcntl.h, linux/fs.h
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result: int = renameat2(
        at_current_folder, os.fsencode(new), at_current_folder, os.fsencode(target), rename_exchange
    )
    return result == 0


def _rename_twice(new: Path, target: Path) -> None:
    old = new.parent / "old"
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if not os.path.lexists(target):
            old.rename(target)
        raise


def _lock(folder: Path) -> int | None:
    """Make the staging folder and wait until no other run uses it; the lock dies with its holder."""
    if sys.platform == "win32":
        folder.mkdir(parents=True, exist_ok=True)
        return None
    import fcntl

    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # its last user has just removed it
            continue
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            if os.path.samestat(os.fstat(descriptor), os.stat(folder)):
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)
