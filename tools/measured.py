"""Runs a command as a whole process, and tells what it took: seconds, and megabytes at the peak.

The peak is the kernel's (`wait4`), over the process and the children it waited for, the largest of them. A child
starts with its parent's peak on the record, so whoever measures small commands stays small.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

Command: TypeAlias = list[str | Path]
TIMED_OUT = 124


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished command: its exit code (124: it was stopped), what it printed, and what it took."""

    code: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float

    @property
    def told(self) -> str:
        """Return the end of what the command printed, for a report of its failure."""
        said = f"{self.stdout}\n{self.stderr}".strip()
        return said[-2000:] if self.code != TIMED_OUT else f"stopped after {self.seconds:.0f} s\n{said[-2000:]}"


def run(
    command: Command,
    *,
    seconds: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Run:
    """Run a command to its end, or stop it and its children after so many seconds."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        child = subprocess.Popen(
            [str(word) for word in command],
            stdout=out,
            stderr=err,
            stdin=subprocess.DEVNULL,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
        stopped = threading.Event()
        alarm = threading.Timer(seconds, _stop, (child.pid, stopped))
        alarm.start()
        _, status, usage = os.wait4(child.pid, 0)
        alarm.cancel()
        took = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        return Run(
            code=TIMED_OUT if stopped.is_set() else child.returncode,
            stdout=_text(out),
            stderr=_text(err),
            seconds=took,
            megabytes=usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
        )


def _stop(pid: int, stopped: threading.Event) -> None:
    stopped.set()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _text(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
