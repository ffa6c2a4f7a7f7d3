"""Bytes -> which encoding they are text in, and what they are if they are no text of ours.

In: the bytes of a source. Out: the encoding by its byte order mark or by where the zeros of the first character stand
(YAML 1.2 section 5.2; RFC 4627 section 3 said so of JSON), else UTF-8. Archives, pictures and web pages, which come of
a wrong address or a forgotten `gunzip`, are known by how they begin.
"""

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}
"""Which of the first four bytes are zero, where the first two characters are ASCII."""
_FORMATS = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: `gunzip`."),
    (b"PK\x03\x04", "a ZIP archive", "Unpack it first: `unzip`."),
    (b"BZh", "a bzip2 archive", "Unpack it first: `bunzip2`."),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it first: `unxz`."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it first: `unzstd`."),
    (b"%PDF-", "a PDF document", "Ask for the description in YAML or JSON."),
    (b"\x89PNG", "a picture (PNG)", None),
    (b"\xff\xd8\xff", "a picture (JPEG)", None),
    (b"GIF8", "a picture (GIF)", None),
    (b"\x7fELF", "a program", None),
    (b"SQLite format 3\0", "a SQLite database", None),
    (
        b"version https://git-lfs.github.com/",
        "a pointer of Git LFS, not the file itself",
        "Fetch the file first: `git lfs pull`.",
    ),
)
_PAGE = "Documentation is often shown there; look for the address of the description itself."


def encoding_of(raw: bytes) -> str:
    """Return the name of the encoding that the bytes say they are in."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    return _ZEROS.get(tuple(not one for one in raw[:4]), "utf-8")  # type: ignore[arg-type]  # of any length


def other_format(raw: bytes) -> tuple[str, str | None] | None:
    """Return what the bytes are if they are known to be no description, and what to do about it."""
    for start, what, help in _FORMATS:
        if raw.startswith(start):
            return what, help
    head = raw[:4096].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)", _PAGE
    return ("an XML document", None) if head.startswith((b"<?xml", b"<!doctype", b"<!--")) else None
