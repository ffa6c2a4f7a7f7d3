from pydantic_field_descriptions.pydantic import Note

schema = Note.model_json_schema()["properties"]
assert schema["kind"]["description"] == "Always note."
assert schema["noteText"] == {
    "title": "Text",
    "description": 'Says """much""", or \\N{DASH}\n\n* a list\n* {braces}',
    "examples": ["one", 'two "quoted"'],
    "type": "string",
}
assert schema["old"]["description"] == "Only a title" and schema["old"]["deprecated"]
assert schema["tags"]["examples"] == [["a", "b"], None]
assert [schema[key].get("format") for key in ("secret", "count", "strange", "plain")] == ["password", "int32", "x-strange", None]
assert schema["day"] == {"format": "date", "title": "Day", "type": "string"}
assert Note(note_text="x").kind == "note"
