from pydantic_extra_ignore.pydantic import Cat, Closed, Counts, Dog, Needs, from_json, to_json

assert to_json(from_json(Cat, {"petType": "cat", "x": 1, "lives_left": 2})) == {"petType": "cat"}
assert to_json(from_json(Dog, {"petType": "dog", "name": "Rex", "x": 1})) == {"petType": "dog", "name": "Rex"}
assert to_json(from_json(Closed, {"a": 1, "b": 2})) == {"a": 1}
assert from_json(Counts, {"total": 1, "x": 2}).additional_properties == {"x": 2}

# What is dropped still counts where rules ask for it.
assert to_json(from_json(Needs, {"fromDay": 1, "toDay": 2})) == {"fromDay": 1}
assert to_json(from_json(Needs, {"inside": [{"name": "x", "main": 1}]})) == {"inside": [{"name": "x"}]}
