from pydantic_frozen.pydantic import Cat, Dog, from_json, to_json

one = from_json(Cat, {"petType": "cat", "livesLeft": 9})
assert one == Cat(lives_left=9)
assert {one: 1}[Cat(lives_left=9)] == 1
assert to_json(one.model_copy(update={"lives_left": 8})) == {"petType": "cat", "livesLeft": 8}
try:
    setattr(one, "lives_left", 3)
except ValueError:
    pass
else:
    raise AssertionError("changed")


class Named(Dog, frozen=True):
    given: str


assert to_json(Named(given="x", name="Rex")) == {"petType": "dog", "given": "x", "name": "Rex"}
