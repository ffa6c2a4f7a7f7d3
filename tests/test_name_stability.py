"""Edits that have nothing to do with a name do not change it; with a lock, no edit does."""

import functools
from pathlib import Path

import pytest
from support.edits import CONTESTING, KINDS
from support.shared import shared
from support.stability import Original, Outcome

from codegen.loader.load import load

OWN = Path(__file__).with_name("names_to_edit.yaml")
REAL = {
    "openai": ("openai/openapi.yaml", 200, 50),
    "github": ("github/api.github.com.json", 200, 100),
    "box": ("box/openapi.json", 200, 40),
    "workos": ("workos/open-api-spec.yaml", 200, 50),
}
"""Description, edits, and how many of them are made at once; `tools/names.py` makes them in smaller batches."""


@functools.cache
def own() -> Original:
    return Original.of(load(str(OWN)))


@functools.cache
def unrelated() -> Outcome:
    return own().edited(400, 4, KINDS)


def test_every_kind_of_edit_is_made() -> None:
    assert unrelated().edits == 400
    assert unrelated().kinds.keys() == KINDS.keys()


def test_unrelated_edits_change_no_name() -> None:
    assert unrelated().without == []


def test_unrelated_edits_change_no_locked_name() -> None:
    assert unrelated().locked == []


def test_edits_that_contest_names_change_no_locked_name() -> None:
    found = own().edited(60, 1, CONTESTING)
    assert found.kinds.keys() == CONTESTING.keys()
    assert found.without != []
    assert found.locked == []


def test_the_lock_recognizes_renamed_components_and_what_is_in_them() -> None:
    places, inside, elsewhere = own().renamed(4)
    assert places > 4
    assert inside == elsewhere == {}


@pytest.mark.parametrize("slug", REAL)
def test_edits_of_real_descriptions_change_no_name_with_a_lock_or_without(slug: str) -> None:
    path, edits, batch = REAL[slug]
    found = Original.of(load(str(shared("specs", *path.split("/"))))).edited(edits, batch, KINDS)
    assert found.edits == edits
    assert found.without == []
    assert found.locked == []
