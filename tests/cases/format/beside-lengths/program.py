"""Values made in Python have no text yet, so only their type counts."""

from datetime import date

from format_beside_lengths.pydantic import Sample, from_json, to_json

loaded = from_json(Sample, {"day": "2024-01-02"})
made = Sample(day=date(2024, 1, 2))
year: int = made.day.year
assert loaded == made
assert to_json(made) == {"day": "2024-01-02"}
assert Sample.model_json_schema()["properties"]["day"] == {
    "format": "date",
    "maxLength": 10,
    "pattern": "^20",
    "title": "Day",
    "type": "string",
}
