from required_and_null_defaults_of_references import dataclass, pydantic

empty = pydantic.from_json(pydantic.Order, {})
assert (empty.state, empty.tags, empty.limit, empty.model_fields_set) == (None, None, None, set())
assert pydantic.to_json(empty) == {} == empty.model_dump(exclude_unset=True)
null = pydantic.from_json(pydantic.Order, {"limit": None})
assert pydantic.to_json(null) == {"limit": None} and null.model_fields_set == {"limit"}
assert dataclass.from_json(dataclass.Order, {}).limit is dataclass.UNSET
assert dataclass.from_json(dataclass.Order, {"limit": None}).limit is None
