"""Where references lead, and what is said of those that lead nowhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.documents import graph
from support.shared import shared

from codegen.loader.document import Dialect, DocumentGraph, Json
from codegen.loader.load import load
from codegen.loader.references import References, UnresolvedReference
from codegen.location import Location, escape

SPEC = graph(
    """\
openapi: 3.1.1
paths:
  /users/{id}:
    get: {operationId: getUser}
  /a~b%c: {get: {}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, "a/b": {type: integer}}}
    Größe: {type: number}
    "With Space": {type: "null"}
    Alias: {$ref: "#/components/schemas/Pet"}
    Twice: {$ref: "#/components/schemas/Alias"}
    Own: {$ref: "#/components/schemas/Pet", properties: {own: {}}}
    Loop: {$ref: "#/components/schemas/Pool"}
    Pool: {$ref: "#/components/schemas/Loop"}
    Self: {$ref: "#/components/schemas/Self/x"}
    Tuple: {prefixItems: [{const: zero}, {const: one}]}
    Anchored: {$defs: {inner: {$anchor: here, const: 1}, dyn: {$dynamicAnchor: there, const: 2}}}
    Tree:
      $id: https://example.com/schemas/tree
      $anchor: root
      $defs: {node: {$anchor: here, const: node}, leaf: {$id: leaf, const: leaf}}
      properties: {child: {}, outside: {}}
    properties: {properties: {$id: {type: string}, default: {$anchor: named, const: 3}}}
    Data: {example: {$anchor: faked}, default: {$id: "https://example.com/faked"}}
  responses:
    Missing: {description: none}
"""
)
ROOT = Location("<stdin>", "")
TREE = Location("<stdin>", "/components/schemas/Tree/properties/child")


def pointer(reference: str, at: Location = ROOT, graph: DocumentGraph = SPEC) -> str:
    return References(graph).resolve(at, reference).location.pointer


def failure(reference: Json, at: Location = ROOT, graph: DocumentGraph = SPEC) -> tuple[str, str, str | None]:
    with pytest.raises(UnresolvedReference) as caught:
        References(graph).resolve(at, reference)
    assert caught.value.diagnostic.location == at
    return caught.value.diagnostic.code, caught.value.diagnostic.message, caught.value.diagnostic.help


@pytest.mark.parametrize(
    ("reference", "want"),
    [
        ("#", ""),
        ("", ""),
        ("#/components/schemas/Pet", "/components/schemas/Pet"),
        ("#/components/schemas/Pet/properties/a~1b", "/components/schemas/Pet/properties/a~1b"),
        ("#/paths/~1users~1{id}/get", "/paths/~1users~1{id}/get"),
        ("#/paths/~1users~1%7Bid%7D/get", "/paths/~1users~1{id}/get"),
        ("#/paths/~1a~0b%25c/get", "/paths/~1a~0b%c/get"),
        ("#/components/schemas/Gr%C3%B6%C3%9Fe", "/components/schemas/Größe"),
        ("#/components/schemas/Größe", "/components/schemas/Größe"),
        ("#/components/schemas/With%20Space", "/components/schemas/With Space"),
        ("#/components/schemas/With Space", "/components/schemas/With Space"),
        ("#/components/schemas/Tuple/prefixItems/1", "/components/schemas/Tuple/prefixItems/1"),
    ],
)
def test_a_pointer_leads_to_its_place(reference: str, want: str) -> None:
    assert pointer(reference) == want


def test_a_target_is_the_value_in_the_tree() -> None:
    found = References(SPEC).resolve(ROOT, "#/components/schemas/Tuple/prefixItems/0")
    assert found.value == {"const": "zero"}


def test_a_reference_to_a_reference_leads_to_that_reference() -> None:
    assert References(SPEC).resolve(ROOT, "#/components/schemas/Twice").value == {"$ref": "#/components/schemas/Alias"}


@pytest.mark.parametrize(
    ("reference", "want"),
    [
        ("#/components/schemas/Alias/properties/name", "/components/schemas/Pet/properties/name"),
        ("#/components/schemas/Twice/properties/name", "/components/schemas/Pet/properties/name"),
        ("#/components/schemas/Own/properties/own", "/components/schemas/Own/properties/own"),
        ("#/components/schemas/Own/type", "/components/schemas/Pet/type"),
    ],
)
def test_a_pointer_goes_on_behind_a_reference_in_its_way(reference: str, want: str) -> None:
    assert pointer(reference) == want


@pytest.mark.parametrize("name", ["Loop", "Self"])
def test_a_pointer_through_a_circle_of_references_leads_nowhere(name: str) -> None:
    assert failure(f"#/components/schemas/{name}/properties")[0] == "ref-not-found"


def test_a_pointer_through_a_chain_without_end_leads_nowhere() -> None:
    chain = "".join(f"    S{at}: {{$ref: '#/components/schemas/S{at + 1}/x'}}\n" for at in range(2000))
    spec = graph(f"openapi: 3.1.1\ncomponents:\n  schemas:\n{chain}")
    assert failure("#/components/schemas/S0/x", graph=spec)[0] == "ref-not-found"


@pytest.mark.parametrize(
    ("at", "reference", "want"),
    [
        (ROOT, "#here", "/components/schemas/Anchored/$defs/inner"),
        (ROOT, "#there", "/components/schemas/Anchored/$defs/dyn"),
        (ROOT, "#named", "/components/schemas/properties/properties/default"),
        (TREE, "#here", "/components/schemas/Tree/$defs/node"),
        (TREE, "#root", "/components/schemas/Tree"),
        (TREE, "#", "/components/schemas/Tree"),
        (TREE, "#/$defs/node", "/components/schemas/Tree/$defs/node"),
        (TREE, "leaf", "/components/schemas/Tree/$defs/leaf"),
        (ROOT, "https://example.com/schemas/tree", "/components/schemas/Tree"),
        (ROOT, "https://example.com/schemas/tree#here", "/components/schemas/Tree/$defs/node"),
        (ROOT, "https://example.com/schemas/leaf#", "/components/schemas/Tree/$defs/leaf"),
    ],
)
def test_ids_and_anchors_name_schemas(at: Location, reference: str, want: str) -> None:
    assert pointer(reference, at) == want


def test_pointers_into_the_document_work_inside_a_schema_with_an_id() -> None:
    assert pointer("#/components/schemas/Pet", TREE) == "/components/schemas/Pet"


@pytest.mark.parametrize("reference", ["#faked", "https://example.com/faked"])
def test_ids_and_anchors_in_data_name_nothing(reference: str) -> None:
    assert failure(reference)[0] in ("ref-not-found", "ref-unsupported")


DRAFT_4 = """\
openapi: 3.1.1
components:
  schemas:
    Tree:
      $schema: http://json-schema.org/draft-04/schema#
      id: https://example.com/schemas/tree
      definitions: {node: {id: "#here", enum: [1]}, leaf: {id: leaf, enum: [2]}}
      properties: {id: {type: string, id: "#own"}, child: {}}
      discriminator: {propertyName: id, mapping: {id: "#no"}}
      x-made: {id: "#by"}
      example: {id: "#data"}
    Late: {id: "#late", type: string}
    Seven: {$schema: "http://json-schema.org/draft-07/schema#", definitions: {a: {$id: "#seven"}}}
"""


@pytest.mark.parametrize(
    ("at", "reference", "want"),
    [
        (TREE, "#here", "/components/schemas/Tree/definitions/node"),
        (TREE, "#own", "/components/schemas/Tree/properties/id"),
        (TREE, "leaf", "/components/schemas/Tree/definitions/leaf"),
        (TREE, "#/definitions/leaf", "/components/schemas/Tree/definitions/leaf"),
        (ROOT, "https://example.com/schemas/leaf", "/components/schemas/Tree/definitions/leaf"),
        (ROOT, "https://example.com/schemas/tree#here", "/components/schemas/Tree/definitions/node"),
        (ROOT, "#seven", "/components/schemas/Seven/definitions/a"),
    ],
)
def test_ids_of_older_drafts_name_schemas(at: Location, reference: str, want: str) -> None:
    assert pointer(reference, at, graph(DRAFT_4)) == want


@pytest.mark.parametrize("anchor", ["no", "by", "data", "late"])
def test_what_is_no_id_of_draft_4_names_nothing(anchor: str) -> None:
    assert failure(f"#{anchor}", TREE, graph(DRAFT_4))[0] == "ref-not-found"
    assert failure(f"#{anchor}", ROOT, graph(DRAFT_4))[0] == "ref-not-found"


def test_the_dialect_of_a_description_may_be_draft_4() -> None:
    head = 'jsonSchemaDialect: "http://json-schema.org/draft-04/schema#"\n'
    whole = graph(DRAFT_4.replace("components:", f"{head}components:", 1))
    assert pointer("#late", ROOT, whole) == "/components/schemas/Late"
    older = replace(whole, dialect=Dialect.OPENAPI_3_0)
    assert failure("#late", ROOT, older)[0] == "ref-not-found"


def test_openapi_3_0_knows_no_anchors() -> None:
    assert failure("#here", graph=replace(SPEC, dialect=Dialect.OPENAPI_3_0))[0] == "ref-not-found"


@pytest.mark.parametrize("reference", ["spec.yaml#/info", "./spec.yaml#/info", "../api/spec.yaml#/info"])
def test_a_file_may_refer_to_itself_by_its_name(
    reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "spec.yaml").write_text("openapi: 3.1.1\ninfo: {}\n")
    monkeypatch.chdir(tmp_path)
    assert pointer(reference, Location("api/spec.yaml", ""), load("api/spec.yaml")) == "/info"


@pytest.mark.parametrize(
    ("reference", "message", "help"),
    [
        (
            "#/components/schemas/Pett",
            "`#/components/schemas/Pett` leads nowhere: `#/components/schemas` has no `Pett`.",
            "Did you mean `#/components/schemas/Pet`?",
        ),
        (
            "#/components/schemas/pet/properties",
            "`#/components/schemas/pet/properties` leads nowhere: `#/components/schemas` has no `pet`.",
            "Did you mean `#/components/schemas/Pet`?",
        ),
        (
            "#/definitions/Missing",
            "`#/definitions/Missing` leads nowhere: `#` has no `definitions`.",
            "Did you mean `#/components/responses/Missing`?",
        ),
        (
            "#/components/schemas/Tuple/prefixItems/2",
            "`#/components/schemas/Tuple/prefixItems/2` leads nowhere: "
            "`#/components/schemas/Tuple/prefixItems` is an array of 2, and none of its indices is `2`.",
            None,
        ),
        (
            "#/openapi/x",
            "`#/openapi/x` leads nowhere: nothing can stand below `#/openapi`, which is no object.",
            None,
        ),
        (
            "#heer",
            "`#heer` leads nowhere: no schema has `$anchor: heer`.",
            "Did you mean `#here`?",
        ),
        (
            "#components/schemas/Pet",
            "`#components/schemas/Pet` leads nowhere: no schema has `$anchor: components/schemas/Pet`.",
            "A pointer begins with `/`: `#/components/schemas/Pet`.",
        ),
    ],
)
def test_what_leads_nowhere_is_told_with_what_was_meant(reference: str, message: str, help: str | None) -> None:
    assert failure(reference) == ("ref-not-found", message, help)


@pytest.mark.parametrize(
    ("reference", "help"),
    [
        ("https://example.com/other.json", "Download it into a file beside the description, and refer to that."),
        ("//example.com/x", "Begin with one `/` if a file is meant."),
    ],
)
def test_urls_are_refused_by_name(reference: str, help: str) -> None:
    code, _, found = failure(reference)
    assert (code, found) == ("ref-unsupported", help)


@pytest.mark.parametrize("reference", [None, 1, True, ["#"], {"a": 1}, "#/a#b", "#/a%zz", "#/a%FF", "#/a~2", "#/a~"])
def test_what_is_no_reference_is_refused(reference: Json) -> None:
    assert failure(reference)[0] == "ref-invalid"


@pytest.mark.parametrize("index", ["01", "-1", "+1", "1.0", "٠", "-", "99999999999999999999"])
def test_an_index_is_a_number_without_ornament(index: str) -> None:
    assert failure(f"#/components/schemas/Tuple/prefixItems/{index}")[0] == "ref-not-found"


def test_the_same_reference_is_blamed_at_each_of_its_places() -> None:
    references = References(SPEC)
    for at in (ROOT, TREE):
        with pytest.raises(UnresolvedReference) as caught:
            references.resolve(at, "#/components/schemas/None")
        assert caught.value.diagnostic.location == at


@pytest.mark.parametrize("entry", ["openai/openapi.yaml", "github/api.github.com.json"])
def test_every_reference_of_a_large_description_is_found(entry: str) -> None:
    found = load(str(shared("specs", *entry.split("/"))))
    references = References(found)
    pending: list[tuple[str, Json]] = [("", found.root.tree)]
    count = 0
    while pending:
        at, value = pending.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                references.resolve(Location(found.entry, at), value["$ref"])
                count += 1
            pending += [(f"{at}/{escape(key)}", one) for key, one in value.items()]
        elif isinstance(value, list):
            pending += [(f"{at}/{index}", one) for index, one in enumerate(value)]
    assert count > 2000
