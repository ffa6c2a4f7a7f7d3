"""Law 12 of `NAMING.md`: what the keys of one object are called as attributes, in Pydantic and dataclass alike.

In: the keys of one object. Out: one identifier each, all different. The order of the keys decides nothing.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from codegen.lowering.reserved import ATTRIBUTES, KEYWORDS
from codegen.words import snake, spelled, words

_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def attributes(keys: Iterable[str], locked: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, str]:
    """Return the attribute of each key, in the order of the keys; `locked` has those that some have already."""
    wanted = {key: locked.get(key) or _plain(key) for key in keys}
    if len(set(wanted.values())) == len(wanted):
        return wanted
    return {**wanted, **_contested(wanted, locked)}


def _contested(wanted: Mapping[str, str], locked: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of the keys that do not get the one they want."""
    rivals: dict[str, list[str]] = {}
    for key, name in wanted.items():
        rivals.setdefault(name, []).append(key)
    taken = set(rivals)
    found: dict[str, str] = {}
    for name, keys in sorted(rivals.items()):
        for key in sorted(keys, key=lambda key: (key not in locked, key != name, key))[1:]:
            found[key] = next(one for one in _alternatives(key, name) if one not in taken)
            taken.add(found[key])
    return found


def _plain(key: str) -> str:
    return _legal(snake(words(key)))


def _legal(name: str) -> str:
    if not name.isidentifier():
        name = f"field_{name}"
    return f"{name}_" if name in ATTRIBUTES else name


def _alternatives(key: str, name: str) -> Iterator[str]:
    """Yield what else a key can be called: as it is written, spelled out, as a field, by its hash."""
    if key.isidentifier() and not key.startswith("_") and key not in ATTRIBUTES | KEYWORDS:
        yield unicodedata.normalize("NFKC", key)
    yield _legal(snake(spelled(key)))
    yield f"field_{name}"
    yield f"{name}_{consonants(key)}"


def consonants(text: str) -> str:
    """Return five consonants of the text's hash: no word, no counter, and the same on every machine."""
    digest = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    found = ""
    for _ in range(5):
        digest, at = divmod(digest, len(_CONSONANTS))
        found += _CONSONANTS[at]
    return found
