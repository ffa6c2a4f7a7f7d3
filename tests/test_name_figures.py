"""The figures of the naming laws on public descriptions: zeros exactly, lengths within two per cent."""

import functools
import re
from collections.abc import Iterator
from statistics import median

import pytest
from support.naming import Named, name_graph
from support.shared import shared

from codegen.loader.document import Json
from codegen.loader.load import load
from codegen.lowering.reserved import is_reserved_type
from codegen.normalizer.spec import ComponentKind, NormalSpec, Schema
from codegen.options import Options
from codegen.pipeline import load as package_of
from codegen.resolver.labels import non_null
from codegen.words import folded, pascal, words

SPECS = {
    "openai": ("openai/openapi.yaml", 27, 46),
    "github": ("github/api.github.com.json", 39, 60),
    "discord": ("discord/openapi.json", 27, 39),
    "box": ("box/openapi.json", 27, 44),
    "figma": ("figma/openapi.yaml", 21, 38),
    "adyen": ("adyen/ManagementService-v3.yaml", 24, 54),
}
MOST_VALUES_OF_A_LITERAL = 3


@functools.cache
def named_spec(slug: str) -> tuple[Named, Json]:
    graph = load(str(shared("specs", *SPECS[slug][0].split("/"))))
    return name_graph(graph), graph.root.tree


def names_of(slug: str) -> list[str]:
    return list(named_spec(slug)[0].by_anchor().values())


def strings(tree: Json) -> Iterator[str]:
    todo = [tree]
    while todo:
        match todo.pop():
            case dict() as found:
                yield from found
                todo.extend(found.values())
            case list() as listed:
                todo.extend(listed)
            case str() as text if len(text) < 100:
                yield text
            case _:
                pass


def declared(named: Named, tree: Json) -> set[str]:
    """Return the names over the thresholds of law 1, as the figures count them.

    That is also an `allOf` that only describes what it refers to, and of a union beside other keywords only the
    variants that stand in the document.
    """
    spec = named.spec
    components = {one.location for one in spec.components if one.kind is ComponentKind.SCHEMAS}
    found = {one.text for one in named.names.parameters.values()}
    for at, name in named.names.types.items():
        schema = spec.schemas.get(at)
        if at in components or (
            schema is not None
            and is_written(tree, at.pointer)
            and (is_wrapped(spec, schema) or is_large(spec.effective(schema)))
        ):
            found.add(name.text)
    return found


def is_written(tree: Json, pointer: str) -> bool:
    """Tell whether a place stands in the document itself, as a schema and not as a reference."""
    found: Json = tree
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict):
            found = found.get(key)
        elif isinstance(found, list):
            found = found[int(key)] if key.isdecimal() and int(key) < len(found) else None
        else:
            return False
    return isinstance(found, dict) and "$ref" not in found


def is_wrapped(spec: NormalSpec, schema: Schema) -> bool:
    return len(schema.all_of) > 1 and spec.effective(schema).ref is not None


def is_large(found: Schema) -> bool:
    if found.enum is not None:
        return sum(one is not None for one in found.enum) > MOST_VALUES_OF_A_LITERAL
    if found.objects is not None:
        return bool(found.objects.properties)
    return len(non_null(found.union)) > 2 or (found.discriminator is not None and found.union is not None)


@pytest.mark.parametrize("slug", SPECS)
def test_names_are_unique_and_legal_and_never_hashed(slug: str) -> None:
    found = names_of(slug)
    assert len({folded(name) for name in found}) == len(found)
    assert [name for name in found if not name.isidentifier() or is_reserved_type(name)] == []
    assert "name-hashed" not in named_spec(slug)[0].codes()


@pytest.mark.parametrize("slug", SPECS)
def test_no_name_ends_in_a_number_that_the_description_has_not(slug: str) -> None:
    given = {last(pascal(words(text))) for text in strings(named_spec(slug)[1]) if re.search(r"\d\W*$", text)}
    assert [name for name in names_of(slug) if name[-1].isdigit() and last(name) not in given] == []


def last(name: str) -> str:
    """Return the last word of a name, with the number at its end."""
    return words(name)[-1].lower()


@pytest.mark.parametrize("slug", SPECS)
def test_names_are_as_short_as_the_laws_promise(slug: str) -> None:
    named, tree = named_spec(slug)
    lengths = sorted(map(len, declared(named, tree)))
    assert median(lengths) <= SPECS[slug][1] * 1.02
    assert lengths[int(len(lengths) * 0.9)] <= SPECS[slug][2] * 1.02


def test_declared_types_are_longer_only_by_the_variants_of_unions_beside_other_keywords() -> None:
    """Of those each variant is a type of its own, called union + tag; docs/names.md says what they come to."""
    lowered = package_of(str(shared("specs", "openai", "openapi.yaml")), Options(package="names"))
    tree = named_spec("openai")[1]
    declared = {one.text: at for at, one in lowered.names.types.items() if one.text in lowered.package.declarations}
    unions = (
        "/components/schemas/ResponsesWebSocketStreamEvent/",
        "/components/schemas/BetaResponsesWebSocketStreamEvent/",
    )
    added = {
        name for name, at in declared.items() if at.pointer.startswith(unions) and not is_written(tree, at.pointer)
    }
    assert len(added) == 114
    lengths = sorted(len(name) for name in lowered.package.declarations if name not in added)
    assert (median(lengths), lengths[int(len(lengths) * 0.9)], lengths[-1]) == (27, 46, 84)
