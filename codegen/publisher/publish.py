"""Writes a package: a tree of files in, that folder on disk out, with what is foreign in it as it was.

The only place that writes. Nothing that a person changed is overwritten or deleted unless told so, files
that stay the same are not written again, and whatever fails leaves the old package as it was. Faults are
`OutputErrors`.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Diagnostic, OutputErrors
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST
from codegen.publisher.atomic import finish, staging, system_refusals
from codegen.publisher.ownership import Holdings, foreign, loses, refused_as_foreign, survey


class Edits(Enum):
    """What becomes of files that a person changed, or put where ours must go."""

    KEEP = "keep"
    """They are kept: publishing is refused."""
    DROP = "drop"
    """They are overwritten, after a copy of them was put into a folder beside the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did, by paths inside the package."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    backup: Path | None = None
    """The folder that holds what a person had made and is no longer in the package."""


def publish(tree: FileTree, target: Path, edits: Edits = Edits.KEEP) -> Published:
    """Make the target folder hold the tree; it is untouched where it does so already."""
    real = Path(os.path.realpath(target))
    with system_refusals(target):
        finish(real)
        if real.exists() and not real.is_dir():
            raise NotADirectoryError(0, "a file stands in the folder's place", str(real))
        held = survey(real, tree.files)
        _refuse(tree, target, held, edits)
        if _changes(tree, held) == Published(written=(), deleted=()):
            return Published(written=(), deleted=())
        return _replace(tree, target, real, edits)


def refuse(tree: FileTree, target: Path, edits: Edits = Edits.KEEP) -> None:
    """Raise what `publish` would raise of what a person made, and write nothing."""
    real = Path(os.path.realpath(target))
    with system_refusals(target):
        finish(real)
        _refuse(tree, target, survey(real, tree.files), edits)


def _replace(tree: FileTree, target: Path, real: Path, edits: Edits) -> Published:
    """Replace the folder by one that holds the tree and what is foreign in the old one."""
    with staging(real) as stage:
        held = survey(real, tree.files)  # anew: another run may just have ended
        _refuse(tree, target, held, edits)
        changes = _changes(tree, held)
        written = frozenset(changes.written)
        for folder in sorted({os.path.dirname(path) for path in (*tree.files, *held.foreign)}):
            (stage.new / folder).mkdir(parents=True, exist_ok=True)
        for path, text in tree:
            if path in written:
                (stage.new / path).write_bytes(text.encode())
            else:
                _keep(real / path, stage.new / path)
        for path in held.foreign:
            if not path.endswith("/"):
                _keep(real / path, stage.new / path)
        _keep_modes(real, stage.new)
        lost = _lost(tree, real, held)
        backup = _backup_folder(real) if lost else None
        try:
            if backup is not None:
                _back_up(lost, real, backup)
            stage.commit()
        except BaseException:
            if backup is not None:
                shutil.rmtree(backup, ignore_errors=True)
            raise
    return changes if backup is None else replace(changes, backup=target.parent / backup.name)


def _lost(tree: FileTree, real: Path, held: Holdings) -> list[str]:
    """Return what a person made and will not be in the new folder."""
    lost = [path for path in sorted({*held.edited, *held.in_the_way}) if loses(tree, held, path)]
    return lost + ([MANIFEST] if held.fault is not None and os.path.lexists(real / MANIFEST) else [])


def _backup_folder(real: Path) -> Path:
    """Make a folder beside the package that nothing is in."""
    number = 1
    while True:
        folder = real.parent / f"{real.name}.codegen-backup{'' if number == 1 else f'-{number}'}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def _back_up(paths: Iterable[str], real: Path, folder: Path) -> None:
    """Make files, links and empty folders of the package stand in another folder too."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            (folder / path).mkdir(exist_ok=True)
        else:
            _keep(real / path, folder / path)


def _keep(old: Path, new: Path) -> None:
    """Make the same file, link or whatever it is, stand in the new folder too."""
    if old.is_symlink():
        new.symlink_to(os.readlink(old))
        return
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def _keep_modes(old: Path, new: Path) -> None:
    """Give the folders the modes that they had."""
    for folder, _, _ in os.walk(new):
        before = old / os.path.relpath(folder, new)
        if before.is_dir() and not before.is_symlink():
            shutil.copymode(before, folder)


def _changes(tree: FileTree, held: Holdings) -> Published:
    """Return what differs between the tree and what the folder holds of it."""
    return Published(
        written=tuple(path for path, text in tree if held.texts.get(path) != text),
        deleted=tuple(path for path in held.owned if path in held.texts and path not in tree.files),
    )


def _refuse(tree: FileTree, target: Path, held: Holdings, edits: Edits) -> None:
    """Raise if writing the tree would lose what a person made."""
    if edits is Edits.DROP:
        return
    faults: list[Diagnostic] = []
    if held.fault is not None:
        faults.append(replace(held.fault, location=Location((target / MANIFEST).as_posix(), "")))
    faults += [
        codes.OUTPUT_EDITED.at(
            Location((target / path).as_posix(), ""),
            f"`{path}` is not as codegen wrote it.",
            help="Move the change elsewhere, or drop it with `--force`.",
        )
        for path in held.edited
        if loses(tree, held, path)
    ]
    if others := refused_as_foreign(tree, held):
        faults.append(foreign(others, held, target))
    if faults:
        raise OutputErrors(tuple(faults))
