from typing import assert_never

from discriminator_hierarchy import dataclass, pydantic, typeddict


def of_typeddict(animal: typeddict.Animal) -> str:
    if animal["kind"] == "dog":
        dog: typeddict.Dog = animal
        return dog["name"]
    else:
        cat: typeddict.Cat = animal
        return cat["kind"]


def of_pydantic(animal: pydantic.Animal) -> str:
    match animal:
        case pydantic.Cat():
            return animal.name
        case pydantic.Dog():
            return by_base(animal)
        case _:
            assert_never(animal)


def by_base(animal: pydantic.AnimalBase) -> str:
    return animal.name


def of_dataclass(animal: dataclass.Animal) -> str:
    base: dataclass.AnimalBase = animal
    return base.name


assert of_typeddict({"kind": "dog", "name": "a", "tricks": 1}) == "a"
assert of_pydantic(pydantic.Dog(name="b")) == "b"
assert of_dataclass(dataclass.Cat(kind="lion", name="c")) == "c"
