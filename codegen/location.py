"""Where something stands: a document and a JSON pointer (RFC 6901) into it.

Every node the front end makes carries a `Location`; lines and columns are computed from it only when a message is
printed (`loader/positions.py`).
"""

import posixpath
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a document; a tuple, because there is one for each of some hundred thousand nodes."""

    document: str
    """The document's name, as the user gave it."""
    pointer: str
    """RFC 6901, without the leading `#`; empty for the whole document."""

    def child(self, token: str) -> "Location":
        """Return the location one key below."""
        return Location(self.document, f"{self.pointer}/{escape(token)}")

    def below(self, path: str) -> "Location":
        """Return the location at an already escaped relative path, as `properties/x`."""
        return Location(self.document, f"{self.pointer}/{path}")

    @property
    def key(self) -> str:
        """What the thing at this place is called there: its last key, of a whole document the file's stem."""
        if self.pointer:
            return unescape(self.pointer.rpartition("/")[2])
        stem, _ = posixpath.splitext(posixpath.basename(self.document))
        return stem.removesuffix(".schema") or stem

    def has(self, other: "Location") -> bool:
        """Tell whether another place is below this one."""
        return other.document == self.document and other.pointer.startswith(f"{self.pointer}/")

    def seen_from(self, other: "Location") -> str:
        """Return the place as a reference at another one would write it, more or less: for messages."""
        return f"#{self.pointer}" if self.document == other.document else str(self)

    def __str__(self) -> str:
        return f"{self.document}#{self.pointer}"


def root_of(at: Location) -> Location:
    """Return the place of the component or operation that a place stands in, if it stands in one."""
    steps = at.pointer.split("/", 4)
    return Location(at.document, "/".join(steps[: 3 if len(steps) > 1 and steps[1] in _OF_SWAGGER else 4]))


_OF_SWAGGER = ("definitions", "parameters", "responses")
"""Sections of components in Swagger 2.0, which stand at the top of the document."""


def escape(token: str) -> str:
    """Return a key as a token of a JSON pointer (RFC 6901 section 3)."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def unescape(token: str) -> str:
    """Return the key that a token of a JSON pointer stands for (RFC 6901 section 4)."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def tokens(pointer: str) -> list[str]:
    """Return the keys that a JSON pointer walks through."""
    return [unescape(token) for token in pointer.split("/")[1:]]
