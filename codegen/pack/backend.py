"""Writes the wheel and the sdist of a package of pure Python, the same bytes wherever and whenever it runs.

It needs the standard library alone and imports nothing beside it: an sdist carries this file as its own build
backend (PEP 517, `backend-path`), so that pip fetches nothing to build it, and gets the wheel that was packed with it.
"""

import base64
import csv
import gzip
import hashlib
import io
import os
import re
import stat
import tarfile
import time
import zipfile
from collections.abc import Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

EPOCH = 1580601600
"""When files were last changed, if SOURCE_DATE_EPOCH says nothing: zip knows no time before 1980."""
METADATA = "PKG-INFO"
WHEEL = "Wheel-Version: 1.0\nGenerator: codegen\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel (its format is PEP 427's) of the files of a source tree.

    The tree is that of an sdist: PKG-INFO, the package's folder, and license files where PKG-INFO says so.
    """
    name, version = _named(files)
    info = f"{name}-{version}.dist-info"
    content = {path: files[path] for path in files if _is_of_package(path, files)}
    content |= {f"{info}/licenses/{path}": files[path] for path in _headers(files).get_all("License-File", [])}
    content |= {f"{info}/METADATA": files[METADATA], f"{info}/WHEEL": WHEEL.encode()}
    rows = io.StringIO()
    record = csv.writer(rows, lineterminator="\n")
    for path in sorted(content):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content[path]).digest()).rstrip(b"=").decode()
        record.writerow((path, f"sha256={digest}", len(content[path])))
    record.writerow((f"{info}/RECORD", "", ""))
    last = [path for path in sorted(content) if path.startswith(f"{info}/")]  # PEP 427 recommends it
    ordered = {path: content[path] for path in (*sorted(content.keys() - last), *last)}
    return f"{name}-{version}-py3-none-any.whl", _zip({**ordered, f"{info}/RECORD": rows.getvalue().encode()})


def sdist(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the name and the bytes of an sdist (PEP 625, PEP 643) of the files of a source tree."""
    name, version = _named(files)
    root = f"{name}-{version}"
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files):
            entry = tarfile.TarInfo(f"{root}/{path}")
            entry.size, entry.mtime, entry.mode = len(files[path]), _time(), 0o644
            archive.addfile(entry, io.BytesIO(files[path]))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=_time()) as file:
        file.write(raw.getvalue())
    return f"{root}.tar.gz", packed.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, raw in files.items():
            entry = zipfile.ZipInfo(path, time.gmtime(max(_time(), 315532800))[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, raw, compresslevel=9)
    return written.getvalue()


def _time() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH") or EPOCH)


def _headers(files: Mapping[str, bytes]) -> Message:
    return HeaderParser().parsestr(files[METADATA].decode())


def _named(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Return name and version as names of files have them."""
    headers = _headers(files)
    return re.sub(r"[-_.]+", "_", str(headers["Name"])).lower(), str(headers["Version"])


def _is_of_package(path: str, files: Mapping[str, bytes]) -> bool:
    folder, slash, _ = path.partition("/")
    return bool(slash) and f"{folder}/codegen.json" in files


# --- PEP 517 ------------------------------------------------------------------------------------------------------


def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: object = None) -> str:
    """Write the wheel of the source tree in the current folder."""
    return _write(wheel_directory, *wheel(_tree()))


def build_sdist(sdist_directory: str, config_settings: object = None) -> str:
    """Write the sdist of the source tree in the current folder."""
    return _write(sdist_directory, *sdist(_tree()))


def _write(folder: str, name: str, raw: bytes) -> str:
    Path(folder, name).write_bytes(raw)
    return name


def _tree() -> Mapping[str, bytes]:
    """Return the files of the unpacked sdist, without what running Python leaves there."""
    here = Path(__file__).parent
    found = [path for path in here.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {path.relative_to(here).as_posix(): path.read_bytes() for path in found}
