"""Each case is generated, compared with its expected files, checked by mypy and pyright, and fed JSON values."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pytest
from support.cases import (
    CASES,
    ERRORS,
    FLAVOURS,
    PROGRAM,
    REFUSED,
    Case,
    all_cases,
    outcome,
    packages,
    write_packages,
)
from support.checkers import Finding, by_file, check, statements, support_paths, write_programs
from support.constructs import CONSTRUCTS
from support.payloads import payloads
from support.snapshots import found_files

WORKER = Path(__file__).parent / "support" / "load_and_dump.py"
EACH_CASE = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
Results = Mapping[tuple[str, str], list[str]]
"""Case and flavour (or `modules`) -> what went wrong."""


@EACH_CASE
def test_the_output_is_what_is_expected(case: Case) -> None:
    assert found_files(case) == dict(outcome(case).expected_files())


def test_every_folder_is_a_case() -> None:
    folders = {path.relative_to(CASES).as_posix() for path in CASES.glob("*/*") if path.parent.name != ERRORS}
    assert folders == {case.name for case in all_cases()}


# --- payloads -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All packages and programs, as their users have them."""
    found = tmp_path_factory.mktemp("packages")
    write_packages(found, packages())
    for case in all_cases():
        write_programs(found, case)
    return found


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    """What loading and dumping gives on this Python."""
    return _load_and_dump(sys.executable, folder)


@pytest.mark.parametrize("flavour", ["modules", *FLAVOURS])
@EACH_CASE
def test_modules_import_and_values_are_taken_or_refused_where_they_should(
    case: Case, flavour: str, results: Results
) -> None:
    assert not results[case.name, flavour]


def test_all_of_that_holds_on_the_newest_python(folder: Path) -> None:
    newest = _newest_python()
    if newest is None:
        pytest.skip("no python3.13 with Pydantic and typing_extensions on the PATH; $CODEGEN_PYTHON_NEWEST names one")
    assert {key: wrong for key, wrong in _load_and_dump(newest, folder).items() if wrong} == {}


def test_all_of_that_holds_with_the_lowest_pydantic(folder: Path) -> None:
    lowest = os.environ.get("CODEGEN_PYTHON_LOWEST")
    if lowest is None:
        pytest.skip("$CODEGEN_PYTHON_LOWEST names no Python with Pydantic 2.12.0")
    assert {key: wrong for key, wrong in _load_and_dump(lowest, folder).items() if wrong} == {}


def _newest_python() -> str | None:
    pyenv = (Path.home() / ".pyenv" / "versions").glob("3.13.*/bin/python3.13")
    for found in (os.environ.get("CODEGEN_PYTHON_NEWEST"), shutil.which("python3.13"), *sorted(pyenv, reverse=True)):
        if found is not None:
            tried = subprocess.run([found, "-c", "import pydantic, typing_extensions"], capture_output=True)
            if tried.returncode == 0:
                return str(found)
    return None


def _load_and_dump(python: str, folder: Path) -> Results:
    jobs: list[tuple[tuple[str, str], dict[str, object]]] = []
    for case in all_cases():
        modules = [f"{case.package}.{path.removesuffix('.py').replace('/', '.')}" for path in outcome(case).declared()]
        modules += [f"program_{case.package}"] if case.text(PROGRAM) is not None else []
        jobs += [((case.name, "modules"), {"module": module}) for module in modules]
        for one in payloads(case):
            job = {"package": case.package, **asdict(one)}
            jobs.append(((case.name, one.flavour), job))
    text = json.dumps([job for _, job in jobs])
    done = subprocess.run([python, WORKER, folder], input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results: dict[tuple[str, str], list[str]] = {
        (case.name, part): [] for case in all_cases() for part in ("modules", *FLAVOURS)
    }
    for (key, job), wrong in zip(jobs, json.loads(done.stdout), strict=True):
        if wrong:
            results[key].append(f"{job.get('form', job.get('module'))}: {wrong}")
    return results


# --- checkers -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Finding]]:
    """What mypy and pyright find, by file."""
    return by_file(check(tmp_path_factory.mktemp("checked")))


def test_both_checkers_find_nothing_in_what_is_generated_nor_in_programs(
    findings: Mapping[str, list[Finding]],
) -> None:
    found = {name: wrong for name, wrong in findings.items() if not name.startswith("refused_")}
    assert found == {}


@pytest.mark.parametrize(
    "case", [case for case in all_cases() if case.text(REFUSED) is not None], ids=lambda case: case.name
)
def test_both_checkers_refuse_each_statement_that_is_wrong(case: Case, findings: Mapping[str, list[Finding]]) -> None:
    found = findings.get(f"refused_{case.package}.py", [])
    lines = list(statements(case, REFUSED))
    faults = {
        (checker, first): [one.message for one in found if one.checker == checker and first <= one.line <= last]
        for first, last in lines
        for checker in ("mypy", "pyright")
    }
    assert [key for key, messages in faults.items() if not messages] == []
    assert [one for one in found if not any(first <= one.line <= last for first, last in lines)] == []


def test_support_modules_are_the_same_in_every_package() -> None:
    texts: dict[str, set[str]] = {}
    for case in all_cases():
        found = outcome(case)
        if found.tree is not None:
            for path in support_paths(found.tree, found.modules):
                header, _, body = found.tree.files[path].partition("\n")
                assert case.source in header
                texts.setdefault(path, set()).add(body)
    assert {path for path, found in texts.items() if len(found) > 1} == set()


# --- what the cases cover -------------------------------------------------------------------------------------------


def test_every_construct_has_a_case_and_every_case_a_construct() -> None:
    assert {case.name for case in all_cases()} == CONSTRUCTS.keys()


@pytest.mark.parametrize("flavour", FLAVOURS)
@EACH_CASE
def test_every_construct_has_a_value_that_is_taken_and_one_that_is_refused(case: Case, flavour: str) -> None:
    if outcome(case).tree is None:
        pytest.skip("the description is refused")
    if flavour not in case.flavours:
        pytest.skip("the package lacks the flavour")
    found = [one.is_accepted for one in payloads(case) if one.flavour == flavour]
    assert set(found) == {True, False}
