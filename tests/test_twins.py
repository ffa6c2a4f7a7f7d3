"""Which declarations have a twin for the other direction, what it is like, and what it is called."""

from collections.abc import Iterable, Mapping

import pytest
from support.naming import Named, body, name_schemas, name_tree, obj

from codegen.ir.declarations import NO_DOCS, Access, Alias, Declaration, Extra, Field, Presence, Record
from codegen.ir.types import Array, Integer, Literals, Map, Nullable, OneOf, Tag, Text, Type
from codegen.ir.types import Named as NamedType
from codegen.lowering.directions import Direction, Use
from codegen.lowering.lock import Lock
from codegen.lowering.lower import lower
from codegen.lowering.names import long_names
from codegen.lowering.renewal import renewed_lock
from codegen.lowering.twin_names import name_twins
from codegen.lowering.twins import needed_twins, shapes, with_twins
from codegen.options import Options
from codegen.resolver.resolve import resolve

SCHEMAS = "#/components/schemas"
IN, OUT = Direction.TO_API, Direction.FROM_API
ID = {"type": "string", "readOnly": True}
CAR = {**obj(id=ID), "required": ["id"]}


# --- which, and what they are like --------------------------------------------------------------------------------


def field(key: str, type_: Type | str, access: Access = Access.BOTH, presence: Presence = Presence.REQUIRED) -> Field:
    type_ = NamedType(name=type_) if isinstance(type_, str) else type_
    return Field(key=key, attribute=key, type=type_, presence=presence, docs=NO_DOCS, access=access)


def record(name: str, *fields: Field, extra: Extra | Type = Extra.OPEN, parents: tuple[str, ...] = ()) -> Record:
    return Record(name=name, docs=NO_DOCS, fields=fields, extra=extra, parents=parents)


def alias(name: str, type_: Type) -> Alias:
    return Alias(name=name, docs=NO_DOCS, type=type_)


READ = record("Read", field("id", Text(), Access.READ_ONLY), field("name", Text()))
WRITE = record("Write", field("key", Text(), Access.WRITE_ONLY))
PLAIN = record("Plain", field("id", Text()), field("may", Text(), Access.READ_ONLY, Presence.OPTIONAL))
TAGGED = record(
    "Tagged",
    field("kind", Literals(values=("a",)), Access.READ_ONLY, Presence.TAG),
    field("const", Literals(values=("b",)), Access.READ_ONLY, Presence.TAG),
)


def twins_of(declarations: Iterable[Declaration], *uses: Use, own: Mapping[str, Direction] | None = None) -> list[str]:
    every = tuple(declarations)
    ways = {one.name: OUT for one in every} | dict(own or {})
    return [f"{one.name}{one.direction.value}" for one in needed_twins(shapes(every), ways, uses)]


@pytest.mark.parametrize(
    "above",
    [
        record("Above", field("of", "Read")),
        record("Above", field("of", Array(items=NamedType(name="Read")))),
        record("Above", field("of", Map(values=Nullable(of=NamedType(name="Read"))))),
        record("Above", extra=NamedType(name="Read")),
        alias("Above", Array(items=NamedType(name="Read"))),
        alias("Above", OneOf(variants=(Integer(), NamedType(name="Read")))),
        record("Above", field("of", "Read"), field("self", "Above")),
    ],
)
def test_what_leads_to_a_required_one_way_property_has_a_twin_where_it_is_sent(above: Declaration) -> None:
    assert twins_of((above, READ, WRITE, PLAIN), Use("Above", IN)) == ["AboveInput", "ReadInput"]
    assert twins_of((above, READ, WRITE, PLAIN), Use("Read", IN), Use("Above", OUT)) == ["ReadInput"]


def test_nothing_has_a_twin_that_nobody_uses_in_the_other_direction() -> None:
    assert twins_of((READ, WRITE, PLAIN)) == []
    assert twins_of((READ, WRITE, PLAIN), Use("Read", OUT), Use("Plain", IN)) == []


def test_a_parent_has_a_twin_if_its_child_has_one_but_not_the_child_because_of_it() -> None:
    child = record("Child", *READ.fields, parents=("Read",))
    other = record("Other", field("id", Text()), parents=("Read",))
    assert twins_of((READ, child, other), Use("Child", IN), Use("Other", IN)) == ["ReadInput", "ChildInput"]


def test_what_is_named_for_requests_leads_to_twins_by_itself_and_has_one_where_the_api_sends_it() -> None:
    sent = record("Body", field("of", "Read"))
    assert twins_of((sent, READ), own={"Body": IN}) == ["ReadInput"]
    assert twins_of((sent, READ), Use("Body", OUT), own={"Body": IN}) == ["BodyOutput", "ReadInput"]


def test_each_direction_asks_for_what_travels_in_it() -> None:
    both = record("Both", *READ.fields, *WRITE.fields)
    made = with_twins(shapes((both,)), {"Both": OUT}, {Use("Both", IN): "BothInput"})
    assert [
        (one.name, [field.key for field in one.fields if field.presence is Presence.REQUIRED])
        for one in made
        if isinstance(one, Record)
    ] == [("Both", ["id", "name"]), ("BothInput", ["name", "key"])]


def test_the_tag_of_a_union_stays_and_another_constant_does_not() -> None:
    tag = Tag(property="kind", cases=(("a",), ("z",)))
    union = alias("Union", Nullable(of=OneOf(variants=(NamedType(name="Tagged"), NamedType(name="Inner")), tag=tag)))
    inner = alias("Inner", OneOf(variants=(NamedType(name="Union"), Integer())))
    found = shapes((TAGGED, union, inner))
    assert found.one_way == {"Tagged": {"const"}}
    assert shapes((TAGGED,)).one_way == {"Tagged": {"kind", "const"}}


def test_descriptions_without_directions_go_through_as_they_are() -> None:
    found = shapes((PLAIN, alias("A", NamedType(name="Plain"))))
    made = with_twins(found, {}, {})
    assert all(one is found.declarations[one.name] for one in made)


# --- the whole: a use more changes no type that was there ---------------------------------------------------------


def lowered(named: Named) -> Mapping[str, Declaration]:
    return lower(named.spec, resolve(named.spec), None, Options(package="x")).package.declarations


def test_a_new_use_adds_twins_and_changes_no_type() -> None:
    user = {**obj(id=ID, key={"type": "string", "writeOnly": True}), "required": ["id", "key"]}
    schemas = {"components": {"schemas": {"User": user, "Team": obj(user={"$ref": f"{SCHEMAS}/User"})}}}
    get = {"responses": {"200": body({"$ref": f"{SCHEMAS}/Team"})}}
    put = {"requestBody": body({"$ref": f"{SCHEMAS}/Team"}), "responses": {}}
    before = lowered(name_tree(schemas))
    assert before == lowered(name_tree({**schemas, "paths": {"/t": {"get": get}}}))
    after = lowered(name_tree({**schemas, "paths": {"/t": {"get": get, "put": put}}}))
    assert {name: one for name, one in after.items() if name in before} == before
    assert after.keys() - before.keys() == {"TeamInput", "UserInput"}


def test_operations_use_the_twin_where_they_send() -> None:
    put = {"requestBody": body({"$ref": f"{SCHEMAS}/Car"}), "responses": {"200": body({"$ref": f"{SCHEMAS}/Car"})}}
    tree = {"components": {"schemas": {"Car": CAR}}, "paths": {"/c": {"put": put}}, "webhooks": {"w": {"post": put}}}
    spec = name_tree(tree).spec
    operation, webhook = lower(spec, resolve(spec), None, Options(package="x")).package.operations
    sent, got = NamedType(name="CarInput"), NamedType(name="Car")
    assert [one.type for one in (*operation.requests, *operation.responses)] == [sent, got]
    assert [one.type for one in (*webhook.requests, *webhook.responses)] == [got, sent]


# --- law 8: names -------------------------------------------------------------------------------------------------


def called(named: Named, *uses: Use) -> list[str]:
    return [one.text for one in name_twins(named.names, uses).twins.values()]


def test_a_twin_is_called_by_its_direction() -> None:
    named = name_schemas({"Car": obj(door=obj()), "CarInput": obj()})
    assert called(named, Use("CarDoor", IN), Use("CarDoor", OUT), Use("CarInput", IN)) == [
        "CarDoorInput",
        "CarDoorOutput",
        "CarInputInput",
    ]
    found = name_twins(named.names, [Use("CarDoor", IN)]).twins[Use("CarDoor", IN)]
    assert (found.law, found.anchor) == (8, f"{SCHEMAS}/Car/properties/door/{{input}}")
    assert "sent to the API" in found.reason


@pytest.mark.parametrize("taken", ["CarInput", "car_input", "CARINPUT"])
def test_a_twin_takes_the_name_of_no_place(taken: str) -> None:
    named = name_schemas({"Car": obj(), taken: obj()})
    found = name_twins(named.names, [Use("Car", IN)]).twins[Use("Car", IN)]
    assert (found.text, found.law) == ("CarSchemaInput", 10)
    assert f"{SCHEMAS}/{taken}" in found.reason


def test_a_twin_with_no_name_left_gets_a_hash_and_a_warning() -> None:
    named = name_schemas({"Car": obj(), "CarInput": obj(), "CarSchemaInput": obj()})
    names = name_twins(named.names, [Use("Car", IN)])
    (found,) = names.twins.values()
    assert found.text.startswith("CarSchemaInput")
    assert len(found.text) == len("CarSchemaInput") + 5
    assert [one.code for one in names.diagnostics] == ["name-hashed"]


def test_a_long_twin_is_noted() -> None:
    named = name_schemas({"Car" * 19: obj()})
    names = name_twins(named.names, [Use("Car" * 19, IN)])
    (note,) = long_names(names, ["Car" * 19, f"{'Car' * 19}Input"])
    assert "Input` has 62 characters" in note.message


def locked(named: Named, *uses: Use) -> Lock:
    names = name_twins(named.names, uses)
    every = (*named.names.types.values(), *names.twins.values())
    return renewed_lock(names, [one.text for one in every], named.spec)


def test_a_twin_in_the_lock_keeps_its_name_when_a_component_wants_it() -> None:
    lock = locked(name_schemas({"Car": CAR}), Use("Car", IN))
    named = name_schemas({"Car": CAR, "CarInput": obj()}, lock)
    assert named.at(f"{SCHEMAS}/CarInput") == "CarInputSchema"
    assert called(named, Use("Car", IN)) == ["CarInput"]
    assert locked(named, Use("Car", IN)).entries[f"{SCHEMAS}/Car/{{input}}"].name == "CarInput"


def test_a_twin_follows_what_it_is_the_twin_of() -> None:
    lock = locked(name_schemas({"Car": CAR, "Bus": obj()}), Use("Car", IN))
    named = name_schemas({"Auto": CAR, "Bus": obj(), "CarInput": obj()}, lock)
    assert named.at(f"{SCHEMAS}/Auto") == "Car"
    assert called(named, Use("Car", IN)) == ["CarInput"]
    renewed = locked(named, Use("Car", IN))
    assert renewed.entries[f"{SCHEMAS}/Auto/{{input}}"].name == "CarInput"
    assert all(one.living for one in renewed.entries.values())


def test_the_name_of_a_twin_waits_for_its_return() -> None:
    lock = locked(name_schemas({"Car": CAR}), Use("Car", IN))
    without = locked(name_schemas({"Car": CAR}, lock))
    assert not without.entries[f"{SCHEMAS}/Car/{{input}}"].living
    assert called(name_schemas({"Car": CAR, "CarInput": obj()}, without), Use("Car", IN)) == ["CarInput"]
