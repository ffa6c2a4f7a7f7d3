"""Selecting part of a description: what is taken, what comes with it, and what stays as it was."""

from pathlib import Path

import pytest
from support.shared import shared

from codegen.config import Config, choose
from codegen.diagnostics import CodegenError
from codegen.lowering.lock import NO_NAMES, Lock
from codegen.options import OLDEST, Options
from codegen.pipeline import Lowered, load

SPEC = """\
openapi: 3.1.1
info: {title: Shop, version: "1"}
tags: [{name: a}]
paths:
  /v1/orders:
    get: {operationId: listOrders, tags: [orders], responses: {"200": {$ref: "#/components/responses/Orders"}}}
    delete: {operationId: dropOrders, tags: [orders, admin], x-internal: true, responses: {"204": {description: Done.}}}
  /v1/orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder
      tags: [orders]
      responses: {"200": {description: O, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
    patch:
      operationId: changeOrder
      tags: [orders]
      deprecated: true
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
      responses: {"204": {description: Done.}}
  /v1/pets:
    x-audience: [partner, public]
    post:
      operationId: addPet
      tags: [pets]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
      responses: {"204": {description: Done.}}
      callbacks:
        done:
          "{$request.body#/url}":
            post:
              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Done"}}}}
              responses: {"204": {description: Done.}}
  /v2:
    get: {responses: {"200": {description: V}}}
webhooks:
  orderPaid:
    post:
      tags: [events]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Paid"}}}}
      responses: {"204": {description: Done.}}
components:
  responses:
    Orders:
      description: O
      content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Order"}}}}
  schemas:
    Order:
      type: object
      required: [id, secret]
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        lines: {type: array, items: {$ref: "#/components/schemas/Line"}}
        buyer: {type: object, properties: {name: {type: string}}}
    Line: {type: object, properties: {next: {$ref: "#/components/schemas/Line"}}}
    Animal:
      type: object
      required: [kind]
      properties: {kind: {type: string}, name: {type: string}}
      discriminator: {propertyName: kind, mapping: {cat: "#/components/schemas/Cat"}}
    Cat: {allOf: [{$ref: "#/components/schemas/Animal"}, {type: object, properties: {lives: {type: integer}}}]}
    Dog: {allOf: [{$ref: "#/components/schemas/Animal"}, {type: object, properties: {tail: {type: boolean}}}]}
    Done: {type: object, properties: {at: {type: string}}}
    Paid: {type: object, properties: {amount: {type: integer, x-unit: cent}}}
    Event: {type: object, deprecated: true, properties: {x: {type: object, properties: {y: {type: string}}}}}
    EventInternal: {type: object, x-internal: true, properties: {x: {$ref: "#/components/schemas/Line"}}}
"""
ALL = {
    *("Order", "OrderInput", "OrderBuyer", "Line", "Animal", "AnimalBase", "Cat", "Dog", "Done", "Paid"),
    *("Event", "EventX", "EventInternal", "GetOrderPathParams", "ChangeOrderPathParams"),
}


def options(include: tuple[str, ...] = (), exclude: tuple[str, ...] = (), **more: object) -> Options:
    config = Config(path=None, base=Path(), target_python=OLDEST, packages=())
    given = {"spec": "spec.yaml", "package": "p", "select": {"include": include, "exclude": exclude}, **more}
    return choose(config, given)[0].options


def selected(folder: Path, options: Options, lock: Lock | None = None) -> Lowered:
    (folder / "spec.yaml").write_text(SPEC)
    return load(str(folder / "spec.yaml"), options, lock)


def declared(found: Lowered) -> set[str]:
    return set(found.package.declarations)


def operations(found: Lowered) -> set[str]:
    return {one.name for one in found.package.operations}


_ORDERS = {"Order", "OrderBuyer", "Line"}
_ANIMALS = {"Animal", "AnimalBase", "Cat", "Dog"}
_NAMES = ("list_orders", "drop_orders", "get_order", "change_order", "add_pet")


@pytest.mark.parametrize(
    ("include", "names", "types"),
    [
        (("tag:admin",), {"drop_orders"}, set()),
        (("operation:listOrders",), {"list_orders"}, _ORDERS),
        (("operation:get*",), {"get_order"}, {*_ORDERS, "GetOrderPathParams"}),
        (("path:/v1/orders",), {"list_orders", "drop_orders"}, _ORDERS),
        (("path:/v1/*",), {"list_orders", "drop_orders", "add_pet"}, None),
        (("path:/v1/orders/**",), {"list_orders", "drop_orders", "get_order", "change_order"}, None),
        (("path:/v2/**",), {"get_v2"}, set()),
        (("path:/**/{id}",), {"get_order", "change_order"}, None),
        (("path:**/orders",), {"list_orders", "drop_orders"}, _ORDERS),
        (("path:**",), {*_NAMES, "get_v2"}, None),
        (("method:DELETE",), {"drop_orders"}, set()),
        (("webhook:order*",), set(), {"Paid"}),
        (("tag:events",), set(), {"Paid"}),
        (("x-internal",), {"drop_orders"}, {"EventInternal", "Line"}),
        (("x-internal=true",), {"drop_orders"}, {"EventInternal", "Line"}),
        (("x-audience=partner",), {"add_pet"}, {*_ANIMALS, "Done"}),
        (("deprecated",), {"change_order"}, None),
        (("schema:Ev*",), set(), {"Event", "EventX", "EventInternal", "Line"}),
        (("schema:Cat",), set(), {"Cat", "AnimalBase"}),
        (("#/components/schemas/Event",), set(), {"Event", "EventX"}),
        (("#/components/schemas/Event/properties/x",), set(), {"EventX"}),
        (("#/components/responses/Orders",), set(), _ORDERS),
        (("#/paths/~1v1~1orders",), {"list_orders", "drop_orders"}, _ORDERS),
        (("#/paths/~1v1~1orders/get",), {"list_orders"}, _ORDERS),
        (("tag:admin", "schema:Done"), {"drop_orders"}, {"Done"}),
    ],
)
def test_what_is_included_is_taken_with_all_it_refers_to(
    tmp_path: Path, include: tuple[str, ...], names: set[str], types: set[str] | None
) -> None:
    found = selected(tmp_path, options(include))
    assert operations(found) & {*_NAMES, "get_v2"} == names
    if types is not None:
        assert declared(found) == types


@pytest.mark.parametrize(
    ("exclude", "gone", "types_gone"),
    [
        (("tag:admin",), {"drop_orders"}, {"Event", "EventX", "EventInternal"}),
        (("x-internal",), {"drop_orders"}, {"Event", "EventX", "EventInternal"}),
        (("method:post",), {"add_pet"}, {*_ANIMALS, "Done", "Paid", "Event", "EventX", "EventInternal"}),
        (
            ("deprecated",),
            {"change_order"},
            {"OrderInput", "ChangeOrderPathParams", "Event", "EventX", "EventInternal"},
        ),
        (("schema:Event",), set(), {"Event", "EventX"}),
        (("schema:Ev*", "schema:Done"), set(), {"Event", "EventX", "EventInternal"}),
    ],
)
def test_what_is_excluded_is_left_out_with_all_that_nothing_else_refers_to(
    tmp_path: Path, exclude: tuple[str, ...], gone: set[str], types_gone: set[str]
) -> None:
    found = selected(tmp_path, options((), exclude))
    assert set(_NAMES) - operations(found) == gone
    assert ALL - declared(found) == types_gone


def test_exclude_wins(tmp_path: Path) -> None:
    found = selected(tmp_path, options(("tag:orders",), ("x-internal", "deprecated", "path:/v1/orders/{id}")))
    assert operations(found) == {"list_orders"}


def test_everything_is_taken_without_a_selection(tmp_path: Path) -> None:
    assert declared(selected(tmp_path, options())) == ALL


@pytest.mark.parametrize(
    ("include", "help"),
    [
        ("tag:order", "Did you mean `orders`?"),
        ("tag:Orders", "Did you mean `orders`?"),
        ("path:/v1/order", "Did you mean `/v1/orders`"),
        ("path:/v1", "There are `/v1/orders`, `/v1/orders/{id}`, `/v1/pets`, `/v2`."),
        ("operation:getOrders", "Did you mean `getOrder`"),
        ("method:put", "There are `get`, `delete`, `patch`, `post`."),
        ("schema:order", "Did you mean `Order`?"),
        ("webhook:orderpaid", "Did you mean `orderPaid`?"),
        ("x-intern", "Did you mean `x-internal`?"),
        ("x-audience=private", None),
        ("#/components/schemas/Ordr", "Did you mean `#/components/schemas/Order`"),
    ],
)
def test_a_selector_that_selects_nothing_is_an_error_with_what_it_may_have_meant(
    tmp_path: Path, include: str, help: str | None
) -> None:
    for given in (options((include,)), options((), (include,))):
        with pytest.raises(CodegenError) as refused:
            selected(tmp_path, given)
        [fault] = refused.value.diagnostics
        assert fault.code == "select-no-match"
        assert help is None or (fault.help or "").startswith(help)


def test_a_selection_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodegenError) as refused:
        selected(tmp_path, options(("tag:admin",), ("x-internal",)))
    assert [one.code for one in refused.value.diagnostics] == ["select-no-match"]


def test_what_is_excluded_and_needed_stays_and_is_told(tmp_path: Path) -> None:
    found = selected(tmp_path, options((), ("schema:Line", "schema:Done")))
    assert {"Line", "Done"} <= declared(found)
    assert [one.message.partition(",")[0] for one in found.diagnostics if one.code == "select-needed"] == [
        "`schema:Line` leaves out `Line`",
        "`schema:Done` leaves out `Done`",
    ]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    found = selected(tmp_path, options(("tag:admin", "schema:Done"))).left_out
    assert (found.operations, found.schemas_) == ((6, 7), (8, 9))


def test_what_was_left_out_is_not_warned_of(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC.replace("Done: {type: object", "Done: {type: object, requird: [at]"))
    for include, codes in ((("tag:pets",), ["keyword-unknown"]), (("tag:admin",), [])):
        found = load(str(tmp_path / "spec.yaml"), options(include))
        assert [one.code for one in found.diagnostics] == codes


def test_a_format_that_only_waits_for_what_is_left_out_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC.replace("at: {type: string}", "at: {type: string, format: money}"))
    chosen = {"money": "str", "#/components/schemas/Event/properties/x/properties/y": "uuid"}
    assert load(str(tmp_path / "spec.yaml"), options(("tag:admin",), formats=chosen))
    with pytest.raises(CodegenError) as refused:
        load(str(tmp_path / "spec.yaml"), options(("tag:admin",), formats={"mony": "str"}))
    assert [one.code for one in refused.value.diagnostics] == ["formats-unused"]


# --- names and lock ------------------------------------------------------------------------------------------------


def test_the_lock_keeps_what_is_left_out(tmp_path: Path) -> None:
    whole = selected(tmp_path, options(), NO_NAMES).lock
    assert whole is not None
    part = selected(tmp_path, options(("tag:pets",)), whole)
    assert part.lock == whole
    assert selected(tmp_path, options(), part.lock).lock == whole


def test_a_wider_selection_adds_to_the_lock_and_changes_nothing_in_it(tmp_path: Path) -> None:
    first = selected(tmp_path, options(("tag:pets",)), NO_NAMES).lock
    assert first is not None
    wider = selected(tmp_path, options(("tag:pets", "tag:orders")), first).lock
    assert wider is not None
    assert first.entries.items() < wider.entries.items()


def test_what_is_gone_from_the_description_retires_under_a_selection_too(tmp_path: Path) -> None:
    whole = selected(tmp_path, options(), NO_NAMES).lock
    (tmp_path / "less.yaml").write_text(SPEC[: SPEC.index("    Event: ")])
    found = load(str(tmp_path / "less.yaml"), options(("tag:pets",)), whole).lock
    assert found is not None
    assert {one.name for one in found.retired} == {"Event", "EventX", "EventInternal"}


def test_old_names_of_what_is_left_out_are_not_kept(tmp_path: Path) -> None:
    first = selected(tmp_path, options(), NO_NAMES).lock
    more = {"names": {"#/components/schemas/Done": "Finished"}, "keep-old-names": True}
    second = selected(tmp_path, options(**more), first).lock
    for include, former in ((("tag:pets",), {"Done": "Finished"}), (("tag:admin",), {})):
        found = selected(tmp_path, options(include, **more), second)
        assert (found.package.former, found.lock) == (former, second)


@pytest.mark.parametrize(
    ("spec", "include", "exclude"),
    [
        ("openai/openapi.yaml", ("tag:Chat", "tag:Realtime"), ()),
        ("openai/openapi.yaml", (), ("deprecated", "tag:Assistants", "method:delete")),
        ("museum/openapi.yaml", ("method:post",), ()),
        ("figma/openapi.yaml", ("path:/v1/files/**",), ()),
    ],
)
def test_names_and_types_of_a_selection_are_those_of_the_whole(
    spec: str, include: tuple[str, ...], exclude: tuple[str, ...]
) -> None:
    path = shared("specs", *spec.split("/"))
    whole, part = (load(str(path), options(*given)) for given in ((), (include, exclude)))
    assert 0 < len(part.package.declarations) < len(whole.package.declarations)
    for name, one in part.package.declarations.items():
        assert whole.package.declarations[name] == one
        assert whole.origins[name] == part.origins[name]


def test_places_in_other_files_are_selected_by_their_file_and_pointer(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(
        'openapi: 3.1.1\ninfo: {title: T, version: "1"}\npaths:\n'
        '  /a: {$ref: "parts.yaml#/a"}\n  /b: {$ref: "parts.yaml#/b"}\n'
    )
    answer = '{content: {application/json: {schema: {$ref: "#/%s"}}}, description: x}'
    (tmp_path / "parts.yaml").write_text(
        "".join(f'{key}: {{get: {{responses: {{"200": {answer % key.upper()}}}}}}}\n' for key in "ab")
        + "A: {type: object, properties: {c: {$ref: '#/C'}}}\nB: {type: object}\nC: {type: object}\n"
    )
    for include, types in (
        ("path:/a", {"A", "C"}),
        ("parts.yaml#/b", {"B"}),
        ("parts.yaml#/a/get", {"A", "C"}),
        ("parts.yaml#/C", {"C"}),
    ):
        assert declared(load(str(tmp_path / "spec.yaml"), options((include,)))) == types
