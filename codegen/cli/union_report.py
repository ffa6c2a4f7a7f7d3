"""`codegen inspect --unions`: every union of a description, with what was decided about it, why, and where it stands.

In: packages. Out, on stdout: a table for readers, the ambiguous ones first, or one JSON object for programs.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegen.cli.exit_codes import DONE
from codegen.cli.loaded import loaded
from codegen.cli.report import Report, counted
from codegen.config import PackageConfig

if TYPE_CHECKING:
    from codegen.pipeline import Lowered
    from codegen.resolver.verdict import Verdict

_ORDER = ("Ambiguous", "Tagged", "ByShape")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionRow:
    """One union, as it is told."""

    verdict: str
    name: str
    """Of its type; empty where it is written out at its place."""
    pointer: str
    place: str
    """File, line and column; for programs, which have the pointer, empty."""
    property: str
    """The tag; empty where there is none."""
    reason: str


def list_unions(packages: Iterable[PackageConfig], output_format: str, report: Report) -> int:
    """Print the unions of some packages."""
    found: dict[str, list[dict[str, str]]] = {}
    for package in packages:
        lowered = loaded(package)
        rows = sorted(union_rows(lowered, report), key=lambda one: _ORDER.index(one.verdict))
        if output_format == "json":
            found[package.name] = [_as_json(one) for one in rows]
        else:
            _print(package, rows, report)
    if output_format == "json":
        report.result(json.dumps(found, indent=2, ensure_ascii=False))
    return DONE


def union_rows(lowered: "Lowered", report: Report) -> Iterator[UnionRow]:
    """Yield the unions of a description, in its order."""
    names = {at: name for name, at in reversed(tuple(lowered.origins.items()))}  # of twins the first
    for at, verdict in lowered.verdicts.items():
        yield UnionRow(
            verdict=type(verdict).__name__,
            name=names.get(at, ""),
            pointer=lowered.spec.written(at),
            place=report.place(at),
            property=_property(verdict),
            reason=verdict.reason if verdict.reason.endswith(".") else f"{verdict.reason}.",
        )


def _property(verdict: "Verdict") -> str:
    from codegen.resolver.verdict import Ambiguous, ByShape, Tagged

    match verdict:
        case Tagged(property=name):
            return name
        case ByShape(objects=tagged) | Ambiguous(tagged=tagged):
            return tagged.property if tagged is not None else ""


def _as_json(row: UnionRow) -> dict[str, str]:
    told = {"verdict": row.verdict, "pointer": row.pointer, "name": row.name, "property": row.property}
    return {key: value for key, value in told.items() if value} | {"reason": row.reason}


def _print(package: PackageConfig, rows: list[UnionRow], report: Report) -> None:
    count = Counter(one.verdict for one in rows)
    told = ", ".join(f"{count[verdict]} {verdict}" for verdict in _ORDER if count[verdict])
    report.result(f"{package.name}: {counted(len(rows), 'union')} of {package.spec}" + (f" ({told})" if told else ""))
    for one in rows:
        report.result(f"{one.verdict:9}  {one.name or '(no name)'}  {one.place}  {one.pointer}")
        report.result(f"           {one.reason}")
