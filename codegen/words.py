"""Law 3 of `NAMING.md`: a key of the input as words, and words as an identifier.

In: any text. Out: words in their order, as PascalCase or snake_case. Reserved names are no matter of words
(`lowering/reserved.py`).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SYMBOLS = {
    "!": "exclamation",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "open",
    ")": "close",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "dash",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "open",
    "\\": "backslash",
    "]": "close",
    "^": "caret",
    "_": "underscore",
    "`": "backtick",
    "{": "open",
    "|": "pipe",
    "}": "close",
    "~": "tilde",
    " ": "space",
}
_SIGN = re.compile(r"(?<![^\W_])([+-])(?=\d)")
_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a key as they are written; there is always one at least."""
    text = unicodedata.normalize("NFKC", text)
    if not any(map(str.islower, text)):
        text = text.lower()
    return _split(_SIGN.sub(_sign, text)) or _split(_spell(text)) or ("empty",)


@lru_cache(maxsize=1 << 12)
def spelled(text: str) -> tuple[str, ...]:
    """Return the words of a key with its symbols spelled out: `a-b` is a dash b."""
    text = unicodedata.normalize("NFKC", text)
    return _split(_spell(_SIGN.sub(_sign, text))) or ("empty",)


@lru_cache(maxsize=1 << 16)
def pascal(parts: tuple[str, ...]) -> str:
    """Return words in PascalCase, with `_` between two digits."""
    return glue("", parts)


def glue(start: str, parts: Iterable[str]) -> str:
    """Return a name with words added to it, each with a capital first letter."""
    for word in parts:
        first = word[0]
        if start and first.isdigit() and start[-1].isdigit():
            start += "_"
        start += _capital(first) + word[1:]
    return start if start.isascii() else unicodedata.normalize("NFKC", start)


def snake(parts: Iterable[str]) -> str:
    """Return words in snake_case."""
    text = "_".join(word.lower() for word in parts)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def folded(name: str) -> str:
    """Return what two names have in common that a package must not both have: they are equal but for case."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()


def _capital(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter


def _sign(found: re.Match[str]) -> str:
    return " plus " if found[1] == "+" else " minus "


def _split(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(word for chunk in _SEPARATORS.split(text) if chunk for word in _BOUNDARY.split(chunk))
    cleaned = "".join(one if one != "_" and f"a{one}".isidentifier() else " " for one in text)
    return tuple(word for chunk in cleaned.split() for word in _split_case(chunk))


def _split_case(chunk: str) -> Iterable[str]:
    start = 0
    for at in range(1, len(chunk)):
        before, here, after = chunk[at - 1], chunk[at], chunk[at + 1 : at + 2]
        if here.isupper() and (before.islower() or before.isdigit() or (before.isupper() and after.islower())):
            yield chunk[start:at]
            start = at
    yield chunk[start:]


def _spell(text: str) -> str:
    return "".join(
        one if one != "_" and f"a{one}".isidentifier() else f" {_SYMBOLS.get(one) or f'u{ord(one):x}'} " for one in text
    )
