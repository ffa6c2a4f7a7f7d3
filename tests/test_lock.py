"""The lock of names: its text, what a merge makes of it, and each event of its life."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.naming import Named, array, body, name_schemas, name_tree, obj

from codegen.diagnostics import ConfigErrors
from codegen.ir.declarations import Alias, Record
from codegen.loader.document import Json
from codegen.lowering.lock import NO_NAMES, Entry, Lock, step
from codegen.lowering.lock_text import parse_lock, print_lock
from codegen.lowering.lower import lower
from codegen.lowering.renewal import renewed_lock
from codegen.options import Options, Override
from codegen.resolver.resolve import resolve

SCHEMAS = "#/components/schemas"
ENUM: Json = {"enum": ["red", "green"]}
HEAD = "# codegen names, format 1, laws 1. Commit this file; `codegen names --help` tells how to choose names.\n"


def locked(named: Named) -> Lock:
    """Return the lock after a run that declares everything that has a name."""
    every = (*named.names.types.values(), *named.names.parameters.values())
    return renewed_lock(named.names, {one.text for one in every}, named.spec)


def lock_of(schemas: Mapping[str, Json]) -> Lock:
    return locked(name_schemas(schemas))


def living(lock: Lock) -> list[str]:
    return [one.name for one in lock.entries.values() if one.living]


def lowered(schemas: Mapping[str, Json], lock: Lock) -> tuple[Lock, dict[str, list[str]]]:
    """Return the next lock, and the attributes and members of each type."""
    spec = name_schemas(schemas).spec
    found = lower(spec, resolve(spec), lock, Options(package="x"))
    assert found.lock is not None
    inside = {}
    for name, one in found.package.declarations.items():
        fields = [field.attribute for field in one.fields] if isinstance(one, Record) else []
        members = [member.name for member in one.members] if isinstance(one, Alias) else []
        inside[name] = [*fields, *members]
    return found.lock, inside


# --- the text -------------------------------------------------------------------------------------------------------


def test_the_text_is_paragraphs_in_which_paths_and_names_say_what_they_add() -> None:
    schemas = {
        "car-part": obj(
            doors=array(obj(lock=ENUM)), extra={"type": "object", "additionalProperties": obj()}, **{".x": obj()}
        )
    }
    paths = {"/cars": {"get": {"operationId": "cars", "responses": {"200": body(array(obj()))}}}}
    text = print_lock(locked(name_tree({"components": {"schemas": schemas}, "paths": paths})))
    lines = [line.rpartition("\t")[0] or line for line in text.splitlines()]
    assert "\n".join(lines) == (
        f"{HEAD}\n"
        "#/components/schemas/car-part\tCarPart\n"
        "\t..x\t+X\n"
        "\t.doors/[]\t+Door\n"
        "\t.doors/[]/.lock\t+DoorLock\n"
        "\t.extra/{}\t+ExtraValue\n"
        "\n"
        "#/paths/~1cars/get\n"
        "\tresponses/200/content/application~1json/schema/[]\tCarsResponseItem"
    ).replace("/schema/", "/")


_STEPS = st.sampled_from(["properties", "items", "additionalProperties", ".a", "[]", "{}", "\\", "allOf", "x y", "Ä"])
_ANCHORS = st.builds(
    lambda start, steps: "/".join((start, *steps)),
    st.sampled_from(["#/components/schemas/Car", "#/paths/~1a/get", "b.yaml#/definitions/Car", "#/a"]),
    st.lists(_STEPS, max_size=5),
)
_ENTRIES = st.builds(Entry, name=st.just("Car"), digest=st.sampled_from(["", "0123abcd"]), anchor=_ANCHORS)


@given(st.lists(_ENTRIES, unique_by=lambda one: one.anchor), st.data())
def test_any_lock_survives_its_text(entries: list[Entry], data: st.DataObject) -> None:
    named = [replace(one, name=f"Car{'abc'[at % 3] * (at + 1)}") for at, one in enumerate(entries)]
    alive = [replace(one, living=data.draw(st.booleans())) for one in named]
    former = [replace(one, name=f"Old{one.name}", digest="", living=False) for one in alive if data.draw(st.booleans())]
    lock = Lock.of(alive, former)
    assert parse_lock(print_lock(lock), "names.lock") == lock


def test_a_name_under_another_line_end_is_the_same() -> None:
    text = print_lock(lock_of({"Car": obj(door=obj())}))
    assert parse_lock("\ufeff" + text.replace("\n", "\r\n"), "names.lock") == parse_lock(text, "names.lock")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "Expected `# codegen names"),
        ("#/a\tA\t00000000\n", (1, 1), "Expected `# codegen names"),
        (f"{HEAD}Car\n", (2, 1), "Expected an anchor"),
        (f"{HEAD}#/a A 00000000\n", (2, 4), "Expected a tab here, not spaces."),
        (f"{HEAD}#/a\n", (2, 1), "Expected a tab and a name in this line"),
        (f"{HEAD}#/a\tA\t00000000\n\t.b  +B\t00000000\n", (3, 9), "`00000000` cannot be the name of a type."),
        (f"{HEAD}#/a\tA\t00000000\n\t.b +B\n", (3, 4), "Expected a tab here, and a name."),
        (f"{HEAD}#/a\tA\t0000000g\n", (2, 7), "Expected a digest"),
        (f"{HEAD}#/a\tList\t00000000\n", (2, 5), "`List` cannot be the name of a type."),
        (f"{HEAD}#/a\tA\n#/a\tB\n", (3, 1), "`#/a` stands in line 2 too."),
        (f"{HEAD}#/a\tA\t00000000\n#/b\tA\t11111111\n", (3, 1), "`A` is the name of `#/a` too."),
        (f"{HEAD}#/a\tAb\t00000000\n#/b\tAB\t00000000\n", (3, 1), "`AB` is the name of `#/a` too."),
        (f"{HEAD}\n\t.b\tB\t00000000\n", (3, 1), "The line above that says what this stands in is gone."),
        (f"{HEAD}#/a\tA\n\t._x\t.x\n\t._x\t.y\n", (4, 1), "`#/a/properties/_x` stands here twice."),
        (f"{HEAD}#/a\tA\n\t._x\t.1\n", (3, 7), "`1` cannot be an attribute or a member."),
        (f"{HEAD}#/a\tA\n\t._x\t.class\n", (3, 7), "`class` cannot be an attribute or a member."),
        (f"{HEAD}#/a\tA\n\t._x\t.model_dump\n", (3, 7), "`model_dump` cannot be an attribute or a member."),
        (f"{HEAD}#/a\tA\n\t._x\t.x\n\t.+x\t.x\n", (4, 7), "`x` is the name of something else in this type."),
        (f"{HEAD}<<<<<<< HEAD\n#/a\tA\n", (2, 1), "A merge left a conflict here."),
        (f"<<<<<<< HEAD\n{HEAD}=======\n{HEAD}>>>>>>> x\n", (1, 1), "A merge left a conflict here."),
    ],
)
def test_what_is_no_lock_is_refused_at_its_line(text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_lock(text, "names.lock")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.position) == ("lock-invalid", place)
    assert fault.message.startswith(message)
    assert fault.help


@pytest.mark.parametrize(
    ("was", "now", "column"), [("format 1", "format 2", 25), ("laws 1", "laws 2", 33), ("laws 1", "laws 10", 33)]
)
def test_a_lock_of_a_later_format_or_later_laws_asks_for_a_later_codegen(was: str, now: str, column: int) -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_lock(HEAD.replace(was, now), "names.lock")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.position) == ("lock-too-new", (1, column))
    assert fault.message == f"This lock has {now}, and this codegen knows 1."
    assert fault.help is not None
    assert fault.help.startswith("Upgrade codegen to the version that wrote it")


# --- merges ---------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    user = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *user, *arguments], cwd=folder, capture_output=True, text=True)


def merged(folder: Path, base: Mapping[str, Json], ours: Mapping[str, Json], theirs: Mapping[str, Json]) -> str | None:
    """Return the lock that `git merge` makes of those of two branches; None if there is a conflict."""
    file = folder / "shop.names.lock"

    def commit(schemas: Mapping[str, Json]) -> None:
        was = parse_lock(file.read_text(), "lock") if file.exists() else None
        file.write_text(print_lock(locked(name_schemas(schemas, was))))
        git(folder, "add", ".")
        assert git(folder, "commit", "-m", "x").returncode == 0

    git(folder, "init")
    commit(base)
    git(folder, "switch", "-c", "theirs")
    commit(theirs)
    git(folder, "switch", "main")
    commit(ours)
    return file.read_text() if git(folder, "merge", "theirs").returncode == 0 else None


BASE: Mapping[str, Json] = {key: obj(door=obj(lock=ENUM), roof=obj()) for key in ("Bus", "Car", "Tram", "Van")}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param({**BASE, "Ape": obj()}, {**BASE, "Zug": obj()}, id="both add a schema"),
        pytest.param({**BASE, "Ape": obj()}, {**BASE, "Cab": obj()}, id="one between"),
        pytest.param({**BASE, "Car": obj(door=obj())}, {**BASE, "Bus": obj(seat=obj())}, id="neighbours change"),
        pytest.param({**BASE, "Car": obj(x=ENUM)}, {k: v for k, v in BASE.items() if k != "Van"}, id="one removes"),
    ],
)
def test_locks_of_two_branches_merge(ours: Mapping[str, Json], theirs: Mapping[str, Json], tmp_path: Path) -> None:
    text = merged(tmp_path, BASE, ours, theirs)
    assert text is not None
    both = {key: ours.get(key, one) if ours.get(key) != BASE.get(key) else one for key, one in theirs.items()}
    both |= {key: one for key, one in ours.items() if key not in BASE}
    lock = parse_lock(text, "lock")
    again = name_schemas(both, lock)
    assert not again.codes()
    assert print_lock(locked(again)) == text


def test_a_conflict_stays_in_one_place_and_is_told_as_one(tmp_path: Path) -> None:
    assert merged(tmp_path, BASE, {**BASE, "Cat": obj(a=ENUM)}, {**BASE, "Cow": obj(b=ENUM)}) is None
    text = (tmp_path / "shop.names.lock").read_text()
    with pytest.raises(ConfigErrors) as caught:
        parse_lock(text, "lock")
    assert {one.message for one in caught.value.diagnostics} == {"A merge left a conflict here."}
    assert all("run `codegen generate`" in (one.help or "") for one in caught.value.diagnostics)
    assert {one.position for one in caught.value.diagnostics} == {
        (number, 1) for number, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<<")
    }
    both = "".join(line for line in text.splitlines(keepends=True) if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>"))
    assert {"Cat", "CatA", "Cow", "CowB"} < set(living(parse_lock(both, "lock")))


# --- events ---------------------------------------------------------------------------------------------------------


def test_what_the_lock_declares_stays_named_and_a_new_place_is_added() -> None:
    lock = lock_of({"Car": obj(door=obj())})
    named = name_schemas({"Car": obj(door=obj()), "CarDoor": obj()}, lock)
    assert named.by_anchor() == {
        f"{SCHEMAS}/Car": "Car",
        f"{SCHEMAS}/Car/properties/door": "CarDoor",
        f"{SCHEMAS}/CarDoor": "CarDoorSchema",
    }
    assert step(lock, locked(named)).added == ("CarDoorSchema",)


def test_a_place_that_moved_is_told_once_with_what_is_below() -> None:
    car = obj(door=obj(lock=ENUM))
    named = name_schemas({"Auto": car}, lock_of({"Car": car}))
    assert set(named.by_anchor().values()) == {"Car", "CarDoor", "CarDoorLock"}
    assert named.codes() == ["name-moved"]
    assert not step(named.names.lock, locked(named)).renamed
    assert not name_schemas({"Auto": car}, locked(named)).codes()


def test_of_several_places_none_takes_the_name_and_it_retires() -> None:
    lock = lock_of({"Car": obj(a=ENUM)})
    named = name_schemas({"Auto": obj(a=ENUM), "Wagon": obj(a=ENUM)}, lock)
    assert "name-ambiguous-move" in named.codes()
    assert {one.name for one in locked(named).retired} == {"Car", "CarA"}
    assert step(lock, locked(named)).retired == ("Car", "CarA")


def test_a_retired_name_waits_for_its_place() -> None:
    lock = lock_of({"Car": obj(door=obj())})
    gone = locked(name_schemas({"Car": obj(x=ENUM)}, lock))
    assert [one.name for one in gone.retired] == ["CarDoor"]
    assert "CarDoor" in living(locked(name_schemas({"Car": obj(door=obj(other=ENUM))}, gone)))


def told(schemas: Mapping[str, Json], lock: Lock, names: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Return what is told of names that mean something else than the lock knows, and of nothing else."""
    spec = name_schemas(schemas).spec
    chosen = tuple(Override(at=f"{SCHEMAS}/{at}", name=name) for at, name in names.items())
    found = lower(spec, resolve(spec), lock, Options(package="x", names=chosen))
    return [one.message for one in found.diagnostics if one.code == "name-reused"]


def stepped(*schemas: Mapping[str, Json]) -> Lock:
    """Return the lock after a run for each."""
    lock = NO_NAMES
    for one in schemas:
        lock = lowered(one, lock)[0]
    return lock


WIDE, LONG = {"enum": ["a", "b", "c", "d"]}, {"enum": ["a", "b", "c", "e"]}


@pytest.mark.parametrize(
    ("lock", "now", "names", "want"),
    [
        pytest.param(
            stepped({"Bus": obj(), "car": obj(a=ENUM)}, {"Bus": obj()}),
            {"Bus": obj(), "Car": obj(b=ENUM)},
            {},
            [f"`Car` was the name of {SCHEMAS}/car, whose content was another."],
            id="a component takes a name that retired",
        ),
        pytest.param(
            stepped({"Bus": obj(), "car": obj(a=ENUM)}),
            {"Bus": obj(), "Car": obj(b=ENUM)},
            {},
            [f"`Car` was the name of {SCHEMAS}/car, whose content was another."],
            id="and at once",
        ),
        pytest.param(
            stepped({"Car": obj(a=ENUM)}, {"Bus": obj()}),
            {"Bus": obj(), "Car": obj(b=ENUM)},
            {},
            ["`Car` is back with other content than it had."],
            id="the same key comes back",
        ),
        pytest.param(
            stepped({"Car": obj(a=obj(b=obj()))}, {"Bus": obj()}),
            {"Bus": obj(), "Car": obj(c=ENUM, a=obj(b=obj(c=ENUM)))},
            {},
            ["`Car` is back with other content than it had."],
            id="with what is below it told once",
        ),
        pytest.param(
            stepped({"Car": obj(a=obj())}, {"Car": obj(b=ENUM)}),
            {"Car": obj(a=obj(z=ENUM))},
            {},
            ["`CarA` is back with other content than it had."],
            id="something inline comes back",
        ),
        pytest.param(
            stepped({"Old": obj(a=ENUM)}, {"New": obj(a=ENUM)}),
            {"New": obj(a=ENUM), "Other": obj(b=ENUM)},
            {"New": "New", "Other": "Old"},
            [f"`Old` was the name of {SCHEMAS}/New, which is `New` now."],
            id="a name goes from a living place to another",
        ),
        pytest.param(
            stepped({"Car": obj(a=ENUM), "Bus": obj(b=ENUM)}),
            {"Car": obj(a=ENUM), "Bus": obj(b=ENUM)},
            {"Car": "Bus", "Bus": "Car"},
            [
                f"`Car` was the name of {SCHEMAS}/Car, which is `Bus` now.",
                f"`Bus` was the name of {SCHEMAS}/Bus, which is `Car` now.",
            ],
            id="two names change places",
        ),
        pytest.param(stepped({"Car": obj(a=ENUM)}), {"Car": obj(b=ENUM)}, {}, [], id="a living place is edited"),
        pytest.param(
            stepped({"Car": obj(a=ENUM)}, {"Bus": obj()}),
            {"Bus": obj(), "Car": {**obj(a=ENUM), "description": "Prose."}},
            {},
            [],
            id="the same comes back with other prose",
        ),
        pytest.param(
            stepped({"Old": obj(a=ENUM)}),
            {"New": obj(a=ENUM)},
            {"New": "Old"},
            [],
            id="a place moves and keeps its name",
        ),
        pytest.param(
            stepped({"Car": obj(a=obj(b=WIDE))}),
            {"Car": obj(a={"$ref": f"{SCHEMAS}/CarA"}), "CarA": obj(b=WIDE)},
            {},
            [],
            id="what was inline is a component with its content and name",
        ),
        pytest.param(
            stepped({"Car": obj(a=WIDE)}, {"Car": obj(b=ENUM)}),
            {"Car": obj(a=ENUM)},
            {},
            [],
            id="what comes back is declared no more",
        ),
    ],
)
def test_a_name_that_means_something_else_is_told(
    lock: Lock, now: Mapping[str, Json], names: Mapping[str, str], want: list[str]
) -> None:
    assert sorted(told(now, lock, names)) == sorted(want)


def test_what_was_told_of_a_name_is_told_once() -> None:
    lock = stepped({"Old": obj(a=ENUM)}, {"New": obj(a=ENUM)}, {"New": obj(a=ENUM), "Old": obj(b=ENUM)})
    assert living(lock) == ["Old", "OldSchema"]
    lock = stepped({"car": obj(a=ENUM)}, {"Bus": obj()}, {"Bus": obj(), "Car": obj(b=ENUM)})
    assert not told({"Bus": obj(), "Car": obj(b=ENUM)}, lock)
    assert "Car" not in {one.name for one in lock.retired}


def operation(path: str, id: str, **more: Json) -> Mapping[str, Json]:
    parameters: Json = [{"in": "query", "name": "q", "schema": {"enum": ["a", "b", "c", "d"]}}]
    answer: Json = {"200": body(obj(seat=obj(), **more))}
    return {path: {"get": {"operationId": id, "parameters": parameters, "responses": answer}}}


def test_an_operation_with_another_path_and_the_same_id_keeps_its_names_whatever_is_in_it() -> None:
    want = {"FindQueryParams", "FindQ", "FindResponse", "FindResponseSeat"}
    lock = locked(name_tree({"paths": operation("/pets", "find")}))
    assert set(living(lock)) == want
    for more in ({}, {"other": {"type": "string"}}):
        named = name_tree({"paths": operation("/v2/pets", "find", **more)}, lock)
        assert set(named.by_anchor().values()) == want
        assert named.codes() == ["name-moved"] * 3
        assert not locked(named).retired


def test_an_operation_that_took_the_id_of_another_is_not_taken_for_it() -> None:
    lock = locked(name_tree({"paths": {**operation("/pets", "find"), **operation("/cats", "list")}}))
    paths = {**operation("/pets", "list"), **operation("/cats", "find")}
    named = name_tree({"paths": paths}, lock)
    assert named.parameters("#/paths/~1pets/get", "query") == "FindQueryParams"


def bodies(*schemas: Json) -> Named:
    media = ("application/json", "multipart/form-data")
    content = {one: {"schema": schema} for one, schema in zip(media, schemas, strict=False)}
    return name_tree({"paths": {"/a": {"post": {"operationId": "add", "requestBody": {"content": content}}}}})


def test_one_place_described_twice_has_a_line_each_and_may_part() -> None:
    lock = locked(bodies(obj(a=ENUM), obj(a=ENUM)))
    assert living(lock) == ["AddRequest", "AddRequestA", "AddRequest"]
    assert parse_lock(print_lock(lock), "lock") == lock
    media = {"application/json": {"schema": obj(a=ENUM)}, "multipart/form-data": {"schema": obj(b=ENUM)}}
    paths = {"/a": {"post": {"operationId": "add", "requestBody": {"content": media}}}}
    named = name_tree({"paths": paths}, lock)
    assert {"AddRequest", "AddMultipartRequest"} < set(named.by_anchor().values())
    assert named.codes() == ["name-split"]
    assert not name_tree({"paths": paths}, locked(named)).codes()


def test_a_lock_of_earlier_laws_keeps_its_names_and_tells_which_would_be_others() -> None:
    old = lock_of({"Car": obj(door=obj())})
    entry = old.entries[f"{SCHEMAS}/Car/properties/door"]
    old = Lock.of((*old.entries.values(), replace(entry, name="DoorOfCar")), laws=0)
    named = name_schemas({"Car": obj(door=obj())}, old)
    assert named.at(entry.anchor) == "DoorOfCar"
    (note,) = named.names.diagnostics
    assert note.code == "names-outdated"
    assert "today's give `CarDoor`" in note.message
    assert locked(named).laws == 0
    assert locked(name_schemas({"Car": obj(door=obj())}, lock_of({"Car": obj()}))).laws == 1


def test_attributes_and_members_that_others_could_take_are_pinned() -> None:
    text: Json = {"type": "string"}
    votes: Json = {"enum": ["+1", "*", "a-b", "c", "_d"]}
    car = obj(_links=text, name=text, **{"class": text, "seat-no": text})
    lock, inside = lowered({"Car": car, "Vote": votes}, NO_NAMES)
    assert inside == {"Car": ["links", "name", "class_", "seat_no"], "Vote": ["PLUS_1", "ASTERISK", "A_B", "C", "D"]}
    assert [line.strip() for line in print_lock(lock).splitlines() if "\t." in line.strip()] == [
        "._links\t.links",
        ".class\t.class_",
        'enum/"*"\t.ASTERISK',
        'enum/"+1"\t.PLUS_1',
        'enum/"_d"\t.D',
    ]
    assert parse_lock(print_lock(lock), "lock") == lock
    car = obj(links=text, _links=text, name=text, **{"class": text, "class_": text, "seat-no": text})
    more: dict[str, Json] = {"Car": car, "Vote": {"enum": ["d", "plus-1", "+1", "*", "a-b", "c", "_d"]}}
    after, inside = lowered(more, lock)
    assert inside["Car"] == ["field_links", "links", "name", "class_", "class_underscore", "seat_no"]
    assert inside["Vote"] == ["d", "PLUS_DASH_1", "PLUS_1", "ASTERISK", "A_B", "C", "D"]
    assert lowered(more, after)[0] == after
    assert lowered(more, NO_NAMES)[1]["Car"][:2] == ["links", "underscore_links"]


def test_a_deleted_line_is_the_reset_of_one_name() -> None:
    schemas = {"Car": obj(door=obj(lock=ENUM))}
    text = print_lock(lock_of(schemas)).replace("+Door\t", "+Gate\t")
    assert name_schemas(schemas, parse_lock(text, "lock")).at(f"{SCHEMAS}/Car/properties/door") == "CarGate"
    rest = "".join(line for line in text.splitlines(keepends=True) if "+Gate" not in line)
    named = name_schemas(schemas, parse_lock(rest, "lock"))
    assert list(named.by_anchor().values()) == ["Car", "CarDoor", "CarDoorLock"]


def test_attributes_of_a_type_that_is_gone_wait_for_it() -> None:
    text: Json = {"type": "string"}
    car, more = obj(_links=text, name=text), obj(links=text, _links=text, name=text)
    votes: Json = {"enum": ["+1", "*", "a-b", "c"]}
    lock = stepped({"Car": car, "Vote": votes}, {"Bus": obj()})
    text_of = print_lock(lock)
    assert [line.strip() for line in text_of.splitlines() if "\t." in line.strip()] == [
        "._links\t.links",
        'enum/"*"\t.ASTERISK',
        'enum/"+1"\t.PLUS_1',
    ]
    assert parse_lock(text_of, "lock") == lock
    back = {"Bus": obj(), "Car": more, "Vote": {"enum": ["+1", "plus-1", "*", "a-b"]}}
    found, inside = lowered(back, parse_lock(text_of, "lock"))
    assert inside["Car"] == ["field_links", "links", "name"]
    assert inside["Vote"] == ["PLUS_1", "PLUS_DASH_1", "ASTERISK", "A_B"]
    assert lowered(back, found)[0] == found


def test_attributes_of_a_type_that_moved_and_is_gone_stay_at_its_last_place() -> None:
    car = obj(_links={"type": "string"}, a=ENUM)
    lock = stepped({"Car": car}, {"Auto": car}, {"Bus": obj()})
    assert list(lock.inside) == [(f"{SCHEMAS}/Auto", "properties/_links")]
