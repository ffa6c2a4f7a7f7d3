"""Variants that say nothing but `nullable: true`, which their authors mean for null.

By the letter they take any value, as `nullable` only ever adds null to the `type` beside it (OpenAPI 3.0.3, Schema
Object). Then a union with one says nothing at all: Qdrant's description has 263 of these, for `Option<T>` of Rust.
"""

from collections.abc import Iterator
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.normalizer.annotations import KEYWORDS as SILENT
from codegen.normalizer.spec import Schema

NULLABLE = frozenset(("nullable", "x-nullable"))
_HELP = "Say `nullable: true` beside the `{0}` instead, or `enum: [null]` in the variant; `{{}}` is any value."


def as_null(variants: tuple[Schema, ...], given: Json) -> Iterator[Schema]:
    """Yield the variants of a union, those as null that have only `nullable`; one must be left that says something."""
    written = given if isinstance(given, list) else []
    alone = [_is_alone(one) for one in written]
    for variant, is_alone in zip(variants, alone, strict=False):
        yield replace(variant, types=("null",)) if is_alone and not all(alone) else variant


def reports(changed: tuple[Schema, ...], variants: tuple[Schema, ...], keyword: str) -> Iterator[Diagnostic]:
    """Yield the diagnostic of each variant that is read as null."""
    for one, other in zip(changed, variants, strict=True):
        if one != other:
            message = (
                "A variant that says nothing but `nullable: true` takes any value by the letter; it is read as null."
            )
            yield codes.NULLABLE_ALONE.at(one.location, message, help=_HELP.format(keyword))


def _is_alone(value: Json) -> bool:
    if not isinstance(value, dict) or not any(value.get(keyword) is True for keyword in NULLABLE):
        return False
    return all(key in NULLABLE or key in SILENT or key.startswith("x-") for key in value)
