"""What becomes of a mutant: a package that can be imported, or exit code 2 and faults with their places.

In: mutants. Out: nothing, or what is wrong. Each is given to the whole command line, in this process; a clock that
counts the time of this process alone stops what takes too long. Packages are compiled by the formatter anyway; of some,
every module is imported too.
"""

import contextlib
import importlib
import io
import json
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from support.mutations import Mutant, Origin

from codegen.cli.main import run
from codegen.diagnostics import SpecErrors
from codegen.loader.document import Dialect
from codegen.loader.encodings import encoding_of
from codegen.loader.reading import decode

ROOT = Path(__file__).parents[2]
SECONDS = 10
LARGEST = 60_000
"""Bytes of the largest description that mutants are made of: the small ones have all constructs, and cost less."""
_NEWEST = f"3.{min(sys.version_info.minor, 13)}"
"""The newest target of which this Python can import the packages."""
WAYS = (
    (),
    (),
    ("--open", "all", "--set", "lock=false"),
    ("--set", "dataclass.validate=full", "--set", "pydantic.enums=class", "--set", "dataclass.enums=class"),
    ("--share", "alias", "--set", "pydantic.frozen=true", "--set", "dataclass.frozen=true", "--target-python", _NEWEST),
    ("--open", "output", "--set", "pydantic.extra=forbid", "--set", "pydantic.field-descriptions=true"),
)
"""Options to generate with, by turns."""
_PLACE = re.compile(r"^(spec\.[a-z]+):(\d+):(\d+): (?:error|warning|note)\[", re.MULTILINE)
_FAULT = re.compile(r"^(?:\S.*?:(?:\d+:\d+:)? )?error\[([a-z0-9-]+)\]: ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How it went: what is wrong, if anything is, and the codes of a refusal."""

    wrong: str | None
    codes: tuple[str, ...]
    """Empty where there is a package."""


def own_origins() -> list[Origin]:
    """Return the descriptions of this project: its own, and those of its cases."""
    paths = [*ROOT.glob("specs/*.yaml"), *ROOT.glob("tests/cases/*/*/spec.*")]
    return [Origin(name=one.relative_to(ROOT).as_posix(), raw=one.read_bytes()) for one in sorted(paths)]


def shared_origins(folder: Path) -> list[Origin]:
    """Return the small descriptions of the shared folder that are of a version that is read, and of one file."""
    rows = json.loads((folder / "specs" / "index.json").read_text("utf-8"))
    read = tuple(one.value for one in Dialect)
    alone = (one for one in rows if str(one["dialect"]).startswith(read) and "other files" not in one["notes"])
    small = sorted(one["entry"] for one in alone if one["bytes"] <= LARGEST)
    paths = [folder / "specs" / entry for entry in small]
    return [Origin(name=one.name, raw=one.read_bytes()) for one in paths if one.is_file()]


def judged(mutant: Mutant, folder: Path, *, imports: bool) -> Verdict:
    """Return what becomes of a mutant in a folder that is empty before and afterwards."""
    spec = folder / f"spec.{mutant.suffix}"
    spec.write_bytes(mutant.raw)
    package = f"mutant_{mutant.number}"
    command = ["generate", spec.name, "-o", "out", "--package", package, *WAYS[mutant.number % len(WAYS)]]
    try:
        with _stopped_after(SECONDS):
            code, told = _called(command, folder)
        wrong = _wrong(code, told, mutant.raw)
        if wrong is None and code == 0 and imports:
            with _stopped_after(6 * SECONDS):
                wrong = _import_fault(folder / "out", package)
    except _OutOfTime:
        wrong, told, code = "takes too long\n" + traceback.format_exc()[-3000:], "", 1
    finally:
        for one in folder.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    return Verdict(wrong=wrong, codes=tuple(dict.fromkeys(_FAULT.findall(told))) if code == 2 else ())


def _called(command: Sequence[str], folder: Path) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = run(command)
    return code, said.getvalue()


def _wrong(code: int, told: str, raw: bytes) -> str | None:
    """Return what is wrong with an exit code and what was told, whose places must be places of the text."""
    if "Traceback" in told:
        return told[-3000:]
    if code not in (0, 2):
        return f"exit code {code}\n{told[-1000:]}"
    if code == 2 and not _FAULT.search(told):
        return f"no fault is told\n{told[-1000:]}"
    lines = _lines(raw)
    places = [(int(line), int(column)) for _, line, column in _PLACE.findall(told)]
    if code == 2 and not places:
        return f"no place is told\n{told[-1000:]}"
    for line, column in places:
        if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            return f"{line}:{column} is no place of the text\n{told[-1000:]}"
    return None


def _lines(raw: bytes) -> list[str]:
    try:
        text = decode(raw, "")
    except SpecErrors:
        text = raw.decode(encoding_of(raw), errors="replace")
    return re.split(r"\r\n?|\n", text)


def _import_fault(folder: Path, package: str) -> str | None:
    """Import all modules of a package, and ask for all its types; return the traceback if that fails."""
    sys.path.insert(0, os.fspath(folder))
    importlib.invalidate_caches()
    try:
        for name in _modules(folder, package):
            module = importlib.import_module(name)
            for exported in getattr(module, "__all__", ()):
                getattr(module, exported)
    except Exception:
        return traceback.format_exc()[-3000:]
    finally:
        sys.path.pop(0)
        for name in [one for one in sys.modules if one.partition(".")[0] == package]:
            del sys.modules[name]
    return None


def _modules(folder: Path, package: str) -> Iterator[str]:
    for path in sorted((folder / package).rglob("*.py")):
        steps = path.relative_to(folder).with_suffix("").parts
        yield ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


@contextlib.contextmanager
def _stopped_after(seconds: int) -> Iterator[None]:
    before = signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


class _OutOfTime(BaseException):
    """Passes every `except Exception` on its way."""
