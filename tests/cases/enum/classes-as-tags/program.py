from typing import assert_never

from enum_classes_as_tags import dataclass, pydantic
from enum_classes_as_tags.pydantic import Animal, Bird, Canine, Feline, Kind, Other, from_json


def told(animal: Animal) -> bool | str:
    if animal.kind == "lion":
        return animal.mane
    return animal.kind


def deep(other: Other) -> int | None:
    match other.kind:
        case "fish":
            return other.depth
        case "bird":
            return None
        case _:
            assert_never(other)


def plain(other: dataclass.Other) -> object:
    match other.kind:
        case "fish":
            return other.depth
        case "bird":
            return other.next
        case _:
            assert_never(other)


assert told(from_json(Animal, {"kind": "lion", "mane": True})) is True
assert told(Canine(kind="wolf")) == "wolf"
assert Feline(kind="cat").kind == pydantic.Cats.CAT.value
assert deep(from_json(Other, {"kind": "fish", "depth": 3})) == 3
assert Bird(next=Kind.FISH).next is Kind.FISH
assert plain(dataclass.from_json(dataclass.Other, {"kind": "bird", "next": "fish"})) is dataclass.Kind.FISH
