"""Packages generated in a test and imported there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any

from support.cases import write_packages

from codegen.config import Options
from codegen.pipeline import generate


@contextmanager
def imported(folder: Path, package: str, schemas: str, options: Options | None = None) -> Iterator[Any]:
    """Give the Pydantic flavour of the package of some components, in YAML, and forget it afterwards."""
    spec = folder / f"{package}.yaml"
    indented = "\n".join(f"    {line}" for line in schemas.strip().splitlines())
    head = f'openapi: 3.1.1\ninfo: {{title: {package}, version: "1"}}\ncomponents:\n  schemas:\n'
    spec.write_text(f"{head}{indented}\n", encoding="utf-8")
    tree = generate(str(spec), options or Options(package=package, base=folder)).tree
    write_packages(folder, {package: tree})
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        yield import_module(f"{package}.pydantic")
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]
