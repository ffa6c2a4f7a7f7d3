"""What holds of all output: the same bytes everywhere, nothing but types, nothing for formatters to change."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.cases import CASES, Case, all_cases, outcome, packages, write_packages
from support.checkers import support_paths
from support.projects import read_packages, start, write_project
from support.syntax import strange

from codegen.config import Options
from codegen.pipeline import generate

EACH_CASE = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
RUFF = [sys.executable, "-m", "ruff"]
RULES = "--select=E,F,W,I,UP,B,RUF022,C4,SIM,PIE"
NOT_OURS = "--ignore=E501,UP013"
"""Long lines are prose; a TypedDict is functional where a class body would hide a type behind a key of its name."""
RUNS = {
    "here": (1, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "UTC"}),
    "below/it": (
        -1,
        {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    ),
}
"""Where a project is generated from, in which order its flavours stand, in which environment."""


def test_hash_seed_locale_time_zone_folder_and_order_of_flavours_decide_nothing(tmp_path: Path) -> None:
    started = {}
    for number, (below, (step, environment)) in enumerate(RUNS.items()):
        project = tmp_path / str(number)
        write_project(project, step)
        (project / below).mkdir(parents=True)
        started[project] = start(project / below, environment)
    expected = {package: dict(tree.files) for package, tree in packages().items()}
    for project, process in started.items():
        _, told = process.communicate()
        assert process.returncode == 0, told
        assert read_packages(project / "out") == expected


@EACH_CASE
def test_modules_hold_nothing_but_declarations(case: Case) -> None:
    assert {path: found for path, text in outcome(case).declared().items() if (found := strange(text))} == {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that is generated, support modules once."""
    home = tmp_path_factory.mktemp("output")
    known: set[str] = set()
    for case in all_cases():
        found = outcome(case)
        if found.tree is None:
            continue
        support = set(support_paths(found.tree, found.modules))
        for path, text in found.tree:
            if path.endswith(".py") and path not in known:
                (home / case.package / path).parent.mkdir(parents=True, exist_ok=True)
                (home / case.package / path).write_bytes(text.encode())
        known |= support
    return home


@pytest.mark.parametrize(
    "command",
    [
        [*RUFF, "format", "--isolated", "--no-cache", "--check", "--target-version=py311", "--line-length=88"],
        [sys.executable, "-m", "black", "--config", os.devnull, "--check", "--target-version=py311"],
        [*RUFF, "check", "--isolated", "--no-cache", "--target-version=py311", RULES, NOT_OURS],
    ],
    ids=["ruff format", "black", "ruff check"],
)
def test_formatters_and_linters_leave_it_as_it_is(folder: Path, command: list[str]) -> None:
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_type_statements_of_newer_targets_leave_nothing_unused(tmp_path: Path) -> None:
    recursive = [case for case in all_cases() if case.name.startswith("recursion/")]
    trees = {
        case.package: generate(
            str(case.folder / "spec.yaml"), Options(package=case.package, target_python=(3, 13), base=CASES)
        ).tree
        for case in recursive
    }
    write_packages(tmp_path, trees)
    assert any("\ntype Json = " in text for tree in trees.values() for _, text in tree)
    command = [*RUFF, "check", "--isolated", "--no-cache", "--target-version=py313", "--select=E9,F,I"]
    done = subprocess.run([*command, "."], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
