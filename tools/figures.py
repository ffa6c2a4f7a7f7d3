"""Tells what codegen makes of a description before any flavour, in numbers: `figures.py SPEC`.

A script of its own, so that reading the description does not count in the peak of whoever measures other processes.
Prints a JSON object: the unions by verdict, the diagnostics by code.
"""

import json
import sys
from collections import Counter

from codegen.config import Options
from codegen.pipeline import load


def main(spec: str) -> dict[str, dict[str, int]]:
    """Return both counts, the most frequent first."""
    lowered = load(spec, Options(package="figures"))
    return {
        "unions": dict(Counter(type(one).__name__ for one in lowered.verdicts.values()).most_common()),
        "diagnostics": dict(Counter(one.code for one in lowered.diagnostics).most_common()),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
