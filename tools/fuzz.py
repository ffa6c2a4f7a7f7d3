"""`make fuzz`: mutants of descriptions, thousands of them; each becomes a package or is refused with a place.

In: `--mutants N --seed S [--first K]`. The mutants are those of `tests/test_fuzz.py` in number: of the descriptions of
this project, and of the small ones of the shared folder if it is there. They are judged in pieces, each by a process of
its own, so that what one of them breaks or holds ends with it. Prints what is wrong, keeps such mutants in fuzz.out/,
and exits with 1 if there is one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from support.fuzz import ROOT, judged, own_origins, shared_origins
from support.mutations import Origin, mutant

SHARED = Path(os.environ.get("CODEGEN_SHARED", ROOT.parent / "shared"))
OUT = ROOT / "fuzz.out"
PIECE = 200
IMPORTED = 8
"""One package of so many is imported."""


def main() -> int:
    """Do it all; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first mutant")
    parser.add_argument("--piece", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.piece:
        return judge_piece(options.seed, options.first, options.mutants)
    OUT.mkdir(exist_ok=True)
    counts: Counter[str] = Counter()
    wrong = 0
    end = options.first + options.mutants
    for first in range(options.first, end, PIECE):
        wrong += run_piece(options.seed, first, min(PIECE, end - first), counts)
        told = ", ".join(f"{count} {what}" for what, count in counts.most_common(8))
        print(f"{first + PIECE - options.first} of {options.mutants}: {wrong} wrong; {told}", flush=True)
    print("\n".join(f"{count:7} {what}" for what, count in counts.most_common()))
    return 1 if wrong else 0


def run_piece(seed: int, first: int, count: int, counts: Counter[str]) -> int:
    """Judge some mutants in a process of their own; what it dies of is blamed on the mutant it was at."""
    wrong, done = 0, 0
    while done < count:
        numbers = ["--seed", str(seed), "--first", str(first + done), "--mutants", str(count - done)]
        command = [sys.executable, __file__, "--piece", *numbers]
        ran = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, timeout=120 * (count - done))
        for line in ran.stdout.splitlines():
            verdict = json.loads(line)
            counts["packages" if not verdict["codes"] and not verdict["wrong"] else "refused"] += 1
            counts.update(verdict["codes"])
            done += 1
            if verdict["wrong"]:
                wrong += 1
                keep(seed, first + done - 1, verdict["wrong"])
        if done < count:
            wrong += 1
            keep(seed, first + done, f"the process ended with {ran.returncode}")
            done += 1
    return wrong


def judge_piece(seed: int, first: int, count: int) -> int:
    """Print a line of JSON for each mutant."""
    origins = all_origins()
    with tempfile.TemporaryDirectory() as name:
        for number in range(first, first + count):
            made = mutant(origins, seed, number)
            verdict = judged(made, Path(name), imports=number % IMPORTED == 0)
            print(json.dumps({"codes": verdict.codes, "wrong": verdict.wrong}), flush=True)
    return 0


def all_origins() -> list[Origin]:
    """Return all descriptions to start from."""
    return [*own_origins(), *(shared_origins(SHARED) if SHARED.is_dir() else ())]


def keep(seed: int, number: int, why: str) -> None:
    """Tell what is wrong with a mutant, and keep it."""
    made = mutant(all_origins(), seed, number)
    path = OUT / f"{seed}-{number}.{made.suffix}"
    path.write_bytes(made.raw)
    path.with_suffix(".txt").write_text(why, encoding="utf-8", errors="backslashreplace")
    last = why.strip().splitlines()[-1] if why.strip() else why
    print(f"WRONG {path.relative_to(ROOT)} ({made.origin}: {made.how}): {last[:300]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
