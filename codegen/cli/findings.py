"""What commands say to programs: JSON whose shape is API (`docs/interface.md`), and annotations of GitHub.

In go the outcomes of packages, out come texts. Nothing is printed here.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from codegen.diagnostics import Severity

FORMAT = 1
"""Of the JSON; raised when a key changes its meaning or goes. New keys may come without."""


class OutputFormat(Enum):
    """For whom the result is printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class State(Enum):
    """What came of a package."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FRESH = "fresh"
    STALE = "stale"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A diagnostic with its place in the text."""

    id: str
    severity: Severity
    message: str
    help: str | None
    file: str | None
    line: int | None
    column: int | None
    pointer: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something to print: on standard error, or on standard output."""

    text: str
    err: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one package."""

    name: str
    target: str
    state: State
    code: int
    """The exit code, if it were the only package."""
    said: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Only where programs are told."""
    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    backup: str | None = None
    is_forced: bool = False
    """Whether only `--force` mends it."""


def as_json(
    command: str, code: int, findings: Sequence[Finding], outcomes: Sequence[tuple[Outcome, str | None]]
) -> str:
    """Return the JSON of a command: findings of no package, and each package with the command to run next."""
    document = {
        "format": FORMAT,
        "command": command,
        "exit_code": code,
        "findings": [_finding(one) for one in findings],
        "packages": [_package(outcome, remedy) for outcome, remedy in outcomes],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _package(outcome: Outcome, remedy: str | None) -> dict[str, object]:
    return {
        "name": outcome.name,
        "target": outcome.target,
        "state": outcome.state.value,
        "run": remedy,
        "written": list(outcome.written),
        "deleted": list(outcome.deleted),
        "backup": outcome.backup,
        "findings": [_finding(one) for one in outcome.findings],
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "id": found.id,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "pointer": found.pointer,
        "files": list(found.files),
    }


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_annotation(found: Finding) -> str:
    """Return the workflow command by which GitHub shows a finding beside its line."""
    properties = {
        "file": _annotated(found.file),
        "line": found.line,
        "col": found.column,
        "title": found.id,
    }
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    message = found.message if found.help is None else f"{found.message}\n{found.help}"
    return f"::{_COMMANDS[found.severity]} {told}::{_data(message)}"


def _annotated(file: str | None) -> str | None:
    """Return a file that has a line to show: of a package its manifest."""
    return f"{file}/codegen.json" if file is not None and os.path.isdir(file) else file


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
