"""What the tool has to say of its input: values with a code and a place, and the exception that carries them.

A stage finds all its faults and raises them together (`SpecErrors`); warnings are data that travel in each
stage's value. Nothing here prints: `cli/` renders a `Diagnostic` with its source lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from codegen.location import Location


class Severity(Enum):
    """How much a diagnostic weighs: errors stop the run, `--strict` makes warnings errors, notes only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a sentence about one place, under a stable kebab-case code (`codegen explain CODE`)."""

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    help: str | None = None
    position: tuple[int, int] | None = None
    """Line and column, from 1, where they are known without a pointer: faults of syntax and of TOML."""
    files: tuple[str, ...] = ()
    """The files of a package that it is about, for findings of `check`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of diagnostic: what it is called, how much it weighs, and what `codegen explain` says of it."""

    name: str
    severity: Severity
    explanation: str

    def at(
        self,
        location: Location | None,
        message: str,
        *,
        help: str | None = None,
        position: tuple[int, int] | None = None,
    ) -> Diagnostic:
        """Return a diagnostic of this kind; the message is one sentence with a full stop."""
        return Diagnostic(
            code=self.name,
            severity=self.severity,
            message=message,
            location=location,
            help=help,
            position=position,
        )


@dataclass
class CodegenError(Exception):
    """Whatever the user can mend: the base of all errors this tool raises on purpose."""

    diagnostics: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        return "\n".join(
            f"{found.location or ''}: {found.severity.value}[{found.code}]: {found.message}".removeprefix(": ")
            for found in self.diagnostics
        )


class SpecErrors(CodegenError):
    """The description cannot be understood: all faults one stage found."""


class ConfigErrors(CodegenError):
    """The configuration or the command line is wrong."""


class OutputErrors(CodegenError):
    """The package cannot be written: not ours, not writable, or changed by hand."""


def raise_errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a stage; raise `SpecErrors` with all errors among them, if there is one."""
    diagnostics = tuple(found)
    errors = tuple(one for one in diagnostics if one.severity is Severity.ERROR)
    if errors:
        raise SpecErrors(errors)
    return diagnostics


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a help sentence that offers the known words nearest to the one written, if any is near."""
    from difflib import get_close_matches  # only when something went wrong

    near = get_close_matches(word, sorted(known), n=2, cutoff=0.75)
    return f"Did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else None


def named(things: Iterable[str]) -> str:
    """Return the first few things for a message, in backticks, and how many more there are."""
    each = [f"`{thing}`" for thing in things]
    few = 5
    return ", ".join(each) if len(each) <= few + 1 else f"{', '.join(each[:few])} and {len(each) - few} more"
