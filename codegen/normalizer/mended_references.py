"""References that lead nowhere as they are written, and where everybody sees that they should lead.

In: the place of a reference that was resolved in vain, and what kind of thing is needed there. Out: the reference that
was meant, if what stands in it is the name of one component of that kind, with nothing around it but blanks and the
words of the path to it: `#components/schemas/Pet`, `#/definitions/Pet`, `Pet`. Names are never guessed.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.loader.references import References, Target, UnresolvedReference
from codegen.location import Location, unescape
from codegen.normalizer.json_types import describe
from codegen.normalizer.sections import component

_WORDS = frozenset("components component definitions definition $defs models model".split())
"""What the path to any component is written with, in lower case, beside the name of its section."""
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
    for name in _names(reference, section.lower()):
        meant = component(references.dialect, section, name).replace("%", "%25")
        try:
            target = references.resolve(at, meant)
        except UnresolvedReference:
            continue
        message = f"{describe(reference)} leads nowhere as it is written; it is read as `{meant}`."
        told = codes.REF_MENDED.at(at.child("$ref"), message, help=f"Write `$ref: '{meant}'`.")
        return Mended(target=target, told=told)
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
