"""Tells without generating that a package on disk is what generating would give: the fast way of `check`
and `generate`.

In go a package's folder, its description and options; out comes yes, or "do not know". Reads the
description's bytes and the package's files, parses neither, and imports nothing that takes time.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from codegen.codes import CODES, PASSING
from codegen.config import recorded_name, source_path
from codegen.diagnostics import Severity, SpecErrors
from codegen.loader.reading import decode, digest_of
from codegen.manifest import OUTPUT_REVISION, Manifest, digest, shaping
from codegen.options import Options
from codegen.publisher.atomic import staging_folder
from codegen.publisher.ownership import survey


def is_fresh(target: Path, spec: str, options: Options, lock: Path | None = None) -> bool:
    """Tell whether everything agrees with the manifest; False proves nothing."""
    return fresh_manifest(target, spec, options, lock) is not None


def fresh_manifest(target: Path, spec: str, options: Options, lock: Path | None = None) -> Manifest | None:
    """Return the manifest of a package that everything agrees with; None proves nothing."""
    try:
        real = Path(os.path.realpath(target))
        if os.path.lexists(staging_folder(real)):
            return None  # a run is on, or was stopped and is to be finished
        held = survey(real, ())
        manifest = held.manifest
        is_fresh = (
            manifest is not None
            and manifest.revision == OUTPUT_REVISION
            and manifest.options == shaping(options)
            and _shows_nothing(manifest, options)
            and all(held.is_as_recorded(path) for path in manifest.files)
            and _lock_agrees(manifest, lock)
            and _sources_agree(manifest, (spec, *options.overlays), options.base)
        )
    except (OSError, SpecErrors, UnicodeDecodeError):
        return None
    return manifest if is_fresh else None


def _lock_agrees(manifest: Manifest, lock: Path | None) -> bool:
    if lock is None or manifest.lock is None:
        return lock is None and manifest.lock is None
    return digest(lock.read_bytes().decode()) == manifest.lock


def _sources_agree(manifest: Manifest, given: Sequence[str], base: Path) -> bool:
    """Tell whether all documents are as recorded; those that the user named are read by the paths given."""
    files = {recorded_name(one, base): Path(one) for one in given}
    return files.keys() <= manifest.sources.keys() and all(
        _digest(files[name] if name in files else source_path(name, given[0], base)) == recorded
        for name, recorded in manifest.sources.items()
    )


def _digest(path: Path) -> str:
    raw = path.read_bytes()
    return digest_of(raw, decode(raw, path.name))


def _shows_nothing(manifest: Manifest, options: Options) -> bool:
    """Tell whether these allowances and refusals let the warnings of the package pass."""
    found = frozenset(manifest.warnings)
    shown = found - options.allow
    if not options.allow - PASSING <= found or shown & options.deny or not shown <= CODES.keys():
        return False
    return not options.strict or all(CODES[code].severity is not Severity.WARNING for code in shown)
