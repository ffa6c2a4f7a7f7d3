"""Whose is what in a package's folder: written by codegen and untouched, edited, or foreign.

In go a folder and the files that are to be there, out comes `Holdings`. Links are never followed; a link or
a folder in a file's place counts as edited. `__pycache__` is nobody's. Nothing is written here.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Diagnostic, OutputErrors, named
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST, Manifest, digest, from_text

CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints"})
"""What systems and editors put into any folder they show: it stays, and makes a folder nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a package's folder holds, by POSIX paths relative to it, sorted."""

    manifest: Manifest | None
    fault: Diagnostic | None
    """Why there is a codegen.json but no manifest."""
    texts: Mapping[str, str | None]
    """Files that the manifest or the wanted tree names -> text with LF; None where it is no text file."""
    foreign: tuple[str, ...]
    """All other files, links and empty folders."""
    in_the_way: tuple[str, ...]
    """What is foreign and stands where a wanted file, or its folder, must go."""

    @property
    def owned(self) -> Mapping[str, str]:
        """The files of the manifest with their digests."""
        return self.manifest.files if self.manifest else {}

    @property
    def edited(self) -> tuple[str, ...]:
        """Owned files that are not what the manifest says."""
        return tuple(path for path in self.owned if path in self.texts and not self.is_as_recorded(path))

    def is_as_recorded(self, path: str) -> bool:
        """Tell whether an owned file is there as the manifest says."""
        text = self.texts.get(path)
        return text is not None and digest(text) == self.owned.get(path)


def survey(target: Path, wanted: Collection[str]) -> Holdings:
    """Return what a folder holds, as far as the wanted files are concerned; an absent folder holds nothing."""
    entries = _entries(target)
    manifest, fault = _manifest(target, entries)
    owned = manifest.files if manifest else {}
    texts = {
        path: _text(os.path.join(target, path)) if is_file else None
        for path, is_file in sorted(entries.items())
        if path in owned or path in wanted or path == MANIFEST
    }
    folders = {above for path in wanted for above in _above(path)}
    in_the_way = {path for path in texts if path in wanted and path not in owned and path != MANIFEST}
    in_the_way |= {path for path in entries if path in folders or not _above(path).isdisjoint(wanted)}
    in_the_way |= _equal_but_for_case(entries.keys() - texts.keys(), {*wanted, *folders})
    foreign = entries.keys() - texts.keys() - in_the_way - {f"{folder}/" for folder in folders}
    return Holdings(
        manifest=manifest,
        fault=fault,
        texts=texts,
        foreign=tuple(sorted(foreign)),
        in_the_way=tuple(sorted(in_the_way)),
    )


def loses(tree: FileTree, held: Holdings, path: str) -> bool:
    """Tell whether what stands at a path would be lost: it is no text, or not the one to be written there."""
    return held.texts.get(path) is None or held.texts[path] != tree.files.get(path)


def refused_as_foreign(tree: FileTree, held: Holdings) -> tuple[str, ...]:
    """Return the files of others for which the tree is not written: those in its way, without a manifest all."""
    if held.fault is not None:
        return ()  # which is told instead
    lost = {path for path in held.in_the_way if loses(tree, held, path)}
    others = held.foreign if held.manifest is None else ()
    return tuple(sorted(lost.union(path for path in others if CLUTTER.isdisjoint(path.split("/")))))


def foreign(paths: Collection[str], held: Holdings, target: Path) -> Diagnostic:
    """Return the fault that files of others are."""
    what = "stand in the way" if held.manifest else f"are there, and no {MANIFEST} says that they are ours"
    help = "Choose another `--output` or `--package`, or move them; `--force` replaces what stands in the way."
    message = f"Files that codegen did not write {what}: {named(paths)}."
    return codes.OUTPUT_FOREIGN.at(Location(target.as_posix(), ""), message, help=help)


def _equal_but_for_case(entries: Collection[str], wanted: Collection[str]) -> set[str]:
    """Return the entries that a wanted file or folder would replace where names of files know no case."""
    spelled = {path.casefold(): path for path in wanted}
    found: set[str] = set()
    for entry in entries:
        parts = entry.rstrip("/").split("/")
        above = ("/".join(parts[: end + 1]) for end in range(len(parts)))
        found.update(entry for path in above if spelled.get(path.casefold(), path) != path)
    return found


def _entries(folder: Path, prefix: str = "") -> dict[str, bool]:
    """Return all that stands below a folder, with whether it is a plain file; an empty folder ends in `/`."""
    entries: dict[str, bool] = {}
    try:
        found = list(os.scandir(folder))
    except FileNotFoundError:
        return entries
    for entry in found:
        path = f"{prefix}{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            entries[path] = entry.is_file(follow_symlinks=False)
        elif entry.name != "__pycache__":
            entries |= _entries(Path(entry.path), f"{path}/") or {f"{path}/": False}
    return entries


def _above(path: str) -> set[str]:
    """Return the folders that a path goes through: `a` and `a/b` for `a/b/c`."""
    parts = path.rstrip("/").split("/")
    return {"/".join(parts[:end]) for end in range(1, len(parts))}


def _manifest(target: Path, entries: Mapping[str, bool]) -> tuple[Manifest | None, Diagnostic | None]:
    if MANIFEST not in entries:
        return None, None
    path = os.path.join(target, MANIFEST)
    try:
        return from_text((_text(path) if entries[MANIFEST] else None) or "", path), None
    except OutputErrors as refusal:
        return None, refusal.diagnostics[0]


def _text(path: str) -> str | None:
    try:
        with open(path, "rb") as file:  # not by way of Path: of hundreds of packages there are ten thousand files
            return file.read().decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
