"""Writes the first lines of a configuration: new tables below what is there, every byte of which stays.

In go the packages that somebody wants, out come a pyproject.toml with further lines, or a codegen.toml. What is there
is never overwritten: a package that is configured already is a fault.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codegen import codes
from codegen.diagnostics import ConfigErrors
from codegen.location import Location
from codegen.publisher.one_file import write_file
from codegen.pyproject import OWN_FILE, position_of, shown, table_at

_FIRST = """\
# Type packages of OpenAPI descriptions: `codegen generate` writes them, `codegen check` tells whether they are fresh.
# All keys: `codegen schema config`, or the README of codegen.
"""
_USUAL = {
    "flavours": '["typeddict", "pydantic", "dataclass"]',
    "target-python": '"3.11"',
    "open": '"output"',
    "strict": "true",
}
_TOLD = {
    "flavours": "without it all three",
    "target-python": "without it what `requires-python` of the project says",
    "open": "room for values of later versions in what the API sends",
    "strict": "warnings are errors",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A package to configure; paths are relative to the file."""

    name: str
    spec: str
    output: str
    values: Mapping[str, object]
    """Further keys of it."""


def add_packages(path: Path, wanted: Sequence[Wanted]) -> None:
    """Add tables for the packages to a file; raise if one is there, or the file cannot take a table at its end."""
    text = path.read_bytes().decode() if path.exists() else ""
    prefix = () if path.name == OWN_FILE else ("tool", "codegen")
    had = tomllib.loads(text.replace("\r\n", "\n"))
    there = table_at(had, *prefix, "packages") or {}
    if taken := [one.name for one in wanted if one.name in there]:
        at = position_of(text.replace("\r\n", "\n"), (*prefix, "packages", taken[0]))
        _refuse(path, f"`{taken[0]}` is configured here already.", "Choose another name by `--package`.", at)
    block = "\n".join(_lines(wanted, prefix, is_first=not table_at(had, *prefix)))
    made = f"{text.rstrip()}\n\n{block}" if text.strip() else block
    if "\r\n" in text:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        now = table_at(tomllib.loads(made.replace("\r\n", "\n")), *prefix, "packages") or {}
    except tomllib.TOMLDecodeError:
        now = {}
    if {**there, **{one.name: now.get(one.name) for one in wanted}} != dict(now) or not now:
        _refuse(
            path,
            "The tables of this file cannot be continued at its end.",
            f"Write `{_lines(wanted, prefix, is_first=False)[0]}` into it yourself.",
        )
    write_file(path, made)


def _lines(wanted: Sequence[Wanted], prefix: tuple[str, ...], *, is_first: bool) -> list[str]:
    lines = _FIRST.splitlines() if is_first else []
    for one in wanted:
        values = {"spec": one.spec, "output": one.output, **one.values}
        lines.append(f"[{'.'.join((*prefix, 'packages', one.name))}]")
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        lines += [f"# {key} = {usual}  # {_TOLD[key]}" for key, usual in _USUAL.items() if key not in values]
        lines.append("")
    return lines


def _refuse(path: Path, message: str, help: str, position: tuple[int, int] | None = None) -> None:
    place = Location(shown(path), "")
    raise ConfigErrors((codes.CONFIG_EXISTS.at(place, message, help=help, position=position or (1, 1)),))
