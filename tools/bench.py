"""`make bench`: how long our three flavours take beside the peers, in the same run, as whole processes.

The peers are `datamodel-code-generator`, once per flavour with its recommended options, and `openapi-typescript`, which
makes one file. Commands run in turn (ours, peer, ours, peer, ...), and medians are compared as ratios: a single time on
a busy machine says little. Writes bench.out/table.md; asserts nothing.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measured import Command, Run, run

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".bench"
SHARED = Path(os.environ.get("CODEGEN_SHARED", ROOT.parent / "shared"))
SPECS = ("openai/openapi.yaml", "github/api.github.com.json")
CODEGEN = Path(sys.executable).with_name("codegen")
DCG = Path(sys.executable).with_name("datamodel-codegen")
DCG_OPTIONS = (
    "--collapse-reuse-models --enum-field-as-literal all --naming-strategy full-path --reuse-model"
    " --use-tag-as-union-variant-name --preset standard-py313-20261017"
).split()
DCG_MODELS = ("pydantic_v2.BaseModel", "dataclasses.dataclass", "typing.TypedDict")
TYPESCRIPT = CACHE / "node" / "node_modules" / ".bin" / "openapi-typescript"
LIMIT = 600.0
"""Seconds a single command may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians of several runs: seconds of all commands of a contestant, megabytes of the largest."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure, print and write the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="counted runs of each command [default: 5]")
    runs: int = options.parse_args().runs
    if not SHARED.is_dir():
        print(f"bench: the specs are looked for in {SHARED} (CODEGEN_SHARED); there is nothing to measure.")
        return 1
    has_typescript = install_typescript()
    lines = ["# Benchmark", "", f"Medians of {runs} runs in turn, whole processes.", ""]
    for spec in SPECS:
        lines += against_peers(SHARED / "specs" / spec, runs, typescript=has_typescript)
    lines += growth(SHARED / "specs" / SPECS[0], runs)
    lines += unchanged(SHARED / "specs" / SPECS[0], runs)
    table = "\n".join(lines) + "\n"
    print(table)
    out = ROOT / "bench.out"
    out.mkdir(exist_ok=True)
    (out / "table.md").write_text(table, "utf-8")
    return 0


def install_typescript() -> bool:
    """Install openapi-typescript, once; tell whether it is there."""
    if TYPESCRIPT.exists():
        return True
    npm = shutil.which("npm")
    if npm is None:
        print("bench: there is no npm here; openapi-typescript is left out.")
        return False
    (CACHE / "node").mkdir(parents=True, exist_ok=True)
    command: Command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", CACHE / "node"]
    return subprocess.run([*command, "openapi-typescript@7.13", "typescript@5"], check=False).returncode == 0


def against_peers(spec: Path, runs: int, *, typescript: bool) -> list[str]:
    """Return the table of one spec: each contestant, and how many times our time and memory it takes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        kind = ["--input-file-type", "openapi", "--target-python-version", "3.13"]
        contestants: dict[str, Sequence[Command]] = {
            "codegen, three flavours": [ours(spec, out)],
            "datamodel-code-generator 0.89.0, three runs": [
                [
                    DCG,
                    "--input",
                    spec,
                    "--output",
                    out / f"{model}.py",
                    "--output-model-type",
                    model,
                    *kind,
                    *DCG_OPTIONS,
                ]
                for model in DCG_MODELS
            ],
        }
        if typescript:
            contestants["openapi-typescript 7.13, one file"] = [[TYPESCRIPT, spec, "-o", out / "types.d.ts"]]
        figures = in_turn(contestants, runs)
    mine = figures["codegen, three flavours"]
    rows = [
        f"## {spec.name}, {spec.stat().st_size / 1e6:.1f} MB",
        "",
        "| | seconds | MB | times ours | times our memory |",
    ]
    rows.append("|---|--:|--:|--:|--:|")
    for name, one in figures.items():
        ratios = f"{one.seconds / mine.seconds:.1f} | {one.megabytes / mine.megabytes:.1f}"
        rows.append(f"| {name} | {one.seconds:.2f} | {one.megabytes:.0f} | {ratios} |")
    return [*rows, ""]


def ours(spec: Path, out: Path) -> Command:
    """Return our command: all three flavours, written anew."""
    return [CODEGEN, "generate", spec, "-o", out, "--package", "bench_types", "--quiet", "--force"]


def in_turn(contestants: Mapping[str, Sequence[Command]], runs: int) -> dict[str, Figure]:
    """Return the medians of each contestant, all of them run in turn, after one round that is not counted."""
    taken: dict[str, list[list[Run]]] = {name: [] for name in contestants}
    for number in range(runs + 1):
        for name, commands in contestants.items():
            done = [run(command, seconds=LIMIT) for command in commands]
            for one in done:
                if one.code:
                    print(f"bench: {name} ended with {one.code}: {one.told[-300:]}", file=sys.stderr)
            if number:
                taken[name].append(done)
    return {
        name: Figure(
            seconds=statistics.median(sum(one.seconds for one in done) for done in rounds),
            megabytes=statistics.median(max(one.megabytes for one in done) for done in rounds),
        )
        for name, rounds in taken.items()
    }


def growth(spec: Path, runs: int) -> list[str]:
    """Return how time grows with the description: the same content once, twice, four and eight times."""
    from codegen.loader.load import load

    tree = load(str(spec)).root.tree
    text = json.dumps(tree)
    rows = ["## Growth", "", "| copies | MB | seconds | seconds per copy |", "|--:|--:|--:|--:|"]
    with tempfile.TemporaryDirectory() as folder:
        for copies in (1, 2, 4, 8):
            path = Path(folder, f"{copies}.json")
            path.write_text(json.dumps(multiplied(text, copies)), "utf-8")
            found = in_turn({"ours": [ours(path, Path(folder, f"out{copies}"))]}, runs)["ours"]
            size = path.stat().st_size / 1e6
            rows.append(f"| {copies} | {size:.1f} | {found.seconds:.2f} | {found.seconds / copies:.2f} |")
    return [*rows, ""]


def multiplied(text: str, copies: int) -> dict[str, object]:
    """Return a description with several copies of all components and paths, each copy referring to itself."""
    whole: dict[str, object] = {}
    for number in range(copies):
        suffix = f"X{number}" if number else ""
        renamed = re.sub(r'("#/components/\w+/)([^"/]+)', rf"\g<1>\g<2>{suffix}", text)
        copy = json.loads(renamed)
        copy["components"] = {
            section: {f"{key}{suffix}": one for key, one in entries.items()}
            for section, entries in copy["components"].items()
        }
        copy["paths"] = {f"{path}{suffix}": item for path, item in copy["paths"].items()}
        copy.pop("webhooks", None)
        for item in copy["paths"].values():
            for operation in item.values():
                if isinstance(operation, dict) and "operationId" in operation:
                    operation["operationId"] += suffix
        whole = copy if not whole else joined(whole, copy)
    return whole


def joined(whole: dict[str, object], copy: dict[str, object]) -> dict[str, object]:
    """Return the first description with the components and paths of the second beside its own."""
    components, more = whole["components"], copy["components"]
    paths, further = whole["paths"], copy["paths"]
    if not (
        isinstance(components, dict)
        and isinstance(more, dict)
        and isinstance(paths, dict)
        and isinstance(further, dict)
    ):
        raise TypeError("components and paths are objects")
    merged = {section: {**components.get(section, {}), **entries} for section, entries in more.items()}
    return {**whole, "components": {**components, **merged}, "paths": {**paths, **further}}


def unchanged(spec: Path, runs: int) -> list[str]:
    """Return how long `check` takes where nothing has changed."""
    with tempfile.TemporaryDirectory() as folder:
        run(ours(spec, Path(folder)), seconds=LIMIT)
        command: Command = [CODEGEN, "check", spec, "-o", folder, "--package", "bench_types"]
        found = in_turn({"check": [command]}, runs)["check"]
    return ["## An unchanged check", "", f"{spec.name}: {found.seconds:.2f} s, {found.megabytes:.0f} MB", ""]


if __name__ == "__main__":
    sys.exit(main())
