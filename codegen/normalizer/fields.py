"""The fields of OpenAPI's objects around the schemas: a misspelt one is told, as nothing else would tell of it.

In: an object of the description, what it is, and its place. Out: a diagnostic for each key that looks like a known one.
Keys that look like none are let be: in a later version they may mean something.
"""

from collections.abc import Iterator
from enum import Enum

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.keywords import nearest, unknown


class Kind(Enum):
    """An object of OpenAPI 3.1.1 section 4.8, and its fields."""

    DESCRIPTION = frozenset(
        "openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs".split()
    )
    COMPONENTS = frozenset(
        "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems".split()
    )
    PATH_ITEM = frozenset(
        "$ref summary description get put post delete options head patch trace servers parameters".split()
    )
    OPERATION = frozenset(
        """tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated
        security servers""".split()
    )
    PARAMETER = frozenset(
        """name in description required deprecated allowEmptyValue style explode allowReserved schema example examples
        content""".split()
    )
    BODY = frozenset("description content required".split())
    RESPONSE = frozenset("description headers content links".split())
    MEDIA_TYPE = frozenset("schema example examples encoding".split())


def misspelt_fields(value: dict[str, Json], kind: Kind, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of the fields of an object that its kind does not have."""
    if value.keys() <= kind.value:
        return
    for key in value:
        if key in kind.value or key.startswith("x-"):
            continue
        if kind is Kind.RESPONSE and key == "schema":
            yield codes.KEYWORD_UNKNOWN.at(
                at.child(key),
                "`schema` does not stand in a response since OpenAPI 3, and is left out.",
                help="Put it below `content` and a media type: `content: {application/json: {schema: …}}`.",
            )
        elif (meant := nearest(key, kind.value)) is not None:
            yield unknown(at.child(key), key, meant)
