"""What a copy of a package holds: the part that is asked for, and in codegen.json where it comes from.

In go a source and a part, out come files. Nothing is written.
"""

from collections.abc import Mapping
from dataclasses import replace

from codegen.file_tree import FileTree
from codegen.manifest import MANIFEST, Manifest, digest, from_text, to_text
from codegen.options import Part
from codegen.vendor.origin import origin_of
from codegen.vendor.source import Source
from codegen.vendor.subset import part_of


def copied(source: Source, part: Part) -> FileTree:
    """Return the files of a copy."""
    tree = part_of(source.tree, part, source.label)
    manifest = from_text(tree.files[MANIFEST], f"{source.label}/{MANIFEST}")
    files = {path: tree.files[path] for path in manifest.files if path in tree.files}
    return FileTree.of({**files, MANIFEST: to_text(_of_copy(manifest, files, source, part))})


def _of_copy(manifest: Manifest, files: Mapping[str, str], source: Source, part: Part) -> Manifest:
    """Return what the copy says of itself: files as they are copied, be they edited, and the origin."""
    edited = {path: digest(files[path]) for path in source.edited if path in files}
    kept = {path: recorded for path, recorded in manifest.files.items() if path in files}
    return replace(manifest, files=kept | edited, origin=origin_of(source, part))
