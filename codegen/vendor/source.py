"""A generated package to copy, wherever it is: in a folder, in a revision of a git repository, in a wheel, in an sdist.

In goes what the user wrote, out comes a `Source`: the files that its codegen.json names, and where they come from.
Nothing is unpacked, checked out or written. Faults are `OutputErrors`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codegen import codes
from codegen.config import recorded_name
from codegen.diagnostics import Code, Diagnostic, OutputErrors
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST, Manifest, SourceKind, digest, from_text
from codegen.publisher.atomic import finish, system_refusals
from codegen.publisher.ownership import survey
from codegen.pyproject import shown
from codegen.vendor.git import read_revision

ARCHIVES = (".whl", ".tar.gz", ".tgz", ".zip")
"""How names of wheels and sdists end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A package to copy."""

    kind: SourceKind
    label: str
    """How messages call it."""
    recorded: str
    """How the copy's codegen.json calls it."""
    folder: Path | None
    """Where it is on disk, if it is a folder."""
    package: str
    version: str | None
    revision: str | None
    commit: str | None
    texts: Mapping[str, str | None]
    """Its files, as far as they are there; None for what is no text."""
    manifest: Manifest
    edited: tuple[str, ...]
    """Files that are not what its codegen.json says."""

    @property
    def digest(self) -> str:
        """The digest of its codegen.json."""
        return digest(self.texts[MANIFEST] or "")

    @property
    def missing(self) -> tuple[str, ...]:
        """Files of its codegen.json that are not there."""
        return tuple(path for path in self.manifest.files if path not in self.texts)

    @property
    def tree(self) -> FileTree:
        """Its text files."""
        return FileTree.of({path: text for path, text in self.texts.items() if text is not None})

    def edits(self) -> Diagnostic | None:
        """Return what there is to say of files that somebody edited."""
        if not self.edited:
            return None
        message = f"Some of its files are not as codegen wrote them: {_named(self.edited, self.missing)}."
        help = "Generate it anew, or take it as it is with `--allow package-edited`."
        return codes.PACKAGE_EDITED.at(Location(self.label, ""), message, help=help)


def read_source(written: str, base: Path, repository: Path | None = None) -> Source:
    """Return the package that a folder, archive or `REVISION:PATH` means; paths start from the base."""
    path = base / written
    archive, inside = _split_archive(written)
    if repository is None and archive:
        return _from_archive(base / archive, inside)
    if repository is None and (path.is_dir() or ":" not in written):
        return _from_folder(path, _recorded(written, base))
    revision, colon, folder = written.partition(":")
    if not colon:
        message = f"`{written}` is no path of a revision, which is written `REVISION:PATH`."
        raise not_there(written, message)
    found = read_revision(repository or base, revision, folder)
    label = f"{revision}:{folder}"
    return _source(
        kind=SourceKind.REVISION,
        label=label,
        recorded=found.path,
        texts=found.texts,
        package=found.path.rpartition("/")[2] or (repository or base).resolve().name,
        revision=revision,
        commit=found.commit,
    )


def not_there(
    label: str, message: str, help: str | None = None, code: Code = codes.VENDOR_SOURCE_NOT_FOUND
) -> OutputErrors:
    """Return the error that there is no package under a name."""
    return OutputErrors((code.at(Location(label, ""), message, help=help),))


def _from_folder(path: Path, recorded: str) -> Source:
    label = shown(path)
    with system_refusals(path):
        if not path.is_dir():
            help = "A source is a folder, `REVISION:PATH` of a git repository, a wheel, or an sdist."
            there = "This is a file, and no archive that is known." if path.exists() else "There is no such folder."
            raise not_there(label, there, help)
        real = Path(os.path.realpath(path))
        finish(real)
        held = survey(real, ())
    if held.fault is not None:
        raise OutputErrors((held.fault,))
    if held.manifest is None:
        raise not_there(label, f"The folder has no {MANIFEST}, so it is no generated package.")
    return _source(
        kind=SourceKind.FOLDER,
        label=label,
        recorded=recorded,
        folder=real,
        texts=held.texts,
        package=real.name,
    )


def _recorded(written: str, base: Path) -> str:
    """Return how a folder is named in a copy: as it is written, and never by an absolute path."""
    return recorded_name(written, base) if Path(written).is_absolute() else os.path.normpath(written).replace("\\", "/")


def _split_archive(written: str) -> tuple[str, str]:
    """Return the archive that a source names, empty if it names none, and the folder inside that it asks for."""
    for ending in ARCHIVES:
        head, found, inside = written.partition(f"{ending}:")
        if found:
            return f"{head}{ending}", inside
        if written.endswith(ending):
            return written, ""
    return "", ""


def _from_archive(path: Path, inside: str) -> Source:
    from codegen.vendor.archives import read_archive  # zipfile, tarfile and email: for archives only

    found = read_archive(path, inside.strip("/"), shown(path))
    return _source(
        kind=SourceKind.WHEEL if path.suffix == ".whl" else SourceKind.SDIST,
        label=shown(path),
        recorded=path.name,
        texts=found.texts,
        package=found.package,
        version=found.version,
    )


def _source(
    *,
    kind: SourceKind,
    label: str,
    recorded: str,
    texts: Mapping[str, str | None],
    package: str,
    folder: Path | None = None,
    version: str | None = None,
    revision: str | None = None,
    commit: str | None = None,
) -> Source:
    manifest = from_text(texts.get(MANIFEST) or "", f"{label}/{MANIFEST}")
    return Source(
        kind=kind,
        label=label,
        recorded=recorded,
        folder=folder,
        package=package,
        version=version,
        revision=revision,
        commit=commit,
        texts={path: text for path, text in texts.items() if path in manifest.files or path == MANIFEST},
        manifest=manifest,
        edited=tuple(path for path, recorded in manifest.files.items() if not _is(texts.get(path), recorded)),
    )


def _is(text: str | None, recorded: str) -> bool:
    return text is not None and digest(text) == recorded


def _named(edited: tuple[str, ...], missing: tuple[str, ...]) -> str:
    few = [f"`{path}`{' (missing)' if path in missing else ''}" for path in edited[:5]]
    return ", ".join(few) + (f" and {len(edited) - 5} more" if len(edited) > 5 else "")
