"""Declares to Turborepo what each service's task reads and writes: its turbo.json and codegen.inputs.

Run it when a description refers to a file that it did not refer to before, or does so no more:
the task fails until then. `--check` writes nothing and exits with 1 where a declaration is not up to
date, for CI.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent
COMMAND = ("codegen", "inputs", "--config", "services/*/codegen.toml", "--output-format", "json")


def main(arguments: list[str]) -> int:
    """Write all declarations, or compare them, and return the exit code."""
    done = subprocess.run(COMMAND, check=False, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return done.returncode
    services = defaultdict(list)
    for package in json.loads(done.stdout)["packages"]:
        services[os.path.dirname(package["config"])].append(package)
    stale = []
    for service, packages in services.items():
        for name, text in declarations(service, packages).items():
            path = ROOT / service / name
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(f"{service}/{name}")
                if "--check" not in arguments:
                    path.write_text(text, "utf-8")
    for path in stale:
        print(path)
    return 1 if stale and "--check" in arguments else 0


def declarations(service: str, packages: list[dict]) -> dict[str, str]:
    """Return the files that declare the task of a service, by name."""
    locks = {package["lock"] for package in packages if package["lock"]}  # there or not, they count
    files = sorted(locks.union(*(package["inputs"] for package in packages)))
    task = {
        "inputs": ["codegen.inputs", *(declared(path, service) for path in files)],
        "outputs": [f"{declared(package['target'], service)}/**" for package in packages],
    }
    lines = [Path(os.path.relpath(path, service)).as_posix() for path in files]
    return {
        "codegen.inputs": "".join(f"{line}\n" for line in lines),
        "turbo.json": json.dumps({"extends": ["//"], "tasks": {"types": task}}, indent=2) + "\n",
    }


def declared(path: str, service: str) -> str:
    """Return a path as turbo.json of a service has it."""
    if set(path) & set("*?[]{}!$\\"):
        sys.exit(f"declare.py: `{path}` would be read as a pattern; call the file otherwise")
    inside = os.path.relpath(path, service)
    return f"$TURBO_ROOT$/{path}" if inside.startswith("..") else Path(inside).as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
