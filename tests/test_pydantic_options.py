"""Options of the Pydantic flavour together with classes of the user's, which no case can bring."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.imported import imported

from codegen.config import Options
from codegen.flavours.pydantic_rules import rules_under
from codegen.ir.rules import rules_of
from codegen.options import ExtraPolicy, PydanticOptions

SCHEMAS = """
Order: {type: object, required: [orderId], properties: {orderId: {type: integer}, note: {type: string}}}
Line: {allOf: [{$ref: "#/components/schemas/Order"}], additionalProperties: {type: integer}}
"""
USER = """
from pydantic import BaseModel, ConfigDict


class Base(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=5)

    def shout(self) -> str:
        return type(self).__name__.upper()


class Mixin:
    def whisper(self) -> str:
        return type(self).__name__.lower()
"""
PROGRAM = """
from based_types.pydantic import Line, Order

order = Order(order_id=1, note="x")
found: str = order.shout()
number: int = Line(order_id=2).order_id
"""


def _options(folder: Path, package: str, options: PydanticOptions) -> Options:
    return Options(package=package, base=folder, pydantic=options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "app_of_user").mkdir()
    (tmp_path / "app_of_user" / "__init__.py").touch()
    (tmp_path / "app_of_user" / "models.py").write_text(USER, encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def test_a_base_class_gives_its_methods_and_its_configuration_but_not_how_models_are_loaded(folder: Path) -> None:
    options = _options(folder, "based_types", PydanticOptions(base_class="app_of_user.models.Base"))
    with imported(folder, "based_types", SCHEMAS, options) as api:
        order = api.from_json(api.Order, {"orderId": 1, "note": "x", "order_id": 5, "more": 2})
        assert order.shout() == "ORDER"
        assert api.to_json(order) == {"orderId": 1, "note": "x", "order_id": 5, "more": 2}
        assert api.Order(order_id=1) == api.from_json(api.Order, {"orderId": 1})
        with pytest.raises(ValueError, match="at most 5"):
            api.Order(order_id=1, note="too long")
        assert api.from_json(api.Line, {"orderId": 1, "x": 2}).additional_properties == {"x": 2}
    for command in (["mypy", "--strict", "--config-file=", "program.py"], ["pyright", "program.py"]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_options_go_together(folder: Path) -> None:
    chosen = PydanticOptions(base_class="app_of_user.models.Mixin", frozen=True, extra=ExtraPolicy.IGNORE)
    with imported(folder, "mixed_types", SCHEMAS, _options(folder, "mixed_types", chosen)) as api:
        order = api.from_json(api.Order, {"orderId": 1, "more": 2})
        assert (order.whisper(), api.to_json(order)) == ("order", {"orderId": 1})
        assert len({order, api.Order(order_id=1)}) == 1
        with pytest.raises(ValueError, match="frozen"):
            order.note = "x"


def test_an_importable_class_is_asked_for(folder: Path) -> None:
    def told(path: str) -> str:
        (folder / "spec.json").write_text(json.dumps({"openapi": "3.1.1", "info": {"title": "x", "version": "1"}}))
        command = [sys.executable, "-m", "codegen", "generate", "spec.json", "--set", f"pydantic.base-class={path}"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True).stderr

    for path in ("Base", "app.class", "..models.Base", "app-x.Base"):
        assert "must name a class with its module, as `module.Class`" in told(path)
    assert "must name a class of yours" in told("pydantic.BaseModel")


OPEN: dict[str, Any] = {"properties": {"a": True, "b": {"type": "null"}}}
CLOSED = {**OPEN, "unevaluatedProperties": False}
UNDER_ALLOW: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "what closes the object itself": (CLOSED, OPEN),
    "what only lists keys for it": ({"properties": {"a": True}, "additionalProperties": False}, None),
    "objects in the object": ({"properties": {"a": CLOSED}}, {"properties": {"a": OPEN}}),
    "members of all kinds": ({"anyOf": [CLOSED, CLOSED], "then": CLOSED}, {"anyOf": [OPEN, OPEN], "then": OPEN}),
    "no question what it is": ({"not": CLOSED, "oneOf": [CLOSED], "if": CLOSED, "contains": CLOSED},) * 2,
    "no types of further keys": ({"additionalProperties": {"type": "null"}},) * 2,
    "no objects with patterns": ({"patternProperties": {"^x": True}, "additionalProperties": False},) * 2,
}


@pytest.mark.parametrize("name", UNDER_ALLOW)
def test_a_policy_that_takes_further_keys_leaves_out_of_rules(name: str) -> None:
    given, wanted = UNDER_ALLOW[name]
    for policy in ExtraPolicy:
        takes = policy in (ExtraPolicy.ALLOW, ExtraPolicy.IGNORE)
        left = rules_under(policy, rules_of(given))
        assert (None if left is None else left.fragment) == (wanted if takes else given)
