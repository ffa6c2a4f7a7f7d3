"""A host of repositories, as scripts of pipelines meet it: a bare repository, a checkout of it, and `gh`.

Git is real. The host itself cannot run here, so `gh` is a small program that keeps pull requests in a file and takes
their tips from the bare repository.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support.projects_of_one import ROOT, codegen, git, write_project

BRANCH = "codegen/update"
_GH = """\
import json, os, subprocess, sys
from pathlib import Path

words, store = sys.argv[1:], Path(os.environ["GH_STORE"])
if os.environ.get("GH_REFUSES"):
    sys.exit("GraphQL: GitHub Actions is not permitted to create or approve pull requests")
kept = json.loads(store.read_text()) if store.exists() else []
options = dict(zip(words[2:], words[3:]))
branch, base = options.get("--head"), options.get("--base")
remote = os.environ["GH_REMOTE"]


def tip(name):
    found = subprocess.run(["git", "ls-remote", remote, f"refs/heads/{name}"], stdout=subprocess.PIPE, text=True)
    return found.stdout.split("\\t")[0]


assert words[0] == "pr"
if words[1] == "list":
    found = [one for one in kept if (one["head"], one["base"], one["state"]) == (branch, base, options["--state"])]
    found = [{**one, "headRefOid": one.get("headRefOid") or tip(branch)} for one in found]
    print(json.dumps([{key: one[key] for key in options["--json"].split(",")} for one in reversed(found)]))
elif words[1] == "create":
    assert options["--body-file"] == "-" and tip(branch)
    number = len(kept) + 1
    url = f"https://example.com/pull/{number}"
    new = {"number": number, "url": url, "body": sys.stdin.read(), "title": options["--title"], "head": branch}
    kept.append({**new, "base": base, "state": "open", "mergedAt": None, "isCrossRepository": False})
    print(url)
elif words[1] == "edit":
    [one] = [one for one in kept if str(one["number"]) == words[2]]
    one["body"] = sys.stdin.read()
    one["edits"] = one.get("edits", 0) + 1
else:
    sys.exit(f"unknown: {words}")
store.write_text(json.dumps(kept))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A bare repository, a checkout of its branch `main`, and what stands around them."""

    folder: Path

    @property
    def bare(self) -> Path:
        """The repository on the host."""
        return self.folder / "host.git"

    @property
    def home(self) -> Path:
        """The checkout in which a pipeline runs."""
        return self.folder / "home"

    @property
    def pull_requests(self) -> list[dict[str, object]]:
        """What `gh` keeps."""
        store = self.folder / "gh.json"
        found: list[dict[str, object]] = json.loads(store.read_text()) if store.exists() else []
        return found

    def keep(self, **changes: object) -> None:
        """Change the only pull request, as people do."""
        [one] = self.pull_requests
        kept = [{**one, **changes}]
        (self.folder / "gh.json").write_text(json.dumps(kept))

    @property
    def outputs(self) -> Mapping[str, str]:
        """What the last script gave to later steps."""
        lines = (self.folder / "output").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def tip(self, branch: str = BRANCH) -> str | None:
        """Return the commit of a branch on the host."""
        return git(self.folder, "ls-remote", str(self.bare), f"refs/heads/{branch}").partition("\t")[0] or None

    def show(self, path: str, branch: str = BRANCH) -> str:
        """Return a file as it is on a branch of the host."""
        return git(self.bare, "show", f"{branch}:{path}")

    def changed(self, branch: str = BRANCH) -> list[str]:
        """Return which files a branch changes."""
        return git(self.bare, "diff", "--name-only", f"main...{branch}").split()

    def clone(self, name: str, branch: str, *options: str) -> Path:
        """Return another checkout: a person's, or that of the next run."""
        git(self.folder, "clone", "-q", *options, "--branch", branch, f"file://{self.bare}", name)
        return self.folder / name

    def run(self, script: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script of ci/ as a step of a pipeline."""
        (self.folder / "output").write_text("")
        return subprocess.run(
            ["bash", str(ROOT / "ci" / script)],
            cwd=folder or self.home,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
        )

    def environment(self, **more: str) -> dict[str, str]:
        """Return the variables of a step."""
        hosts = ("GITHUB_", "CI_", "GITLAB_", "GIT_", "CODEGEN_")
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith(hosts)},
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHON": sys.executable,
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GH_STORE": str(self.folder / "gh.json"),
            "GH_REMOTE": str(self.bare),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "CODEGEN_HOST": "github",
            **more,
        }


def write_programs(folder: Path) -> None:
    """Write `codegen` and `gh` into a folder for the PATH."""
    folder.mkdir(parents=True)
    python = shlex.quote(sys.executable)
    (folder / "gh.py").write_text(_GH, encoding="utf-8")
    for name, command in (("codegen", "-m codegen"), ("gh", shlex.quote(str(folder / "gh.py")))):
        (folder / name).write_text(f'#!/bin/sh\nexec {python} {command} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)


def make_host(folder: Path) -> Host:
    """Return a host whose repository has a package that is up to date, and its checkout."""
    host = Host(folder=folder)
    write_programs(folder / "bin")
    (folder / "temp").mkdir()
    first = write_project(folder / "first")
    assert codegen(first, "generate").returncode == 0
    git(first, "init", "-q", "-b", "main")
    git(first, "add", ".")
    git(first, "commit", "-q", "-m", "all")
    git(folder, "clone", "-q", "--bare", str(first), str(host.bare))
    host.clone("home", "main")
    return host
