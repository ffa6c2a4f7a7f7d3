"""`codegen bundle`: one file that says what many said, so that the same types come of it."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.cases import CASES, Case, all_cases
from support.errors import call
from support.shared import shared

from codegen.bundler.bundle import bundle
from codegen.bundler.text import to_text
from codegen.config import Options
from codegen.loader.document import Json, Syntax
from codegen.loader.parse import parse
from codegen.pipeline import Lowered, load

OPTIONS = Options(package="types")
OF_FILES = [one for one in all_cases() if one.name.startswith("files/")]
HEAD = 'openapi: 3.1.1\ninfo: {title: Shop, version: "1"}\n'


def bundled(lowered: Lowered, folder: Path, syntax: Syntax = Syntax.YAML) -> Lowered:
    """Return what comes of a bundle, alone in a folder."""
    made = folder / f"bundle.{syntax.value}"
    made.write_text(to_text(bundle(lowered).tree, syntax), encoding="utf-8")
    return load(str(made), OPTIONS)


@pytest.mark.parametrize("syntax", list(Syntax))
@pytest.mark.parametrize("case", OF_FILES, ids=lambda case: case.name)
def test_a_bundle_has_the_types_of_its_files(case: Case, syntax: Syntax, tmp_path: Path) -> None:
    with contextlib.chdir(CASES):
        many = load(case.source, OPTIONS)
        one = bundled(many, tmp_path, syntax)
        assert len(one.documents) == 1 < len(many.documents)
        assert one.package.declarations == many.package.declarations
        assert one.package.operations == many.package.operations


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_bundle_of_one_file_is_that_file(case: Case, tmp_path: Path) -> None:
    with contextlib.chdir(CASES):
        try:
            lowered = load(case.source, OPTIONS)
        except Exception:  # the case is about what is refused
            pytest.skip("refused")
        once = bundled(lowered, tmp_path)
    if len(lowered.documents) == 1:
        assert once.spec.trees[once.spec.document] == lowered.spec.trees[lowered.spec.document]
    assert bundle(once).tree == once.spec.trees[once.spec.document]


def test_a_bundle_of_hundreds_of_files_has_their_types(tmp_path: Path) -> None:
    many = load(str(shared("specs", "digitalocean", "DigitalOcean-public.v2.yaml")), OPTIONS)
    one = bundled(many, tmp_path)
    assert one.package.declarations == many.package.declarations
    assert one.package.operations == many.package.operations
    assert bundle(one).tree == one.spec.trees[one.spec.document]


def leaves(tree: Json) -> Iterator[str]:
    """Yield every reference of a document."""
    if isinstance(tree, dict):
        if isinstance(tree.get("$ref"), str):
            yield str(tree["$ref"])
        for one in tree.values():
            yield from leaves(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from leaves(one)


@pytest.mark.parametrize("case", OF_FILES, ids=lambda case: case.name)
def test_a_bundle_refers_to_no_file(case: Case) -> None:
    with contextlib.chdir(CASES):
        found = list(leaves(bundle(load(case.source, OPTIONS)).tree))
    assert found
    assert [one for one in found if not one.startswith("#/")] == []


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "1e3", "0o17", "0x1F", "1_000", "12:30", "2024-01-01", "~", "null", "", " a", "a\nb", "a\n\n  b\n"),
        *("é", "\t", "- a", "a: b", "#", "\u2028", "=", "<<", "010", "+1", ".5", "NaN", ".nan", "x\r\ny", "\x85"),
    ],
)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    tree: Json = {"a": text, text: [text, {"b": text}]}
    for syntax in Syntax:
        assert parse(to_text(tree, syntax), "x").tree == tree


def test_numbers_stay_numbers() -> None:
    tree: Json = {"a": [1, 1.0, -0.5, 1e22, 1e-7, 12345678901234567890, True, None]}
    found = parse(to_text(tree, Syntax.YAML), "x").tree
    assert json.dumps(found) == json.dumps(tree)


def test_implied_values_of_a_discriminator_are_written_where_keys_change(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(
        f"{HEAD}components: {{schemas: {{Pet: {{oneOf: [{{$ref: cat.yaml}}, {{$ref: big_dog.yaml}}], "
        "discriminator: {propertyName: kind, mapping: {hound: big_dog.yaml}}}}}\n"
    )
    for name in ("cat", "big_dog"):
        text = f"type: object\nrequired: [kind, {name}]\nproperties: {{kind: {{type: string}}, {name}: {{}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    many = load(str(tmp_path / "spec.yaml"), OPTIONS)
    made = bundle(many).tree
    mapping = {"hound": "#/components/schemas/BigDog", "cat": "#/components/schemas/Cat"}
    assert isinstance(made, dict)
    assert json.dumps(mapping) in json.dumps(made)
    (tmp_path / "one").mkdir()
    assert bundled(many, tmp_path / "one").package.declarations == many.package.declarations


SWAGGER = {
    "spec.yaml": 'swagger: "2.0"\ninfo: {title: Pets, version: "1"}\npaths: {}\ndefinitions:\n'
    "  Pet: {type: object, properties: {friend: {$ref: 'defs.yaml#/definitions/pet_kind'}}}\n"
    "  own_dog: {allOf: [{$ref: 'defs.yaml#/definitions/pet_kind'}, {$ref: 'cat.yaml#/definitions/big_cat'}]}\n",
    "defs.yaml": "definitions:\n  pet_kind:\n"
    "    {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}\n",
    "cat.yaml": "definitions: {big_cat: {allOf: [{$ref: 'defs.yaml#/definitions/pet_kind'}], properties: {c: {}}}}\n",
}


def test_definitions_that_are_values_keep_their_keys(tmp_path: Path) -> None:
    for name, text in SWAGGER.items():
        (tmp_path / name).write_text(text)
    many = load(str(tmp_path / "spec.yaml"), OPTIONS)
    made = bundle(many).tree
    assert isinstance(made, dict)
    assert isinstance(made["definitions"], dict)
    assert [*made["definitions"]] == ["Pet", "own_dog", "big_cat", "pet_kind"]
    (tmp_path / "one").mkdir()
    assert bundled(many, tmp_path / "one").package.declarations == many.package.declarations


@pytest.mark.parametrize("version", ["3.0.4", "3.1.1"])
def test_what_stands_beside_the_reference_of_a_path_item_counts(version: str, tmp_path: Path) -> None:
    answer = "responses: {'204': {description: Done.}}"
    query = "[{name: size, in: query, schema: {type: integer}}]"
    (tmp_path / "spec.yaml").write_text(
        f"{HEAD.replace('3.1.1', version)}paths:\n"
        f"  /pets: {{$ref: pets.yaml, summary: Own., parameters: {query}, post: {{operationId: addPet, {answer}}}}}\n"
    )
    (tmp_path / "pets.yaml").write_text(f"summary: Theirs.\nget: {{operationId: listPets, {answer}}}\n")
    many = load(str(tmp_path / "spec.yaml"), OPTIONS)
    assert [*many.package.declarations] == ["ListPetsQueryParams", "AddPetQueryParams"]
    (tmp_path / "one").mkdir()
    one = bundled(many, tmp_path / "one")
    assert one.package.declarations == many.package.declarations
    assert json.dumps(one.spec.trees[one.spec.document]).count("Own.") == 1


def test_a_schema_of_an_older_draft_says_so_in_the_bundle(tmp_path: Path) -> None:
    files = {
        "spec.yaml": f"{HEAD}components: {{schemas: {{Own: {{properties: {{"
        "pair: {$ref: 'old.yaml#/definitions/pair'}, "
        "part: {$ref: 'old.yaml#/definitions/part/properties/t'}, late: {$ref: late.yaml}}}}}\n",
        "old.yaml": "$schema: http://json-schema.org/draft-04/schema#\nid: https://example.com/old\ndefinitions:\n"
        "  pair: {items: [{type: string}, {$ref: '#num'}], additionalItems: false, minItems: 2}\n"
        "  num: {id: '#num', type: number, minimum: 1, exclusiveMinimum: true}\n"
        "  part: {properties: {t: {items: [{type: integer}]}}}\n",
        "late.yaml": "$schema: https://json-schema.org/draft/2020-12/schema\nprefixItems: [{type: string}]\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    many = load(str(tmp_path / "spec.yaml"), OPTIONS)
    made = bundle(many).tree
    assert isinstance(made, dict)
    text = json.dumps(made)
    assert text.count("draft-04") == 3
    assert '"id"' not in text
    assert "2020-12" not in text
    (tmp_path / "one").mkdir()
    one = bundled(many, tmp_path / "one")
    assert one.package.declarations == many.package.declarations
    assert [found.code for found in one.diagnostics] == [found.code for found in many.diagnostics]


SHOP = {
    "spec.yaml": f"{HEAD}components: {{schemas: {{Order: {{$ref: order.yaml}}}}}}\n",
    "order.yaml": "type: object\nproperties: {id: {type: integer}, note: {type: string, example: 'no'}}\n",
}
WANT = """\
openapi: 3.1.1
info:
  title: Shop
  version: '1'
components:
  schemas:
    Order:
      type: object
      properties:
        id:
          type: integer
        note:
          type: string
          example: 'no'
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in SHOP.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_command_prints_the_bundle(shop: Path) -> None:
    assert call("bundle spec.yaml", shop) == (0, WANT, "")
    assert call("bundle spec.yaml -o -", shop) == (0, WANT, "")
    code, out, _ = call("bundle spec.yaml --format json", shop)
    assert (code, json.loads(out)) == (0, parse(WANT, "x").tree)


@pytest.mark.parametrize("file", ["out/made.yaml", "out/made.json"])
def test_the_command_writes_a_file_in_the_form_it_is_called_by(file: str, shop: Path) -> None:
    code, out, _ = call(f"bundle spec.yaml -o {file}", shop)
    assert (code, out) == (0, f"{file}: 2 files in one, 1 type of spec.yaml\n")
    text = (shop / file).read_text()
    assert parse(text, "x").tree == parse(WANT, "x").tree
    assert text.startswith("{") == file.endswith("json")


def test_a_bundle_may_be_written_again(shop: Path) -> None:
    for _ in range(2):
        assert call("bundle spec.yaml -o made.yaml", shop)[0] == 0
    assert call("bundle made.yaml", shop)[1] == (shop / "made.yaml").read_text() == WANT


def test_the_names_of_the_configuration_are_those_of_the_bundle(shop: Path) -> None:
    (shop / "line.yaml").write_text("type: object\nproperties: {id: {type: integer}}\n")
    (shop / "order.yaml").write_text("type: object\nproperties: {line: {$ref: line.yaml}}\n")
    (shop / "pyproject.toml").write_text(
        '[tool.codegen.packages.shop_types]\nspec = "spec.yaml"\n'
        '[tool.codegen.packages.shop_types.names]\n"line.yaml#" = "OrderLine"\n'
    )
    code, out, _ = call("bundle", shop)
    assert code == 0
    assert "$ref: '#/components/schemas/OrderLine'" in out
