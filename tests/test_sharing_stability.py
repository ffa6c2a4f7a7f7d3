"""Sharing, the lock and chosen names together, over random edits: sharing has no say in any name."""

import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from support.edits import CONTESTING, KINDS, edit, sheet
from support.naming import array, obj
from support.stability import Original

from codegen.loader.document import DocumentGraph, Json
from codegen.loader.load import load
from codegen.lowering.lock import NO_NAMES, Lock
from codegen.lowering.lock_text import parse_lock, print_lock
from codegen.lowering.lower import Lowering, lower
from codegen.normalizer.normalize import normalize
from codegen.options import Options, Override, Share
from codegen.resolver.resolve import resolve

OWN = Path(__file__).with_name("names_to_edit.yaml")
SCHEMAS = "#/components/schemas"
COLOURS: Json = {"enum": ["red", "green", "blue", "black"]}
ADDRESS = obj(city={"type": "string"}, colour=COLOURS, lines=array(obj(text={"type": "string"})))
EQUAL: Mapping[str, Json] = {
    "Depot": obj(near=ADDRESS, far=ADDRESS),
    "Fleet": obj(home=ADDRESS, parts=array(obj(place=ADDRESS, colour=COLOURS))),
    "Trip": {"oneOf": [obj(kind={"const": one}, start=ADDRESS) for one in ("bike", "boat")]},
}
AT = {f"{SCHEMAS}/Depot/properties/near": "Address", f"{SCHEMAS}/Trip/oneOf{{kind=boat}}/properties/start": "Quay"}


@functools.cache
def original() -> Original:
    graph = load(str(OWN))
    tree = graph.root.tree
    assert isinstance(tree, dict)
    components = tree["components"]
    assert isinstance(components, dict)
    schemas = components["schemas"]
    assert isinstance(schemas, dict)
    return Original.of(_with(graph, {**tree, "components": {**components, "schemas": {**schemas, **EQUAL}}}))


def _with(graph: DocumentGraph, tree: Json) -> DocumentGraph:
    return replace(graph, documents={**graph.documents, graph.entry: replace(graph.root, tree=tree)})


def lowered(tree: Json, share: Share, lock: Lock = NO_NAMES, names: Mapping[str, str] | None = None) -> Lowering:
    spec = normalize(_with(original().graph, tree))
    chosen = tuple(Override(at=at, name=name) for at, name in (names or {}).items())
    return lower(spec, resolve(spec), lock, Options(package="x", share=share, names=chosen))


def lock_of(found: Lowering) -> str:
    assert found.lock is not None
    return print_lock(found.lock)


def groups(found: Lowering) -> dict[str, set[str]]:
    """Return the names that share each body, the body among them."""
    made: dict[str, set[str]] = {}
    for name, body in found.bodies.items():
        made.setdefault(body, {body}).add(name)
    return made


def edited(seed: int) -> Json:
    kinds = {**KINDS, **CONTESTING}
    page = sheet(original().tree, original().named, Random(seed))
    edit(page, 6, kinds)
    return page.tree


@functools.cache
def before() -> Lowering:
    return lowered(original().tree, Share.ALIAS)


def test_the_equal_places_share_bodies_to_begin_with() -> None:
    assert {"DepotFar", "DepotNear", "FleetHome"} <= groups(before())["DepotFar"]
    assert len(groups(before())) > 1


@pytest.mark.parametrize("seed", range(30))
def test_sharing_changes_no_name_and_no_line_of_the_lock_whatever_is_edited(seed: int) -> None:
    tree, lock = edited(seed), before().lock
    assert lock is not None
    for held in (NO_NAMES, lock):
        apart, shared = lowered(tree, Share.NONE, held), lowered(tree, Share.ALIAS, held)
        assert apart.package.declarations.keys() == shared.package.declarations.keys()
        assert lock_of(apart) == lock_of(shared)
        again = lowered(tree, Share.ALIAS, parse_lock(lock_of(shared), "lock"))
        assert lock_of(again) == lock_of(shared)
        assert again.bodies == shared.bodies


@pytest.mark.parametrize("seed", range(30))
def test_no_edit_elsewhere_changes_which_name_is_the_body(seed: int) -> None:
    lock = before().lock
    assert lock is not None
    after = groups(lowered(edited(seed), Share.ALIAS, lock))
    for body, names in groups(before()).items():
        left = [other for other, found in after.items() if body in found and found <= names]
        assert left in ([], [body])


@pytest.mark.parametrize("seed", range(10))
def test_a_name_chosen_for_one_of_the_places_that_share_changes_no_other_name(seed: int) -> None:
    tree = edited(seed)
    lock = lowered(tree, Share.NONE).lock
    assert lock is not None
    plain = {one.anchor: one.text for one in lowered(tree, Share.ALIAS, lock).names.types.values()}
    names = {at: name for at, name in AT.items() if at in plain}
    apart, shared = (lowered(tree, one, lock, names) for one in (Share.NONE, Share.ALIAS))
    assert lock_of(apart) == lock_of(shared)
    assert not [one for one in shared.diagnostics if one.code.startswith(("override", "name-"))]
    chosen = {one.anchor: one.text for one in shared.names.types.values()}
    assert {at: chosen[at] for at in names} == names
    inside = tuple(f"{at}/" for at in names)
    elsewhere = {at for at in plain if at not in names and not at.startswith(inside)}
    assert {at: plain[at] for at in elsewhere} == {at: chosen[at] for at in elsewhere}


def test_a_name_for_all_of_them_and_an_alias_for_each_come_to_the_same_declarations() -> None:
    at = ("Depot/properties/near", "Depot/properties/far", "Fleet/properties/home")
    names = {f"{SCHEMAS}/{one}": "Address" for one in at}
    found = lowered(original().tree, Share.ALIAS, names=names)
    assert "Address" in found.package.declarations
    assert not {"DepotNear", "DepotFar", "FleetHome"} & found.package.declarations.keys()
    assert found.bodies["FleetPartPlace"] == "Address"
    assert lock_of(found) == lock_of(lowered(original().tree, Share.NONE, names=names))
