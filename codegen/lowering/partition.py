"""Which module a declaration lives in (DESIGN: modules by tag).

A type reachable from the operations of one tag lives in that tag's module, from several in `shared`, from none in
`components`. What a type names is reachable from wherever the type is, so modules never import in a circle.
"""

from collections.abc import Iterable, Mapping

from codegen.ir.declarations import Declaration
from codegen.ir.graph import names_of
from codegen.ir.package import Module
from codegen.lowering.modules import module_name
from codegen.lowering.order import in_order

_SHARED = ("shared", "Types that operations of several tags use.")
_UNTAGGED = "default"
_COMPONENTS = ("components", "Types that no operation reaches.")


def partition(declarations: Iterable[Declaration], roots: Mapping[str, Iterable[str]]) -> tuple[Module, ...]:
    """Return the modules; `roots` holds, tag by tag, the declarations that its operations use themselves."""
    by_name = {one.name: one for one in declarations}
    below = {name: names_of(one) for name, one in by_name.items()}
    homes: dict[str, str] = {}
    tags: dict[str, list[str]] = {}
    for tag in roots:
        tags.setdefault(module_name(tag) if tag else _UNTAGGED, []).append(tag)
    for module, merged in tags.items():
        for name in _reachable([name for tag in merged for name in roots[tag]], below):
            homes[name] = module if homes.get(name, module) == module else _SHARED[0]
    members: dict[str, list[Declaration]] = {}
    for name, declaration in by_name.items():
        members.setdefault(homes.get(name, _COMPONENTS[0]), []).append(declaration)
    docs = {module: _doc(found) for module, found in tags.items()} | dict((_SHARED, _COMPONENTS))
    return tuple(
        Module(name=name, doc=docs[name], declarations=in_order(found)) for name, found in sorted(members.items())
    )


def _doc(tags: list[str]) -> str:
    named = " and ".join(f"`{tag}`" for tag in tags if tag)
    return f"Types of the operations tagged {named}." if named else "Types of the operations without a tag."


def _reachable(roots: Iterable[str], below: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(below[name])
    return found
