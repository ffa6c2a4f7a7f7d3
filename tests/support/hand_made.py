"""Packages made by hand, to publish and check without generating anything."""

import os
from collections.abc import Mapping
from pathlib import Path

from codegen.config import Options
from codegen.file_tree import FileTree
from codegen.manifest import MANIFEST, OUTPUT_REVISION, Manifest, digest, shaping, to_text

OPTIONS = Options(package="shop_types")


def package(
    files: Mapping[str, str],
    *,
    sources: Mapping[str, str] | None = None,
    options: Options = OPTIONS,
    warnings: tuple[str, ...] = (),
    revision: int = OUTPUT_REVISION,
) -> FileTree:
    """Return the files with the codegen.json that belongs to them."""
    manifest = Manifest(
        revision=revision,
        options=shaping(options),
        sources=sources or {"shop.yaml": digest("openapi: 3.1.0\n")},
        warnings=warnings,
        files={path: digest(text) for path, text in files.items()},
        names=(),
    )
    return FileTree.of({**files, MANIFEST: to_text(manifest)})


def contents(folder: Path) -> Mapping[str, bytes | str]:
    """Return every file below a folder with its bytes, and every link with where it leads."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = os.readlink(path)
        elif path.is_file():
            found[name] = path.read_bytes()
    return found
