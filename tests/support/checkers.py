"""mypy and pyright over all generated packages at once, and over the programs that use them.

The support modules are the same text in every package (a test holds that), and most of what there is to check: so they
stand whole in one package, and elsewhere give its names on.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.cases import PROGRAM, REFUSED, THEIRS, Case, all_cases, outcome, write_packages

from codegen.file_tree import FileTree

SHARED = "support_modules"
CONFIGURED = "_model.py"
"""What all models of a package share by its configuration."""
_PYTHON = "3.11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One error that a checker reports."""

    checker: str
    file: str
    """Relative to the folder that was checked."""
    line: int
    message: str


def support_paths(tree: FileTree, modules: tuple[str, ...]) -> list[str]:
    """Return the modules of a package that hold no declarations, export none, and follow no configuration."""
    declared = {CONFIGURED, *(f"_{module}.py" for module in modules)}
    return [
        path
        for path in tree.files
        if path.endswith(".py") and path.rpartition("/")[2] not in {"__init__.py", *declared}
    ]


def check(folder: Path) -> tuple[Finding, ...]:
    """Write all packages and programs into a folder, and return what both checkers find there."""
    include = [SHARED]
    trees = [(found.tree, found.modules) for found in map(outcome, all_cases()) if found.tree is not None]
    occasional = {path: tree.files[path] for tree, modules in trees for path in support_paths(tree, modules)}
    write_packages(folder, {SHARED: FileTree.of({**trees[0][0].files, **occasional})})
    for case in all_cases():
        found = outcome(case)
        if found.tree is not None:
            whole = [path for path in support_paths(found.tree, found.modules) if not path.endswith("/_never.py")]
            passed_on = {path: _passed_on(path, found.tree.files[path]) for path in whole}
            write_packages(folder, {case.package: FileTree.of({**found.tree.files, **passed_on})})
            include += [f"{case.package}/{path}" for path in found.declared()]
            include += [f"{case.package}/{path}" for path in found.tree.files if path.endswith(f"/{CONFIGURED}")]
            include += write_programs(folder, case)
    return check_files(folder, include)


def check_programs(folder: Path, programs: list[str]) -> tuple[Finding, ...]:
    """Return what both checkers find in some programs beside packages that are not looked at themselves."""
    return check_files(folder, programs, programs)


def write_programs(folder: Path, case: Case) -> list[str]:
    """Write the programs of a case, and what is theirs in its types, beside its package; return their names."""
    texts = {f"{kind.removesuffix('.py')}_{case.package}.py": case.text(kind) for kind in (PROGRAM, REFUSED, THEIRS)}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_bytes(text.encode())
    return [name for name, text in texts.items() if text is not None]


def statements(case: Case, kind: str) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each statement of a program that is no import."""
    for node in ast.parse(case.text(kind) or "").body:
        if not isinstance(node, ast.Import | ast.ImportFrom) and not _is_docstring(node):
            yield node.lineno, node.end_lineno or node.lineno


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _passed_on(path: str, text: str) -> str:
    module = ".".join((SHARED, *path.removesuffix(".py").split("/")))
    return "".join(f"from {module} import {name} as {name}\n" for name in dict.fromkeys(_public(ast.parse(text))))


def _public(module: ast.Module) -> Iterator[str]:
    """Yield what a module defines for others, and what it lists in `__all__`."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found = [name]
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names)):
                found = [str(one.value) for one in names if isinstance(one, ast.Constant)]
            case ast.Assign(targets=targets):
                found = [target.id for target in targets if isinstance(target, ast.Name)]
            case _:
                found = []
        yield from (name for name in found if not name.startswith("_"))


def check_files(folder: Path, include: list[str], files: Sequence[str] = (".",)) -> tuple[Finding, ...]:
    """Run both checkers at the same time; mypy is told which files to begin at."""
    config = {"typeCheckingMode": "strict", "pythonVersion": _PYTHON, "include": include}
    (folder / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    pyright = _started(["pyright", "--outputjson", "--pythonpath", sys.executable], folder)
    options = ["--strict", "--config-file=", f"--cache-dir={os.devnull}", f"--python-version={_PYTHON}"]
    mypy = _started(["mypy", *options, "--output=json", *files], folder)
    return (*_of_mypy(*mypy.communicate()), *_of_pyright(folder, *pyright.communicate()))


def _started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _of_mypy(out: str, err: str) -> Iterator[Finding]:
    assert not err, err
    for line in filter(None, out.splitlines()):  # without findings mypy prints an empty one
        found = json.loads(line)
        if found["severity"] == "error":
            yield Finding(checker="mypy", file=found["file"], line=found["line"], message=found["message"])


def _of_pyright(folder: Path, out: str, err: str) -> Iterator[Finding]:
    assert out, err
    report = json.loads(out)
    for found in report["generalDiagnostics"]:
        file = Path(found["file"]).relative_to(folder.resolve()).as_posix()
        yield Finding(checker="pyright", file=file, line=found["range"]["start"]["line"] + 1, message=found["message"])


def by_file(found: tuple[Finding, ...]) -> Mapping[str, list[Finding]]:
    """Return findings by file."""
    files: dict[str, list[Finding]] = {}
    for one in found:
        files.setdefault(one.file, []).append(one)
    return files
