"""The lock of names on disk: read before names are given, compared by `check`, and written after the package.

In goes a path; out comes the lock, or what `check` has to say. Only `write_lock` writes, whole or not at all.
"""

from pathlib import Path

from codegen import codes
from codegen.diagnostics import ConfigErrors, Diagnostic, named
from codegen.location import Location
from codegen.lowering.lock import NO_NAMES, Lock, Step, step
from codegen.lowering.lock_text import parse_lock
from codegen.publisher.atomic import system_refusals
from codegen.publisher.one_file import write_file


def read_lock(path: Path | None) -> Lock | None:
    """Return the lock at a path, an empty one if there is no file yet; None where none is kept."""
    if path is None:
        return None
    text = _text(path)
    return NO_NAMES if text is None else parse_lock(text, path.as_posix())


def write_lock(path: Path, text: str) -> bool:
    """Make the file hold the text; tell whether it did not so far."""
    if _text(path) == text:
        return False
    write_file(path, text)
    return True


def check_lock(path: Path, was: Lock, text: str, now: Lock) -> tuple[Diagnostic, ...]:
    """Return why the lock on disk, read as `was`, is not the text of the lock that holds now."""
    place = Location(path.as_posix(), "")
    on_disk = _text(path)
    if on_disk == text:
        return ()
    if on_disk is None:
        return (codes.NAMES_CHANGED.at(place, f"The lock of names is not there; it would hold {len(now.entries):,}."),)
    told = told_step(step(was, now)) or "no name changed, but places or contents did"
    return (codes.NAMES_CHANGED.at(place, f"The lock of names is not up to date: {told}."),)


def told_step(what: Step) -> str:
    """Return what differs between two locks, in words; empty if no name does."""
    parts = [f"new {named(what.added)}"] if what.added else []
    parts += [f"`{old}` is now `{new}`" for old, new in what.renamed[:3]]
    parts += [f"{len(what.renamed) - 3} more renamed"] if len(what.renamed) > 3 else []
    parts += [f"gone {named(what.retired)}"] if what.retired else []
    return "; ".join(parts)


def _text(path: Path) -> str | None:
    """Return the text of a file with LF, None where there is none."""
    with system_refusals(path):
        try:
            return path.read_bytes().decode().replace("\r\n", "\n")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            message = "This is not UTF-8, which a lock of names is."
            raise ConfigErrors((codes.LOCK_INVALID.at(Location(path.as_posix(), ""), message),)) from None
