"""Where a description keeps its components: since OpenAPI 3 below `components`, in Swagger 2.0 at its top.

Sections go by the names they have in OpenAPI 3; request bodies are parameters in Swagger 2.0.
"""

from collections.abc import Mapping
from types import MappingProxyType

from codegen.loader.document import Dialect
from codegen.location import escape

SECTIONS = (
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
)
_SWAGGER = MappingProxyType(
    {
        "schemas": "/definitions",
        "responses": "/responses",
        "parameters": "/parameters",
        "requestBodies": "/parameters",
        "securitySchemes": "/securityDefinitions",
    }
)
_OPENAPI = MappingProxyType({name: f"/components/{name}" for name in SECTIONS})


def sections(dialect: Dialect) -> Mapping[str, str]:
    """Return the pointer of each section that a dialect has."""
    return _SWAGGER if dialect is Dialect.SWAGGER_2_0 else _OPENAPI


def component(dialect: Dialect, section: str, key: str) -> str:
    """Return a reference to a component, whether it is there or not."""
    return f"#{sections(dialect).get(section, f'/components/{section}')}/{escape(key)}"
