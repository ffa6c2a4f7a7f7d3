"""As much of Swagger 2.0 as OpenAPI 3.1 as names need: where schemas stand, not what they all say.

The program does not read Swagger yet; the laws of names hold for it nevertheless.
"""

from codegen.loader.document import Json

_PLAIN = frozenset(("name", "in", "required", "description"))
_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch"))


def as_openapi(swagger: dict[str, Json]) -> dict[str, Json]:
    """Return the parts of an OpenAPI description that have the schemas of a Swagger one."""
    paths: Json = {path: _item(item) for path, item in _dict(swagger.get("paths")).items()}
    found: Json = {"components": {"schemas": swagger.get("definitions", {})}, "paths": paths}
    moved = _with_moved_references(found)
    return _dict(moved)


def pointer_of(swagger: dict[str, Json], pointer: str) -> str:
    """Return where a schema of the Swagger description stands in the OpenAPI one."""
    if pointer.startswith("#/definitions/"):
        return pointer.replace("#/definitions/", "#/components/schemas/", 1)
    if pointer.endswith("/schema") and "/responses/" in pointer:
        return pointer.removesuffix("schema") + "content/application~1json/schema"
    above, _, number = pointer.removesuffix("/schema").rpartition("/parameters/")
    if pointer.endswith("/schema"):
        return f"{above}/requestBody/content/application~1json/schema"
    path, method = above.removeprefix("#/paths/").split("/")
    operation = _dict(_dict(_dict(swagger["paths"])[path.replace("~1", "/").replace("~0", "~")])[method])
    before = _list(operation["parameters"])[: int(number)]
    return f"{above}/parameters/{sum(_dict(one).get('in') != 'body' for one in before)}/schema"


def _item(item: Json) -> Json:
    return {key: _operation(_dict(one)) if key in _METHODS else one for key, one in _dict(item).items()}


def _operation(operation: dict[str, Json]) -> Json:
    found = {key: one for key, one in operation.items() if key in ("operationId", "tags")}
    parameters = [_dict(one) for one in _list(operation.get("parameters", []))]
    found["parameters"] = [_parameter(one) for one in parameters if one.get("in") not in ("body", "formData")]
    for one in parameters:
        if one.get("in") == "body":
            found["requestBody"] = {"content": {"application/json": {"schema": one.get("schema", {})}}}
    found["responses"] = {
        str(status): _response(_dict(one)) for status, one in _dict(operation.get("responses")).items()
    }
    return found


def _parameter(parameter: dict[str, Json]) -> Json:
    kept = {key: one for key, one in parameter.items() if key in _PLAIN}
    schema = {key: one for key, one in parameter.items() if key not in _PLAIN and key != "collectionFormat"}
    return {**kept, "schema": schema}


def _response(response: dict[str, Json]) -> Json:
    content: Json = {"application/json": {"schema": response["schema"]}} if "schema" in response else {}
    return {"description": "", "content": content}


def _with_moved_references(tree: Json) -> Json:
    if isinstance(tree, list):
        return [_with_moved_references(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: one.replace("#/definitions/", "#/components/schemas/", 1)
        if key == "$ref" and isinstance(one, str)
        else _with_moved_references(one)
        for key, one in tree.items()
    }


def _dict(tree: Json) -> dict[str, Json]:
    return tree if isinstance(tree, dict) else {}


def _list(tree: Json) -> list[Json]:
    return tree if isinstance(tree, list) else []
