"""`make differential`: where our Pydantic types and the peer's disagree on an instance, `jsonschema` decides.

In: the descriptions that `make corpus` takes; the peer is `datamodel-code-generator` with its recommended options.
Prints a table, writes differential.out/table.md and losses.json, and exits with 1 if the peer was right once.
"""

import argparse
import json
import os
import sys
import time
import warnings
from collections import Counter
from dataclasses import asdict

from corpus import QUICK, ROOT, SHARED, entries
from support.differential import Comparison, compared

from codegen.diagnostics import CodegenError
from codegen.loader.load import load

OUT = ROOT / "differential.out"
COLUMNS = "components compared instances disagreements|ours right|peer right|both wrong|not judged"


def main() -> int:
    """Do it all; 1 if the peer was right once."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="descriptions of these folders")
    parser.add_argument("--quick", action="store_true", help="the twelve descriptions that CI takes")
    parser.add_argument("--made", type=int, default=6, help="instances made towards each schema [default: 6]")
    parser.add_argument("--changed", type=int, default=8, help="mutations of these [default: 8]")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"differential: the descriptions are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    warnings.simplefilter("ignore")
    wanted = frozenset(options.only) or (QUICK if options.quick else frozenset())
    rows: dict[str, Comparison] = {}
    for slug, entry in entries():
        if not wanted or slug in wanted:
            started = time.perf_counter()
            rows[entry] = of(entry, options.made, options.changed)
            print(f"{entry}: {dict(rows[entry].counts)}, {time.perf_counter() - started:.0f} s", flush=True)
    report(rows)
    return 1 if any(row.counts["peer right"] for row in rows.values()) else 0


def of(entry: str, made: int, changed: int) -> Comparison:
    """Return what came of one description."""
    tree = load(str(SHARED / "specs" / entry)).root.tree
    assert isinstance(tree, dict)
    try:
        return compared(tree, made=made, changed=changed)
    except CodegenError as error:
        print(f"{entry}: {str(error)[:500]}")
        return Comparison(counts=Counter({"failed": 1}))


def report(rows: dict[str, Comparison]) -> None:
    """Print and write the table, and what was lost."""
    columns = [*COLUMNS.split("|")[0].split(), *COLUMNS.split("|")[1:]]
    lines = [f"| description | {' | '.join(columns)} |", f"|---|{'--:|' * len(columns)}"]
    total = Counter[str]()
    for entry, row in rows.items():
        total.update(row.counts)
        lines.append(f"| {entry} | {' | '.join(str(row.counts[column]) for column in columns)} |")
    lines.append(f"| all {len(rows)} | {' | '.join(str(total[column]) for column in columns)} |")
    print("\n".join(lines))
    for entry, row in rows.items():
        for loss in row.losses[:10]:
            print(f"{entry}: {loss.component}: {loss.ours}, the peer {loss.peer} {loss.instance[:300]}")
    OUT.mkdir(exist_ok=True)
    (OUT / "table.md").write_text("\n".join(lines) + "\n", "utf-8")
    losses = {entry: [asdict(loss) for loss in row.losses] for entry, row in rows.items()}
    (OUT / "losses.json").write_text(json.dumps(losses, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
