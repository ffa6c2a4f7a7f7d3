"""What a copy of a package holds: the part that is asked for, and in codegen.json where it comes from.

In go a source and a part, out come files. `refuse_edited` and `refuse_nested` raise `OutputErrors` for what must not be
copied.
"""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from codegen import codes
from codegen.diagnostics import OutputErrors
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST, OUTPUT_REVISION, Manifest, Origin, digest, from_text, to_text
from codegen.options import Part
from codegen.vendor.source import Source
from codegen.vendor.subset import part_of


def copied(source: Source, part: Part) -> FileTree:
    """Return the files of a copy."""
    tree = part_of(source.tree, part, source.label)
    manifest = from_text(tree.files[MANIFEST], f"{source.label}/{MANIFEST}")
    files = {path: tree.files[path] for path in manifest.files if path in tree.files}
    return FileTree.of({**files, MANIFEST: to_text(_of_copy(manifest, source, part))})


def _of_copy(manifest: Manifest, source: Source, part: Part) -> Manifest:
    """Return what the copy says of itself: files as they are copied, be they edited, and the origin."""
    files = {path: recorded for path, recorded in manifest.files.items() if path not in source.edited}
    edited = {
        path: text for path, text in source.tree.files.items() if path in source.edited and path in manifest.files
    }
    return replace(
        manifest, files=files | {path: digest(text) for path, text in edited.items()}, origin=origin_of(source, part)
    )


def origin_of(source: Source, part: Part) -> Origin:
    """Return where a copy comes from."""
    return Origin(
        kind=source.kind,
        source=source.recorded,
        package=source.package,
        version=source.version,
        revision=source.revision,
        commit=source.commit,
        digest=source.digest,
        writer=OUTPUT_REVISION,
        flavours=tuple(flavour.value for flavour in part.flavours),
        modules=part.modules,
        types=part.types,
    )


def refuse_edited(source: Source, allowed: Collection[str]) -> None:
    """Raise if somebody edited the source, unless that is allowed; what is missing cannot be handed on."""
    found = source.edits()
    if found is not None and (found.code not in allowed or source.missing):
        raise OutputErrors((found,))


def refuse_nested(source: Source, target: Path) -> None:
    """Raise if the folder to write and the one to read hold each other, or are one."""
    if source.folder is None:
        return
    here, there = _comparable(target), _comparable(source.folder)
    if here == there:
        message = "The folder to write is the package to copy."
    elif here.startswith(there + os.sep):
        message = f"The folder to write lies inside the package to copy, `{source.label}`."
    elif there.startswith(here + os.sep):
        message = f"The folder to write holds the package to copy, `{source.label}`."
    else:
        return
    raise OutputErrors((codes.VENDOR_NESTED.at(Location(target.as_posix(), ""), message),))


def _comparable(path: Path) -> str:
    """Return a path in one spelling, whether names of files know case or not."""
    return os.path.realpath(path).casefold()
