"""Lays out the generated Python: a tree of files in, the same tree formatted out.

The formatter has to parse what it formats, so its refusal is the check that our output is Python at all; it
is a bug in us (`UnparsableOutputError`), no fault of the user. Formatters run in a temporary folder and take no
configuration from anywhere.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from codegen import codes
from codegen.diagnostics import ConfigErrors
from codegen.file_tree import FileTree
from codegen.options import Formatter

LINE_LENGTH = "88"


class UnparsableOutputError(Exception):
    """What we generated is no Python: the formatter's own words, file and line among them."""


def format_tree(tree: FileTree, formatter: Formatter, target_python: tuple[int, int]) -> FileTree:
    """Return the tree with its Python files formatted (`NONE`: untouched); all of them parse."""
    sources = {path: text for path, text in tree if path.endswith(".py")}
    if not sources:
        return tree
    command = _black(target_python) if formatter is Formatter.BLACK else _ruff(target_python)
    formatted = _run(command, sources)
    return tree if formatter is Formatter.NONE else FileTree.of({**tree.files, **formatted})


def _run(command: Sequence[str], sources: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files as a formatter leaves them; raise `ConfigErrors` if the system does not let it work."""
    try:
        try:
            return _run_in(_folder_in_memory(), command, sources)
        except (OSError, UnparsableOutputError):  # memory for files is small in containers, so it may have been that
            return _run_in(None, command, sources)
    except OSError as error:
        where = f" (`{os.fsdecode(error.filename)}`)" if isinstance(error.filename, str | bytes) else ""
        raise _failed(f"{error.strerror or error}{where}") from error


def _run_in(above: str | None, command: Sequence[str], sources: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files as a formatter leaves them that is given a folder and rewrites what is in it."""
    with tempfile.TemporaryDirectory(prefix="codegen-format-", dir=above, ignore_cleanup_errors=True) as temporary:
        home, folder = Path(temporary), Path(temporary, "package")
        for path in sorted({os.path.dirname(path) for path in sources}):
            Path(folder, path).mkdir(parents=True, exist_ok=True)
        for path, text in sources.items():
            Path(folder, path).write_bytes(text.encode())
        environment = {**os.environ, "BLACK_CACHE_DIR": str(home / "cache"), "PYTHONUTF8": "1"}
        result = subprocess.run([*command, "package"], cwd=home, env=environment, capture_output=True, check=False)
        if result.returncode < 0:
            raise _failed(f"it was ended by signal {-result.returncode}")
        if result.returncode != 0:
            told = result.stderr.decode(errors="replace").strip()
            raise UnparsableOutputError(told) if "parse" in told else OSError(told)
        return {path: Path(folder, path).read_bytes().decode() for path in sources}


def _failed(reason: str) -> ConfigErrors:
    message = f"The formatter could not be run: {reason}."
    return ConfigErrors((codes.FORMATTER_FAILED.at(None, message, help="`TMPDIR` names the folder that it works in."),))


def _folder_in_memory() -> str | None:
    """Return where the system keeps files in memory; None where it does not: some hundred come and go in a second."""
    folder = "/dev/shm"  # noqa: S108  # a fresh folder of ours is made inside
    return folder if os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK) else None


def _ruff(target_python: tuple[int, int]) -> Sequence[str]:
    """Return the command of the ruff that is installed beside us, whatever ruff is on the PATH."""
    from ruff import find_ruff_bin  # type: ignore[import-untyped]  # ruff's wheel has no types

    try:
        program: str = find_ruff_bin()
    except FileNotFoundError:
        raise _failed("ruff is not where it was installed") from None
    command = [program, "format", "--isolated", "--no-cache", "--no-respect-gitignore"]
    command += ["--config", "exclude=[]", "--line-length", LINE_LENGTH]
    return [*command, "--target-version", f"py{target_python[0]}{target_python[1]}"]


def _black(target_python: tuple[int, int]) -> Sequence[str]:
    """Return the command of the black that is installed beside us."""
    if find_spec("black") is None:
        message = "The formatter black is not installed beside codegen."
        raise ConfigErrors(
            (codes.FORMATTER_MISSING.at(None, message, help="Install `openapi-typepack[black]`, or choose `ruff`."),)
        )
    command = [sys.executable, "-m", "black", "--quiet", "--fast", "--config", os.devnull, "--exclude", ""]
    version = f"py{target_python[0]}{target_python[1]}"
    return [*command, "--line-length", LINE_LENGTH, "--target-version", version]
