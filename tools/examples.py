"""`make examples`: every example of the real descriptions that JSON Schema accepts is loaded, and dumped unchanged.

In: the descriptions that `make corpus` takes. `jsonschema` says which examples are valid for their schema; those must
load and come back equal in every flavour. Prints a table, writes examples.out/table.md and faults.json, and exits with
1 if one example does not.
"""

import argparse
import json
import os
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field

from corpus import QUICK, ROOT, SHARED, entries
from support.generated_types import WAYS, Package, RefusedError, package
from support.judge import FORMATS, Judge
from support.load_and_dump import same_json
from support.real_examples import Example, examples, with_types

from codegen.config import Options
from codegen.diagnostics import CodegenError
from codegen.pipeline import load

OUT = ROOT / "examples.out"
EXCEPTED = "allof-closed-branch"


@dataclass(slots=True, kw_only=True)
class Row:
    """What became of the examples of one description."""

    entry: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[dict[str, object]] = field(default_factory=list)


def main() -> int:
    """Do it all; 1 if an example does not load and come back."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="descriptions of these folders")
    parser.add_argument("--quick", action="store_true", help="the descriptions that CI takes")
    parser.add_argument("--no-report", action="store_true", help="print the table, and write no file")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"examples: the descriptions are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    warnings.simplefilter("ignore")
    wanted = frozenset(options.only) or (QUICK if options.quick else frozenset())
    rows = []
    for slug, entry in entries():
        if not wanted or slug in wanted:
            started = time.perf_counter()
            rows.append(tried(entry))
            print(f"{entry}: {dict(rows[-1].counts)}, {time.perf_counter() - started:.0f} s", flush=True)
    lines = table(rows)
    print("\n".join(lines))
    if not options.no_report:
        write(rows, lines)
    return 1 if any(row.faults for row in rows) else 0


def tried(entry: str) -> Row:
    """Return what became of the examples of a description."""
    row = Row(entry=entry)
    source = str(SHARED / "specs" / entry)
    lowered = load(source, Options(package="examples"))
    spec = lowered.spec
    tree = spec.trees[spec.document]
    found = list(examples(spec))
    row.counts["found"] = len(found)
    assert isinstance(tree, dict)
    judge = Judge(tree, str(tree["openapi"])[:3], formats=FORMATS)
    valid = [one for one in found if judged(row, judge, one)]
    described, names = with_types(tree, sorted({one.place for one in valid}))
    try:
        with package(described) as types:
            for one in valid:
                if one.value is None and types.is_class(names[one.place]):
                    row.counts["null of a class"] += 1
                    continue
                use(row, types, names[one.place], one)
    except CodegenError as error:
        row.faults.append({"failed": str(error)[:2000]})
    return row


def judged(row: Row, judge: Judge, example: Example) -> bool:
    """Count what the judge says of an example."""
    valid = judge.accepts(example.place, example.value)
    row.counts["not judged" if valid is None else "valid" if valid else "invalid"] += 1
    return valid is True


def use(row: Row, types: Package, name: str, example: Example) -> None:
    """Load and dump one example in every way."""
    for way in WAYS:
        try:
            dumped = types.round_trip(way, name, example.value)
        except RefusedError as refused:
            outcome = f"refused: {str(refused)[:300]}"
        except Exception as error:  # whatever it is, it is the finding
            outcome = f"failed: {type(error).__name__}: {str(error)[:300]}"
        else:
            row.counts[f"loaded by {way}"] += 1
            outcome = "" if same_json(dumped, example.value) else f"changed to {json.dumps(dumped)[:300]}"
            row.counts[f"unchanged by {way}"] += not outcome
        if outcome:
            value = json.dumps(example.value)[:500]
            row.faults.append(
                {"place": example.place, "kind": example.kind, "way": way, "value": value, "outcome": outcome}
            )


def table(rows: list[Row]) -> list[str]:
    """Return the table, and the first faults of each row."""
    columns = ["found", "valid", "invalid", "not judged", *(f"unchanged by {way}" for way in WAYS)]
    lines = [f"| description | {' | '.join(columns)} |", f"|---|{'--:|' * len(columns)}"]
    total = Counter[str]()
    for row in rows:
        total.update(row.counts)
        lines.append(f"| {row.entry} | {' | '.join(str(row.counts[column]) for column in columns)} |")
    lines.append(f"| all {len(rows)} | {' | '.join(str(total[column]) for column in columns)} |")
    return lines + [f"{row.entry}: {fault}" for row in rows for fault in row.faults[:10]]


def write(rows: list[Row], lines: list[str]) -> None:
    """Write the table and all faults."""
    OUT.mkdir(exist_ok=True)
    (OUT / "table.md").write_text("\n".join(lines) + "\n", "utf-8")
    (OUT / "faults.json").write_text(json.dumps({row.entry: row.faults for row in rows}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
