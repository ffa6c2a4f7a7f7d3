"""What commands find out, as values that each format tells in its own way (`codegen/cli/telling.py`).

Nothing is printed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from codegen.diagnostics import Severity


class OutputFormat(Enum):
    """For whom the result is printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    MARKDOWN = "markdown"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of a document that was asked to be of a type."""

    file: str
    type: str
    valid: bool | None
    """None where it could not be found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a command."""

    command: str
    code: int
    findings: tuple[Finding, ...] = ()
    """Those of no package."""
    packages: tuple[tuple[Outcome, str | None], ...] = ()
    """Each with the command that mends it, if it is to be mended."""
    document: Judged | None = None

    def all_findings(self) -> Iterator[tuple[Finding, str | None]]:
        """Yield every finding, with the folder of the package it is of."""
        for one in self.findings:
            yield one, None
        for outcome, _ in self.packages:
            for one in outcome.findings:
                yield one, outcome.target
