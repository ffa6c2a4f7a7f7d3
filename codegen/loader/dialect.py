"""A document -> which version of the OpenAPI Specification it follows.

In: a document that was read. Out: its dialect and the warnings about how it is named. It refuses, by name, what is no
OpenAPI description, and versions that are not read yet.
"""

import json
import re
from difflib import get_close_matches

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Document, DocumentErrors, Json, Position
from codegen.loader.faults import shorten
from codegen.location import Location, escape

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})(?:\.\d+)?(?:-[\w.+-]+)?", re.ASCII)
_ODD_VERSION = re.compile(r"\s*[vV]?([23])(?:\.([0-9]+))?(?![0-9])", re.ASCII)
_LATEST = {"2.0": "2.0", "3.0": "3.0.4", "3.1": "3.1.1", "3.2": "3.2.0"}
_READ = {dialect.value: dialect for dialect in Dialect}
_KNOWN = "2.0, 3.0, 3.1 and 3.2"
_SCHEMA_DIALECT = re.compile(
    r"https?://spec\.openapis\.org/oas/3\.\d/dialect/.+"
    r"|https?://json-schema\.org/draft(?:/2020-12/|/2019-09/|-07/|-06/|-04/)schema#?"
)
_OTHER_FORMATS = {
    "asyncapi": "an AsyncAPI description",
    "arazzo": "an Arazzo description",
    "overlay": "an OpenAPI overlay",
    "$schema": "a JSON Schema",
    "kind": "a Kubernetes manifest",
    "services": "a Compose file",
}
_HELP = 'A description begins with `openapi: 3.1.1`, or another version; before version 3, with `swagger: "2.0"`.'


def detect_dialect(document: Document) -> tuple[Dialect, tuple[Diagnostic, ...]]:
    """Return the dialect and what there is to say of it, or raise `DocumentErrors`."""
    tree = document.tree
    if not isinstance(tree, dict):
        message = f"The document is {_kind(tree)}, not an object with a key `openapi`."
        raise _refused(document, _no_description(document, message, _HELP))
    key = "openapi" if "openapi" in tree else "swagger"
    if key not in tree:
        raise _refused(document, _without_version(document, tree))
    at = Location(document.name, f"/{key}")
    version = tree[key]
    warnings: list[Diagnostic] = []
    if isinstance(version, float) or (key == "swagger" and version == 2 and not isinstance(version, bool)):
        version = str(float(version)) if isinstance(version, int | float) else version
        message = f"The version {version} is a number here; the specification wants text."
        help = f'Write `{key}: "{version}{".0" if key == "openapi" else ""}"`.'
        warnings.append(codes.OPENAPI_NOT_TEXT.at(at, message, help=help))
    if (meant := _meant(key, version)) is not None:
        message = f"The version {json.dumps(version)} is read as {meant}."
        warnings.append(codes.OPENAPI_VERSION_ODD.at(at, message, help=f'Write `{key}: "{_LATEST[meant]}"`.'))
        version = meant
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if found is None:
        raise _refused(document, _no_version(at, key, version))
    dialect = _READ.get(f"{found[1]}.{found[2]}")
    if dialect is None or (dialect is Dialect.SWAGGER_2_0) != (key == "swagger"):
        raise _refused(document, _unread(at, key, found[0], int(found[1]), int(found[2])))
    if not dialect.is_before(Dialect.OPENAPI_3_1):
        warnings += _schema_dialect(document, tree)
    return dialect, tuple(warnings)


def _meant(key: str, version: Json) -> str | None:
    """Return the version that is meant by one that is spelt oddly, if it can be read."""
    text = str(version) if isinstance(version, str) or type(version) is int else ""
    found = _ODD_VERSION.match(text)
    if found is None or _VERSION.fullmatch(text) or (found[1] == "2") != (key == "swagger"):
        return None
    meant = f"{found[1]}.{found[2] or 0}"
    return meant if meant in _LATEST else None


def _no_version(at: Location, key: str, version: Json) -> Diagnostic:
    """Return the fault of a value that names no version, such as `3`."""
    name = "OpenAPI" if key == "openapi" else "Swagger"
    written = version if isinstance(version, str) else json.dumps(version)
    help = f"Name the whole version; those read here are {_KNOWN}." if written in ("3", "2") else _HELP
    return codes.DIALECT_UNKNOWN.at(at, f"`{shorten(written)}` is no version of {name}.", help=help)


def named_version(document: Document) -> tuple[str, str] | None:
    """Return which version of OpenAPI a document says it is of, major and minor, and the pointer to that."""
    tree = document.tree
    if isinstance(tree, dict):
        for key in ("openapi", "swagger"):
            found = _VERSION.fullmatch(str(tree[key])) if key in tree else None
            if found is not None:
                return f"{found[1]}.{found[2]}", f"/{key}"
    return None


def _without_version(document: Document, tree: dict[str, Json]) -> Diagnostic:
    if "swaggerVersion" in tree:
        return _swagger_1(Location(document.name, "/swaggerVersion"), str(tree["swaggerVersion"]))
    for key, format in _OTHER_FORMATS.items():
        if key in tree:
            message = f"There is no key `openapi`; this looks like {format} (`{key}`)."
            return codes.NOT_A_DESCRIPTION.at(Location(document.name, f"/{escape(key)}"), message, help=_HELP)
    message = "There is no key `openapi` at the top of the document."
    near = next((key for key in tree if re.sub(r"[\W_]", "", key).casefold() == "openapi"), None)
    near = near or next(iter(get_close_matches("openapi", tree, n=1, cutoff=0.8)), None)
    if near is None:
        return _no_description(document, message, _HELP)
    help = f"The key is spelt `openapi`, not `{shorten(near)}`."
    return codes.NOT_A_DESCRIPTION.at(Location(document.name, f"/{escape(near)}"), message, help=help)


def _no_description(document: Document, message: str, help: str) -> Diagnostic:
    """Return the fault of a whole document, which begins where its text does."""
    return codes.NOT_A_DESCRIPTION.at(Location(document.name, ""), message, help=help, position=Position(1, 1))


def _swagger_1(at: Location, version: str) -> Diagnostic:
    message = f"This is Swagger {shorten(version)}; versions before 2.0 are not read."
    help = "Convert it first, for instance with `api-spec-converter --from=swagger_1 --to=openapi_3`."
    return codes.DIALECT_UNSUPPORTED.at(at, message, help=help)


def _unread(at: Location, key: str, version: str, major: int, minor: int) -> Diagnostic:
    """Return the fault of a version that is not read, or not under this key."""
    if key == "swagger":
        if major < 2:
            return _swagger_1(at, version)
        message = f"There is no Swagger {shorten(version)}; from version 3 on, the key is `openapi`."
        return codes.NOT_A_DESCRIPTION.at(at, message, help=f"Write `openapi: {version}`." if major == 3 else _HELP)
    if major == 2:
        message = f"There is no OpenAPI {version}; before version 3, the key is `swagger`."
        return codes.DIALECT_UNKNOWN.at(at, message, help='Write `swagger: "2.0"`.')
    message = f"There is no OpenAPI {version} that is known here; those read are {_KNOWN}."
    newer = (major, minor) > (3, 2)
    help = "If nothing in it is newer than 3.2, write `openapi: 3.2.0`." if newer else _HELP
    return codes.DIALECT_UNKNOWN.at(at, message, help=help)


def _schema_dialect(document: Document, tree: dict[str, Json]) -> list[Diagnostic]:
    """Return a warning if schemas are declared to be of another dialect than they are read in."""
    named = tree.get("jsonSchemaDialect")
    if named is None or (isinstance(named, str) and _SCHEMA_DIALECT.fullmatch(named)):
        return []
    at = Location(document.name, "/jsonSchemaDialect")
    message = f"Schemas are read as JSON Schema 2020-12, not as `{shorten(str(named))}`, which is not known here."
    return [codes.SCHEMA_DIALECT.at(at, message, help="Remove `jsonSchemaDialect`, or convert the schemas.")]


def _refused(document: Document, diagnostic: Diagnostic) -> DocumentErrors:
    return DocumentErrors((diagnostic,), document)


def _kind(tree: Json) -> str:
    match tree:
        case None:
            return "empty"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case _:
            return "an array"
