"""A generated package as a graph: which declarations there are in which flavour, and which need which.

In goes its files and manifest, out comes `Opened`. Public names are one thing in all flavours: what one of them needs,
all get, so that a part of the package has the same names in each, as the whole has.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import NamedTuple

from codegen import codes
from codegen.diagnostics import OutputErrors
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import Manifest
from codegen.vendor.declared import Declaration, Declared, UnfamiliarError, take_apart
from codegen.vendor.exported import Exported, read_exports


class Node(NamedTuple):
    """A declaration: the file it stands in, and its name there."""

    path: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The chosen flavours of a package, taken apart."""

    modules: Mapping[str, Declared]
    """Files with declarations, by path."""
    inits: Mapping[str, Exported]
    """What each flavour exports, by flavour."""
    homes: Mapping[str, Mapping[str, str]]
    """Flavour -> public name -> the file it stands in."""

    def modules_of_tags(self) -> Mapping[str, frozenset[str]]:
        """Return the modules that types can be chosen by, without their underscore, with the names in each."""
        found: dict[str, set[str]] = {}
        for path, module in self.modules.items():
            public = self.homes[path.partition("/")[0]]
            names = {one.name for one in module.declarations if public.get(one.name) == path}
            found.setdefault(_stem(path), set()).update(names)
        return {module: frozenset(names) for module, names in sorted(found.items())}

    def needed(self, roots: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return which declarations of each file some public names need, themselves among them."""
        declarations = {
            Node(path, one.name): one for path, module in self.modules.items() for one in module.declarations
        }
        found: set[Node] = set()
        waiting = [node for name in roots for node in self._everywhere(name)]
        while waiting:
            node = waiting.pop()
            if node in found:
                continue
            found.add(node)
            waiting += self._needs(node, declarations[node])
        companions = {
            node
            for node, one in declarations.items()
            if one.companion and all(need in found for need in self._needs(node, one))
        }
        return {path: frozenset(node.name for node in found | companions if node.path == path) for path in self.modules}

    def _needs(self, node: Node, declaration: Declaration) -> Iterator[Node]:
        """Yield what a declaration mentions of the package; what is public, in every flavour."""
        module, public = self.modules[node.path], self.homes[node.path.partition("/")[0]]
        own = {one.name for one in module.declarations}
        origins = module.origins
        for mentioned in sorted(declaration.mentions):
            name = origins[mentioned][1] if mentioned in origins and mentioned not in own else mentioned
            if mentioned in own:
                home = node.path
            elif mentioned in origins:
                home = _imported(node.path, origins[mentioned][0])
            else:  # in quotes, or in a rule: by its public name
                home = public.get(name, "")
            if home in self.modules and public.get(name) == home:
                yield from self._everywhere(name)
            elif home in self.modules:
                yield Node(home, name)

    def _everywhere(self, name: str) -> Iterator[Node]:
        for homes in self.homes.values():
            if name in homes:
                yield Node(homes[name], name)


def open_package(tree: FileTree, manifest: Manifest, flavours: Collection[str], label: str) -> Opened:
    """Return the flavours of a package taken apart; raise `OutputErrors` where its code is not as this codegen's."""
    names = {row.name for row in manifest.names}
    inits: dict[str, Exported] = {}
    modules: dict[str, Declared] = {}
    homes: dict[str, dict[str, str]] = {}
    for flavour in flavours:
        path = f"{flavour}/__init__.py"
        with _Familiar(label, path):
            inits[flavour] = read_exports(tree.files[path])
        homes[flavour] = {}
        for module, exported in inits[flavour].homes.items():
            file = _imported(path, module)
            public = names.intersection(exported)
            if file not in tree.files or not public:
                continue
            with _Familiar(label, file):
                modules[file] = take_apart(tree.files[file])
            declared = {one.name for one in modules[file].declarations}
            homes[flavour] |= {name: file for name in exported if name in declared}
    return Opened(modules=modules, inits=inits, homes=homes)


class _Familiar:
    """Tells at which file and line of the package its code was not as expected."""

    def __init__(self, label: str, path: str) -> None:
        self._label, self._path = label, path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: object, __: object) -> None:
        if isinstance(error, UnfamiliarError):
            place = Location(f"{self._label}/{self._path}", "")
            message = "This is not written as this codegen writes, so no part of the package can be taken."
            help = "Take all types of it, or generate it anew with this version."
            found = codes.VENDOR_UNFAMILIAR.at(place, message, help=help, position=(error.line, 1))
            raise OutputErrors((found,)) from None


def _imported(path: str, module: str) -> str:
    """Return the file that a relative import leads to: `._tag` in `pydantic/_a.py` is `pydantic/_tag.py`."""
    dots = len(module) - len(module.lstrip("."))
    folder = normpath(join(dirname(path), *[".."] * (dots - 1))) if dots else ""
    return join(folder if folder != "." else "", f"{module.lstrip('.').replace('.', '/')}.py") if dots else ""


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py").removeprefix("_")
