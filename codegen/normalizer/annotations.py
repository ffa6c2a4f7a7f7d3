"""The keywords that assert nothing: titles, descriptions, defaults, examples, deprecation, direction."""

from codegen.loader.document import Json
from codegen.normalizer.spec import Annotations

NOTHING = Annotations()
KEYWORDS = frozenset(
    [
        "title",
        "description",
        "summary",
        "deprecated",
        "readOnly",
        "writeOnly",
        "default",
        "example",
        "examples",
        "x-enum-varnames",
        "x-enumNames",
        "x-enum-descriptions",
        "x-enumDescriptions",
        "x-ms-enum",
        "x-codegen-name",
    ]
)


def read_annotations(value: dict[str, Json]) -> Annotations:
    """Return the annotations of a Schema, Parameter, Operation or Response Object."""
    if KEYWORDS.isdisjoint(value):
        return NOTHING
    return Annotations(
        title=_text(value.get("title")),
        description=_text(value.get("description")) or _text(value.get("summary")),
        deprecated=value.get("deprecated") is True,
        read_only=value.get("readOnly") is True,
        write_only=value.get("writeOnly") is True,
        has_default="default" in value,
        default=value.get("default"),
        examples=_examples(value),
        enum_names=_texts(
            value.get("x-enum-varnames") or value.get("x-enumNames") or _of_autorest(value, "name"), value
        ),
        enum_descriptions=_texts(
            value.get("x-enum-descriptions") or value.get("x-enumDescriptions") or _of_autorest(value, "description"),
            value,
        ),
        chosen_name=str(value["x-codegen-name"]) if "x-codegen-name" in value else None,
    )


def _text(value: Json) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _texts(value: Json, schema: dict[str, Json]) -> tuple[tuple[Json, str], ...]:
    """Return the texts of the values of `enum`, given as a list in its order or as a map from values."""
    values = schema.get("enum")
    if not isinstance(values, list):
        return ()
    found = [value.get(str(one)) for one in values] if isinstance(value, dict) else value
    if not isinstance(found, list):
        return ()
    return tuple((one, text.strip()) for one, text in zip(values, found, strict=False) if isinstance(text, str))


def _of_autorest(schema: dict[str, Json], what: str) -> Json:
    """Return the names or descriptions of the values that `x-ms-enum` lists, as a map from values."""
    given = schema.get("x-ms-enum")
    listed = given.get("values") if isinstance(given, dict) else None
    if not isinstance(listed, list):
        return None
    return {str(one["value"]): one.get(what) for one in listed if isinstance(one, dict) and "value" in one}


def _examples(value: dict[str, Json]) -> tuple[Json, ...]:
    """Return `examples` (a list in JSON Schema, a map of Example Objects in a Parameter Object) or `example`."""
    given = value.get("examples")
    if isinstance(given, list):
        return tuple(given)
    if isinstance(given, dict):
        listed = [one for one in given.values() if isinstance(one, dict)]
        keys = ("dataValue", "value")  # since OpenAPI 3.2 the one, before the other (Example Object)
        return tuple(next(one[key] for key in keys if key in one) for one in listed if not one.keys().isdisjoint(keys))
    return (value["example"],) if "example" in value else ()
