"""docs/semantics.md says what the flavours do, and all of JSON Schema's keywords stand in it."""

import json
from pathlib import Path

import jsonschema
import pytest
from support.semantics import PAGE, Row, measured, page, rows

ASSERTIONS = frozenset(
    """
    type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
    maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired
    allOf anyOf oneOf not if dependentSchemas prefixItems items contains properties patternProperties
    additionalProperties propertyNames unevaluatedItems unevaluatedProperties
    """.split()
)
"""The keywords of JSON Schema 2020-12 that assert something (Core 10 and 11, Validation 6)."""


def test_the_page_says_what_was_measured(tmp_path: Path) -> None:
    assert PAGE.read_text("utf-8") == page(measured(tmp_path)), "run `make snapshots`, and read the diff"


def test_every_keyword_that_asserts_something_has_a_row() -> None:
    told = {row.keyword.partition(":")[0] for row in rows()}
    assert not ASSERTIONS - told


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name} {row.keyword}")
def test_a_row_has_values_of_both_kinds_that_the_judge_agrees_on(row: Row) -> None:
    schemas = {"$defs": row.schemas, "$ref": f"#/$defs/{row.name}"}
    text = json.dumps(schemas).replace("#/components/schemas/", "#/$defs/")
    judge = jsonschema.Draft202012Validator(json.loads(text))
    assert row.valid
    assert row.invalid
    if row.keyword != "multipleOf":  # the judge divides floats
        assert all(map(judge.is_valid, row.valid))
    if not row.keyword.startswith(("format", "discriminator", "pattern")):  # these the judge takes more lightly
        assert not any(map(judge.is_valid, row.invalid))
