"""`codegen validate`: one document, one type, every fault at its line."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from codegen.cli.main import run
from codegen.cli.report_schema import report_schema

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      required: [id, pay]
      properties:
        id: {type: string}
        count: {type: integer}
        "a/b": {type: array, items: {type: boolean}}
        pay: {oneOf: [{$ref: "#/components/schemas/Card"}, {$ref: "#/components/schemas/Cash"}]}
    Card: {type: object, required: [kind, last4], properties: {kind: {const: card}, last4: {type: string}}}
    Cash: {type: object, required: [kind], properties: {kind: {const: cash}}}
    Tags: {type: array, items: {type: string}}
"""
VALID = '{"id": "1", "pay": {"kind": "cash"}}'
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(SPEC)
    return tmp_path


@pytest.fixture
def validate(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(("validate", *arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_valid_document_is_told_in_one_line(validate: Run) -> None:
    Path("order.json").write_text(VALID)
    assert validate("order.json", "--as", "Order", "--spec", "shop.yaml") == (0, "order.json: valid as Order\n", "")


def test_every_fault_is_told_with_its_path_and_its_line(validate: Run) -> None:
    Path("order.json").write_text('{\n  "count": "1",\n  "a/b": [true, 0],\n  "pay": {"kind": "card", "last4": 4}\n}\n')
    code, out, err = validate("order.json", "--as", "Order", "--spec", "shop.yaml")
    assert (code, err) == (1, "")
    *faults, last = (line for line in out.splitlines() if not line.startswith("  "))
    assert sorted(faults) == [
        "order.json:1:1: error[value-invalid]: `id`: is required.",
        'order.json:2:3: error[value-invalid]: `count`: expected an integer, found "1".',
        'order.json:3:17: error[value-invalid]: `["a/b"][1]`: expected true or false, found 0.',
        "order.json:4:27: error[value-invalid]: `pay.last4`: expected a string, found 4.",
    ]
    assert last == "order.json: not valid as Order, 4 faults"
    assert '  4 |   "pay": {"kind": "card", "last4": 4}' in out.splitlines()


def test_programs_get_the_faults_as_a_report(validate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'["a",\n 5]')))
    code, out, _ = validate("-", "--as", "Tags", "--spec", "shop.yaml", "--output-format", "json")
    told = json.loads(out)
    Draft202012Validator(report_schema()).validate(told)
    assert (code, told["command"], told["exit_code"]) == (1, "validate", 1)
    assert told["document"] == {"file": "<stdin>", "as": "Tags", "valid": False}
    [found] = told["findings"]
    assert (found["pointer"], found["file"], found["line"], found["column"]) == ("/1", "<stdin>", 2, 2)
    assert (found["id"], found["message"]) == ("value-invalid", "`[1]`: expected a string, found 5.")


def test_what_cannot_be_found_out_is_told_to_programs_too(validate: Run) -> None:
    Path("order.json").write_text(VALID)
    code, out, err = validate("order.json", "--as", "Ordr", "--spec", "shop.yaml", "--output-format", "json")
    told = json.loads(out)
    Draft202012Validator(report_schema()).validate(told)
    assert (code, err, told["document"]["valid"]) == (2, "", None)
    assert [one["id"] for one in told["findings"]] == ["name-unknown"]


def test_annotations_stand_at_the_lines_of_the_document(validate: Run) -> None:
    Path("order.json").write_text('{\n  "id": 1,\n  "pay": {"kind": "cash"}\n}\n')
    code, out, _ = validate("order.json", "--as", "Order", "--spec", "shop.yaml", "--output-format", "github")
    assert (code, out) == (
        1,
        "::error file=order.json,line=2,col=3,title=value-invalid::`id`: expected a string, found 1.\n",
    )


@pytest.mark.parametrize(
    ("document", "arguments", "said"),
    [
        (VALID, ("--as", "Ordr", "--spec", "shop.yaml"), "error[name-unknown]: No type is called `Ordr`."),
        (VALID, ("--as", "Order"), "error[config-not-found]"),
        ("[1", ("--as", "Order", "--spec", "shop.yaml"), "order.json:1:"),
        (VALID, ("--as", "Order", "--spec", "nowhere.yaml"), "error[source-not-found]"),
    ],
)
def test_what_cannot_be_found_out_is_no_finding(
    document: str, arguments: tuple[str, ...], said: str, validate: Run
) -> None:
    Path("order.json").write_text(document)
    code, out, err = validate("order.json", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_type_of_several_configured_packages_must_be_chosen(validate: Run) -> None:
    Path("order.json").write_text(VALID)
    table = '[tool.codegen.packages.{}]\nspec = "shop.yaml"\n'
    Path("pyproject.toml").write_text(table.format("old_types") + table.format("new_types"))
    code, _, err = validate("order.json", "--as", "Order")
    assert code == 2
    assert "Several packages have a type `Order`: old_types, new_types." in err
    assert validate("order.json", "--as", "Order", "--package", "new_types")[0] == 0


def test_nothing_is_written_and_nothing_stays_imported(validate: Run, home: Path) -> None:
    Path("order.json").write_text(VALID)
    before = set(sys.modules)
    for _ in range(2):
        assert validate("order.json", "--as", "Order", "--spec", "shop.yaml")[0] == 0
    assert sorted(one.name for one in home.iterdir()) == ["order.json", "shop.yaml"]
    assert not [name for name in set(sys.modules) - before if name.startswith("_codegen_validated")]
