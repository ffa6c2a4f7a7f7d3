"""Law 15: chosen names, what stands inside, what shares them, and what is refused."""

from collections.abc import Mapping

import pytest
from support.naming import DOCUMENT, Named, obj

from codegen.ir.declarations import Record
from codegen.ir.types import Nullable
from codegen.loader.document import Dialect, Document, DocumentGraph, Json, Syntax
from codegen.lowering.lock import Lock
from codegen.lowering.lock_text import parse_lock, print_lock
from codegen.lowering.lower import Lowering, lower
from codegen.lowering.names import allocate
from codegen.lowering.renewal import renewed_lock
from codegen.normalizer.normalize import normalize
from codegen.options import Options, Override
from codegen.resolver.labels import label_variants
from codegen.resolver.resolve import resolve

SCHEMAS = "#/components/schemas"
ENUM: Json = {"enum": ["red", "green"]}
CAR: Mapping[str, Json] = {"Car": obj(door=obj(lock=ENUM), roof=obj())}
DOOR = f"{SCHEMAS}/Car/properties/door"


def graph(schemas: Mapping[str, Json], paths: Mapping[str, Json]) -> DocumentGraph:
    parts: Json = {"components": {"schemas": dict(schemas)}, "paths": dict(paths)}
    tree: Json = {"openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, **parts}
    document = Document(name=DOCUMENT, syntax=Syntax.YAML, text="", tree=tree, digest="")
    return DocumentGraph(entry=DOCUMENT, documents={DOCUMENT: document}, dialect=Dialect.OPENAPI_3_1, diagnostics=())


def options(chosen: Mapping[str, str]) -> Options:
    return Options(package="x", names=tuple(Override(at=at, name=name) for at, name in sorted(chosen.items())))


def chosen(schemas: Mapping[str, Json], names: Mapping[str, str], lock: Lock | None = None, **paths: Json) -> Named:
    spec = normalize(graph(schemas, {f"/{key}": one for key, one in paths.items()}))
    return Named(spec=spec, names=allocate(spec, label_variants(spec), lock, options(names).names))


def lowered(schemas: Mapping[str, Json], names: Mapping[str, str]) -> Lowering:
    spec = normalize(graph(schemas, {}))
    return lower(spec, resolve(spec), Lock(entries={}), options(names))


def locked(named: Named) -> Lock:
    return renewed_lock(named.names, {one.text for one in named.names.types.values()}, named.spec)


def test_what_stands_inside_is_named_from_the_chosen_name() -> None:
    named = chosen(CAR, {DOOR: "Hatch"})
    assert named.at(DOOR) == "Hatch"
    assert named.at(f"{DOOR}/properties/lock") == "HatchLock"
    assert named.at(f"{SCHEMAS}/Car/properties/roof") == "CarRoof"
    found = named.name(DOOR)
    assert found is not None
    assert found.law == 15


def test_a_chosen_name_wins_over_the_lock_which_then_holds_it_and_the_old_one() -> None:
    named = chosen(CAR, {DOOR: "Hatch"}, locked(chosen(CAR, {})))
    assert set(named.by_anchor().values()) == {"Car", "Hatch", "HatchLock", "CarRoof"}
    lock = locked(named)
    assert {(one.name, one.anchor) for one in lock.former} == {
        ("CarDoor", DOOR),
        ("CarDoorLock", f"{DOOR}/properties/lock"),
    }
    assert set(chosen(CAR, {}, lock).by_anchor().values()) == {"Car", "Hatch", "HatchLock", "CarRoof"}
    assert not chosen(CAR, {DOOR: "CarDoor"}, lock).codes()


def test_a_chosen_component_takes_what_is_locked_below_it_along() -> None:
    named = chosen(CAR, {f"{SCHEMAS}/Car": "Auto"}, locked(chosen(CAR, {})))
    assert set(named.by_anchor().values()) == {"Auto", "AutoDoor", "AutoDoorLock", "AutoRoof"}


def test_a_place_of_few_values_is_declared_once_its_name_is_chosen() -> None:
    assert "Key" in lowered(CAR, {f"{DOOR}/properties/lock": "Key"}).package.declarations
    assert "CarDoorLock" not in lowered(CAR, {}).package.declarations


def test_what_the_lock_declares_stays_declared_below_the_threshold() -> None:
    many = lowered({"Car": obj(lock={"enum": ["a", "b", "c", "d"]})}, {})
    spec = normalize(graph({"Car": obj(lock={"enum": ["a", "b"]})}, {}))
    assert "CarLock" in lower(spec, resolve(spec), many.lock, options({})).package.declarations


def test_the_description_may_choose_and_the_configuration_wins() -> None:
    schemas: dict[str, Json] = {"Car": obj(door={**obj(), "x-codegen-name": "Hatch"})}
    assert chosen(schemas, {}).at(DOOR) == "Hatch"
    assert chosen(schemas, {DOOR: "Gate"}).at(DOOR) == "Gate"


def test_an_anchor_names_parameters_and_variants_and_a_pointer_with_positions_too() -> None:
    schemas: dict[str, Json] = {"Ride": {"oneOf": [obj(type={"const": "bike"}), obj(type={"const": "walk"})]}}
    get: Json = {"get": {"operationId": "a", "parameters": [{"in": "query", "name": "q", "schema": {}}]}}
    names = {
        f"{SCHEMAS}/Ride/oneOf{{type=bike}}": "Bike",
        f"{SCHEMAS}/Ride/oneOf/1": "Walk",
        "#/paths/~1a/get/parameters/query": "Filter",
    }
    named = chosen(schemas, names, a=get)
    assert set(named.by_anchor().values()) == {"Ride", "Bike", "Walk", "Filter"}


def test_a_twin_has_an_anchor_too() -> None:
    car = {**obj(id={"type": "string", "readOnly": True}), "required": ["id"]}
    body: Json = {"content": {"application/json": {"schema": {"$ref": f"{SCHEMAS}/Car"}}}}
    post: Json = {"post": {"operationId": "a", "requestBody": body, "responses": {"200": {"description": "", **body}}}}
    spec = normalize(graph({"Car": car}, {"/a": post}))
    found = lower(spec, resolve(spec), None, options({f"{SCHEMAS}/Car/{{input}}": "CarDraft"}))
    assert set(found.package.declarations) == {"Car", "CarDraft"}


def test_equal_places_share_a_chosen_name_and_what_is_inside() -> None:
    schemas: dict[str, Json] = {
        "Car": obj(owner=obj(kind=ENUM), seller={**obj(kind=ENUM), "description": "Other prose."}),
        "Bus": obj(owner=obj(kind=ENUM)),
    }
    names = {
        f"{SCHEMAS}/{at}": "User" for at in ("Bus/properties/owner", "Car/properties/owner", "Car/properties/seller")
    }
    found = lowered(schemas, names)
    assert set(found.package.declarations) == {"Bus", "Car", "User"}
    assert not found.diagnostics
    named = chosen(schemas, names)
    assert named.at(f"{SCHEMAS}/Car/properties/seller/properties/kind") == "UserKind"
    lock = parse_lock(print_lock(locked(named)), "lock")
    assert sorted(one.name for one in lock.entries.values()) == ["Bus", "Car", *["User"] * 3, *["UserKind"] * 3]
    apart = chosen(schemas, {}, lock)
    assert set(apart.by_anchor().values()) >= {"User", "UserKind", "CarSeller", "CarSellerKind"}
    assert set(apart.codes()) == {"name-split"}


def test_places_that_only_null_or_the_order_of_required_keys_tells_apart_share_a_chosen_name() -> None:
    user = {**obj(kind=ENUM, name={"type": "string"}), "required": ["kind", "name"]}
    schemas: dict[str, Json] = {
        "Bus": obj(owner=user),
        "Car": obj(
            owner={**user, "type": ["object", "null"]},
            seller={**user, "required": ["name", "kind"]},
            buyer={"anyOf": [user, {"type": "null"}]},
        ),
    }
    at = ("Bus/properties/owner", *(f"Car/properties/{one}" for one in ("owner", "seller", "buyer")))
    found = lowered(schemas, {f"{SCHEMAS}/{one}": "User" for one in at})
    assert set(found.package.declarations) == {"Bus", "Car", "User"}
    assert not found.diagnostics
    assert found.lock is not None
    lock = parse_lock(print_lock(found.lock), "lock")
    assert lock == found.lock
    car = found.package.declarations["Car"]
    assert isinstance(car, Record)
    nulls = {field.key: isinstance(field.type, Nullable) for field in car.fields}
    assert nulls == {"owner": True, "seller": False, "buyer": True}


@pytest.mark.parametrize(("component", "codes"), [("object", []), (["object", "null"], ["override-taken"])])
def test_null_is_a_part_of_a_component(component: Json, codes: list[str]) -> None:
    schemas: dict[str, Json] = {
        "Bus": obj(owner={**obj(), "type": ["object", "null"]}),
        "User": {**obj(), "type": component},
    }
    found = lowered(schemas, {f"{SCHEMAS}/Bus/properties/owner": "Person", f"{SCHEMAS}/User": "Person"})
    assert [one.code for one in found.diagnostics] == codes


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({f"{SCHEMAS}/Cra": "Auto"}, "override-unused"),
        ({"Car": "Auto"}, "override-unused"),
        ({f"{SCHEMAS}/Car/{{input}}": "CarDraft"}, "override-unused"),
        ({f"{DOOR}/properties/lock/enum": "Key"}, "override-unused"),
        ({DOOR: "Car"}, "override-taken"),
        ({DOOR: "CAR"}, "override-taken"),
        ({DOOR: "CarRoof"}, "override-taken"),
        ({DOOR: "Part", f"{SCHEMAS}/Car/properties/roof": "Part"}, "override-taken"),
        ({DOOR: "a b"}, "override-invalid"),
        ({DOOR: "_Door"}, "override-invalid"),
        ({DOOR: "ValueError"}, "override-invalid"),
        ({DOOR: ""}, "override-invalid"),
    ],
)
def test_what_no_place_can_be_called_is_refused(names: Mapping[str, str], code: str) -> None:
    assert {one.code for one in lowered(CAR, names).diagnostics} == {code}


def test_two_names_may_change_places() -> None:
    named = chosen(CAR, {DOOR: "CarRoof", f"{SCHEMAS}/Car/properties/roof": "CarDoor"})
    assert named.at(DOOR) == "CarRoof"
    assert not named.codes()
