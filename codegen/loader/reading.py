"""A source as the user named it -> its name, its text, and the digest of the text.

In: a path, or `-` for standard input. Out: text, decoded as UTF-8, or as UTF-16 or UTF-32 where its first bytes say so;
a byte order mark is no part of it. It refuses URLs, what cannot be read, and bytes that are no text.
"""

import codecs
import hashlib
import re
import sys
from pathlib import Path, PurePath
from typing import BinaryIO

from codegen import codes
from codegen.diagnostics import Diagnostic, SpecErrors
from codegen.loader.encodings import encoding_of
from codegen.loader.json_text import offset_position
from codegen.location import Location

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_STDIN = "-"
_SAVE = "Save the file as UTF-8{0}."
_WESTERN = "; if it is Windows-1252 or Latin-1, so: `iconv -f WINDOWS-1252 -t UTF-8`"
_SHOWN = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}


def name_of(source: str) -> str:
    """Return what locations call the source: its path with `/`, or `<stdin>`."""
    return "<stdin>" if source == _STDIN else PurePath(source).as_posix()


def read(source: str, stdin: BinaryIO | None) -> bytes:
    """Return the bytes of a source, or raise `SpecErrors` that say why there are none."""
    name = name_of(source)
    if _URL.match(source):
        message = f"`{source}` is a URL; descriptions from URLs come with a later version."
        raise _fault(codes.SOURCE_UNSUPPORTED.at(None, message, help="Download it first, or pipe it to `-`."))
    try:
        if source == _STDIN:
            return _standard_input(stdin)
        return Path(source).read_bytes()
    except FileNotFoundError:
        raise _fault(_not_found(source)) from None
    except IsADirectoryError:
        message = f"`{name}` is a folder; the description is a file."
        raise _fault(codes.SOURCE_UNREADABLE.at(None, message, help=_suggest_file(Path(source)))) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _fault(codes.SOURCE_UNREADABLE.at(None, f"`{name}` cannot be read: {why}.")) from None


def _standard_input(given: BinaryIO | None) -> bytes:
    stream = given or (sys.stdin.buffer if sys.stdin is not None else None)  # None: it was closed by whoever started us
    if stream is None:
        raise OSError(0, "standard input is closed")
    return stream.read()


def decode(raw: bytes, name: str) -> str:
    """Return the text that the bytes of a document are, or raise `SpecErrors` with the place of the fault."""
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _fault(_not_text(raw, name, encoding, error)) from None


def digest_of(raw: bytes, text: str) -> str:
    """Return the SHA-256 of a text with LF line ends in UTF-8; the bytes it was read from spare encoding it."""
    lines = raw.removeprefix(codecs.BOM_UTF8) if encoding_of(raw) == "utf-8" else text.encode()
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(lines).hexdigest()


def _fault(diagnostic: Diagnostic) -> SpecErrors:
    return SpecErrors((diagnostic,))


def _not_found(source: str) -> Diagnostic:
    folder = Path(source).parent
    message = f"There is no file `{name_of(source)}`."
    if not folder.is_dir():
        return codes.SOURCE_NOT_FOUND.at(None, message, help=f"There is no folder `{folder.as_posix()}` either.")
    return codes.SOURCE_NOT_FOUND.at(None, message, help=_suggest_file(folder))


def _suggest_file(folder: Path) -> str | None:
    """Return a help that names the descriptions of a folder, if there are a few."""
    try:
        names = sorted(one.name for one in folder.iterdir() if one.suffix in (".yaml", ".yml", ".json"))
    except OSError:
        return None
    if not 0 < len(names) <= 5:
        return None
    return f"`{folder.as_posix()}` has {', '.join(f'`{name}`' for name in names)}."


def _not_text(raw: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> Diagnostic:
    shown = _SHOWN[encoding.removesuffix("-le").removesuffix("-be")]
    before = raw[: error.start].decode(encoding, errors="replace")
    byte = raw[error.start] if error.start < len(raw) else 0
    message = f"The byte 0x{byte:02X} is not {shown}, so the document is no text."
    position = offset_position(before, len(before))
    help = _SAVE.format(_WESTERN if encoding == "utf-8" else "")
    return codes.ENCODING_INVALID.at(Location(name, ""), message, help=help, position=position)
