from pydantic_extra_ignore.pydantic import Cat, Closed, Counts, Dog, Few, Needs, Sealed, from_json, to_json

assert to_json(from_json(Cat, {"petType": "cat", "x": 1, "lives_left": 2})) == {"petType": "cat"}
assert to_json(from_json(Dog, {"petType": "dog", "name": "Rex", "x": 1})) == {"petType": "dog", "name": "Rex"}
assert to_json(from_json(Closed, {"a": 1, "b": 2})) == {"a": 1}
assert from_json(Counts, {"total": 1, "x": 2}).additional_properties == {"x": 2}

# What is dropped still counts where rules ask for it.
assert to_json(from_json(Needs, {"fromDay": 1, "toDay": 2})) == {"fromDay": 1}
assert to_json(from_json(Needs, {"inside": [{"name": "x", "main": 1}]})) == {"inside": [{"name": "x"}]}

# So does a key that is called as the attribute of another property; a constructor's arguments are attributes.
assert to_json(from_json(Few, {"firstOne": 1, "first_one": 2})) == {"firstOne": 1}
assert to_json(Few(first_one=1, second_one=2)) == {"firstOne": 1, "secondOne": 2}

# What closes an object by a rule gives way as `additionalProperties: false` does.
assert to_json(from_json(Sealed, {"mode": "fast", "speed": 1, "more": 2})) == {"mode": "fast"}
