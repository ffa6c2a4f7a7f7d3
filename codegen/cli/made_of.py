"""What a package is made of: the files that a run reads, for build engines that must know them.

In: a package, and, where they are known already, its documents. Out: paths as seen from the current folder, sorted. The
other direction is here too: `declared` reads such a list, `refuse_undeclared` raises of files that are not in it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from codegen.codes import INPUT_UNDECLARED, SOURCE_UNREADABLE
from codegen.config import STDIN, PackageConfig, source_path
from codegen.diagnostics import ConfigErrors, OutputErrors, named
from codegen.location import Location
from codegen.pyproject import shown


def inputs(package: PackageConfig) -> tuple[str, ...]:
    """Return all files that a package is made of; its description is parsed only where digests do not tell."""
    from codegen.publisher.fresh import fresh_manifest

    manifest = fresh_manifest(package.target, package.spec, package.options, package.lock)
    if manifest is not None:
        return with_settings(package, recorded(package, manifest.sources))
    from codegen.pipeline import read_documents

    return with_settings(package, read_documents(package.spec, package.options))


def recorded(package: PackageConfig, sources: Iterable[str]) -> Iterable[str]:
    """Return the paths of documents from the names that a manifest has for them."""
    for name in sources:
        yield name if name == STDIN else str(source_path(name, package.spec, package.options.base))


def with_settings(package: PackageConfig, documents: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of documents with the configuration and the lock, if there is one."""
    files = [Path(one) for one in documents if one != STDIN]
    files += [*package.configured_by, *([package.lock] if package.lock is not None and package.lock.exists() else [])]
    return tuple(sorted(set(map(shown, files))))


def declared(file: str | None) -> frozenset[str] | None:
    """Return the absolute paths that a file lists, one a line, as seen from its folder; None without a file."""
    if file is None:
        return None
    try:
        lines = Path(file).read_bytes().decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8"
        raise ConfigErrors((SOURCE_UNREADABLE.at(None, f"`{file}` cannot be read: {why}."),)) from None
    return frozenset(os.path.abspath(os.path.join(os.path.dirname(file), line)) for line in lines if line)


def undeclared(files: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Return the files that a list does not have."""
    return tuple(one for one in files if os.path.abspath(one) not in known)


def refuse_undeclared(package: PackageConfig, documents: Iterable[str], known: frozenset[str] | None) -> None:
    """Raise if a package is made of files that a list does not have."""
    missing = () if known is None else undeclared(with_settings(package, documents), known)
    if missing:
        message = f"The package is made of files that are not declared: {named(missing)}."
        help = "Add them to the file of `--inputs`, as `codegen inputs` lists them."
        raise OutputErrors((INPUT_UNDECLARED.at(Location(package.target.as_posix(), ""), message, help=help),))
