"""What things are called, law by law, on descriptions small enough to read."""

import pytest
from support.naming import Named, array, body, name_schemas, name_tree, obj

from codegen.diagnostics import ConfigErrors
from codegen.lowering.attributes import attributes
from codegen.lowering.enum_members import enum_members
from codegen.lowering.lock import Entry, Lock
from codegen.lowering.lock_text import parse_lock, print_lock
from codegen.lowering.modules import module_name, operation_name, operation_words
from codegen.lowering.names import long_names
from codegen.lowering.renewal import renewed_lock
from codegen.lowering.reserved import ATTRIBUTES, is_reserved_type
from codegen.lowering.singular import singular
from codegen.lowering.unknown_names import guards, name_unknowns
from codegen.words import pascal, words

SCHEMAS = "#/components/schemas"
ENUM = {"enum": ["red", "green"]}


# --- law 1: the place gives the name ------------------------------------------------------------------------------


def test_small_enums_and_unions_have_names_too_so_that_thresholds_move_nobody() -> None:
    named = name_schemas({"Car": obj(colour=ENUM, owner={"oneOf": [{"type": "string"}, {"type": "integer"}]})})
    assert named.at(f"{SCHEMAS}/Car/properties/colour") == "CarColour"
    assert named.at(f"{SCHEMAS}/Car/properties/owner") == "CarOwner"


def test_what_has_no_shape_has_no_name() -> None:
    named = name_schemas({"Car": obj(id={"type": "string"}, one={"const": "a"}, maker={"$ref": f"{SCHEMAS}/Car"})})
    assert list(named.names.types.values()) == [named.name(f"{SCHEMAS}/Car")]


def test_a_place_only_a_reference_leads_to_is_named_from_where_it_stands() -> None:
    named = name_schemas(
        {
            "Garage": obj(car={"$ref": f"{SCHEMAS}/Car/$defs/wheel"}),
            "Car": {"type": "string", "$defs": {"wheel": obj()}},
        }
    )
    assert named.at(f"{SCHEMAS}/Car/$defs/wheel") == "CarWheel"


@pytest.mark.parametrize("order", [("Parent", "Child"), ("Child", "Parent")])
def test_what_a_child_joins_with_its_parent_is_named_in_each_where_it_stands(order: tuple[str, str]) -> None:
    """In either order: what the child says of the property renames nothing of the parent's."""
    parent = obj(door={**obj(lock=ENUM), "additionalProperties": False}, kind=ENUM)
    child = {
        "allOf": [{"$ref": f"{SCHEMAS}/Parent"}, obj(door=obj(glass=ENUM), kind={"enum": ["red", "blue", "green"]})]
    }
    both = {"Parent": parent, "Child": child}
    named = name_schemas({key: both[key] for key in order})
    assert named.at(f"{SCHEMAS}/Parent/properties/door") == "ParentDoor"
    assert named.at(f"{SCHEMAS}/Parent/properties/door/properties/lock") == "ParentDoorLock"
    assert named.at(f"{SCHEMAS}/Parent/properties/kind") == "ParentKind"
    assert named.at(f"{SCHEMAS}/Child/properties/kind") == "ChildKind"
    assert named.at(f"{SCHEMAS}/Child/allOf/1/properties/door/properties/glass") == "ChildDoorGlass"


# --- laws 2 and 3: components and words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "want"),
    [
        ("CarPart", "CarPart"),
        ("TLSCertificate", "TLSCertificate"),
        ("car_part", "CarPart"),
        ("car-part--v2", "CarPartV2"),
        ("CAR_PART", "CarPart"),
        ("3d-model", "Schema3dModel"),
        ("1.0.2", "Schema1_0_2"),
        ("Straße", "Straße"),
        ("***", "AsteriskAsteriskAsterisk"),
        ("€", "U20ac"),
    ],
)
def test_a_component_keeps_its_key_or_the_words_of_it(key: str, want: str) -> None:
    pointer = key.replace("~", "~0").replace("/", "~1")
    assert name_schemas({key: obj()}).at(f"{SCHEMAS}/{pointer}") == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("httpServer", ["http", "Server"]),
        ("HTTPServer", ["HTTP", "Server"]),
        ("md5Sum", ["md5", "Sum"]),
        ("x+1", ["x", "1"]),
        ("+5", ["plus", "5"]),
        ("n--5", ["n", "minus", "5"]),
        ("a__b", ["a", "b"]),
        ("", ["empty"]),
    ],
)
def test_words_end_at_symbols_and_capitals(text: str, want: list[str]) -> None:
    assert list(words(text)) == want


def test_two_digits_never_meet() -> None:
    assert pascal(("v2", "5")) == "V2_5"


def test_components_that_are_no_schemas_say_what_they_are() -> None:
    sections = {
        "responses": {"gone": body(obj()), "GoneResponse": body(obj(a=ENUM))},
        "requestBodies": {"Car": body(obj())},
        "parameters": {"colour": {"in": "query", "name": "c", "schema": ENUM}},
        "headers": {"X-Colour": {"schema": ENUM}},
    }
    named = name_tree({"components": sections})
    assert sorted(named.by_anchor().values()) == [
        "CarRequest",
        "ColourParam",
        "GoneResponse",
        "GoneResponseA",
        "GoneResponseSchema",
        "XColourHeader",
    ]


# --- law 4: properties --------------------------------------------------------------------------------------------


def test_words_the_owner_ends_with_are_said_once_if_a_word_remains() -> None:
    named = name_schemas({"RaceCar": obj(car_door=obj(), race_car_seat=obj(), car=obj())})
    assert named.at(f"{SCHEMAS}/RaceCar/properties/car_door") == "RaceCarDoor"
    assert named.at(f"{SCHEMAS}/RaceCar/properties/race_car_seat") == "RaceCarSeat"
    assert named.at(f"{SCHEMAS}/RaceCar/properties/car") == "RaceCarCar"


def test_null_and_members_and_lone_branches_are_looked_through() -> None:
    named = name_schemas(
        {
            "Car": {
                "allOf": [
                    obj(
                        door={"anyOf": [obj(), {"type": "null"}]},
                        seat={"oneOf": [obj()]},
                        roof={"allOf": [obj()], "nullable": True},
                    )
                ]
            }
        }
    )
    inside = f"{SCHEMAS}/Car/allOf/0/properties"
    assert named.at(f"{inside}/door") == named.at(f"{inside}/door/anyOf/0") == "CarDoor"
    assert named.at(f"{inside}/seat/oneOf/0") == "CarSeat"
    assert named.at(f"{inside}/roof/allOf/0") == "CarRoof"


def test_a_property_of_two_members_is_one_place_with_the_intersection() -> None:
    named = name_schemas({"Car": {"allOf": [obj(door=obj(a=obj())), obj(door=obj(b=obj()))]}})
    assert named.at(f"{SCHEMAS}/Car/allOf/0/properties/door") == "CarDoor"
    assert named.at(f"{SCHEMAS}/Car/allOf/1/properties/door") == "CarDoor"
    assert named.at(f"{SCHEMAS}/Car/properties/door") == "CarDoor"
    assert named.at(f"{SCHEMAS}/Car/allOf/1/properties/door/properties/b") == "CarDoorB"


def test_what_a_reference_brings_into_an_intersection_is_named_where_it_stands() -> None:
    named = name_schemas(
        {"Car": {**obj(id=ENUM), "oneOf": [{"$ref": f"{SCHEMAS}/Bus"}, obj(y=ENUM)]}, "Bus": obj(stop=obj())}
    )
    assert named.at(f"{SCHEMAS}/Bus/properties/stop") == "BusStop"
    assert named.at(f"{SCHEMAS}/Car/oneOf/0") == "CarBus"


# --- law 5: items and values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plural", "want"),
    [
        ("doors", "door"),
        ("spare batteries", "spare battery"),
        ("brushes", "brush"),
        ("switches", "switch"),
        ("glasses", "glass"),
        ("gearboxes", "gearbox"),
        ("doors of left side", "door of left side"),
        ("user ids", "user id"),
        ("women", "woman"),
    ],
)
def test_a_plural_has_its_singular(plural: str, want: str) -> None:
    assert singular(plural.split()) == tuple(want.split())


@pytest.mark.parametrize("phrase", ["chassis", "radius", "glass", "bus", "metadata", "sorted by", "gas"])
def test_a_word_not_surely_plural_has_none(phrase: str) -> None:
    assert singular(phrase.split()) is None


def test_items_take_the_singular_or_say_item() -> None:
    named = name_schemas(
        {
            "Car": obj(
                doors=array(obj()),
                cargo=array(obj()),
                tags={"type": "object", "additionalProperties": obj()},
                load={"type": "object", "additionalProperties": obj()},
                rows=array(array(obj())),
                parts={"oneOf": [{"type": "string"}, array(obj())]},
            ),
            "Cars": array(obj()),
        }
    )
    car = f"{SCHEMAS}/Car/properties"
    assert named.at(f"{car}/doors/items") == "CarDoor"
    assert named.at(f"{car}/cargo/items") == "CarCargoItem"
    assert named.at(f"{car}/tags/additionalProperties") == "CarTag"
    assert named.at(f"{car}/load/additionalProperties") == "CarLoadValue"
    assert named.at(f"{car}/rows/items/items") == "CarRowItem"
    assert named.at(f"{car}/parts/oneOf/1/items") == "CarPart"
    assert named.at(f"{SCHEMAS}/Cars/items") == "CarsItem"


def test_values_beside_properties_belong_to_the_object_that_has_the_name() -> None:
    named = name_schemas({"Car": obj(tags={**obj(), "additionalProperties": obj()})})
    assert named.at(f"{SCHEMAS}/Car/properties/tags/additionalProperties") == "CarTagsValue"


# --- laws 6 and 7: variants ---------------------------------------------------------------------------------------


def variants(*branches: object, **beside: object) -> Named:
    return name_schemas({"Ride": {"oneOf": list(branches), **beside}, "Other": obj()})


def labels(named: Named, count: int) -> list[str | None]:
    return [named.at(f"{SCHEMAS}/Ride/oneOf/{number}") for number in range(count)]


def test_a_variant_is_called_by_its_tag() -> None:
    named = variants(obj(type={"const": "bike_ride"}), obj(type={"enum": ["walk"]}))
    assert labels(named, 2) == ["RideBikeRide", "RideWalk"]


def test_the_discriminator_is_asked_before_the_usual_tags() -> None:
    branches = [obj(type={"const": one}, vehicle={"const": other}) for one, other in (("a", "bike"), ("b", "foot"))]
    assert labels(variants(*branches, discriminator={"propertyName": "vehicle"}), 2) == ["RideBike", "RideFoot"]


def test_a_value_that_a_sibling_has_is_no_tag() -> None:
    named = variants(
        obj(type={"const": "r"}, mode={"const": "slow"}),
        obj(type={"const": "r"}, mode={"const": "fast"}),
        obj(type={"enum": ["r", "s"]}, mode={"type": "string"}),
    )
    assert labels(named, 3) == ["RideSlow", "RideFast", "RideObject"]


def test_a_tag_that_is_no_text_carries_its_property() -> None:
    assert labels(variants(obj(op={"const": 1}), obj(op={"const": 2})), 2) == ["RideOp1", "RideOp2"]


def test_a_title_names_a_variant_without_what_the_union_says() -> None:
    named = variants({**obj(a=ENUM), "title": "Ride by night"}, {**obj(b=ENUM), "title": "A ride, by day."})
    assert labels(named, 2) == ["RideByNight", "RideObject"]


def test_a_reference_in_all_of_names_a_variant_whatever_it_leads_to() -> None:
    assert labels(variants({"allOf": [{"$ref": f"{SCHEMAS}/Other"}, obj(b=ENUM)]}, obj(c=ENUM)), 2) == [
        "RideOther",
        "RideObject",
    ]


def test_the_kind_names_the_one_that_is_left() -> None:
    assert labels(variants({"type": "string"}, {"enum": ["a", "b"]}, obj()), 3) == [None, "RideEnum", "RideObject"]


def test_a_key_that_no_sibling_requires_names_a_variant() -> None:
    named = variants(
        {**obj(a=ENUM, b=ENUM), "required": ["b"]}, {**obj(a=ENUM, b=ENUM), "required": ["a"]}, obj(a=ENUM, b=ENUM)
    )
    assert labels(named, 3) == ["RideWithB", "RideWithA", "RideObject"]


def test_a_type_names_variants_of_the_same_keys() -> None:
    named = variants(obj(stops=array({"type": "string"})), obj(stops=array({"type": "integer"})))
    assert labels(named, 2) == ["RideWithStringStops", "RideWithIntegerStops"]


def test_a_constant_inside_a_property_names_variants_that_nothing_else_tells_apart() -> None:
    """The place of the variants decides nothing: each has its name in any order."""
    branches = [obj(paid={"const": True}, by=obj(kind={"const": kind})) for kind in ("card", "cash", "cheque")]
    want = ["RideWithCardBy", "RideWithCashBy", "RideWithChequeBy"]
    assert labels(variants(*branches), 3) == want
    assert labels(variants(*branches[::-1]), 3) == want[::-1]


def test_a_tag_of_a_union_beside_other_keywords_is_one_though_the_rest_says_more_of_it() -> None:
    """`kind` is a conjunction in each variant then: text, and the constant."""
    branches = [{**obj(kind={"const": kind}, seats={"type": "integer"}), "required": ["kind"]} for kind in "ab"]

    def together(*ordered: object) -> Named:
        base = obj(object={"const": "ride"}, kind={"type": "string"})
        return name_schemas({"Ride": {"allOf": [base, {"oneOf": list(ordered)}]}})

    found = together(*branches)
    assert found.at(f"{SCHEMAS}/Ride/oneOf/0") == "RideA"
    assert found.at(f"{SCHEMAS}/Ride/oneOf/1") == "RideB"
    assert found.codes() == []
    assert together(*branches[::-1]).by_anchor() == found.by_anchor()


# --- law 8: twins ----------------------------------------------------------------------------------------------------


def _hierarchy(**others: object) -> dict[str, object]:
    parent = {"$ref": f"{SCHEMAS}/Pet"}
    pet = obj(kind={"type": "string"}, home=obj())
    return {
        "Pet": {**pet, "required": ["kind"], "discriminator": {"propertyName": "kind"}},
        "Cat": {"allOf": [parent, obj()]},
        **others,
    }


def test_what_a_parent_says_itself_is_called_its_base() -> None:
    named = name_schemas(_hierarchy())
    assert named.at(f"{SCHEMAS}/Pet") == "Pet"
    assert named.at(f"{SCHEMAS}/Pet/discriminator") == "PetBase"
    assert named.name(f"{SCHEMAS}/Pet/discriminator").law == 8


def test_a_child_renames_nothing_that_stands_below_the_parent() -> None:
    alone = {key: one for key, one in _hierarchy().items() if key != "Cat"}
    for schemas in (alone, _hierarchy()):
        assert name_schemas(schemas).at(f"{SCHEMAS}/Pet/properties/home") == "PetHome"


def test_a_component_with_the_name_of_a_base_keeps_it() -> None:
    named = name_schemas(_hierarchy(PetBase=obj()))
    assert named.at(f"{SCHEMAS}/PetBase") == "PetBase"
    assert named.at(f"{SCHEMAS}/Pet/discriminator") == "PetBaseRecord"


def test_the_object_of_a_component_that_is_something_else_too_says_so() -> None:
    both = {**obj(), "type": ["object", "string"]}
    assert name_schemas({"Pet": both}).at(f"{SCHEMAS}/Pet/anyOf/0") == "PetObject"
    beside = name_schemas({"Pet": both, "PetObject": obj()})
    assert beside.at(f"{SCHEMAS}/PetObject") == "PetObject"
    assert beside.at(f"{SCHEMAS}/Pet/anyOf/0") == "PetWithX"


# --- law 8: operations --------------------------------------------------------------------------------------------


def operation(**parts: object) -> dict[str, object]:
    return {"operationId": "rent/car", "responses": {}, **parts}


def test_bodies_are_the_operation_and_what_they_are() -> None:
    replies = {"200": body(obj()), "202": body(obj(a=ENUM)), "4XX": body(obj()), "default": body(obj())}
    post = operation(requestBody=body(obj()), responses=replies)
    named = name_tree({"paths": {"/cars": {"post": post}}})
    assert sorted(set(named.by_anchor().values())) == [
        "RentCar202Response",
        "RentCar202ResponseA",
        "RentCar4XXResponse",
        "RentCarDefaultResponse",
        "RentCarRequest",
        "RentCarResponse",
    ]


def test_a_last_word_is_not_repeated() -> None:
    named = name_tree({"paths": {"/cars": {"post": operation(operationId="carRequest", requestBody=body(obj()))}}})
    assert list(named.by_anchor().values()) == ["CarRequest"]


def test_media_types_of_equal_content_share_a_name_and_others_add_their_word() -> None:
    content = {
        "text/csv": {"schema": obj(a=ENUM)},
        "multipart/form-data": {"schema": {**obj(z=ENUM), "description": "the same"}},
        "application/json": {"schema": obj(z=ENUM)},
    }
    named = name_tree({"paths": {"/cars": {"post": operation(requestBody={"content": content})}}})
    assert sorted(set(named.by_anchor().values())) == [
        "RentCarCsvRequest",
        "RentCarCsvRequestA",
        "RentCarRequest",
        "RentCarRequestZ",
    ]
    assert named.at("#/paths/~1cars/post/requestBody/content/multipart~1form-data/schema") == "RentCarRequest"


def test_parameters_have_a_type_by_place_and_their_own_names() -> None:
    parameters = [{"in": place, "name": "colour", "schema": ENUM} for place in ("header", "query")]
    named = name_tree({"paths": {"/cars": {"get": operation(parameters=parameters)}}})
    assert named.parameters("#/paths/~1cars/get", "query") == "RentCarQueryParams"
    assert named.parameters("#/paths/~1cars/get", "path") is None
    assert named.at("#/paths/~1cars/get/parameters/1/schema") == "RentCarColour"
    assert named.at("#/paths/~1cars/get/parameters/0/schema") == "RentCarColourHeader"


def test_a_parameter_of_the_path_is_named_from_the_path() -> None:
    item = {"parameters": [{"in": "query", "name": "colour", "schema": ENUM}], "get": operation()}
    named = name_tree({"paths": {"/cars/{id}": item}})
    assert named.at("#/paths/~1cars~1{id}/parameters/0/schema") == "CarsByIdColour"
    assert named.parameters("#/paths/~1cars~1{id}/get", "query") == "RentCarQueryParams"


def test_headers_belong_to_their_response() -> None:
    reply = {"description": "", "headers": {"X-Colour": {"schema": ENUM}}}
    named = name_tree({"paths": {"/cars": {"get": operation(responses={"404": reply})}}})
    assert list(named.by_anchor().values()) == ["RentCar404ResponseXColour"]


def test_webhooks_and_callbacks_have_payloads() -> None:
    hook = {"post": {"requestBody": body(obj())}}
    get = operation(callbacks={"onReturn": {"{$url}": hook}})
    named = name_tree({"paths": {"/cars": {"get": get}}, "webhooks": {"carLost": hook}})
    assert sorted(named.by_anchor().values()) == ["CarLostPayload", "RentCarOnReturnPayload"]
    assert sorted(named.names.operations.values()) == ["car_lost", "rent_car", "rent_car_on_return"]


def test_operations_of_one_id_add_method_and_then_path() -> None:
    named = name_tree(
        {"paths": {"/a": {"get": operation(), "put": operation()}, "/b": {"put": operation()}, "/c": {"get": {}}}}
    )
    assert sorted(named.names.operations.values()) == ["get_c", "rent_car_get", "rent_car_put_a", "rent_car_put_b"]


# --- law 8: the open variants of unions -----------------------------------------------------------------------------

PET = {"oneOf": [{"$ref": f"{SCHEMAS}/Cat"}, {"$ref": f"{SCHEMAS}/Dog"}]}


@pytest.mark.parametrize(
    ("others", "want", "law"),
    [
        ((), "PetUnknown", 8),
        (("Unknown", "PetsUnknown"), "PetUnknown", 8),
        (("PetUnknown",), "PetSchemaUnknown", 10),
        (("PETUNKNOWN",), "PetSchemaUnknown", 10),
        (("PetUnknown", "PetSchemaUnknown"), "PetSchemaUnknownQgxcn", 10),
    ],
)
def test_an_unknown_variant_is_called_after_its_union_and_takes_no_name(
    others: tuple[str, ...], want: str, law: int
) -> None:
    named = name_schemas({"Pet": PET, "Cat": obj(), "Dog": obj(), **{key: obj() for key in others}})
    names = name_unknowns(named.names, ["Pet"])
    found = names.unknowns["Pet"]
    assert (found.text, found.law, found.anchor) == (want, law, f"{SCHEMAS}/Pet/{{unknown}}")
    assert names.types == named.names.types
    assert [one.code for one in names.diagnostics] == (["name-hashed"] if len(others) == 2 and law == 10 else [])


def test_an_unknown_variant_keeps_its_name_in_the_lock_where_its_union_moves_too() -> None:
    schemas = {"Pet": PET, "Cat": obj(), "Dog": obj(), "PetUnknown": obj(y=ENUM)}
    named = name_schemas(schemas)
    names = name_unknowns(named.names, ["Pet"])
    lock = renewed_lock(names, [*(one.text for one in names.types.values()), "PetSchemaUnknown"], named.spec)
    later = {"Animal": PET, "Cat": obj(), "Dog": obj()}
    again = name_unknowns(name_schemas(later, lock).names, ["Pet"])
    assert again.unknowns["Pet"].text == "PetSchemaUnknown"
    assert again.unknowns["Pet"].anchor == f"{SCHEMAS}/Animal/{{unknown}}"


def test_an_inline_union_has_an_unknown_variant_too() -> None:
    named = name_schemas({"Owner": obj(pets=array(PET)), "Cat": obj(), "Dog": obj()})
    assert name_unknowns(named.names, ["OwnerPet"]).unknowns["OwnerPet"].text == "OwnerPetUnknown"


@pytest.mark.parametrize(
    ("unions", "want"),
    [
        (("ContentPart", "SSEEvent"), ("is_known_content_part", "is_known_sse_event")),
        (("OwnerV2_5", "Größe"), ("is_known_owner_v2_5", "is_known_größe")),
        (("FooBar", "Foo_Bar"), ("is_known_FooBar", "is_known_Foo_Bar")),
    ],
)
def test_a_guard_is_called_after_its_union(unions: tuple[str, ...], want: tuple[str, ...]) -> None:
    assert tuple(guards(unions).values()) == want


# --- laws 9 and 10: reserved and contested names ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["List", "LIST", "none", "ValueError", "BaseModel", "Optional"])
def test_reserved_names_get_schema(key: str) -> None:
    named = name_schemas({key: obj()})
    text = named.at(f"{SCHEMAS}/{key}")
    assert text is not None
    assert text.endswith("Schema")
    assert not is_reserved_type(text)


def test_an_inline_place_never_takes_the_name_of_a_component() -> None:
    named = name_schemas({"CarDoor": obj(), "Car": obj(door=obj(lock=obj()))})
    assert named.at(f"{SCHEMAS}/CarDoor") == "CarDoor"
    assert named.at(f"{SCHEMAS}/Car/properties/door") == "CarDoorProperty"
    assert named.at(f"{SCHEMAS}/Car/properties/door/properties/lock") == "CarDoorPropertyLock"


def test_components_equal_but_for_case_or_separators_differ_by_what_their_keys_say() -> None:
    named = name_schemas({"CAR": obj(), "Car": obj(), "car_door": obj(), "CarDoor": obj()})
    assert sorted(named.by_anchor().values()) == ["CARSchema", "Car", "CarDoor", "Car_Door"]


def test_a_plural_stays_where_the_singular_is_taken() -> None:
    named = name_schemas({"Car": obj(door=obj(), doors=array(obj()))})
    assert named.at(f"{SCHEMAS}/Car/properties/door") == "CarDoor"
    assert named.at(f"{SCHEMAS}/Car/properties/doors/items") == "CarDoorsItem"


def test_what_cannot_be_told_apart_gets_a_hash_and_a_warning() -> None:
    named = variants({"enum": ["a", "b"]}, {"enum": ["c", "d"]})
    found = labels(named, 2)
    assert found[0] != found[1]
    assert all(one is not None and one.startswith("RideEnum") for one in found)
    assert named.codes() == ["name-hashed"]


def test_a_long_name_is_noted_where_it_is_declared() -> None:
    named = name_schemas({"Car" * 20: obj(door=obj())})
    long = f"{'Car' * 20}Door"
    (note,) = long_names(named.names, [long, "Car" * 20])
    assert note.code == "name-long"
    assert note.location is not None
    assert note.location.pointer == f"{SCHEMAS.removeprefix('#')}/{'Car' * 20}/properties/door"
    assert list(long_names(named.names, ["Car"])) == []


def test_every_name_has_a_reason() -> None:
    named = name_schemas({"CarDoor": obj(), "Car": obj(door=obj(), seats=array(obj()))})
    assert all(one.reason for one in named.names.types.values())
    found = named.name(f"{SCHEMAS}/Car/properties/door")
    assert found is not None
    assert found.law == 10
    assert "`door`" in found.reason
    assert "#/components/schemas/CarDoor" in found.reason


# --- laws 12 to 14 ------------------------------------------------------------------------------------------------


def test_attributes_are_words_in_snake_case_and_never_equal() -> None:
    assert attributes(["carDoor", "car_door", "car.door", "_id", "id", "global", "copy", "4x4"]) == {
        "carDoor": "carDoor",
        "car_door": "car_door",
        "car.door": "car_dot_door",
        "_id": "underscore_id",
        "id": "id",
        "global": "global_",
        "copy": "copy_",
        "4x4": "field_4x4",
    }


def test_attributes_do_not_depend_on_the_order_of_keys() -> None:
    keys = ["a-b", "a.b", "a b", "aB", "AB", "class", "class_", "_class"]
    assert attributes(keys) == attributes(sorted(keys)) == attributes(reversed(keys))
    found = attributes(keys).values()
    assert len(set(found)) == len(keys)
    assert all(one.isidentifier() and one not in ATTRIBUTES for one in found)


def test_enum_members_are_words_in_capitals() -> None:
    assert enum_members(["car-door", 7, "7", None, 1.0, 1, "a+b", "a-b"]) == (
        ("car-door", "CAR_DOOR"),
        (7, "VALUE_7"),
        ("7", "STRING_7"),
        (1.0, "VALUE_1"),
        ("a+b", "A_B"),
        ("a-b", "A_DASH_B"),
    )


def test_enum_members_are_called_as_the_description_says() -> None:
    assert enum_members([1, 2, 3], ["LOW", "not a name", "class"]) == ((1, "LOW"), (2, "VALUE_2"), (3, "VALUE_3"))


@pytest.mark.parametrize(
    ("keys", "want"),
    [
        (["+1", "-1"], ["plus_1", "minus_1"]),
        (["vote+1", "vote-1"], ["vote_1", "vote_dash_1"]),
        (["<>", ""], ["less_greater", "empty"]),
        (["ﬁle", "file"], ["field_file", "file"]),
        (["Größe", "名前"], ["größe", "名前"]),
        (["self", "from", "None"], ["self_", "from_", "none"]),
        (["model_config", "__class__"], ["model_config_", "class_"]),
        (["A", "a"], ["A", "a"]),
    ],
)
def test_attributes_of_odd_keys(keys: list[str], want: list[str]) -> None:
    assert list(attributes(keys).values()) == want


@pytest.mark.parametrize(
    ("values", "want"),
    [
        (["+1", "-1"], ["PLUS_1", "MINUS_1"]),
        (["x-1", "x+1", "x1"], ["X_DASH_1", "X_1", "X1"]),
        (["<", ">", ""], ["LESS", "GREATER", "EMPTY"]),
        (["ﬁn", "名"], ["FIN", "名"]),
        ([-1, 1.5, True], ["MINUS_1", "VALUE_1_5", "TRUE"]),
        (["mro", "name"], ["MRO", "NAME"]),
    ],
)
def test_members_of_odd_values(values: list[object], want: list[str]) -> None:
    assert [name for _, name in enum_members(values)] == want


@pytest.mark.parametrize(
    ("key", "want"),
    [
        ("", "Empty"),
        ("<>", "LessGreater"),
        ("ﬁle", "File"),
        ("2fa", "Schema2fa"),
        ("class", "Class"),
        ("any", "AnySchema"),
    ],
)
def test_components_of_odd_keys(key: str, want: str) -> None:
    assert name_schemas({key: obj()}).at(f"{SCHEMAS}/{key}") == want


def test_modules_and_operations_are_snake_case_and_no_keywords() -> None:
    assert [module_name(tag) for tag in ("Race Cars", "4x4", "class", "typing")] == [
        "race_cars",
        "tag_4x4",
        "class_tag",
        "typing_tag",
    ]
    assert operation_name(operation_words("get", "/cars/{id}.json", None)) == "get_cars_by_id_json"
    assert operation_name(operation_words("get", "/", "return")) == "return_"


# --- the lock -----------------------------------------------------------------------------------------------------


def locked(named: Named) -> Lock:
    return renewed_lock(named.names, {one.text for one in named.names.types.values()}, named.spec)


def test_a_lock_survives_its_text() -> None:
    lock = locked(name_schemas({"Car": obj(door=obj()), "a\tb": obj()}))
    assert parse_lock(print_lock(lock), "names.lock") == lock


def test_a_locked_name_stays_when_a_component_wants_it() -> None:
    schemas = {"Car": obj(door=obj())}
    lock = locked(name_schemas(schemas))
    named = name_schemas({**schemas, "CarDoor": obj()}, lock)
    assert named.at(f"{SCHEMAS}/Car/properties/door") == "CarDoor"
    assert named.at(f"{SCHEMAS}/CarDoor") == "CarDoorSchema"


def test_a_name_waits_for_the_place_that_is_gone() -> None:
    lock = locked(name_schemas({"Car": obj(door=obj())}))
    gone = name_schemas({"Car": obj(x=ENUM)}, lock)
    retired = renewed_lock(gone.names, {"Car", "CarX"}, gone.spec)
    assert [(one.name, one.living) for one in retired.entries.values()] == [
        ("Car", True),
        ("CarDoor", False),
        ("CarX", True),
    ]
    assert name_schemas({"Car": obj(door=obj())}, retired).at(f"{SCHEMAS}/Car/properties/door") == "CarDoor"
    assert name_schemas({"Car": obj(doors=array(obj()))}, retired).at(f"{SCHEMAS}/Car/properties/doors/items") == (
        "CarDoorsItem"
    )


def test_a_component_may_take_the_retired_name_that_is_its_key() -> None:
    lock = Lock.of((Entry(name="Car", digest="00000000", anchor=f"{SCHEMAS}/Vehicle", living=False),))
    assert name_schemas({"Car": obj()}, lock).at(f"{SCHEMAS}/Car") == "Car"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# codegen names, format 1, laws 1.\nCar #/x\n",
        "# codegen names, format 1, laws 1.\nCar\t00000000\t#/a\nCar\t00000000\t#/b\n",
        "# codegen names, format 1, laws 1.\nCar\t00000000\t#/a\nBus\t00000000\t#/a\n",
    ],
)
def test_a_lock_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_lock(text, "names.lock")
    assert {one.code for one in caught.value.diagnostics} == {"lock-invalid"}


def test_a_renamed_component_keeps_its_public_name_and_what_is_below_follows() -> None:
    car = obj(door=obj(lock=ENUM), wheels=array(obj(size=ENUM)))
    lock = locked(name_schemas({"Car": car, "Bus": obj()}))
    named = name_schemas({"Auto": car, "Bus": obj()}, lock)
    assert named.at(f"{SCHEMAS}/Auto") == "Car"
    assert named.at(f"{SCHEMAS}/Auto/properties/door/properties/lock") == "CarDoorLock"
    assert named.at(f"{SCHEMAS}/Auto/properties/wheels/items") == "CarWheel"
    assert set(named.codes()) == {"name-moved"}
    renewed = locked(named)
    assert all(one.living for one in renewed.entries.values())
    assert not name_schemas({"Auto": car, "Bus": obj()}, renewed).codes()


def test_a_name_that_several_places_could_have_retires() -> None:
    lock = locked(name_schemas({"Car": obj(a=ENUM)}))
    named = name_schemas({"Auto": obj(a=ENUM), "Wagon": obj(a=ENUM)}, lock)
    assert named.at(f"{SCHEMAS}/Auto") == "Auto"
    assert "name-ambiguous-move" in named.codes()
    assert not locked(named).entries[f"{SCHEMAS}/Car"].living


def test_a_response_or_a_body_out_of_its_section_is_named_by_its_key() -> None:
    found = name_tree(
        {
            "components": {"schemas": {"Gone": {"description": "Gone.", "content": body(obj())["content"]}}},
            "x-bodies": {"Pet": body(obj())},
            "paths": {
                "/p": {
                    "post": {
                        "requestBody": {"$ref": "#/x-bodies/Pet"},
                        "responses": {"404": {"$ref": "#/components/schemas/Gone"}},
                    }
                }
            },
        }
    )
    assert found.at("#/x-bodies/Pet/content/application~1json/schema") == "PetRequest"
    assert found.at("#/components/schemas/Gone/content/application~1json/schema") == "GoneResponse"
