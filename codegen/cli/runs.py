"""What `generate` and `check` have in common: the packages of a command line, one after the other or at once.

In go the values of the options and what is to be done with a package, out comes an exit code, the worst of all
packages. Here is what is printed when: words and annotations as packages are done, documents at the end; and the
command to run next.
"""

import errno
import os
import shlex
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import click

from codegen import codes
from codegen.cli.exit_codes import DONE, FAILED
from codegen.cli.findings import Finding, Outcome, OutputFormat, Result, Said, State
from codegen.cli.made_of import declared
from codegen.cli.package_options import chosen_packages
from codegen.cli.report import Report, counted, echo
from codegen.cli.screen import Screens, screens
from codegen.cli.telling import Telling, telling_options
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError, Diagnostic, OutputErrors
from codegen.location import Location

F = TypeVar("F", bound=Callable[..., object])

_PRESENTING = {
    "-v": 0,
    "--verbose": 0,
    "-q": 0,
    "--quiet": 0,
    "--watch": 0,
    "--output-format": 1,
    "--report": 1,
    "--color": 1,
}
"""Options that say how something is told, with how many values each has: no part of the command to run next."""
_ALONE = "What is done is not done anew: run it again, or with `--only` for this package, if memory lasts for one only."
KEPT = "  (a copy of what was edited stays beside the package)"


def run_options(function: F) -> F:
    """Add the options of commands that work on many packages."""
    only = click.option(
        "--only",
        multiple=True,
        metavar="NAME",
        help="Of the packages of the configuration this one; repeat for several.",
    )
    return only(telling_options(function))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How the work on a package is told of; fit to be sent to another process."""

    verbose: bool
    quiet: bool
    force: bool
    telling: Telling
    screens: Screens
    locked: bool = False
    """Whether the lock of names must hold already what it would be made to hold."""
    declared: frozenset[str] | None = None
    """The absolute paths of the files that may be read, where they are limited."""

    def said(self) -> "Sayings":
        """Return what collects the words about one package."""
        return Sayings(job=self)


@dataclass(slots=True, kw_only=True)
class Sayings:
    """Collects what is said of one package, to be printed when its turn comes."""

    job: Job
    report: Report = field(init=False)
    _lines: list[Said] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.report = Report(verbose=self.job.verbose, quiet=self.job.quiet, say=self._say, shown_on=self.job.screens)

    def _say(self, text: str, err: bool) -> None:
        self._lines.append(Said(text=text, err=err))

    @property
    def lines(self) -> tuple[Said, ...]:
        """What was said."""
        return tuple(self._lines)

    def findings(self, found: Iterable[Diagnostic]) -> tuple[Finding, ...]:
        """Return diagnostics with their places, where programs are told."""
        return tuple(map(self.report.finding, found)) if self.job.telling.is_for_programs else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command line and the packages that it means."""

    command: str
    packages: tuple[PackageConfig, ...]
    job: Job
    given: tuple[str, ...]
    """The arguments that the next command line has too."""
    fault: CodegenError | None
    """Why there are no packages."""

    @staticmethod
    def of(command: str, values: Mapping[str, object], given: tuple[str, ...], *, force: bool = False) -> "Run":
        """Return what a command line means; what is wrong with the configuration is told by `each`."""
        job = Job(
            verbose=bool(values["verbose"]),
            quiet=bool(values["quiet"]),
            force=force,
            telling=Telling.of(values),
            screens=screens(),
            locked=bool(values.get("locked")),
        )
        packages: tuple[PackageConfig, ...] = ()
        fault = None
        try:
            packages = chosen_packages(values)
            job.telling.refuse(path for package in packages for path in files_of(package))
            listed = values.get("inputs")
            job = replace(job, declared=declared(listed if isinstance(listed, str) else None))
        except CodegenError as error:
            packages, fault = (), error
        return Run(command=command, packages=packages, job=job, given=_lasting(given), fault=fault)

    def each(
        self,
        *,
        fresh: Callable[[PackageConfig, Job], Outcome | None],
        work: Callable[[PackageConfig, Job], Outcome],
        doing: str,
    ) -> int:
        """Do the work on all packages but those that are told to be fresh; print, and return the worst exit code."""
        outcomes: list[Outcome] = []
        for outcome in self._outcomes(fresh, work, doing):
            outcomes.append(outcome)
            self._print(outcome)
        code = FAILED if self.fault is not None else max((one.code for one in outcomes), default=DONE)
        faults = self._faults()
        packages = tuple((one, self._mending(one)) for one in outcomes)
        if self.job.telling.is_by_lines:
            self._annotate(faults)
            self._sum_up(outcomes)
        self.job.telling.finish(Result(command=self.command, code=code, findings=faults, packages=packages))
        if self.fault is not None and self.job.telling.format is OutputFormat.TEXT:
            raise self.fault
        return code

    def _outcomes(
        self,
        fresh: Callable[[PackageConfig, Job], Outcome | None],
        work: Callable[[PackageConfig, Job], Outcome],
        doing: str,
    ) -> Iterator[Outcome]:
        known = [fresh(package, self.job) for package in self.packages]
        rest = [package for package, one in zip(self.packages, known, strict=True) if one is None]
        made: Iterator[Outcome] = iter(())
        if rest:
            from codegen.cli.workers import Work, each

            made = each(Work(do=work, lost=_lost, job=self.job, doing=doing), rest)
        for one in known:
            yield one or next(made)

    def _faults(self) -> tuple[Finding, ...]:
        if self.fault is None:
            return ()
        return self.job.said().findings(self.fault.diagnostics)

    def _print(self, outcome: Outcome) -> None:
        self._annotate(outcome.findings)
        if self.job.telling.format is OutputFormat.TEXT:
            for said in outcome.said:
                echo(said.text, said.err)

    def _annotate(self, found: Iterable[Finding]) -> None:
        if self.job.telling.format is OutputFormat.GITHUB:
            from codegen.cli.annotations import as_annotation

            for one in found:
                echo(as_annotation(one), False)

    def _sum_up(self, outcomes: list[Outcome]) -> None:
        """Print what came of all packages, and the command to run next."""
        stale = [one for one in outcomes if one.state is State.STALE]
        remedy = self._remedy(stale) if stale else ""
        if len(outcomes) == 1 and stale:
            echo(f"stale; run: {remedy}", False)
        elif len(outcomes) > 1 and (stale or not self.job.quiet or any(one.code for one in outcomes)):
            counts = Counter(one.state.value for one in outcomes)
            told = ", ".join(f"{counts[state.value]} {state.value}" for state in State if counts[state.value])
            echo(f"{counted(len(outcomes), 'package')}: {told}{f'; run: {remedy}' if stale else ''}", False)

    def _remedy(self, stale: list[Outcome]) -> str:
        """Return the commands that make the packages fresh; edits go only where there is no other way."""
        forced = [one for one in stale if one.is_forced]
        plain = [one for one in stale if not one.is_forced]
        parts = [self._generate(plain if forced else None)] if plain else []
        parts += [self._generate(forced if len(self.packages) > 1 else None, "--force") + KEPT] if forced else []
        return " && ".join(parts)

    def _mending(self, outcome: Outcome) -> str | None:
        """Return the command that mends one package."""
        if outcome.state is not State.STALE:
            return None
        return self._generate(
            [outcome] if len(self.packages) > 1 else None, *(["--force"] if outcome.is_forced else [])
        )

    def _generate(self, only: list[Outcome] | None, *more: str) -> str:
        given = self.given
        if only is not None:
            given = (*_without(given, {"--only": 1}), *(word for one in only for word in ("--only", one.name)))
        return shlex.join(["codegen", "generate", *given, *more])


def files_of(package: PackageConfig) -> Iterator[Path]:
    """Yield what a package is made of, and its folder: places where no report goes."""
    yield from (Path(package.spec), *map(Path, package.options.overlays), package.target)
    if package.lock is not None:
        yield package.lock


def _lost(package: PackageConfig, job: Job, code: int) -> Outcome:
    """Return what is said of a package whose process was ended from outside; what that left beside it is removed."""
    from codegen.publisher.atomic import finish

    target = package.target.as_posix()
    said = job.said()
    found = (
        codes.WORKER_ENDED.at(
            Location(target, ""), f"The process at work on this package {_ended(code)}.", help=_ALONE
        ),
    )
    with suppress(OSError, CodegenError):  # the next run tells
        finish(Path(os.path.realpath(package.target)))
    said.report.error(OutputErrors(found))
    return Outcome(
        name=package.name,
        target=target,
        state=State.FAILED,
        code=FAILED,
        said=said.lines,
        findings=said.findings(found),
    )


def _ended(code: int) -> str:
    """Return how a process ended, by its exit code."""
    if code == errno.ENOMEM:
        return "ran out of memory"
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _lasting(given: tuple[str, ...]) -> tuple[str, ...]:
    return _without(given, _PRESENTING)


def _without(given: tuple[str, ...], options: Mapping[str, int]) -> tuple[str, ...]:
    """Return arguments without some options and their values."""
    kept: list[str] = []
    words = iter(given)
    for word in words:
        if word in options:
            for _ in range(options[word]):
                next(words, None)
        elif word.partition("=")[0] not in options:
            kept.append(word)
    return tuple(kept)
