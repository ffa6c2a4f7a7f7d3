"""`make any-spec`: every document of the shared index, of every dialect, becomes a clean package or one good error.

The documents are generated in a few long processes (`generate_many.py`), as there are many and most are small; what
was made is imported and used on each Python there is (`import_all.py`), and read by mypy --strict and pyright strict,
batch by batch. A document that is refused must be refused with a place in a file, and must stand in `refused.yaml`
with its code and the reason why it deserves it: one that is missing there, or stands there in vain, is a fault.
Prints and writes any-spec.out/table.md and table.json, and exits with 1 if anything is not clean.
"""

import argparse
import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from corpus import BIN, FLAVOURS, ROOT, SHARED, pythons
from measured import Command, run

OUT = ROOT / "any-spec.out"
REFUSED = Path(__file__).with_name("refused.yaml")
BATCH, PYRIGHT_BATCH = 40, 160
"""So many packages are used, or read by a checker, in one process; pyright reads what they have in common once."""
LARGE = 400_000
"""Bytes of a description above which it is large; `make corpus` takes most of those too."""
GENERATE, USE, CHECK = 3600.0, 1800.0, 3000.0
"""Seconds that one command of each kind may take."""


@dataclass(slots=True, kw_only=True)
class Row:
    """What became of one document."""

    entry: str
    package: str
    dialect: str
    group: str
    types: int = 0
    seconds: float = 0.0
    megabytes: int = 0
    """What the process that generated held at most."""
    diagnostics: dict[str, int] = field(default_factory=dict)
    """Code -> warnings and notes."""
    code: str | None = None
    """Of the error it was refused with."""
    refused: str = ""
    used: dict[str, int] = field(default_factory=dict)
    """Python -> faults."""
    mypy: dict[str, int] = field(default_factory=dict)
    pyright: dict[str, int] = field(default_factory=dict)
    """Flavour -> errors."""
    faults: list[str] = field(default_factory=list)

    @property
    def is_made(self) -> bool:
        """Whether there is a package."""
        return self.code is None and not self.faults


def main() -> int:
    """Do what was asked for; 1 if anything is not clean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="documents of these folders")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="import and check each Nth package alone")
    parser.add_argument("--size", choices=["small", "large", "all"], default="all", help=f"large: {LARGE:,} bytes")
    parser.add_argument("--no-checkers", action="store_true", help="leave mypy and pyright out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"any-spec: the documents are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    rows = list(documents(frozenset(options.only), options.size))
    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(generate, dealt(rows, options.jobs)))
        compare_refusals(rows)
        made = [row for row in rows if row.is_made][:: options.every]
        tasks: list[Callable[[Sequence[Row]], None]] = [partial(use, *one) for one in pythons().items()]
        for task in [*tasks, *([] if options.no_checkers else [read_mypy])]:
            list(pool.map(task, batches(made, BATCH)))
        if not options.no_checkers:
            list(pool.map(read_pyright, batches(made, PYRIGHT_BATCH)))
    report(rows)
    return 1 if any(row.faults for row in rows) else 0


def documents(wanted: frozenset[str], size: str) -> Iterator[Row]:
    """Yield a row for each document of the index, or of the folders wanted; the small, the large, or all."""
    for one in json.loads((SHARED / "specs" / "index.json").read_text("utf-8")):
        own = "large" if one["bytes"] > LARGE else "small"
        if (not wanted or one["slug"] in wanted) and size in (own, "all"):
            package = "t_" + re.sub(r"\W", "_", one["entry"]).lower()
            yield Row(entry=one["entry"], package=package, dialect=str(one["dialect"]), group=one["group"])


def batches(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    """Yield the rows, so many at a time."""
    for at in range(0, len(rows), most):
        yield rows[at : at + most]


def dealt(rows: Sequence[Row], hands: int) -> list[Sequence[Row]]:
    """Return the rows in so many parts of about equal work."""
    by_size = sorted(rows, key=lambda row: -(SHARED / "specs" / row.entry).stat().st_size)
    return [by_size[at::hands] for at in range(hands)]


def generate(rows: Sequence[Row]) -> None:
    """Generate the packages of some documents in one process."""
    orders = "".join(json.dumps([str(SHARED / "specs" / row.entry), row.package]) + "\n" for row in rows)
    asked = OUT / f"orders-{rows[0].package}.jsonl"
    asked.write_text(orders, "utf-8")
    done = run([sys.executable, ROOT / "tools" / "generate_many.py", OUT, asked], seconds=GENERATE)
    told = {one["package"]: one for one in map(json.loads, done.stdout.splitlines())}
    for row in rows:
        take(row, told.get(row.package, {"fault": f"generate: {done.told}"}))


def take(row: Row, told: Mapping[str, Any]) -> None:
    """Put into a row what became of its document."""
    row.types = told.get("types", 0)
    row.seconds, row.megabytes = told.get("seconds", 0.0), told.get("megabytes", 0)
    row.diagnostics = told.get("diagnostics", {})
    row.code, row.refused = told.get("code"), told.get("refused", "").removeprefix(f"{SHARED}/specs/")
    if "fault" in told:
        row.faults.append(told["fault"])


def compare_refusals(rows: Sequence[Row]) -> None:
    """Compare what was refused with what deserves it."""
    deserved = {
        entry: code for code, entries in yaml.safe_load(REFUSED.read_text("utf-8")).items() for entry in entries
    }
    for row in rows:
        wanted = deserved.get(row.entry)
        if row.code != wanted:
            expected = f"refused.yaml says {wanted}" if wanted else "refused.yaml does not have it"
            row.faults.append(f"{row.refused or 'it is generated'}; {expected}")


# --- importing, using, checking -----------------------------------------------------------------------------------


def use(version: str, python: Path, rows: Sequence[Row]) -> None:
    """Import every module and use every type of some packages on one Python."""
    names = [row.package for row in rows]
    done = run([python, ROOT / "tools" / "import_all.py", OUT, *names], seconds=USE)
    found = json.loads(done.stdout) if done.code == 0 else {names[0]: [f"import_all: {done.told}"]}
    for row in rows:
        faults = found.get(row.package, [])
        row.used[version] = len(faults)
        row.faults += [f"Python {version}: {one}" for one in faults]
    print(f"{names[0]} and {len(names) - 1} more: used on {version}, {done.seconds:.0f} s", flush=True)


def read_mypy(rows: Sequence[Row]) -> None:
    """Have mypy read some packages."""
    settings = OUT / "mypy.ini"
    settings.write_text("[mypy]\nstrict = True\npython_version = 3.11\n", "utf-8")
    packages = [word for row in rows for word in ("-p", row.package)]
    cache = OUT / f".mypy_cache_{rows[0].package}"
    done = run([BIN / "mypy", "--config-file", settings, "--cache-dir", cache, *packages], seconds=CHECK, cwd=OUT)
    shutil.rmtree(cache, ignore_errors=True)
    lines = [line for line in done.stdout.splitlines() if ": error:" in line]
    for row in rows:
        row.mypy = by_flavour("mypy", row, lines)
    if done.code and not lines:
        rows[0].faults.append(f"mypy: {done.told}")
    print(f"{rows[0].package} and {len(rows) - 1} more: mypy, {done.seconds:.0f} s", flush=True)


def read_pyright(rows: Sequence[Row]) -> None:
    """Have pyright read some packages; of support modules that are alike, one."""
    include = list(different(rows))
    project = OUT / f"pyright-{rows[0].package}.json"
    project.write_text(json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": include}), "utf-8")
    command: Command = [BIN / "pyright", "--project", project, "--outputjson", "--pythonpath", sys.executable]
    done = run(command, seconds=CHECK, cwd=OUT, env={"NODE_OPTIONS": "--max-old-space-size=8192"})
    try:
        result = json.loads(done.stdout)
    except ValueError:
        rows[0].faults.append(f"pyright: {done.told}")
        return
    if result["summary"]["filesAnalyzed"] < len(rows):
        rows[0].faults.append("pyright: it read too few files")
    found = [one for one in result["generalDiagnostics"] if one["severity"] == "error"]
    lines = [f"{one['file'].removeprefix(f'{OUT}/')}: {one['message']}" for one in found]
    for row in rows:
        row.pyright = by_flavour("pyright", row, lines)
    print(f"{rows[0].package} and {len(rows) - 1} more: pyright, {done.seconds:.0f} s", flush=True)


def different(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the files of packages, but of those with the same text in the same flavour only the first."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for file in sorted((OUT / row.package).rglob("*.py")):
            text = file.read_text("utf-8").partition("\n")[2]  # without the line that names the description
            mark = (file.parent.name if file.name.startswith("_") else row.package, text)
            if mark not in seen:
                seen.add(mark)
                yield str(file.relative_to(OUT))


def by_flavour(checker: str, row: Row, lines: Sequence[str]) -> dict[str, int]:
    """Return how many errors of a checker, which begin with the file, each flavour of a package has."""
    own = [line for line in lines if line.startswith(f"{row.package}/")]
    row.faults += [f"{checker}: {line}" for line in own]
    count = Counter(line.split("/")[1] for line in own)
    return {flavour: count[flavour] for flavour in FLAVOURS}


# --- the report ---------------------------------------------------------------------------------------------------


def report(rows: Sequence[Row]) -> None:
    """Print the figures by dialect and the faults, and write the table of all documents."""
    versions = sorted({version for row in rows for version in row.used})
    head = ["document", "dialect", "types", "s", "MB", *(f"used {one}" for one in versions), "mypy", "pyright", "told"]
    lines = [f"| {' | '.join(head)} |", f"|---|---|{'--:|' * (len(head) - 3)}---|"]
    for row in rows:
        checked = [" ".join(str(number) for number in one.values()) or "-" for one in (row.mypy, row.pyright)]
        told = row.refused or ", ".join(f"{number} {code}" for code, number in row.diagnostics.items())
        made = [row.entry, row.dialect, row.types, f"{row.seconds:.2f}", row.megabytes]
        cells = [*made, *(row.used.get(one, "-") for one in versions), *checked, told]
        lines.append(f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |")
    (OUT / "table.md").write_text("\n".join(lines) + "\n", "utf-8")
    (OUT / "table.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    told = [*summary(rows), "", *by_folder(row for row in rows if row.group == "real")]
    (OUT / "summary.md").write_text("\n".join(told) + "\n", "utf-8")
    print(*told, sep="\n")
    for row in rows:
        if row.faults:
            print(f"\n{row.entry}: {len(row.faults)} faults", *(f"  {one[:300]}" for one in row.faults[:5]), sep="\n")


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the figures by group and dialect, and how often each code was told."""
    by_kind: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_kind.setdefault((row.group, row.dialect[:3]), []).append(row)
    yield "| group | dialect | documents | packages | types | used | read by checkers | refused | faulty |"
    yield f"|---|---|{'--:|' * 7}"
    for (group, dialect), some in sorted(by_kind.items()):
        numbers = [
            len(some),
            sum(row.code is None for row in some),
            sum(row.types for row in some),
            sum(bool(row.used) for row in some),
            sum(bool(row.mypy and row.pyright) for row in some),
            sum(row.code is not None for row in some),
            sum(bool(row.faults) for row in some),
        ]
        yield f"| {group} | {dialect} | {' | '.join(f'{number:,}' for number in numbers)} |"
    told = Counter(code for row in rows for code in row.diagnostics)
    yield "\ndocuments with a code: " + ", ".join(f"{code} {number}" for code, number in told.most_common())
    refused = Counter(row.code for row in rows if row.code)
    yield "refused with: " + ", ".join(f"{code} {number}" for code, number in refused.most_common())


def by_folder(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table with a row for each folder of documents: its figures added up, of memory and time the most."""
    folders: dict[str, list[Row]] = {}
    for row in rows:
        folders.setdefault(row.entry.partition("/")[0], []).append(row)
    head = ["folder", "dialect", "documents", "types", "most s", "most MB", "used", "mypy", "pyright"]
    yield f"| {' | '.join(head)} | refused | told |"
    yield f"|---|---|{'--:|' * (len(head) - 1)}---|"
    for folder, some in sorted(folders.items()):
        told: Counter[str] = Counter()
        for row in some:
            told.update(row.diagnostics)
        cells = [
            folder,
            " ".join(sorted({row.dialect[:3] for row in some})),
            len(some),
            f"{sum(row.types for row in some):,}",
            f"{max(row.seconds for row in some):.1f}",
            max(row.megabytes for row in some),
            added(row.used for row in some),
            added(row.mypy for row in some),
            added(row.pyright for row in some),
            sum(row.code is not None for row in some),
            ", ".join(f"{code} {number:,}" for code, number in told.most_common()),
        ]
        yield f"| {' | '.join(map(str, cells))} |"


def added(counts: Iterable[Mapping[str, int]]) -> str:
    """Return faults by Python or flavour, added up; a dash where nothing was looked at."""
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return " ".join(str(number) for number in found.values()) or "-"


if __name__ == "__main__":
    sys.exit(main())
