"""Bazel at work on a repository made after examples/build-engines/bazel; what it ran is told by its own last lines.

`install` fetches the newest Bazel that npm has. A `Workspace` is one clone; clones share a disk cache, which Bazel
reads and writes as it does a remote one.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.many_specs import write_repository
from support.shared import ROOT
from support.turborepo import PATTERN, Took

RECIPE = ROOT / "examples" / "build-engines" / "bazel"
VERSION = "2.1.0"
_COUNTS = re.compile(r"(\d+) (linux-sandbox|remote cache hit)")
_RULE = """\
load("//codegen:types.bzl", "python_types")

python_types(
    name = "types",
    package = "{package}",
    srcs = {srcs},
    config = "codegen.toml",
    lock = {lock},
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build did."""

    code: int
    sandboxed: int
    """How many actions ran, each in a sandbox."""
    cached: int
    """How many came from the cache."""
    took: Took
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A clone of the repository, and what Bazel keeps of all clones."""

    folder: Path
    bazel: Path
    state: Path

    def build(self) -> Built:
        """Let Bazel make all types."""
        options = (f"--disk_cache={self.state / 'disk'}", f"--action_env=PATH={self.state / 'bin'}:/usr/bin:/bin")
        done, took = self._bazel("build", "//services/...", *options)
        counts = {
            what: int(count) for count, what in re.findall(r"(\d+) (linux-sandbox|remote cache hit)", done.stdout)
        }
        return Built(
            code=done.returncode,
            sandboxed=counts.get("linux-sandbox", 0),
            cached=counts.get("remote cache hit", 0),
            took=took,
            said=done.stdout,
        )

    def declare(self) -> None:
        """Write the locks, and the rule of each service as `codegen inputs` has its files."""
        self._codegen("generate", "--quiet")
        for package in json.loads(self._codegen("inputs", "--output-format", "json"))["packages"]:
            service = os.path.dirname(package["config"])
            files = sorted({*package["inputs"]} - {package["config"], package["lock"]})
            lock = None if package["lock"] is None else os.path.basename(package["lock"])
            text = _RULE.format(
                package=package["name"],
                srcs=json.dumps([_label(path, service) for path in files]),
                lock="None" if lock is None else json.dumps(lock),
            )
            (self.folder / service / "BUILD.bazel").write_text(text, encoding="utf-8")

    def clone(self, folder: Path) -> "Workspace":
        """Return another clone, in which nothing was made."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("bazel-*", "*_types"))
        return Workspace(folder=folder, bazel=self.bazel, state=self.state)

    def made(self) -> dict[str, bytes]:
        """Return the files of all packages that Bazel made."""
        root = self.folder / "bazel-bin" / "services"
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def stop(self) -> None:
        """End the server of this clone."""
        self._bazel("shutdown")

    def _bazel(self, *arguments: str) -> tuple[subprocess.CompletedProcess[str], Took]:
        command = [str(self.bazel), f"--output_user_root={self.state / 'root'}", *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.state)}
        started = Took.now()
        done = subprocess.run(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return done, started.until_now()

    def _codegen(self, *arguments: str) -> str:
        command = [str(self.state / "bin" / "codegen"), *arguments, "--config", PATTERN]
        return subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, text=True, check=True).stdout


def install(folder: Path) -> Path:
    """Install Bazel from npm into a folder, unless it is there; return its program."""
    package = folder / "node_modules" / "@bazel" / "bazel-linux_x64"
    if not package.exists():
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--no-fund", "--no-audit", "--ignore-scripts", "--loglevel=error")
        wanted = f"@bazel/bazel-linux_x64@{VERSION}"
        subprocess.run(["npm", "install", *options, "--prefix", folder, wanted], check=True)
    return next(package.glob("bazel-*"))


def make_workspace(folder: Path, state: Path, bazel: Path, packages: int) -> Workspace:
    """Make a repository of so many services with the recipe's files, all locks and all rules."""
    shutil.copytree(RECIPE, folder, ignore=shutil.ignore_patterns("services", "bazel-*"))
    write_repository(folder, packages)
    program = state / "bin" / "codegen"
    program.parent.mkdir(parents=True, exist_ok=True)
    python = f"PYTHONDONTWRITEBYTECODE=1 PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)}"
    program.write_text(f'#!/bin/sh\n{python} -m codegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    workspace = Workspace(folder=folder, bazel=bazel, state=state)
    workspace.declare()
    return workspace


def _label(path: str, service: str) -> str:
    """Return the label of a file as a service's rule writes it."""
    folder, name = os.path.split(path)
    return name if folder == service else f"//{folder}:{name}"
