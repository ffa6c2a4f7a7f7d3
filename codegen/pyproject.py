"""The nearest pyproject.toml or codegen.toml: its tables, and where each key stands, which tomllib does not keep.

In goes a folder, out comes a `Project` with values, text and places for messages; what the tables mean is not
known here. Places are found by lines, good enough for what people write: a key inside an inline table is
found at the table.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Code, ConfigErrors, Diagnostic
from codegen.location import Location, escape

Table = Mapping[str, object]
OWN_FILE = "codegen.toml"
"""A configuration of its own, for projects without a pyproject.toml; it holds what `[tool.codegen]` would."""
PYPROJECT = "pyproject.toml"
CONFIG_FILES = (OWN_FILE, PYPROJECT)
PREFIX = ("tool", "codegen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A pyproject.toml or codegen.toml as it was read."""

    path: Path
    text: str
    data: Table

    @property
    def prefix(self) -> tuple[str, ...]:
        """The path of the table that is ours."""
        return PREFIX if self.path.name == PYPROJECT else ()

    @property
    def table(self) -> Table | None:
        """The table that is ours, if there is one."""
        return table_at(self.data, *self.prefix)

    def fault(self, code: Code, path: tuple[str, ...], message: str, help: str | None = None) -> Diagnostic:
        """Return a fault at a key below `[tool.codegen]`."""
        keys = (*self.prefix, *path)
        place = Location(shown(self.path), "".join(f"/{escape(key)}" for key in keys))
        return code.at(place, message, help=help, position=position_of(self.text, keys))


def find_project(start: Path) -> Project | None:
    """Return the nearest codegen.toml or pyproject.toml with `[tool.codegen]`, looking upwards; else the nearest."""
    nearest: Project | None = None
    folder = start.resolve()
    for path in (place / name for place in (folder, *folder.parents) for name in CONFIG_FILES):
        data = _bytes(path)
        if data is None:
            continue
        if path.name == OWN_FILE:
            return _parsed(path, data)
        if nearest is None or b"codegen" in data:
            project = _parsed(path, data)
            if "codegen" in (table_at(project.data, "tool") or {}):
                return project
            nearest = nearest or project
    return nearest


def read_project(path: Path) -> Project:
    """Return the configuration that a path names; only a `pyproject.toml` holds it in `[tool.codegen]`."""
    try:
        return _parsed(Path(os.path.abspath(path)), path.read_bytes())
    except OSError as error:
        message = f"`{path.as_posix()}` cannot be read: {error.strerror or error}."
        raise ConfigErrors((codes.CONFIG_NOT_FOUND.at(None, message),)) from None


def find_pyproject(start: Path) -> Project | None:
    """Return the nearest pyproject.toml, looking upwards, whatever is in it."""
    folder = start.resolve()
    for path in (place / PYPROJECT for place in (folder, *folder.parents)):
        if (data := _bytes(path)) is not None:
            return _parsed(path, data)
    return None


def table_at(data: Table, *path: str) -> Table | None:
    """Return the table at a path of keys, if there is one."""
    found: object = data
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def shown(path: Path, base: Path | None = None) -> str:
    """Return a path as seen from a folder, by default the current one, with `/`."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def position_of(text: str, path: Sequence[str]) -> tuple[int, int] | None:
    """Return line and column, from 1, of the key at the path, or of the nearest key or table above it."""
    for depth in range(len(path), 0, -1):
        *above, key = path[:depth]
        if found := _places(text).get(tuple(above), {}).get(key):
            return found
    return None


def positions_in(text: str, path: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    """Return where each key of the table at a path stands, as far as each has a line."""
    return _places(text).get(tuple(path), {})


def position_of_text(text: str, key: tuple[int, int], value: str) -> tuple[int, int]:
    """Return where a string of the value at a key stands; the key's place, where it is written in escapes."""
    lines = text.split("\n")
    for number, line in enumerate(lines[key[0] - 1 :], start=key[0]):
        for quoted in (f'"{value}"', f"'{value}'"):
            if quoted in line:
                return number, line.index(quoted) + 1
    return key


@lru_cache(maxsize=4)
def _places(text: str) -> Mapping[tuple[str, ...], Mapping[str, tuple[int, int]]]:
    """Return where keys and tables stand first, by the table that they are in.

    Made once for a text: with hundreds of packages, hundreds of places are asked for.
    """
    found: dict[tuple[str, ...], dict[str, tuple[int, int]]] = {}
    for keys, position in _written(text):
        if keys:
            found.setdefault(keys[:-1], {}).setdefault(keys[-1], position)
    return found


def _written(text: str) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """Yield the keys and tables that lines begin with, by path, with their places."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.strip()
        if written.startswith("["):
            table = keys = _keys(written)
        elif "=" in written:
            keys = (*table, *_keys(f"{_key(written)}=0"))
        else:
            continue
        yield keys, (number, line.index(written) + 1)


def _key(line: str) -> str:
    """Return what stands before the `=` of a line; a key in quotes may hold one."""
    found = re.match(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'=])*""", line)
    return found[0] if found is not None else ""


def _keys(line: str) -> tuple[str, ...]:
    """Return the path a line of TOML opens, `a.b = 0` or `[a.b]`; nothing if the line is no such thing."""
    try:
        value: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    keys: list[str] = []
    while isinstance(value, dict) and value:
        key, value = next(iter(value.items()))
        keys.append(key)
    return tuple(keys)


def _bytes(path: Path) -> bytes | None:
    """Return what a file holds, None where there is none; one that cannot be read is not passed over."""
    try:
        if not path.is_file():
            return None
    except OSError:  # in a folder that is closed to us
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"The file is there, but cannot be read: {error.strerror or error}."
        raise ConfigErrors((codes.CONFIG_SYNTAX.at(Location(shown(path), ""), message),)) from error


def _parsed(path: Path, data: bytes) -> Project:
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
        return Project(path=path, text=text, data=tomllib.loads(text))
    except UnicodeDecodeError:
        message, position = "This is not UTF-8, which TOML requires.", None
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).rpartition(" (at ")
        found = re.match(r"line (\d+), column (\d+)", place)
        position = (int(found[1]), int(found[2])) if found else None
        message = f"This is no TOML: {reason or place.removesuffix(')')}."
    raise ConfigErrors((codes.CONFIG_SYNTAX.at(Location(shown(path), ""), message, position=position),))
