"""The JSON Schema of a model names what its rules name: a class of integers, a model with rules, itself."""

from pydantic import TypeAdapter

from enum_classes_in_rules.pydantic import Holder, Pick

found = Holder.model_json_schema()
assert found["$defs"]["Holder"]["allOf"][1]["properties"]["level"] == {"enum": [1, 2], "title": "Level"}
assert found["$defs"]["Sub"]["not"] == {"required": ["b"]}
assert TypeAdapter(Pick).json_schema()["not"]["anyOf"][0] == {"enum": [1, 2], "title": "Level"}
