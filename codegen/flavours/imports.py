"""The imports of one generated module: collected from what is used, never typed into a template."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from sys import stdlib_module_names


class Imports:
    """Gathers what a module uses, and gives each thing the name it has there.

    Where a name is taken (a declaration of the module, a type it uses, an attribute of a record), it is the generator's
    import that moves: `from pydantic import Field as _Field`. So it is where two modules have things of one name.
    """

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = taken
        self._locals: dict[str, tuple[str, str]] = {}
        """What is called so here."""
        self._found: dict[str, set[tuple[str, str]]] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._modules: set[str] = set()

    def use(self, module: str, name: str) -> str:
        """Return what a name of a module is called here."""
        wanted = (module, name)
        known = self._known.get(wanted)
        if known is not None:
            return known
        local = name
        for candidate in (name, f"_{name}", f"_{module.replace('.', '_')}_{name}"):
            if candidate not in self._taken and self._locals.setdefault(candidate, wanted) == wanted:
                local = candidate
                break
        self._found.setdefault(module, set()).add((name, local))
        self._known[wanted] = local
        return local

    def use_type(self, module: str, name: str) -> None:
        """Import a declaration of another module of the package, under its own name."""
        self._found.setdefault(module, set()).add((name, name))

    def use_builtin(self, name: str, shadowed: Collection[str]) -> str:
        """Return how a builtin is written where some names mean something else."""
        if name not in shadowed:
            return name
        self._modules.add("builtins")
        return f"builtins.{name}"

    def use_module(self, module: str) -> str:
        """Return how a module is written whose names might be taken: imported as a whole."""
        self._modules.add(module)
        return module

    def lines(self) -> Iterator[str]:
        """Yield the import statements in the order of isort (ruff's rule I001), an empty line between sections."""
        rows = [(_section(name), 0, _natural(name), f"import {name}") for name in self._modules]
        rows += [
            (_section(module), 1, (_module_key(module), first), line)
            for module, names in self._found.items()
            for first, line in _from(module, names)
        ]
        last: int | None = None
        for section, _, _, line in sorted(rows, key=lambda row: row[:3]):
            if last is not None and section != last:
                yield ""
            last = section
            yield line


def _from(module: str, names: set[tuple[str, str]]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield the statements that import names of a module, each with the key of its first name."""
    ordered = sorted(names, key=lambda pair: member_key(pair[0]))
    plain = [name for name, local in ordered if name == local]
    if plain:
        yield member_key(plain[0]), f"from {module} import {', '.join(plain)}"
    for name, local in ordered:
        if name != local:
            yield member_key(name), f"from {module} import {name} as {local}"


def _section(module: str) -> int:
    """Return the place of an import's section: future, standard library, third party, local."""
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 1 if module.partition(".")[0] in stdlib_module_names else 2


def _module_key(module: str) -> tuple[object, ...]:
    """Return the order of modules in a section: the further up a relative one goes, the earlier it stands."""
    name = module.lstrip(".")
    return (len(name) - len(module), *_natural(name))


def member_key(name: str) -> tuple[object, ...]:
    """Return the order of names in an import: constants, classes, the rest; numbers by value (order-by-type)."""
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    return (kind, _natural(name.lower()), _natural(name))


def export_key(name: str) -> tuple[object, ...]:
    """Return the order of names in `__all__` (ruff's rule RUF022): as in imports, but capitals before small letters."""
    return (member_key(name)[0], _natural(name))


@cache
def _natural(name: str) -> tuple[object, ...]:
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part)
