"""The fields of OpenAPI's objects around the schemas: a misspelt one is told, as nothing else would tell of it.

In: an object of the description, what it is, and its place. Out: a diagnostic for each key that looks like a known one,
and for each that only another version has. Keys that look like none are let be: in a later version they may mean
something.
"""

from collections.abc import Mapping
from enum import Enum, auto

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Json
from codegen.location import Location
from codegen.normalizer.keywords import KeywordCheck, nearest, unknown


class Kind(Enum):
    """An object of OpenAPI 3.2.0 section 4, or of Swagger 2.0."""

    DESCRIPTION = auto()
    COMPONENTS = auto()
    PATH_ITEM = auto()
    OPERATION = auto()
    PARAMETER = auto()
    BODY = auto()
    RESPONSE = auto()
    MEDIA_TYPE = auto()


_Fields = Mapping[Kind, frozenset[str]]


def _table(texts: Mapping[Kind, str]) -> _Fields:
    return {kind: frozenset(text.split()) for kind, text in texts.items()}


_OPENAPI = _table(
    {
        Kind.DESCRIPTION: """openapi $self info jsonSchemaDialect servers paths webhooks components security tags
            externalDocs""",
        Kind.COMPONENTS: """schemas responses parameters examples requestBodies headers securitySchemes links callbacks
            pathItems mediaTypes""",
        Kind.PATH_ITEM: """$ref summary description get put post delete options head patch trace query
            additionalOperations servers parameters""",
        Kind.OPERATION: """tags summary description externalDocs operationId parameters requestBody responses callbacks
            deprecated security servers""",
        Kind.PARAMETER: """name in description required deprecated allowEmptyValue style explode allowReserved schema
            example examples content""",
        Kind.BODY: "description content required",
        Kind.RESPONSE: "summary description headers content links",
        Kind.MEDIA_TYPE: "schema itemSchema example examples encoding prefixEncoding itemEncoding",
    }
)
_SINCE: Mapping[Dialect, _Fields] = {
    Dialect.OPENAPI_3_1: _table({Kind.COMPONENTS: "pathItems"}),
    Dialect.OPENAPI_3_2: _table(
        {
            Kind.COMPONENTS: "mediaTypes",
            Kind.PATH_ITEM: "query additionalOperations",
            Kind.MEDIA_TYPE: "itemSchema",
        }
    ),
}
"""Fields of later versions that say something of types; they are read in every version of OpenAPI 3."""
_SWAGGER = _table(
    {
        Kind.DESCRIPTION: """swagger info host basePath schemes consumes produces paths definitions parameters responses
            securityDefinitions security tags externalDocs""",
        Kind.PATH_ITEM: "$ref get put post delete options head patch parameters",
        Kind.OPERATION: """tags summary description externalDocs operationId consumes produces parameters responses
            schemes deprecated security""",
        Kind.PARAMETER: """name in description required schema type format allowEmptyValue items collectionFormat
            default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems
            uniqueItems enum multipleOf""",
        Kind.RESPONSE: "description schema headers examples",
    }
)
_INSTEAD: Mapping[Kind, Mapping[str, str]] = {
    Kind.DESCRIPTION: {
        "components": "Put schemas into `definitions`, parameters and responses into sections beside it.",
        "webhooks": "Say `openapi: 3.1.1` and write all of it as that does.",
    },
    Kind.OPERATION: {
        "requestBody": "Write a parameter with `in: body` and a `schema`, and `consumes` in the operation.",
        "callbacks": "Say `openapi: 3.0.4` and write all of it as that does.",
    },
    Kind.RESPONSE: {"content": "Write `schema` in the response, and `produces` in the operation."},
    Kind.PATH_ITEM: {"trace": "Say `openapi: 3.0.4` and write all of it as that does."},
}
"""What Swagger 2.0 has instead of fields of OpenAPI 3."""


class FieldCheck:
    """Checks the fields of the objects of one description."""

    def __init__(self, dialect: Dialect, keywords: KeywordCheck, diagnostics: list[Diagnostic]) -> None:
        self._is_swagger = dialect is Dialect.SWAGGER_2_0
        self._known = _SWAGGER if self._is_swagger else _OPENAPI
        self._newer = [] if self._is_swagger else [one for one in _SINCE if dialect.is_before(one)]
        self._keywords = keywords
        self._diagnostics = diagnostics

    def check(self, value: dict[str, Json], kind: Kind, at: Location) -> None:
        """Report what there is to say of the fields of an object that its kind does not have."""
        known = self._known.get(kind)
        if known is None:
            return
        for since in self._newer:
            for key in sorted(value.keys() & _SINCE[since].get(kind, frozenset())):
                self._keywords.newer(key, f"`{key}`", at, since)
        if not value.keys() <= known:
            for key in value:
                if key not in known and not key.startswith("x-"):
                    self._strange(key, kind, at)

    def _strange(self, key: str, kind: Kind, at: Location) -> None:
        instead = _INSTEAD.get(kind, {}).get(key) if self._is_swagger else None
        if instead is not None:
            message = f"`{key}` is a field of OpenAPI 3 that Swagger 2.0 does not have, and is left out."
            self._diagnostics.append(codes.KEYWORD_UNKNOWN.at(at.child(key), message, help=instead))
        elif (meant := nearest(key, self._known[kind])) is not None:
            self._diagnostics.append(unknown(at.child(key), key, meant))
