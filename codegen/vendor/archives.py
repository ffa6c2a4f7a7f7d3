"""A generated package in a wheel or an sdist, read in memory: nothing is unpacked, so nothing can land elsewhere.

In goes a file, out come texts. An archive with entries that lead out of it, links inside the package, one name twice or
more bytes than any package has is refused as a whole: whoever made it meant something else.
"""

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Code, OutputErrors, named
from codegen.location import Location
from codegen.manifest import MANIFEST
from codegen.publisher.atomic import system_refusals

MOST_BYTES = 1 << 30
"""So many bytes of an archive are read at most: a bomb is larger, GitHub's package is 30 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A package in an archive."""

    package: str
    version: str | None
    texts: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    size: int
    is_file: bool


def read_archive(path: Path, inside: str, label: str) -> Archive:
    """Return the package of a wheel or an sdist; `inside` is its folder where there are several."""
    with system_refusals(path), _damage(label):
        if not path.is_file():
            raise _fault(label, "There is no such archive.", code=codes.VENDOR_SOURCE_NOT_FOUND)
        found = _zip(path, label) if path.suffix in (".whl", ".zip") else _tar(path, label)
    names = sorted(name.removesuffix(f"/{MANIFEST}") for name in found if name.endswith(f"/{MANIFEST}"))
    folders = [name for name in names if not inside or name == inside or name.endswith(f"/{inside}")]
    if len(folders) != 1:
        raise _not_one(label, names, inside)
    prefix = f"{folders[0]}/"
    return Archive(
        package=folders[0].rpartition("/")[2],
        version=_version(found),
        texts={name.removeprefix(prefix): _text(raw) for name, raw in found.items() if name.startswith(prefix)},
    )


def _not_one(label: str, names: list[str], inside: str) -> OutputErrors:
    if not names:
        message = f"The archive has no {MANIFEST}, so it holds no generated package."
        return _fault(label, message, code=codes.VENDOR_SOURCE_NOT_FOUND)
    asked = f"no package `{inside}`, but " if inside else ""
    help = f"Name the one that is meant, as in `{label}:{names[0].rpartition('/')[2]}`."
    return _fault(label, f"The archive has {asked}{named(names)}.", help, codes.VENDOR_SOURCE_NOT_FOUND)


def _zip(path: Path, label: str) -> Mapping[str, bytes | None]:
    with zipfile.ZipFile(path) as archive:
        infos = [one for one in archive.infolist() if not one.is_dir()]
        kinds = {one.filename: stat.S_IFMT(one.external_attr >> 16) for one in infos}
        entries = [
            _Entry(name=one.filename, size=one.file_size, is_file=kinds[one.filename] in (0, stat.S_IFREG))
            for one in infos
        ]
        _refuse_unsafe(entries, label)
        wanted = _wanted(entries)
        return {one.filename: _limited(archive, one) for one in infos if one.filename in wanted}


def _limited(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    with archive.open(info) as file:  # its size may be a lie
        return file.read(info.file_size)


def _tar(path: Path, label: str) -> Mapping[str, bytes | None]:
    with tarfile.open(path, "r:gz") as archive:
        members: list[tarfile.TarInfo] = []
        total = 0
        for one in archive:
            total += one.size
            if total > MOST_BYTES:
                raise _fault(label, f"The archive unpacks to more than {MOST_BYTES >> 20} MB.")
            members.append(one)
        members = [one for one in members if not one.isdir()]
        entries = [_Entry(name=one.name, size=one.size, is_file=one.isreg()) for one in members]
        _refuse_unsafe(entries, label)
        wanted = _wanted(entries)
        found: dict[str, bytes | None] = {}
        for one in members:
            file = archive.extractfile(one) if one.name in wanted else None
            if file is not None:
                found[one.name] = file.read()
        return found


def _refuse_unsafe(entries: list[_Entry], label: str) -> None:
    """Raise if an archive has entries that no tool writes who means well."""
    folders = {one.name.removesuffix(MANIFEST) for one in entries if one.name.endswith(f"/{MANIFEST}")}
    out = [one.name for one in entries if _leads_out(one.name)]
    odd = [one.name for one in entries if not one.is_file and one.name.startswith(tuple(folders))]
    seen: set[str] = set()
    twice = [one.name for one in entries if one.name in seen or seen.add(one.name)]  # type: ignore[func-returns-value]  # None
    for names, what in ((out, "lead out of it"), (odd, "are links or devices"), (twice, "are there twice")):
        if names:
            raise _fault(label, f"The archive has entries that {what}: {named(names)}.")
    if sum(one.size for one in entries) > MOST_BYTES:
        raise _fault(label, f"The archive unpacks to more than {MOST_BYTES >> 20} MB.")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name.partition("/")[0] or ".." in name.split("/")


def _wanted(entries: list[_Entry]) -> frozenset[str]:
    """Return the entries to read: those of packages, and the metadata of the distribution."""
    folders = tuple(one.name.removesuffix(MANIFEST) for one in entries if one.name.endswith(f"/{MANIFEST}"))
    return frozenset(one.name for one in entries if one.name.startswith(folders) or _is_metadata(one.name))


def _is_metadata(name: str) -> bool:
    folder, _, last = name.partition("/")
    return (folder.endswith(".dist-info") and last == "METADATA") or last == "PKG-INFO"


def _version(found: Mapping[str, bytes | None]) -> str | None:
    for name, raw in found.items():
        if _is_metadata(name) and raw is not None:
            return HeaderParser().parsestr(raw.decode(errors="replace")).get("Version")
    return None


def _text(raw: bytes | None) -> str | None:
    try:
        return None if raw is None else raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


@contextmanager
def _damage(label: str) -> Iterator[None]:
    """Turn what the standard library says of broken archives into errors of the source."""
    try:
        yield
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise _fault(label, f"The archive is damaged: {str(error).rstrip('.') or type(error).__name__}.") from None


def _fault(label: str, message: str, help: str | None = None, code: Code = codes.VENDOR_SOURCE_INVALID) -> OutputErrors:
    return OutputErrors((code.at(Location(label, ""), message, help=help),))
