"""The chosen names in the configuration file: set and removed in its text, everything else as it was written.

In goes the file, a package and a place; what a person wrote, comments and layout among it, stays.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

import tomlkit
from tomlkit.items import InlineTable, Table

from codegen.publisher.one_file import write_file
from codegen.pyproject import PYPROJECT

_Table = MutableMapping[str, object]


def set_name(path: Path, package: str, at: str, name: str) -> None:
    """Choose a name for a place: in the table that has one for it already, else in that of the package."""
    document = tomlkit.parse(path.read_bytes().decode())
    codegen = _ours(path, cast(_Table, document))
    shared = codegen.get("names")
    own = _inside(_inside(codegen, "packages"), package)
    if isinstance(shared, MutableMapping) and (at in shared or "names" not in own) and at not in _names(own):
        shared[at] = name
    else:
        if "names" in own:
            _inside(own, "names")[at] = name
        else:
            _add_table(own, at, name)
    write_file(path, tomlkit.dumps(document))


def _add_table(own: _Table, at: str, name: str) -> None:
    """Add a table `names` with one entry, laid out as what is around it."""
    if not isinstance(own, Table):
        inline = tomlkit.inline_table()
        inline[at] = name
        own["names"] = inline
        cast(InlineTable, own["names"]).trivia.indent = " "
        return
    table = tomlkit.table()
    table[at] = name
    if own.as_string().endswith("\n\n"):
        table.add(tomlkit.nl())  # the empty line before the next table
    else:
        own.add(tomlkit.nl())
    own["names"] = table


def remove_name(path: Path, package: str, at: str) -> bool:
    """Remove the choice for a place, and the table if nothing is left in it; tell whether there was one."""
    document = tomlkit.parse(path.read_bytes().decode())
    codegen = _ours(path, cast(_Table, document))
    had = [one for one in (codegen, _inside(_inside(codegen, "packages"), package)) if at in _names(one)]
    for owner in had:
        table = _names(owner)
        del table[at]
        if _is_bare(table):
            del owner["names"]
    if had:
        text = tomlkit.dumps(document)  # the empty line before a table that was the last goes with it
        write_file(path, f"{text.rstrip()}\n" if text.endswith("\n\n") else text)
    return bool(had)


def _is_bare(table: _Table) -> bool:
    """Tell whether a table has neither entries nor comments."""
    return not table and "#" not in (table.as_string() if isinstance(table, Table | InlineTable) else "#")


def _names(table: _Table) -> _Table:
    found = table.get("names")
    return found if isinstance(found, MutableMapping) else {}


def _ours(path: Path, document: _Table) -> _Table:
    """Return the table of the configuration in a file."""
    return _inside(_inside(document, "tool"), "codegen") if path.name == PYPROJECT else document


def _inside(table: _Table, key: str) -> _Table:
    """Return the table under a key, which the configuration was read from and so has."""
    found = table[key]
    if not isinstance(found, MutableMapping):
        raise TypeError(f"`{key}` is no table")
    return found
