"""Which way a property travels: `readOnly` and `writeOnly`, wherever they are written.

OpenAPI 3.0 ties them to the schema of a property; JSON Schema (2020-12 Validation, section 9.4) makes annotations of
them, true of a value if any schema that applies to it says so. So the schema of the property itself is asked, what it
refers to, members of `allOf`, and a union of which every variant but null says it.
"""

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.ir.declarations import Access
from codegen.location import Location
from codegen.normalizer.spec import NormalSpec, Schema
from codegen.resolver.labels import non_null

_Said = tuple[bool, bool]
"""Read-only, write-only."""
_NOTHING: _Said = (False, False)


class Accesses:
    """Answers for the properties of one description; what it finds on the way goes where it is told."""

    def __init__(self, spec: NormalSpec, diagnostics: list[Diagnostic]) -> None:
        self._diagnostics = diagnostics
        self._schemas = spec.schemas
        self._known: dict[Location, _Said] = {}
        self._silent = not any(one.annotations.read_only or one.annotations.write_only for one in spec.schemas.values())

    def of(self, key: str, schema: Schema) -> Access:
        """Return which way a property travels; one that goes neither way is a fault, and counts as any other."""
        if self._silent or _says_nothing(schema):
            return Access.BOTH
        match self._said(schema):
            case (True, True):
                message = f"`{key}` is read-only and write-only at once; neither counts."
                self._diagnostics.append(codes.READ_AND_WRITE_ONLY.at(schema.location, message))
                return Access.BOTH
            case (True, False):
                return Access.READ_ONLY
            case (False, True):
                return Access.WRITE_ONLY
            case _:
                return Access.BOTH

    def _said(self, schema: Schema) -> _Said:
        known = self._known.get(schema.location)
        if known is None:
            self._known[schema.location] = _NOTHING  # of a cycle, the rest decides
            own = (schema.annotations.read_only, schema.annotations.write_only)
            parts = [own, *map(self._said, schema.all_of)]
            if schema.ref is not None:
                parts.append(self._said(self._schemas[schema.ref]))
            variants = [self._said(one) for one in non_null(schema.union)]
            if variants:
                parts.append((all(read for read, _ in variants), all(write for _, write in variants)))
            known = self._known[schema.location] = (any(read for read, _ in parts), any(write for _, write in parts))
        return known


def _says_nothing(schema: Schema) -> bool:
    """Tell, for most properties at once, whether a schema says nothing itself and nothing else could."""
    said = schema.annotations
    return schema.ref is None and not (said.read_only or said.write_only) and schema.union is None and not schema.all_of
