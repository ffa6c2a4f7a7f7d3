"""Which module a declaration lives in (DESIGN: modules by tag).

A type reachable from the operations of one tag lives in that tag's module, from several in `shared`, from none in
`components`. What a type names is reachable from wherever the type is, so modules never import in a circle. What is
too much for one module continues in a second, which imports from the first.
"""

from collections.abc import Iterable, Iterator, Mapping

from codegen.ir.declarations import Declaration, Record
from codegen.ir.graph import names_of
from codegen.ir.package import Module
from codegen.lowering.modules import module_name
from codegen.lowering.order import in_order

WEBHOOKS = "webhooks"
"""What the module of webhooks is made of, as if it were a tag."""
_SHARED = ("shared", "Types that operations of several tags use.")
_UNTAGGED = "default"
_COMPONENTS = ("components", "Types that no operation reaches.")
_MUCH = 10_000
"""A third of what pyright reads of one module before it calls it too complex (GitHub's components, Stripe)."""


def partition(
    declarations: Iterable[Declaration], roots: Mapping[str, Iterable[str]], led: Mapping[str, Iterable[str]]
) -> tuple[Module, ...]:
    """Return the modules; `roots` holds, tag by tag, the declarations that its operations use themselves.

    `led` holds what aliases of shared declarations named before: that stays with them, though nothing names it now.
    """
    by_name = {one.name: one for one in declarations}
    below = {name: [*names_of(one), *led.get(name, ())] for name, one in by_name.items()}
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
    modules: dict[str, Module] = {}
    for module, found in sorted(members.items()):
        for number, part in enumerate(_parts(found), 1):
            name = module if number == 1 else _part_name(module, number, {*members, *modules})
            doc = docs[module] if number == 1 else f"{docs[module].removesuffix('.')}, part {number}."
            modules[name] = Module(name=name, doc=doc, declarations=part)
    return tuple(modules.values())


def _parts(declarations: Iterable[Declaration]) -> Iterator[tuple[Declaration, ...]]:
    """Yield the declarations of a module in order, in several parts where they are too much for a type checker."""
    part: list[Declaration] = []
    weight = 0
    for group in in_order(declarations):
        added = sum(map(_weight, group))
        if part and weight + added > _MUCH:
            yield tuple(part)
            part, weight = [], 0
        part += group
        weight += added
    yield tuple(part)


def _weight(declaration: Declaration) -> int:
    """Return about how many nodes a declaration has in pyright's code flow, in the flavour with most of them."""
    return 5 + 3 * len(declaration.fields) if isinstance(declaration, Record) else 3


def _part_name(module: str, number: int, taken: set[str]) -> str:
    """Return the name of a later part of a module; a tag may have the obvious one."""
    name = f"{module}_{number}"
    while name in taken:
        name = f"{name}_part"
    return name


def _doc(tags: list[str]) -> str:
    if tags == [WEBHOOKS]:
        return "Types of the webhooks."
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
