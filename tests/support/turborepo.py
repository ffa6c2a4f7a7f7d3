"""Turborepo at work on a repository made after examples/build-engines/turborepo, with what it ran told by who was run.

`install` fetches the engine from npm into a folder. A `Checkout` is one clone of the repository on one machine; the
program `codegen` in its PATH notes each service that it was started for, so that the engine is not taken at its word.
"""

import os
import resource
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support.many_specs import write_repository
from support.shared import ROOT
from support.turbo_cache import TOKEN

RECIPE = ROOT / "examples" / "build-engines" / "turborepo"
VERSION = "2.11.11"
PATTERN = "services/*/codegen.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How long something took: on the clock, and of all processors together."""

    seconds: float
    processor: float

    @staticmethod
    def now() -> "Took":
        """Return the state of both clocks; that of the processors counts processes that ended."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Took(seconds=time.perf_counter(), processor=used.ru_utime + used.ru_stime)

    def until_now(self) -> "Took":
        """Return what passed since."""
        now = Took.now()
        return Took(seconds=now.seconds - self.seconds, processor=now.processor - self.processor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one run of the engine did."""

    code: int
    started: tuple[str, ...]
    """The services that codegen was started for, sorted."""
    took: "Took"
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A clone of the repository."""

    folder: Path
    turbo: Path
    remote: str | None = None
    """The address of the remote cache."""

    def run(self) -> Ran:
        """Let the engine make all types."""
        log = self.folder.with_name(f"{self.folder.name}.log")
        log.write_text("", encoding="utf-8")
        started = Took.now()
        done = subprocess.run(
            [self.turbo, "run", "types", "--output-logs=errors-only"],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        took = started.until_now()
        services = tuple(sorted(log.read_text(encoding="utf-8").split()))
        return Ran(code=done.returncode, started=services, took=took, said=done.stdout)

    def declare(self, *arguments: str) -> int:
        """Let the recipe declare what the tasks read."""
        return subprocess.run(
            [sys.executable, "declare.py", *arguments],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
        ).returncode

    def codegen(self, *arguments: str) -> tuple[int, Took, str]:
        """Run codegen by itself over all packages; return its exit code, how long it took, and what it said last."""
        started = Took.now()
        done = subprocess.run(
            [sys.executable, "-m", "codegen", *arguments, "--config", PATTERN],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.returncode, started.until_now(), (done.stdout.splitlines() or [""])[-1]

    def clone(self, folder: Path) -> "Checkout":
        """Return another clone: all that would be committed, and nothing that was made."""
        made = shutil.ignore_patterns(".turbo", "*_types", "node_modules")
        shutil.copytree(self.folder, folder, ignore=made)
        write_program(folder)
        return Checkout(folder=folder, turbo=self.turbo, remote=self.remote)

    def drop_outputs(self) -> None:
        """Delete all packages."""
        for folder in self.folder.glob("services/*/*_types"):
            shutil.rmtree(folder)

    def outputs(self) -> Mapping[str, bytes]:
        """Return the files of all packages."""
        found = sorted(path for path in self.folder.glob("services/*/*_types/**/*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def _environment(self) -> dict[str, str]:
        remote = {"TURBO_API": self.remote, "TURBO_TOKEN": TOKEN, "TURBO_TEAM": "team"} if self.remote else {}
        return {
            "PATH": os.pathsep.join([str(_programs(self.folder)), os.environ["PATH"]]),
            "HOME": str(self.folder.parent),
            "PYTHONPATH": str(ROOT),
            "TURBO_TELEMETRY_DISABLED": "1",
            **remote,
        }


def install(folder: Path) -> Path:
    """Install the engine from npm into a folder, unless it is there; return its program."""
    program = folder / "node_modules" / ".bin" / "turbo"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--no-fund", "--no-audit", "--ignore-scripts", "--loglevel=error")
        subprocess.run(["npm", "install", *options, "--prefix", folder, f"turbo@{VERSION}"], check=True)
    return program


def make_checkout(folder: Path, turbo: Path, packages: int, remote: str | None = None) -> Checkout:
    """Make a repository of so many services with the recipe's files, all locks and all declarations."""
    made = shutil.ignore_patterns("services", "common", ".turbo", "node_modules")
    shutil.copytree(RECIPE, folder, ignore=made)
    write_repository(folder, packages)
    task = (RECIPE / "services" / "orders" / "package.json").read_text(encoding="utf-8")
    for service in (folder / "services").iterdir():
        (service / "package.json").write_text(task.replace("orders", service.name), encoding="utf-8")
    write_program(folder)
    return Checkout(folder=folder, turbo=turbo, remote=remote)


def write_program(folder: Path) -> None:
    """Write the `codegen` that tasks of a clone start; of which version it is, the clone's codegen.version says."""
    program = _programs(folder) / "codegen"
    program.parent.mkdir(exist_ok=True)
    log = folder.with_name(f"{folder.name}.log")
    program.write_text(
        f"""\
#!/bin/sh
case "$1" in
  --version) cat {shlex.quote(str(folder / "codegen.version"))}; exit ;;
  generate) basename "$PWD" >> {shlex.quote(str(log))} ;;
esac
PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m codegen "$@"
""",
        encoding="utf-8",
    )
    program.chmod(0o755)


def _programs(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.bin")
