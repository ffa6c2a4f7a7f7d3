"""Open unions take what later versions send, and give it back; what is known stays as strict as it was."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from support.cases import all_cases, outcome, write_packages
from support.load_and_dump import same_json
from support.shared import shared

from codegen.config import Flavour, Options
from codegen.ir.declarations import Unknown
from codegen.ir.types import Integer
from codegen.loader.document import Json
from codegen.options import Openness
from codegen.pipeline import generate
from codegen.publisher.publish import publish

REAL = {"openai": ("openai", "openapi.yaml"), "github": ("github", "api.github.com.json")}
TAGS = st.one_of(st.text(), st.integers())
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=6,
)
KEYS = st.text() | st.sampled_from(("wire_type", "additional_properties", "known_tags_", "self", "url", "tags_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package with open unions, imported."""

    unknowns: tuple[Unknown, ...]
    pydantic: ModuleType
    dataclass: ModuleType


# --- any unknown object -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    """The package of the first case."""
    case = next(one for one in all_cases() if one.name == "open/unions")
    tree = outcome(case).tree
    assert tree is not None
    folder = tmp_path_factory.mktemp("parts")
    write_packages(folder, {case.package: tree})
    yield from _imported(folder, case.package, ())


@given(tag=st.text(), rest=st.dictionaries(KEYS, VALUES, max_size=4))
@settings(max_examples=300, deadline=None)
def test_an_object_with_another_tag_goes_out_as_it_came_in(parts: Package, tag: str, rest: dict[str, Json]) -> None:
    document: Json = {**rest, "type": tag}
    for flavour in (parts.pydantic, parts.dataclass):
        try:
            part = flavour.from_json(flavour.ContentPart, document)
        except (ValidationError, parts.dataclass.LoadError):
            assert tag in ("text", "image")
            continue
        assert isinstance(part, flavour.ContentPartUnknown) == (tag not in ("text", "image"))
        assert same_json(flavour.to_json(part), document)
        if isinstance(part, BaseModel):
            assert same_json(part.model_dump(mode="json", by_alias=True, exclude_unset=True), document)


@given(document=st.dictionaries(KEYS | st.just("type"), VALUES | st.sampled_from(("text", "image")), max_size=4))
@settings(max_examples=300, deadline=None)
def test_the_json_schema_of_an_open_union_takes_what_loading_takes(parts: Package, document: dict[str, Json]) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(parts.pydantic.ContentPart)
    judge = jsonschema.Draft202012Validator(adapter.json_schema())
    for flavour in (parts.pydantic, parts.dataclass):
        try:
            flavour.from_json(flavour.ContentPart, document)
            taken = True
        except (ValidationError, parts.dataclass.LoadError):
            taken = False
        assert taken == judge.is_valid(document)


# --- real descriptions --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=sorted(REAL))
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    """The package of a real description whose responses are open."""
    name = f"open_{request.param}"
    flavours = (Flavour.PYDANTIC, Flavour.DATACLASS)
    options = Options(package=name, flavours=flavours, open=Openness.OUTPUT)
    made = generate(str(shared("specs", *REAL[request.param])), options)
    folder = tmp_path_factory.mktemp(name)
    publish(made.tree, folder / name)
    unknowns = tuple(one for one in made.lowered.package.declarations.values() if isinstance(one, Unknown))
    assert len(unknowns) == made.lowered.open_unions > 0
    yield from _imported(folder, name, unknowns)


def test_every_open_union_of_a_real_description_keeps_what_it_does_not_know(real: Package) -> None:
    for one in real.unknowns:
        tag: Json = 4711 if isinstance(one.type, Integer) else "of.a.later.version"
        document: Json = {one.key: tag, "wire_type": [None, {"a": 1.5}], "of": {"type": "text"}}
        for flavour in (real.pydantic, real.dataclass):
            loaded = flavour.from_json(getattr(flavour, one.union), document)
            assert type(loaded).__name__ == one.name
            assert same_json(flavour.to_json(loaded), document), one.name


def test_no_known_tag_of_a_real_description_is_ever_taken_for_unknown(real: Package) -> None:
    for one in real.unknowns:
        for tag in one.known:
            for flavour in (real.pydantic, real.dataclass):
                try:
                    loaded = flavour.from_json(getattr(flavour, one.union), {one.key: tag})
                except (ValidationError, real.dataclass.LoadError):
                    continue
                assert type(loaded).__name__ != one.name


def _imported(folder: Path, package: str, unknowns: tuple[Unknown, ...]) -> Iterator[Package]:
    sys.path.insert(0, str(folder))
    try:
        modules = {flavour: import_module(f"{package}.{flavour}") for flavour in ("pydantic", "dataclass")}
        yield Package(unknowns=unknowns, **modules)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]
