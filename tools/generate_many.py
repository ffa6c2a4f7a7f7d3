"""Generates packages from many descriptions, each in a child of one warm process: `generate_many.py OUT ORDERS`.

In, a line each: a JSON list of the description's path and the package's name. Out, a line each: a JSON object with the
package, the seconds, the megabytes that its process held at most, and what became of it: `types` and `diagnostics`
(code -> how often) of a package that was written to OUT, or `refused`, the first error as `FILE:LINE:COLUMN: message`
with its `code`, or `fault`, which no input may ever cause: an exception, an error without a place, a process that
died, or no end in time.
"""

import contextlib
import io
import json
import os
import re
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from codegen.cli.report import Report
from codegen.config import Options
from codegen.diagnostics import SpecErrors
from codegen.pipeline import generate

SECONDS = 120
"""How long one description may take."""
_LOCATED = re.compile(r".+:\d+:\d+: error\[(?P<code>[a-z0-9-]+)\]: .+")


def main(out: Path, orders: Path) -> None:
    """Generate what the lines of a file ask for."""
    signal.signal(signal.SIGPROF, _out_of_time)
    for line in orders.read_text("utf-8").splitlines():
        source, package = json.loads(line)
        print(json.dumps(_made_apart(source, package, out)), flush=True)


def _made_apart(source: str, package: str, out: Path) -> dict[str, Any]:
    """Generate in a child, so that the memory is that of this description, and what breaks ends with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(_made(source, package, out), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    died = {"package": package, "fault": f"the process ended with {os.waitstatus_to_exitcode(status)}"}
    return (json.loads(told) if told else died) | {"megabytes": used.ru_maxrss // 1024}


def _made(source: str, package: str, out: Path) -> dict[str, Any]:
    started = time.perf_counter()
    row: dict[str, Any] = {"source": source, "package": package}
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        made = generate(source, Options(package=package, base=Path(source).parent))
        row["types"] = len(made.lowered.package.declarations)
        row["diagnostics"] = Counter(one.code for one in made.lowered.diagnostics)
        for path, text in made.tree:
            file = out / package / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
    except SpecErrors as errors:
        row |= _refusal(errors)
    except BaseException as error:  # whatever it is, it is the finding
        frame = traceback.extract_tb(error.__traceback__)[-1]
        row["fault"] = f"{type(error).__name__}: {str(error)[:200]} ({Path(frame.filename).name}:{frame.lineno})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    row["seconds"] = round(time.perf_counter() - started, 3)
    return row


def _refusal(errors: SpecErrors) -> dict[str, Any]:
    """Return the first error as its user reads it; without a place in a file it is a fault."""
    printed = io.StringIO()
    with contextlib.redirect_stderr(printed):
        Report().error(errors)
    first = printed.getvalue().partition("\n")[0]
    found = _LOCATED.fullmatch(first)
    if found is None:
        return {"fault": f"an error without a place: {first}"}
    return {"refused": first, "code": found["code"], "errors": len(errors.diagnostics)}


def _out_of_time(*_: object) -> None:
    raise TimeoutError(f"no end after {SECONDS} s of work")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
