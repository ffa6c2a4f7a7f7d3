"""Where a copy comes from, and what must not be copied: packages that somebody edited, or onto themselves.

In goes a source, out comes what the copy's codegen.json says of it; refusals are `OutputErrors`.
"""

import os
from collections.abc import Collection
from pathlib import Path

from codegen import codes
from codegen.diagnostics import OutputErrors
from codegen.location import Location
from codegen.manifest import OUTPUT_REVISION, Origin
from codegen.options import Part
from codegen.vendor.source import Source


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
