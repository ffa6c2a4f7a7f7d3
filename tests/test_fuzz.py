"""Mutants of descriptions: each becomes a package that can be imported, or is refused with places, in good time.

A bounded number, always the same; `make fuzz MUTANTS=10000 SEED=7` goes on. What was found is a case of its own.
"""

import os
from pathlib import Path

import pytest
from support.fuzz import ROOT, judged, own_origins, shared_origins
from support.mutations import Origin, mutant

SEED = 6
PIECES = 8
"""So many tests, so that one that fails does not hide the others."""
EACH = 25
IMPORTED = 5
"""One package of so many is imported."""


@pytest.fixture(scope="module")
def origins() -> list[Origin]:
    """Return our own descriptions, and the small public ones where there are any."""
    folder = Path(os.environ.get("CODEGEN_SHARED") or ROOT.parent / "shared")
    return [*own_origins(), *(shared_origins(folder) if folder.is_dir() else ())]


@pytest.mark.parametrize("piece", range(PIECES))
def test_a_mutant_becomes_a_package_or_is_refused_with_its_places(
    piece: int, origins: list[Origin], tmp_path: Path
) -> None:
    wrong = []
    for number in range(piece * EACH, (piece + 1) * EACH):
        made = mutant(origins, SEED, number)
        found = judged(made, tmp_path, imports=number % IMPORTED == 0)
        if found.wrong is not None:
            wrong.append(f"{number} ({made.origin}: {made.how}): {found.wrong}")
    assert wrong == []


def test_a_number_always_gives_the_same_mutant() -> None:
    origins = own_origins()
    assert [mutant(origins, SEED, number) for number in range(50)] == [
        mutant(origins, SEED, number) for number in range(50)
    ]


def test_the_judge_sees_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = mutant(own_origins(), SEED, 1)
    monkeypatch.setattr("support.fuzz.run", lambda command: 1)
    assert judged(made, tmp_path, imports=False).wrong == "exit code 1\n"
    monkeypatch.setattr("support.fuzz.run", lambda command: 2)
    assert judged(made, tmp_path, imports=False).wrong == "no fault is told\n"
