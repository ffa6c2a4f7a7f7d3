"""Frozen objects have a hash: fields that hold lists or dicts take no part in it. Without slots they have a `__dict__`."""

from dataclasses import FrozenInstanceError, replace

from dataclass_frozen.dataclass import Cat, Dog, Named, from_json

cat = from_json(Cat, {"kind": "cat", "name": "a", "lives": 9, "toys": ["mouse"], "friend": {"name": "b"}, "x": 1})
assert len({cat, replace(cat), replace(cat, lives=8), Dog(), Dog()}) == 3
assert isinstance(cat, Named)
assert vars(Dog()) == {"kind": "dog"}
try:
    setattr(cat, "lives", 1)
except FrozenInstanceError:
    pass
else:
    raise AssertionError
