"""A relative reference -> the file it means, under one name whatever way leads there.

In: the document that refers, and the path it writes. Out: the name of the file as locations call it. Names are looked
up in the listings of folders, so that a file is found under its own spelling only, on every system. A file that
several routes lead to (`a/../b.yaml`, a symbolic link) is one document: a link counts as its target where that lies
below the folder of the entry, else as what it is called first. A link to a file elsewhere that is called otherwise is
itself: build engines lay links to a store where files are called by their digests, and equal files are one there.
"""

import os
import posixpath
import stat
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from codegen import codes
from codegen.diagnostics import Code

_DESCRIPTIONS = (".yaml", ".yml", ".json")


class Found(NamedTuple):
    """A file that is there."""

    name: str
    backslashes: bool = False
    """Whether the path was written with `\\`."""


class FileFault(NamedTuple):
    """Why a path leads to no file."""

    code: Code
    message: str
    help: str | None = None


class Files:
    """The files around one entry document."""

    def __init__(self, entry: str) -> None:
        self._folder = posixpath.dirname(entry)
        self._root = os.path.realpath(self._folder or ".")
        self._listings: dict[str, dict[str, bool] | None] = {}
        self._real_folders: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._names[self._real(entry)] = entry
        self._found: dict[tuple[str, str], Found | FileFault] = {}
        """By the folder that a path is seen from, and the path."""

    def find(self, base: str, path: str) -> Found | FileFault:
        """Return the file that a path means in the document called `base`, or why there is none."""
        seen = (posixpath.dirname(base), path)
        if seen not in self._found:
            self._found[seen] = self._find(*seen)
        return self._found[seen]

    def _find(self, folder: str, path: str) -> Found | FileFault:
        first: FileFault | None = None
        for written in _readings(path):
            found = self._at(folder, written)
            if isinstance(found, str):
                return Found(name=found, backslashes="\\" in path and "\\" not in written)
            first = first or found
        assert first is not None  # noqa: S101  # there is at least one reading
        return first

    def from_entry(self, path: str) -> str | None:
        """Return the file that a path would mean in the entry, if there is one."""
        found = self.find(posixpath.join(self._folder, "entry"), path)
        return found.name if isinstance(found, Found) else None

    def short(self, name: str) -> str:
        """Return how the entry would refer to a document: by its path from the entry's folder."""
        try:
            return Path(os.path.relpath(name, self._folder or ".")).as_posix().replace("#", "%23")
        except ValueError:  # another drive
            return name

    def relative(self, name: str, base: str) -> str:
        """Return the path of a document as another one would write it."""
        return Path(os.path.relpath(name, posixpath.dirname(base) or ".")).as_posix()

    def _at(self, folder: str, path: str) -> str | FileFault:
        name = posixpath.normpath(posixpath.join(folder, path))
        fault = self._misspelt(folder, name) if "\0" not in name else FileFault(codes.REF_FILE_NOT_FOUND, _no_file(""))
        return fault or self._canonical(name)

    def _misspelt(self, known: str, name: str) -> FileFault | None:
        """Return what is wrong with a name that begins, perhaps, with a folder that is known to be there."""
        steps = name.split("/")
        shared = 0
        for step, other in zip(steps[:-1], posixpath.normpath(known).split("/") if known else (), strict=False):
            if step != other:
                break
            shared += 1
        while shared < len(steps) - 1 and steps[shared] in ("", ".", ".."):
            shared += 1
        for number in range(shared, len(steps)):
            folder = "/".join(steps[:number]) or ("/" if name.startswith("/") else "")
            listing = self._listing(folder)
            if listing is None or steps[number] in listing:
                continue
            return self._unlisted(folder, steps[number], listing, name, is_file=number == len(steps) - 1)
        if self._listing(posixpath.dirname(name)) is None and not Path(name).exists():
            return FileFault(codes.REF_FILE_NOT_FOUND, _no_file(name))
        return None

    def _unlisted(self, folder: str, step: str, listing: dict[str, bool], name: str, *, is_file: bool) -> FileFault:
        for one in listing:
            if _alike(one) == _alike(step):
                message = f"There is no file `{name}`; `{step}` is spelt `{one}`."
                help = "Spell it so in the reference: on other systems it leads nowhere, or to another file."
                return FileFault(codes.REF_FILE_CASE, message, help)
        near = get_close_matches(step, sorted(listing), n=2, cutoff=0.6)
        told = [] if is_file else [f"There is no folder `{posixpath.join(folder, step)}`."]
        told += [f"`{folder or '.'}` has {' and '.join(f'`{one}`' for one in near)}."] if near else []
        return FileFault(codes.REF_FILE_NOT_FOUND, _no_file(name), " ".join(told) or None)

    def _listing(self, folder: str) -> dict[str, bool] | None:
        """Return what a folder has, and whether it is a link; None if that cannot be found out."""
        if folder not in self._listings:
            try:
                with os.scandir(folder or ".") as entries:
                    found: dict[str, bool] | None = {one.name: one.is_symlink() for one in entries}
            except (OSError, ValueError):
                found = None
            self._listings[folder] = found
        return self._listings[folder]

    def _canonical(self, name: str) -> str:
        """Return the one name of a file."""
        real = self._real(name)
        known = self._names.get(real)
        if known is None:
            known = name
            if real.startswith(f"{self._root}{os.sep}"):
                inside = Path(os.path.relpath(real, self._root)).as_posix()
                known = posixpath.join(self._folder, inside)
            self._names[real] = known
        return known

    def _real(self, name: str) -> str:
        folder, _, last = name.rpartition("/")
        folder = folder or ("/" if name.startswith("/") else "")
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder or ".")
        here = os.path.join(self._real_folders[folder], last)
        if (self._listing(folder) or {}).get(last) is False:
            return here
        real = os.path.realpath(name)
        is_inside = real.startswith(f"{self._root}{os.sep}")
        return real if is_inside or os.path.basename(real) == last else here


def read_file(name: str) -> bytes | FileFault:
    """Return the bytes of a file that references lead to, or why there are none: devices and pipes are no files."""
    try:
        mode = Path(name).stat().st_mode
        if stat.S_ISDIR(mode):
            return FileFault(codes.SOURCE_UNREADABLE, f"`{name}` is a folder.", _content(name))
        if not stat.S_ISREG(mode):
            return FileFault(codes.SOURCE_UNREADABLE, f"`{name}` is no regular file.")
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return FileFault(codes.SOURCE_UNREADABLE, f"`{name}` cannot be read: {why}.")


def _content(folder: str) -> str | None:
    try:
        names = sorted(one.name for one in Path(folder).iterdir() if one.suffix in _DESCRIPTIONS)
    except OSError:
        return None
    few = ", ".join(f"`{one}`" for one in names[:5])
    return f"It has {few}{'' if len(names) <= 5 else f' and {len(names) - 5} more'}." if names else None


def _readings(path: str) -> Iterator[str]:
    """Yield the paths that a written one can mean: without escapes, with `/` for `\\`, then by the letter."""
    plain = unquote(path)
    found = (plain.replace("\\", "/"), plain, path) if "\\" in plain else (plain, path)
    yield from dict.fromkeys(found)


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _no_file(name: str) -> str:
    return f"There is no file `{name}`."
