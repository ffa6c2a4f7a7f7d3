"""What `codegen vendor` tells of copies: words as they are made or looked at, or one document at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import Finding, Outcome, OutputFormat, Result, State
from codegen.cli.report import Report, echo
from codegen.cli.telling import Telling
from codegen.diagnostics import CodegenError, Diagnostic
from codegen.publisher.publish import Published


@dataclass(slots=True, kw_only=True)
class CopiesTold:
    """Tells what came of copies, and keeps it for those who want it as one document."""

    telling: Telling
    verbose: bool
    quiet: bool
    report: Report = field(init=False)
    outcomes: list[tuple[Outcome, str | None]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        say = echo if self.telling.format is OutputFormat.TEXT else _silent
        self.report = Report(verbose=self.verbose, quiet=self.quiet, say=say)

    def came(
        self,
        target: Path,
        state: State,
        *,
        found: tuple[Diagnostic, ...] = (),
        published: Published | None = None,
        remedy: str | None = None,
    ) -> None:
        """Keep what came of one folder."""
        findings = tuple(map(self.report.finding, found)) if self.telling.is_for_programs else ()
        self.annotate(findings)
        outcome = Outcome(
            name=target.name,
            target=target.as_posix(),
            state=state,
            code=FINDINGS if state is State.STALE else DONE,
            findings=findings,
            written=published.written if published else (),
            deleted=published.deleted if published else (),
            backup=published.backup.as_posix() if published and published.backup else None,
            is_forced=remedy is not None and "--force" in remedy,
        )
        self.outcomes.append((outcome, remedy))

    def annotate(self, found: Iterable[Finding]) -> None:
        """Print findings as GitHub wants them, if it does."""
        if self.telling.format is OutputFormat.GITHUB:
            from codegen.cli.annotations import as_annotation

            for one in found:
                echo(as_annotation(one), False)

    def finish(self, code: int, found: tuple[Finding, ...] = ()) -> None:
        """Print the result as a whole, and write the reports."""
        packages = tuple(self.outcomes)
        self.telling.finish(Result(command="vendor", code=code, findings=found, packages=packages))

    def failed(self, error: CodegenError) -> None:
        """Tell why it could not be done."""
        found = tuple(map(self.report.finding, error.diagnostics)) if self.telling.is_for_programs else ()
        self.annotate(found)
        self.finish(FAILED, found)


def _silent(text: str, err: bool) -> None:
    """Say nothing: the result is told as a document."""
