"""A small project in a folder of its own: a description, a configuration, and the command line as a process or here."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string}
        state: {type: string, enum: [open, closed]}
"""
CONFIG = """\
[tool.codegen.packages.shop_types]
spec = "shop.yaml"
output = "src"
flavours = ["typeddict", "pydantic"]
"""
ROOT = Path(__file__).parents[2]


def write_project(folder: Path, packages: int = 1) -> Path:
    """Write a project whose packages are all called after one description; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shop.yaml").write_text(SPEC, encoding="utf-8")
    names = ["shop_types", *(f"types_{number}" for number in range(1, packages))]
    config = "".join(CONFIG.replace("shop_types", name) for name in names)
    (folder / "pyproject.toml").write_text(config, encoding="utf-8")
    return folder


def codegen(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run codegen as a process of its own, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "codegen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
    )


def report(folder: Path, *arguments: str) -> Mapping[str, object]:
    """Return the JSON report of a command."""
    found: Mapping[str, object] = json.loads(codegen(folder, *arguments, "--output-format", "json").stdout)
    return found


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as somebody, and return what it prints; nobody's own configuration is read."""
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "protocol.file.allow=always"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run([*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def stamps(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Return of everything below a folder when it was written, and which inode it is."""
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in sorted(folder.rglob("*"))}
