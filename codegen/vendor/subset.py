"""A part of a generated package: some flavours, some types with all they need, as a package of its own.

In go the files of a package and what is asked for, out come the files of the part, its codegen.json among them. Files
that stay as they are keep every byte; those that lose something are laid out anew by the package's own formatter.
Nothing is written.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from posixpath import dirname, join, normpath

from codegen import codes
from codegen.config import Flavour, Formatter
from codegen.diagnostics import Diagnostic, OutputErrors, did_you_mean
from codegen.file_tree import FileTree
from codegen.flavours.package import told_flavours
from codegen.formatter import format_tree
from codegen.location import Location
from codegen.manifest import MANIFEST, Manifest, digest, from_text, to_text
from codegen.options import OLDEST, Part
from codegen.vendor.declared import with_only
from codegen.vendor.exported import without_exports
from codegen.vendor.opened import Opened, open_package

_RELATIVE = re.compile(r"^\s*from (\.+)([\w.]*) import ([^#\n]+)", re.MULTILINE)
_QUOTED = re.compile(r"""["'}](\.[\w.]+)["']""")
"""A module in quotes, for `import_module`: what is before its dots may be put in."""


_FLAVOURS = tuple(flavour.value for flavour in Flavour)


def part_of(tree: FileTree, part: Part, label: str) -> FileTree:
    """Return the part of a package; raise `OutputErrors`, under the package's label, if there is no such part."""
    manifest = from_text(tree.files[MANIFEST], f"{label}/{MANIFEST}")
    flavours = _flavours(manifest, part, label)
    if set(flavours) == set(_written(manifest)) and not part.types and not part.modules:
        return tree
    files = {path: text for path, text in tree if path != MANIFEST}
    files = {path: text for path, text in files.items() if path.partition("/")[0] not in {*_FLAVOURS} - {*flavours}}
    names = frozenset(row.name for row in manifest.names)
    if part.types or part.modules:
        opened = open_package(tree, manifest, flavours, label)
        needed = opened.needed(_roots(opened, manifest, part, label))
        files |= _fewer(opened, needed)
        names = frozenset(name for kept in needed.values() for name in kept)
        former = [pair for exported in opened.inits.values() for pair in exported.former.items()]
        names |= {old for old, now in former if now in names}
    files["__init__.py"] = _retold(files["__init__.py"], _written(manifest), flavours)
    files = _reached(files, flavours)
    changed = FileTree.of({path: text for path, text in files.items() if tree.files.get(path) != text})
    files |= format_tree(changed, _formatter(manifest), _target(manifest)).files
    return _with_manifest(files, manifest, flavours, names)


def _written(manifest: Manifest) -> tuple[str, ...]:
    """Return the flavours that a package has."""
    return tuple(one for one in _FLAVOURS if f"{one}/__init__.py" in manifest.files)


def _flavours(manifest: Manifest, part: Part, label: str) -> tuple[str, ...]:
    there = _written(manifest)
    asked = tuple(flavour.value for flavour in part.flavours) or there
    faults = [
        codes.VENDOR_PART_UNKNOWN.at(
            Location(label, ""), f"The package has no flavour `{one}`.", help=f"It has {', '.join(there) or 'none'}."
        )
        for one in asked
        if one not in there
    ]
    if faults:
        raise OutputErrors(tuple(faults))
    return asked


def _roots(opened: Opened, manifest: Manifest, part: Part, label: str) -> frozenset[str]:
    """Return the names that are asked for; raise if an entry means nothing."""
    modules = opened.modules_of_tags()
    names = {name for homes in opened.homes.values() for name in homes}
    former = {row.name for row in manifest.names} - names
    faults: list[Diagnostic] = []
    found: set[str] = set()
    for one in part.modules:
        found |= modules.get(one.removeprefix("_"), frozenset())
        if one.removeprefix("_") not in modules:
            faults.append(_unknown(f"The package has no module `{one}`.", one, modules, label))
    for one in part.types:
        hits = {name for name in names if fnmatchcase(name, one)}
        found |= hits
        if not hits:
            known = names | former
            faults.append(_unknown(f"The package has no type `{one}`.", one, known, label))
    if faults:
        raise OutputErrors(tuple(faults))
    return frozenset(found)


def _unknown(message: str, word: str, known: Collection[str], label: str) -> Diagnostic:
    return codes.VENDOR_PART_UNKNOWN.at(Location(label, ""), message, help=did_you_mean(word, known))


def _fewer(opened: Opened, needed: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield the modules and the `__init__` of flavours with what is needed; a module without a declaration is left."""
    for path, module in opened.modules.items():
        if needed[path]:
            yield path, with_only(module, needed[path])
    for flavour, exported in opened.inits.items():
        dropped = {name for name, path in opened.homes[flavour].items() if name not in needed[path]}
        yield f"{flavour}/__init__.py", without_exports(exported, dropped)


def _retold(text: str, flavours: tuple[str, ...], kept: tuple[str, ...]) -> str:
    """Return the package's `__init__` with a docstring that names the flavours that are left."""
    return text.replace(told_flavours(map(Flavour, flavours)), told_flavours(map(Flavour, kept)))


def _reached(files: Mapping[str, str], flavours: tuple[str, ...]) -> dict[str, str]:
    """Return the files that the package and its flavours import, directly or not, at once or when asked."""
    starts = ["__init__.py", *(f"{flavour}/__init__.py" for flavour in flavours)]
    found: dict[str, str] = {path: text for path, text in files.items() if not path.endswith(".py")}
    while starts:
        path = starts.pop()
        if path in found or path not in files:
            continue
        found[path] = files[path]
        starts += _leads_to(path, files[path])
    return found


def _leads_to(path: str, text: str) -> Iterator[str]:
    """Yield the files that a module may import from the package; some may not be there."""
    for dots, module, names in _RELATIVE.findall(text):
        folder = normpath(join(dirname(path), *[".."] * (len(dots) - 1)))
        yield _file(folder, module)
        for name in re.findall(r"\w+", names):
            yield _file(folder, f"{module}.{name}" if module else name)
    for module in _QUOTED.findall(text):
        for folder in {dirname(path), ""}:
            yield _file(folder, module.lstrip("."))


def _file(folder: str, module: str) -> str:
    return normpath(join(folder, *module.split("."))) + ".py"


def _with_manifest(
    files: Mapping[str, str], manifest: Manifest, flavours: tuple[str, ...], names: Collection[str]
) -> FileTree:
    kept = {row.name for row in manifest.names if row.name in names}
    now = replace(
        manifest,
        options={**manifest.options, "flavours": list(flavours)},
        files={path: digest(text) for path, text in files.items()},
        names=tuple(row for row in manifest.names if row.name in kept),
    )
    return FileTree.of({**files, MANIFEST: to_text(now)})


def _formatter(manifest: Manifest) -> Formatter:
    known = {one.value: one for one in Formatter}
    return known.get(str(manifest.options.get("formatter")), Formatter.RUFF)


def _target(manifest: Manifest) -> tuple[int, int]:
    found = re.fullmatch(r"3\.(\d+)", str(manifest.options.get("target-python")))
    return (3, int(found[1])) if found else OLDEST
