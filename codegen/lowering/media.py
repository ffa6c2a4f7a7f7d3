"""Media types in names (law 8 of `NAMING.md`): which of several comes first, and what the others are called."""

from codegen.words import words


def media_rank(media_type: str) -> int:
    """Return the place of a media type among several: JSON, multipart, form, the rest."""
    name = _essence(media_type)
    if name == "application/json":
        return 0
    if name.endswith(("+json", "/json")):
        return 1
    if name.startswith("multipart/"):
        return 2
    return 3 if name == "application/x-www-form-urlencoded" else 4


def media_words(media_type: str) -> tuple[str, ...]:
    """Return the words a media type adds to a name: `Multipart`, `Form`, else its subtype without suffix."""
    name = _essence(media_type)
    kind, _, subtype = name.partition("/")
    if kind == "multipart":
        return ("Multipart",)
    if name == "application/x-www-form-urlencoded":
        return ("Form",)
    if name == "text/plain":
        return ("Text",)
    stem = subtype.rpartition("+")[0] or subtype
    return words(stem.removeprefix("x-")) if any(map(str.isalnum, stem)) else words(kind if kind != "*" else "any")


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
