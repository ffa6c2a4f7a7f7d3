"""The cases of tests/cases/errors: one folder a fault, with what the command line says of it.

A case runs in a folder that holds a good `spec.yaml` and `out/types`, the package made of it. Over that are laid the
files of the case and those below its `before/`; then `before.sh` is run, if there is one, and at last the command.

* `command.txt`: the arguments, `generate spec.yaml -o out --package types` where there is none; `< FILE` feeds a file
  to standard input.
* `stderr.txt`: what is expected on stderr, and the exit code. `stdout.txt` beside it, where that is the result.
* `without.txt`: modules that are not installed.

`make snapshots` writes the expected files anew.
"""

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.hand_made import contents

from codegen.cli.main import run

ERRORS = Path(__file__).parents[1] / "cases" / "errors"
USUAL = "generate spec.yaml -o out --package types"
COMMAND, BEFORE, SCRIPT, WITHOUT, STDERR, STDOUT = (
    "command.txt",
    "before",
    "before.sh",
    "without.txt",
    "stderr.txt",
    "stdout.txt",
)
_OF_THE_RUNNER = frozenset((COMMAND, BEFORE, SCRIPT, WITHOUT, STDERR, STDOUT))
GOOD = """\
openapi: 3.1.1
info: {title: Shop, version: "1"}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties: {id: {type: string}, state: {enum: [open, closed]}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCase:
    """One fault; its name begins with the code that is told."""

    name: str

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return ERRORS / self.name

    @property
    def command(self) -> str:
        """The arguments of codegen."""
        return (self.text(COMMAND) or USUAL).strip()

    @property
    def expected(self) -> Mapping[str, str]:
        """The expected files there are, by name."""
        found = {name: self.text(name) for name in (STDERR, STDOUT)}
        return {name: text for name, text in found.items() if text is not None}

    def text(self, file: str) -> str | None:
        """Return the text of one of its files, None if there is none of that name."""
        path = self.folder / file
        return path.read_text(encoding="utf-8") if path.exists() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a command."""

    code: int
    stdout: str
    stderr: str
    before: Mapping[str, bytes | str]
    """Every file of the folder before the command ran."""
    after: Mapping[str, bytes | str]

    def expected_files(self, case: ErrorCase) -> Mapping[str, str]:
        """Return the files that must stand in the folder of the case; the summary of `generate` has a time in it."""
        result = {} if case.command.startswith("generate") or not self.stdout else {STDOUT: self.stdout}
        return {STDERR: f"{self.stderr}[exit {self.code}]\n", **result}


@cache
def error_cases() -> tuple[ErrorCase, ...]:
    """Return all cases by name."""
    return tuple(ErrorCase(name=found.name) for found in sorted(ERRORS.iterdir()) if found.is_dir())


@cache
def told(case: ErrorCase) -> Told:
    """Return what comes of a case; each is run once a session."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(case, folder)
        before = contents(folder)
        code, stdout, stderr = call(case.command, folder, (case.text(WITHOUT) or "").split())
        return Told(code=code, stdout=stdout, stderr=stderr, before=before, after=contents(folder))


def call(command: str, folder: Path, without: list[str] | None = None) -> tuple[int, str, str]:
    """Run a command line of codegen in a folder; return its exit code and what it printed."""
    command, _, fed = command.partition("<")
    if fed:
        return _as_process(shlex.split(command), folder, (folder / fed.strip()).read_bytes())
    stdout, stderr = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
        _uninstalled(without or []),
    ):
        code = run(shlex.split(command))
    return code, stdout.getvalue(), stderr.getvalue()


def _as_process(arguments: list[str], folder: Path, fed: bytes) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "codegen", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ERRORS.parents[2]), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(command, cwd=folder, input=fed, capture_output=True, env=environment)
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


@contextlib.contextmanager
def _uninstalled(modules: list[str]) -> Iterator[None]:
    """Make modules look as if they were not installed, by Python's own sign for it: None in `sys.modules`."""
    had = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules.update(dict.fromkeys(modules))  # type: ignore[arg-type]  # the sign is not typed
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules.update(had)


def _prepare(case: ErrorCase, folder: Path) -> None:
    shutil.copytree(_good(), folder, dirs_exist_ok=True)
    for path in case.folder.iterdir():
        if path.name not in _OF_THE_RUNNER:
            shutil.copy2(path, folder)
    if (case.folder / BEFORE).is_dir():
        shutil.copytree(case.folder / BEFORE, folder, dirs_exist_ok=True)
    if (script := case.text(SCRIPT)) is not None:
        programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
        environment = {**os.environ, "PATH": programs}
        subprocess.run(["sh", "-eu", "-c", script], cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL)


@cache
def _good() -> Path:
    """Return a folder with a good description and its package."""
    folder = Path(_KEPT.name)
    (folder / "spec.yaml").write_text(GOOD)
    code, _, stderr = call(USUAL, folder)
    assert code == 0, stderr
    return folder


_KEPT = tempfile.TemporaryDirectory()
"""Lives as long as the process, and is cleaned up with it."""
