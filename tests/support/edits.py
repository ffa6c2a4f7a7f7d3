"""Random edits of a description that have nothing to do with most of its names, and some that contest them.

An edited description is a copy whose schemas carry the place they had (`x-place`): whatever is reordered around them,
names can be compared place by place. Extensions are no part of a digest, so the mark changes nothing.

An edit is unrelated where the laws say that only what it touches may be called otherwise. Left out are therefore, for
adding and removing, unions with a variant that only its keys, kind or types tell apart (law 7 looks at those of all
siblings), bodies in several media types (law 11), and places that have a name which another place wanted (law 10).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from support.naming import Named

from codegen.loader.document import Json
from codegen.location import Location, escape, tokens

MARK = "x-place"
_WORDS = "amber birch cedar dune ember fjord glade heron iris jasper kelp lichen moss nettle otter pebble quill".split()
_VARIANT = re.compile(r"^(.*)/(?:oneOf|anyOf)/[\d+]+(?:/allOf/\d+)*$")
_HOLDER = re.compile(r"belongs to (\S+)\.")
_BY_SIBLINGS = re.compile(r"^A variant of \S+ by its (?:key|kind|type)\.")
_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(slots=True, kw_only=True)
class Spot:
    """A schema of the copy that has a name, and the lists and objects it stands in, the outermost first."""

    pointer: str
    node: dict[str, Json]
    above: list[Json]


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A copy of a description to be edited, and what the edits so far did away with."""

    tree: dict[str, Json]
    random: Random
    spots: list[Spot]
    bound: frozenset[str]
    """Pointers that must stay as they are for the laws' sake; see above."""
    taken: str
    """All names that there are, in one text."""
    targets: Counter[str]
    """How often each reference occurs."""
    gone: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def choose(self, fits: Callable[[Spot], bool]) -> Spot | None:
        """Return a random living spot that fits."""
        for _ in range(400):
            spot = self.random.choice(self.spots)
            if fits(spot) and not is_below(spot.pointer, self.gone):
                return spot
        return None

    def word(self) -> str:
        """Return a new word that no name has in it."""
        while True:
            found = "".join(self.random.choice(_WORDS).capitalize() for _ in range(2))
            if found not in self.taken:
                self.taken += f" {found}"
                return found

    def is_target(self, pointer: str) -> bool:
        """Tell whether a reference leads to a place or below it."""
        start = f"#{pointer}"
        return any(one == start or one.startswith(f"{start}/") for one in self.targets)


def is_below(pointer: str, gone: list[str]) -> bool:
    """Tell whether a place is, or was inside, one of those that are gone."""
    return any(pointer == one or pointer.startswith(f"{one}/") for one in gone)


def marked(tree: Json, named: Named) -> dict[str, Json]:
    """Return a copy of a description in which each schema with a name carries its place."""
    copy = json.loads(json.dumps(tree))
    parts = [one for several in named.spec.combined.values() for one in several]
    for at in (*named.names.types, *parts):
        node = _nodes(copy, at.pointer)[-1]
        if isinstance(node, dict):
            node.setdefault(MARK, at.pointer)
    assert isinstance(copy, dict)
    return copy


def sheet(tree: dict[str, Json], named: Named, random: Random) -> Sheet:
    """Return a copy of a marked description that can be edited."""
    copy = json.loads(json.dumps(tree))
    spots = []
    for at in named.names.types:
        *above, node = _nodes(copy, at.pointer)
        if isinstance(node, dict) and MARK in node:
            spots.append(Spot(pointer=at.pointer, node=node, above=above))
    every = (*named.names.types.values(), *named.names.parameters.values())
    holders = {found[1] for one in every if (found := _HOLDER.search(one.reason)) is not None}
    bound = {at.pointer for at, one in named.names.types.items() if one.anchor in holders}
    for at, one in named.names.types.items():
        union = _VARIANT.match(at.pointer)
        if union is not None and (one.law == 10 or _BY_SIBLINGS.match(one.reason)):
            bound.add(union[1])
    return Sheet(
        tree=copy,
        random=random,
        spots=spots,
        bound=frozenset(bound),
        taken=" ".join({one.text for one in every}),
        targets=Counter(_references(copy)),
    )


def names_of(named: Named, tree: Json) -> dict[str, str]:
    """Return the names of a marked description by the place that each had when it was marked."""
    found: dict[str, str] = {}
    for at, one in named.names.types.items():
        place = _place(named, tree, at)
        if place is not None:
            found[place] = one.text
    for (at, place), one in named.names.parameters.items():
        found[f"{at.pointer} {place}"] = one.text
    for at, text in named.names.operations.items():
        found[f"{at.pointer} operation"] = text
    return found


def _place(named: Named, tree: Json, at: Location, above: frozenset[Location] = frozenset()) -> str | None:
    """Return the mark of a place; of one that was put together the marks of its parts, and how it stands to them."""
    parts = [one for one in named.spec.combined.get(at, ()) if one != at and one not in above]
    if parts:
        marks = [_place(named, tree, one, above | {at}) for one in parts]
        owner = _place(named, tree, Location(at.document, at.pointer.rsplit("/", 2)[0]), above | {at})
        return f"{owner}: {' + '.join(sorted(map(str, marks)))}"
    node = _nodes(tree, at.pointer)[-1]
    if isinstance(node, dict):
        mark = node.get(MARK)
        return mark if isinstance(mark, str) else None
    pointer, _, step = at.pointer.rpartition("/")
    owner = _place(named, tree, Location(at.document, pointer), above) if pointer else None
    return None if owner is None else f"{owner} / {step}"


def changed(before: Mapping[str, str], after: Mapping[str, str], gone: list[str]) -> dict[str, tuple[str, str | None]]:
    """Return the places that are still there and are called otherwise, or nothing any more."""
    return {
        at: (name, after.get(at))
        for at, name in before.items()
        if after.get(at) != name
        and not any(is_below(one, gone) for one in at.replace(":", "").split(" ") if one.startswith("/"))
    }


def edit(page: Sheet, count: int, kinds: Mapping[str, Callable[[Sheet], str | None]]) -> None:
    """Make so many edits, kind after kind; one that finds no place for itself is passed over."""
    rounds = 0
    order = list(kinds)
    page.random.shuffle(order)
    while len(page.done) < count and rounds < 20 * count:
        kind = order[rounds % len(order)]
        rounds += 1
        at = kinds[kind](page)
        if at is not None:
            page.done.append(f"{kind} #{at}")


# --- schemas ------------------------------------------------------------------------------------------------------


def _add_schema(page: Sheet) -> str | None:
    word = page.word()
    size: Json = {"enum": ["small", "large"]}
    _at(page, "components", "schemas")[word] = {"type": "object", "properties": {"size": size}}
    return word


def _remove_schema(page: Sheet) -> str | None:
    """Remove a component that only properties and items refer to; they are text from then on."""
    schemas = _at(page, "components", "schemas")
    for _ in range(50):
        key = page.random.choice(list(schemas))
        pointer = f"/components/schemas/{escape(key)}"
        uses = _plain_uses(page.tree, f"#{pointer}")
        inner = any(one.startswith(f"#{pointer}/") for one in page.targets)
        if MARK not in _dict(schemas[key]) or inner or len(uses) != page.targets[f"#{pointer}"]:
            continue
        if any(is_below(one, [pointer]) for one in page.bound) or any(MARK in one for one in uses):
            continue
        for one in uses:
            one.clear()
            one["type"] = "string"
        del schemas[key]
        page.gone.append(pointer)
        return pointer
    return None


def _reorder_schemas(page: Sheet) -> str | None:
    return _shuffle(page, _at(page, "components", "schemas"))


def _describe(page: Sheet) -> str | None:
    spot = page.choose(lambda one: True)
    if spot is None:
        return None
    spot.node["description"] = page.word()
    spot.node["x-note"] = page.word()
    return spot.pointer


# --- properties ---------------------------------------------------------------------------------------------------


def _add_property(page: Sheet) -> str | None:
    spot = page.choose(lambda one: isinstance(one.node.get("properties"), dict) and _is_free(page, one))
    if spot is None:
        return None
    added: Json = {"type": "object", "properties": {"shade": {"enum": ["dark", "light"]}}}
    _dict(spot.node["properties"])[page.word().lower()] = added
    return spot.pointer


def _remove_property(page: Sheet) -> str | None:
    spot = page.choose(lambda one: len(_dict(one.node.get("properties"))) > 1 and _is_free(page, one))
    if spot is None:
        return None
    properties = _dict(spot.node["properties"])
    key = page.random.choice(list(properties))
    pointer = f"{spot.pointer}/properties/{escape(key)}"
    is_tag = _VARIANT.match(spot.pointer) and (_dict(properties[key]).keys() & {"const", "enum"})
    if is_tag or page.is_target(pointer) or any(is_below(one, [pointer]) for one in page.bound):
        return None
    if "discriminator" in spot.node or any("discriminator" in one for one in spot.above if isinstance(one, dict)):
        return None
    del properties[key]
    required = spot.node.get("required")
    if isinstance(required, list) and key in required:
        required.remove(key)
    page.gone.append(pointer)
    return pointer


def _reorder_properties(page: Sheet) -> str | None:
    spot = page.choose(lambda one: len(_dict(one.node.get("properties"))) > 1)
    return None if spot is None else _shuffle(page, _dict(spot.node["properties"])) and spot.pointer


# --- variants -----------------------------------------------------------------------------------------------------


def _add_variant(page: Sheet) -> str | None:
    spot = page.choose(lambda one: _kinds(one) > 1 and _is_free(page, one))
    if spot is None:
        return None
    word = page.word()
    kind: Json = {"const": word.lower()}
    added: Json = {"type": "object", "title": word, "properties": {"type": kind}, "required": ["type"]}
    _variants(spot).append(added)
    return spot.pointer


def _remove_variant(page: Sheet) -> str | None:
    spot = page.choose(lambda one: _kinds(one) > 2 and _is_free(page, one))
    if spot is None:
        return None
    variants = _variants(spot)
    keyword = "oneOf" if "oneOf" in spot.node else "anyOf"
    if any(page.is_target(f"{spot.pointer}/{keyword}/{number}") for number in range(len(variants))):
        return None
    lost = page.random.choice([one for one in variants if _dict(one).get("type") != "null"])
    places = [one.get(MARK) for one in _objects(lost)]
    if any(isinstance(one, str) and any(is_below(two, [one]) for two in page.bound) for one in places):
        return None
    variants[:] = [one for one in variants if one is not lost]
    page.gone += [one for one in places if isinstance(one, str)]
    return spot.pointer


def _reorder_variants(page: Sheet) -> str | None:
    spot = page.choose(lambda one: len(_variants(one)) > 1)
    if spot is None:
        return None
    page.random.shuffle(_variants(spot))
    return spot.pointer


def _reorder_members(page: Sheet) -> str | None:
    spot = page.choose(lambda one: len(_list(one.node.get("allOf"))) > 1)
    if spot is None:
        return None
    page.random.shuffle(_list(spot.node["allOf"]))
    return spot.pointer


# --- operations ---------------------------------------------------------------------------------------------------


def _operations(page: Sheet) -> list[tuple[str, dict[str, Json], str]]:
    found = []
    for path, item in _at(page, "paths").items():
        found += [(path, _dict(item), method) for method in _METHODS if method in _dict(item)]
    return found


def _add_operation(page: Sheet) -> str | None:
    word = page.word()
    _at(page, "paths")[f"/{word.lower()}"] = {
        "get": {
            "operationId": f"get{word}",
            "parameters": [{"in": "query", "name": "order", "schema": {"enum": ["up", "down"]}}],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}},
        }
    }
    return word


def _remove_operation(page: Sheet) -> str | None:
    operations = _operations(page)
    if len(operations) < 3:
        return None
    path, item, method = page.random.choice(operations)
    pointer = f"/paths/{escape(path)}/{method}"
    ids = [_dict(one[method]).get("operationId") for _, one, method in operations]
    name = _dict(item[method]).get("operationId")
    if page.is_target(pointer) or any(is_below(one, [pointer]) for one in page.bound) or ids.count(name) > 1:
        return None
    del item[method]
    page.gone.append(pointer)
    return pointer


def _reorder_operations(page: Sheet) -> str | None:
    return _shuffle(page, _at(page, "paths"))


def _add_parameter(page: Sheet) -> str | None:
    operations = _operations(page)
    if not operations:
        return None
    path, item, method = page.random.choice(operations)
    parameters = _dict(item[method]).setdefault("parameters", [])
    added: Json = {"in": "query", "name": page.word().lower(), "schema": {"enum": ["on", "off"]}}
    _list(parameters).append(added)
    return f"{method} {path}"


def _reorder_parameters(page: Sheet) -> str | None:
    fitting = [one for one in _operations(page) if len(_list(_dict(one[1][one[2]]).get("parameters"))) > 1]
    if not fitting or any("/parameters/" in one for one in page.targets if one.startswith("#/paths")):
        return None
    path, item, method = page.random.choice(fitting)
    page.random.shuffle(_list(_dict(item[method])["parameters"]))
    return f"{method} {path}"


def _add_response(page: Sheet) -> str | None:
    operations = _operations(page)
    if not operations:
        return None
    path, item, method = page.random.choice(operations)
    schema: Json = {"type": "object", "properties": {"brew": {"enum": ["tea", "coffee"]}}}
    added: Json = {"description": "", "content": {"application/json": {"schema": schema}}}
    _dict(_dict(item[method])["responses"]).setdefault("418", added)
    return f"{method} {path}"


KINDS: Mapping[str, Callable[[Sheet], str | None]] = {
    "add schema": _add_schema,
    "remove schema": _remove_schema,
    "reorder schemas": _reorder_schemas,
    "describe": _describe,
    "add property": _add_property,
    "remove property": _remove_property,
    "reorder properties": _reorder_properties,
    "add variant": _add_variant,
    "remove variant": _remove_variant,
    "reorder variants": _reorder_variants,
    "reorder allOf": _reorder_members,
    "add operation": _add_operation,
    "remove operation": _remove_operation,
    "reorder operations": _reorder_operations,
    "add parameter": _add_parameter,
    "reorder parameters": _reorder_parameters,
    "add response": _add_response,
}
"""Unrelated edits."""


# --- edits that contest names -------------------------------------------------------------------------------------


def _take_name(page: Sheet) -> str | None:
    """Add a component whose key is the name of an inline schema."""
    inline = [one for one in page.taken.split() if one.isascii() and one.isalnum() and one[0].isupper()]
    schemas = _at(page, "components", "schemas")
    key = page.random.choice(inline)
    if key in schemas:
        return None
    schemas[key] = {"type": "object", "properties": {"size": {"enum": ["small", "large"]}}}
    return key


def _add_twin(page: Sheet) -> str | None:
    """Add a variant that is another one in all but one key."""
    spot = page.choose(lambda one: _kinds(one) > 1 and any(MARK in _dict(variant) for variant in _variants(one)))
    if spot is None:
        return None
    inline = [_dict(one) for one in _variants(spot) if "properties" in _dict(one)]
    if not inline:
        return None
    twin = _unmarked(page.random.choice(inline))
    _dict(_dict(twin)["properties"])[page.word().lower()] = {"type": "string"}
    _variants(spot).append(twin)
    return spot.pointer


def _add_singular(page: Sheet) -> str | None:
    """Add `choice` beside `choices`."""
    for spot in page.random.sample(page.spots, len(page.spots)):
        properties = _dict(spot.node.get("properties"))
        for key, one in properties.items():
            items = _dict(_dict(one).get("items"))
            if key.endswith("s") and "properties" in items and key[:-1] not in properties:
                properties[key[:-1]] = {"type": "object", "properties": {"size": {"type": "string"}}}
                return f"{spot.pointer} {key}"
    return None


CONTESTING: Mapping[str, Callable[[Sheet], str | None]] = {
    "take name": _take_name,
    "twin variant": _add_twin,
    "singular": _add_singular,
}


def rename_components(page: Sheet, count: int) -> dict[str, str]:
    """Rename so many components and what refers to them; return the new pointer of each old one.

    None of them refers to another, and no two say the same: it is as if each was renamed alone.
    """
    schemas = _at(page, "components", "schemas")
    keys = [key for key in schemas if MARK in _dict(schemas[key])]
    found: dict[str, str] = {}
    contents: set[str] = set()
    used: set[str] = set()
    for key in page.random.sample(keys, len(keys)):
        content, own = json.dumps(_bare(schemas[key]), sort_keys=True), f"#/components/schemas/{escape(key)}"
        uses = {*_references(schemas[key])} - {own}
        others = {f"#/components/schemas/{escape(one)}" for one in found}
        if len(found) < count and content not in contents and own not in used and uses.isdisjoint(others):
            found[key] = f"{key}{page.word()}"
            contents.add(content)
            used |= uses
    _at(page, "components")["schemas"] = {found.get(key, key): one for key, one in schemas.items()}
    moved = {f"#/components/schemas/{escape(key)}": f"#/components/schemas/{escape(new)}" for key, new in found.items()}
    for node in _objects(page.tree):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference in moved:
            node["$ref"] = moved[reference]
    return {old[1:]: new[1:] for old, new in moved.items()}


# --- trees --------------------------------------------------------------------------------------------------------


def _nodes(tree: Json, pointer: str) -> list[Json]:
    """Return what stands on the way to a place, the place last; None last if it is not there."""
    found = [tree]
    for token in tokens(pointer):
        inner = found[-1]
        if isinstance(inner, dict) and token in inner:
            found.append(inner[token])
        elif isinstance(inner, list) and token.isdecimal() and int(token) < len(inner):
            found.append(inner[int(token)])
        else:
            return [*found, None]
    return found


def _is_free(page: Sheet, spot: Spot) -> bool:
    """Tell whether adding and removing at a place concerns nobody else."""
    union = _VARIANT.match(spot.pointer)
    if spot.pointer in page.bound or (union is not None and union[1] in page.bound):
        return False
    bodies = [one for one in spot.above if isinstance(one, dict) and "application/json" in one]
    return all(len(one) == 1 for one in bodies)


def _variants(spot: Spot) -> list[Json]:
    return _list(spot.node.get("oneOf", spot.node.get("anyOf")))


def _kinds(spot: Spot) -> int:
    """Return how many variants are more than null."""
    return sum(_dict(one).get("type") != "null" for one in _variants(spot))


def _shuffle(page: Sheet, found: dict[str, Json]) -> str | None:
    items = list(found.items())
    page.random.shuffle(items)
    found.clear()
    found.update(items)
    return str(len(items))


def _at(page: Sheet, *steps: str) -> dict[str, Json]:
    found = page.tree
    for step in steps:
        found = _dict(found.setdefault(step, {}))
    return found


def _plain_uses(tree: Json, reference: str) -> list[dict[str, Json]]:
    """Return the properties and items that are a reference to a place."""
    found = []
    for node in _objects(tree):
        inner = [*_dict(node.get("properties")).values(), node.get("items")]
        found += [one for one in inner if isinstance(one, dict) and one.get("$ref") == reference]
    return found


def _references(tree: Json) -> Iterator[str]:
    for node in _objects(tree):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference
        mapping = _dict(_dict(node.get("discriminator")).get("mapping"))
        yield from (one for one in mapping.values() if isinstance(one, str))


def _objects(tree: Json) -> Iterator[dict[str, Json]]:
    todo = [tree]
    while todo:
        found = todo.pop()
        if isinstance(found, dict):
            yield found
            todo.extend(found.values())
        elif isinstance(found, list):
            todo.extend(found)


def _bare(tree: Json) -> Json:
    """Return a schema without what tells where it stands, and without its prose."""
    if isinstance(tree, dict):
        return {key: _bare(one) for key, one in tree.items() if key not in (MARK, "description", "title", "example")}
    return [_bare(one) for one in tree] if isinstance(tree, list) else tree


def _unmarked(tree: Json) -> Json:
    if isinstance(tree, dict):
        return {key: _unmarked(one) for key, one in tree.items() if key != MARK}
    return [_unmarked(one) for one in tree] if isinstance(tree, list) else tree


def _dict(tree: Json) -> dict[str, Json]:
    return tree if isinstance(tree, dict) else {}


def _list(tree: Json) -> list[Json]:
    return tree if isinstance(tree, list) else []
