"""References that lead nowhere as they are written, and where everybody sees that they should lead.

In: the place of a reference that was resolved in vain, and what kind of thing is needed there. Out: the reference that
was meant, if what stands in it is the name of one component of that kind, with nothing around it but blanks and the
words of the path to it: `#components/schemas/Pet`, `#/definitions/Pet`, `Pet`. Names are never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.loader.references import References, Target, UnresolvedReference
from codegen.location import Location, escape, unescape
from codegen.normalizer.json_types import describe
from codegen.normalizer.sections import component

_WORDS = frozenset("components component definitions definition $defs models model".split())
"""What the path to any component is written with, in lower case, beside the name of its section."""
_SAFE = "/~!$&'()*+,;=:@-._?{}"
_AROUND = " \t\r\n\"'`<>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Where a reference was meant to lead, and what there is to say of it."""

    target: Target
    told: Diagnostic


def mended(references: References, at: Location, reference: Json, section: str) -> Mended | None:
    """Return where a broken reference is meant to lead; None where it cannot be told."""
    if not isinstance(reference, str) or "://" in reference or reference.startswith("//"):
        return None
    plain = (
        component(references.dialect, section, one).replace("%", "%25") for one in _names(reference, section.lower())
    )
    for meant in (*plain, *_escaped(references, at, reference)):
        try:
            target = references.resolve(at, meant)
        except UnresolvedReference:
            continue
        message = f"{describe(reference)} leads nowhere as it is written; it is read as `{meant}`."
        told = codes.REF_MENDED.at(at.child("$ref"), message, help=f"Write `$ref: '{meant}'`.")
        return Mended(target=target, told=told)
    return None


def _escaped(references: References, at: Location, reference: str) -> Iterator[str]:
    """Yield the reference with slashes inside of keys escaped, or without a pointer that says nothing."""
    file, mark, pointer = reference.partition("#")
    if not mark or not pointer.startswith("/"):
        return
    if pointer == "/" and file:
        yield file
        return
    try:
        tree = references.resolve(at, f"{file}#").value
    except UnresolvedReference:
        return
    steps = _steps(tree, [unescape(unquote(one)) for one in pointer.split("/")[1:]])
    if steps is not None:
        yield f"{file}#{quote(''.join(f'/{escape(one)}' for one in steps), safe=_SAFE)}"


def _steps(tree: Json, words: list[str]) -> list[str] | None:
    """Return the keys that lead down by these words, of which several may be one key with slashes in it."""
    if not words:
        return []
    if isinstance(tree, list):
        first, *others = words
        is_index = first.isdecimal() and first.isascii() and int(first) < len(tree)
        rest = _steps(tree[int(first)], others) if is_index else None
        return None if rest is None else [first, *rest]
    if not isinstance(tree, dict):
        return None
    for end in range(1, len(words) + 1):
        key = "/".join(words[:end])
        if key in tree and (rest := _steps(tree[key], words[end:])) is not None:
            return [key, *rest]
    return None


def _names(reference: str, section: str) -> list[str]:
    """Return the names of the component that a reference may be meant to lead to."""
    plain = reference.strip(_AROUND).replace("\\", "/")
    path = plain.replace("#", "/").strip("/").strip()
    steps = [one for one in re.split("/+", path) if one]
    words = _WORDS | {section, section.removesuffix("s"), section.removesuffix("ies") + "y"}
    if not steps or any(one.lower() not in words for one in steps[:-1]):
        return []
    name = steps[-1]
    return list(dict.fromkeys((name, unescape(name), unquote(name))))
