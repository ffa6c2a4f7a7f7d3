"""Where something stands: a document and a JSON pointer (RFC 6901) into it.

Every node the front end makes carries a `Location`; lines and columns are computed from it only when a message is
printed (`loader/positions.py`).
"""

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

    def __str__(self) -> str:
        return f"{self.document}#{self.pointer}"


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
