"""The root of a description: fields it must have, and schemas that stand where none are looked for.

In: the root. Out: what there is to say of it (OpenAPI 3.1.1 section 4.8.1). No type depends on a title, and schemas in
wrong places become types where something refers to them.
"""

from collections.abc import Iterator

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.loader.document import Dialect, Json
from codegen.location import Location
from codegen.normalizer.sections import SECTIONS, sections

_SCHEMA_WORDS = frozenset("type properties items allOf anyOf oneOf enum $ref required".split())
_WRONG_PLACES = ("definitions", "schemas", "$defs", "models")


def missing_fields(root: dict[str, Json], dialect: Dialect, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of fields that the specification demands and that are not there."""
    info = root.get("info")
    if not isinstance(info, dict):
        yield _missing(at, "no `info`", "Write `info: {title: …, version: …}`.")
    else:
        for key in ("title", "version"):
            if key not in info:
                yield _missing(at.child("info"), f"no `info.{key}`", None)
    if dialect.is_before(Dialect.OPENAPI_3_1):
        if "paths" not in root:
            yield _missing(at, "no `paths`", "Write `paths: {}`.")
    elif root.keys().isdisjoint(("paths", "components", "webhooks")):
        yield _missing(at, "none of `paths`, `components` and `webhooks`", None)


def _missing(at: Location, what: str, help: str | None) -> Diagnostic:
    message = f"The description has {what}, which OpenAPI demands."
    position = None if at.pointer else (1, 1)
    return codes.FIELD_MISSING.at(at, message, help=help, position=position)


def misplaced_schemas(root: dict[str, Json], dialect: Dialect, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of schemas beside the components, or directly below `components`."""
    right = sections(dialect)
    for key in _WRONG_PLACES:
        held = root.get(key)
        if isinstance(held, dict) and held and right["schemas"] != f"/{key}":
            yield _misplaced(at.child(key), list(held), f"below `{key}` of the document", right["schemas"])
    components = root.get("components")
    if isinstance(components, dict):
        direct = [key for key, one in components.items() if key not in SECTIONS and _looks_like_schema(key, one)]
        if direct:
            here = at.child("components").child(direct[0])
            yield _misplaced(here, direct, "directly below `components`", right["schemas"])


def _looks_like_schema(key: str, value: Json) -> bool:
    return not key.startswith("x-") and isinstance(value, dict) and not _SCHEMA_WORDS.isdisjoint(value)


def _misplaced(at: Location, keys: list[str], where: str, right: str) -> Diagnostic:
    message = (
        f"{named(keys)} {where} {'is' if len(keys) == 1 else 'are'} no component; only what is referred to is read."
    )
    return codes.COMPONENT_MISPLACED.at(at, message, help=f"Schemas stand below `#{right}`.")
