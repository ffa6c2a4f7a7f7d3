"""docs/semantics.md: what each flavour does about each keyword, measured on the rows of semantics/keywords.yaml.

`python -m support.semantics` in tests/ writes it. A row is a schema with values it takes and values it refuses. Loading
flavours are given the values; for TypedDict a program assigns them, and the checkers say which lines are wrong.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from support.cases import write_packages
from support.checkers import check_programs
from support.load_and_dump import same_json

from codegen.options import DataclassOptions, Flavour, Options, Validation
from codegen.pipeline import generate

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "semantics.md"
TABLE = ROOT / "tests" / "semantics" / "keywords.yaml"
_PLAIN, _FULL = "semantics_types", "semantics_full"
COLUMNS = ("TypedDict", "Pydantic", "dataclass", 'dataclass, `validate = "full"`')


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule, and values that keep and break it."""

    group: str
    keyword: str
    says: str
    name: str
    """Of the component."""
    schemas: Mapping[str, Any]
    valid: Sequence[Any]
    invalid: Sequence[Any]


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    found: list[Row] = []
    for group in yaml.safe_load(TABLE.read_text("utf-8")):
        for row in group["rows"]:
            name, valid, invalid = f"Row{len(found) + 1:02}", row["valid"], row["invalid"]
            schema = row.get("schema")
            if schema is None:
                schema = {"type": "object", "required": ["v"], "properties": {"v": {"type": "string"}}}
                schema["properties"]["v"]["format"] = row["format"]
                valid, invalid = [{"v": one} for one in valid], [{"v": one} for one in invalid]
            found.append(
                Row(
                    group=group["group"],
                    keyword=row["keyword"],
                    says=row.get("says", ""),
                    name=name,
                    schemas={name: schema, **row.get("components", {})},
                    valid=valid,
                    invalid=invalid,
                )
            )
    return tuple(found)


def description() -> dict[str, Any]:
    """Return the description that has all rows as components."""
    schemas = {name: schema for row in rows() for name, schema in row.schemas.items()}
    info = {"title": "Semantics", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}


def measured(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return what the flavours do about each row, by its name, in the order of `COLUMNS`."""
    spec = folder / "semantics.json"
    spec.write_text(json.dumps(description()), "utf-8")
    full = Options(package=_FULL, flavours=(Flavour.DATACLASS,), dataclass=DataclassOptions(validate=Validation.FULL))
    trees = {one.package: generate(str(spec), one).tree for one in (Options(package=_PLAIN), full)}
    write_packages(folder, trees)
    seen = checked(folder)
    sys.path.insert(0, str(folder))
    try:
        return {
            row.name: (
                seen[row.name],
                loaded(row, f"{_PLAIN}.pydantic"),
                loaded(row, f"{_PLAIN}.dataclass"),
                loaded(row, f"{_FULL}.dataclass"),
            )
            for row in rows()
        }
    finally:
        sys.path.remove(str(folder))
        for name in [one for one in sys.modules if one.partition(".")[0] in trees]:
            del sys.modules[name]


def loaded(row: Row, module: str) -> str:
    """Return what a loading flavour does: it must take and give back all that is valid."""
    flavour = import_module(module)
    form = getattr(flavour, row.name)
    for value in row.valid:
        dumped = flavour.to_json(flavour.from_json(form, value))
        assert same_json(dumped, value), f"{module}: {row.keyword}: {value!r} came back as {dumped!r}"
    refused = 0
    for value in row.invalid:
        try:
            flavour.from_json(form, value)
        except ValueError:
            refused += 1
    return _told(refused, len(row.invalid), "checked", "not checked")


def checked(folder: Path) -> Mapping[str, str]:
    """Return what the checkers make of the TypedDict of each row."""
    lines = [f"from {_PLAIN}.typeddict import {', '.join(row.name for row in rows())}", ""]
    wrong: dict[str, list[int]] = {row.name: [] for row in rows()}
    right: dict[str, list[int]] = {row.name: [] for row in rows()}
    for row in rows():
        for number, value in enumerate((*row.valid, *row.invalid)):
            lines.append(f"{row.name.lower()}_{number}: {row.name} = {value!r}")
            (right if number < len(row.valid) else wrong)[row.name].append(len(lines))
    program = folder / "semantics_program.py"
    program.write_text("\n".join(lines) + "\n", "utf-8")
    by_checker: dict[str, set[int]] = {"mypy": set(), "pyright": set()}
    for found in check_programs(folder, [program.name]):
        by_checker[found.checker].add(found.line)
    both = by_checker["mypy"] & by_checker["pyright"]
    return {
        name: _told(sum(line in both for line in found), len(found), "seen by checkers", "not seen")
        + (", a valid literal too" if any(line in both for line in right[name]) else "")
        for name, found in wrong.items()
    }


def _told(refused: int, count: int, all_: str, none: str) -> str:
    return all_ if refused == count else none if not refused else f"partly ({refused} of {count} values)"


def page(found: Mapping[str, tuple[str, ...]]) -> str:
    """Return the text of docs/semantics.md."""
    return "\n".join((PAGE.read_text("utf-8").partition(_MARK)[0] + _MARK, "", *_tables(found)))


_MARK = "<!-- From here on the page is written by `make snapshots`. -->"


def _tables(found: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    group = ""
    for row in rows():
        if row.group != group:
            group = row.group
            yield f"## {group}\n"
            yield f"| keyword | {' | '.join(COLUMNS)} | for example refused |"
            yield f"|---|{'---|' * len(COLUMNS)}---|"
        keyword = f"`{row.keyword}`" + (f", {row.says}" if row.says else "")
        example = json.dumps(row.invalid[0], ensure_ascii=True).replace("|", "\\|")
        yield f"| {keyword} | {' | '.join(found[row.name])} | `{example}` |"
        if row is rows()[-1] or rows()[rows().index(row) + 1].group != group:
            yield ""


def main() -> int:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        text = page(measured(Path(folder)))
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
