"""Both loading flavours blame the same places of a document, however each of them finds its faults.

The codec of dataclasses checks all that Pydantic does here (`dataclass.validate = "full"`); cases that choose types of
formats, which are Pydantic's alone, are left out.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.cases import CASES, Case, all_cases, outcome, write_packages
from support.checkers import write_programs
from support.payloads import payloads

from codegen.config import Flavour
from codegen.options import Validation
from codegen.pipeline import generate

WORKER = Path(__file__).parent / "support" / "load_and_dump.py"
BOTH = (Flavour.PYDANTIC, Flavour.DATACLASS)


def test_both_loading_flavours_find_the_same_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    cases = [one for one in all_cases() if outcome(one).tree is not None and _has_both(one)]
    for case in cases:
        options = replace(case.options, flavours=BOTH)
        options = replace(options, dataclass=replace(options.dataclass, validate=Validation.FULL))
        write_packages(tmp_path, {case.package: generate(case.source, options).tree})
        write_programs(tmp_path, case)
    jobs = [job for case in cases for job in _jobs(case)]
    assert len(jobs) > 500
    done = subprocess.run([sys.executable, WORKER, tmp_path], input=json.dumps(jobs), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = zip(jobs, json.loads(done.stdout), strict=True)
    assert [f"{job['package']}: {job['form']}: {wrong}" for job, wrong in told if wrong] == []


def _has_both(case: Case) -> bool:
    return {one.value for one in BOTH} <= set(case.flavours) and not case.options.formats


def _jobs(case: Case) -> Iterator[dict[str, object]]:
    """Yield each value that Pydantic refuses."""
    for one in payloads(case):
        if one.flavour == Flavour.PYDANTIC.value and not one.is_accepted:
            flavours = [flavour.value for flavour in BOTH]
            yield {"package": case.package, "form": one.form, "value": one.value, "flavours": flavours}
