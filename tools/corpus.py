"""`make corpus`: generate from every real description, import and use all of it, and have both checkers read it.

In: the OpenAPI 3.0 and 3.1 documents of group `real` in the shared index that stand in one file. Each becomes a package
in all flavours, one after the other, so that seconds and megabytes are its own; `import_all.py` imports and uses every
type on each Python there is; one mypy process reads all packages, and pyright each in turn (all of them at once take it
six gigabytes). Prints a table, writes corpus.out/table.md and table.json, and exits with 1 if anything is not clean.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from measured import Command, run

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CODEGEN_SHARED", ROOT.parent / "shared"))
OUT = ROOT / "corpus.out"
BIN = Path(sys.executable).parent
QUICK = frozenset(
    "openai github discord box figma stripe museum meilisearch prefect workos langfuse telegram-bot".split()
)
"""Twelve that between them show every construct."""
FLAVOURS = ("typeddict", "pydantic", "dataclass")
GENERATE, USE, MYPY, PYRIGHT = 120.0, 900.0, 1500.0, 900.0
"""Seconds that one command of each kind may take."""


@dataclass(slots=True, kw_only=True)
class Row:
    """What became of one description."""

    entry: str
    package: str
    types: int = 0
    files: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    unions: dict[str, int] = field(default_factory=dict)
    """Verdict -> unions."""
    diagnostics: dict[str, int] = field(default_factory=dict)
    """Code -> diagnostics."""
    used: dict[str, int] = field(default_factory=dict)
    """Python -> faults of importing and using."""
    mypy: dict[str, int] = field(default_factory=dict)
    pyright: dict[str, int] = field(default_factory=dict)
    """Flavour -> errors."""
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Do it all; 1 if anything is not clean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="the twelve descriptions that CI takes")
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="descriptions of these folders")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="packages used and checked at once")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"corpus: the descriptions are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    wanted = frozenset(options.only) or (QUICK if options.quick else frozenset())
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    rows = [generated(entry) for slug, entry in entries() if not wanted or slug in wanted]
    made = [row for row in rows if not row.faults]
    with ThreadPoolExecutor(options.jobs) as pool:
        tasks: list[Callable[[Row], None]] = [partial(use, *one) for one in pythons().items()]
        for task in (count, look_for_ignores, *tasks):
            list(pool.map(task, made))
        read_mypy(made)
        list(pool.map(read_pyright, made))
    report(rows)
    return 1 if any(row.faults for row in rows) else 0


def entries() -> Iterable[tuple[str, str]]:
    """Yield slug and path of each description that this version can read."""
    for one in json.loads((SHARED / "specs" / "index.json").read_text("utf-8")):
        known = str(one["dialect"]).startswith(("3.0", "3.1")) and one["valid_yaml_12"]
        if one["group"] == "real" and known and "multi-file" not in one["notes"]:
            yield one["slug"], one["entry"]


def generated(entry: str) -> Row:
    """Generate one package."""
    row = Row(entry=entry, package="t_" + re.sub(r"\W", "_", Path(entry).with_suffix("").as_posix()).lower())
    command: Command = [BIN / "codegen", "generate", SHARED / "specs" / entry, "-o", OUT, "--package", row.package]
    done = run(command, seconds=GENERATE)
    row.seconds, row.megabytes = done.seconds, done.megabytes
    if done.code:
        row.faults.append(f"generate: {done.told}")
        return row
    told = re.search(r"([\d,]+) types, ([\d,]+) files", done.stdout)
    if told:
        row.types, row.files = (int(number.replace(",", "")) for number in told.groups())
    print(f"{row.package}: {row.types} types, {row.seconds:.1f} s", flush=True)
    return row


def count(row: Row) -> None:
    """Count the unions and the diagnostics of a description."""
    done = run([sys.executable, ROOT / "tools" / "figures.py", SHARED / "specs" / row.entry], seconds=GENERATE)
    if done.code:
        row.faults.append(f"figures: {done.told}")
        return
    found = json.loads(done.stdout)
    row.unions, row.diagnostics = found["unions"], found["diagnostics"]


# --- importing and using ------------------------------------------------------------------------------------------


def pythons() -> Mapping[str, Path]:
    """Return the Pythons to try: ours, and the others in environments of their own where the machine has them."""
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = {ours: Path(sys.executable)}
    for version in ("3.11", "3.12", "3.13"):
        if version not in found and (python := other_python(version)) is not None:
            found[version] = python
    return found


def other_python(version: str) -> Path | None:
    """Return another Python with Pydantic, installed into .corpus/; None, and a word of it, where there is none."""
    home = ROOT / ".corpus" / version
    python = home / "bin" / "python"
    if not python.exists():
        pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"))
        candidates = [shutil.which(f"python{version}"), *pyenv]
        base = next((one for one in candidates if one is not None and runs(one)), None)
        if base is None:
            print(f"corpus: there is no Python {version} here; left out.")
            return None
        subprocess.run([base, "-m", "venv", home], check=True)
        pins: Command = ["--constraint", ROOT / "constraints.txt", "pydantic", "typing_extensions"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *pins], check=True)
    return python


def runs(python: str | Path) -> bool:
    """Tell whether a Python runs: a name on the PATH may be a shim without one behind it."""
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def use(version: str, python: Path, row: Row) -> None:
    """Import every module and use every type of a package on one Python."""
    done = run([python, ROOT / "tools" / "import_all.py", OUT, row.package], seconds=USE)
    faults = json.loads(done.stdout)[row.package] if done.code == 0 else [f"import_all: {done.told}"]
    row.used[version] = len(faults)
    row.faults += [f"Python {version}: {one}" for one in faults]
    print(f"{row.package}: used on {version}, {len(faults)} faults, {done.seconds:.0f} s", flush=True)


# --- checkers -----------------------------------------------------------------------------------------------------


def read_mypy(rows: Sequence[Row]) -> None:
    """Have mypy read all packages in one process."""
    (OUT / "mypy.ini").write_text("[mypy]\nstrict = True\npython_version = 3.11\n", "utf-8")
    packages = [word for row in rows for word in ("-p", row.package)]
    command: Command = [BIN / "mypy", "--config-file", "mypy.ini", "--cache-dir", ".mypy_cache", *packages]
    done = run(command, seconds=MYPY, cwd=OUT)
    print(f"mypy: {done.seconds:.0f} s, {done.megabytes:.0f} MB", flush=True)
    lines = [line for line in done.stdout.splitlines() if ": error:" in line]
    for row in rows:
        row.mypy = by_flavour("mypy", row, lines)
        if done.code and not lines:
            row.faults.append(f"mypy: {done.told}")


def read_pyright(row: Row) -> None:
    """Have pyright read a package."""
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": [row.package]}
    project = OUT / f"pyright-{row.package}.json"
    project.write_text(json.dumps(settings), "utf-8")
    memory = {"NODE_OPTIONS": "--max-old-space-size=8192"}
    command: Command = [BIN / "pyright", "--project", project, "--outputjson", "--pythonpath", sys.executable]
    done = run(command, seconds=PYRIGHT, cwd=OUT, env=memory)
    print(f"{row.package}: pyright, {done.seconds:.0f} s, {done.megabytes:.0f} MB", flush=True)
    try:
        result = json.loads(done.stdout)
    except ValueError:
        row.faults.append(f"pyright: {done.told}")
        return
    if not result["summary"]["filesAnalyzed"]:
        row.faults.append("pyright: it read no file")
    found = [one for one in result["generalDiagnostics"] if one["severity"] == "error"]
    row.pyright = by_flavour(
        "pyright", row, [f"{one['file'].removeprefix(f'{OUT}/')}: {one['message']}" for one in found]
    )


def by_flavour(checker: str, row: Row, lines: Sequence[str]) -> dict[str, int]:
    """Return how many errors of a checker, which begin with the file, each flavour of a package has."""
    own = [line for line in lines if line.startswith(f"{row.package}/")]
    row.faults += [f"{checker}: {line}" for line in own]
    count = Counter(line.split("/")[1] for line in own)
    return {flavour: count[flavour] for flavour in FLAVOURS}


def look_for_ignores(row: Row) -> None:
    """Find comments that would silence a checker."""
    for file in sorted((OUT / row.package).rglob("*.py")):
        if re.search(r"#\s*(type:\s*ignore|noqa|pyright:)", file.read_text("utf-8")):
            row.faults.append(f"{file.relative_to(OUT)}: a comment that silences a checker")


# --- the report ---------------------------------------------------------------------------------------------------


def report(rows: Sequence[Row]) -> None:
    """Print and write the table, and the first faults of each row."""
    versions = sorted({version for row in rows for version in row.used})
    head = ["description", "types", "files", "s", "MB", *(f"used {one}" for one in versions)]
    head += [*(f"mypy {one}" for one in FLAVOURS), *(f"pyright {one}" for one in FLAVOURS), "unions", "diagnostics"]
    lines = [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 3)}---|---|"]
    for row in rows:
        cells = [row.entry, row.types, row.files, f"{row.seconds:.1f}", f"{row.megabytes:.0f}"]
        cells += [row.used.get(one, "-") for one in versions]
        cells += [checked.get(one, "-") for checked in (row.mypy, row.pyright) for one in FLAVOURS]
        cells += [counted(row.unions), counted(row.diagnostics)]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    faulty = [row for row in rows if row.faults]
    lines += ["", f"{len(rows)} descriptions, {sum(row.types for row in rows)} types, {len(faulty)} not clean"]
    print("\n".join(lines))
    for row in faulty:
        print(f"\n{row.entry}: {len(row.faults)} faults", *(f"  {one[:400]}" for one in row.faults[:10]), sep="\n")
    (OUT / "table.md").write_text("\n".join(lines) + "\n", "utf-8")
    (OUT / "table.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")


def counted(counts: Mapping[str, int]) -> str:
    """Return counts for a cell of the table."""
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"


if __name__ == "__main__":
    sys.exit(main())
