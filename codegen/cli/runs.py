"""What `generate` and `check` have in common: the packages of a command line, one after the other or at once.

In go the values of the options and what is to be done with a package, out comes an exit code, the worst of all
packages. Here is what is printed for whom: text, JSON, annotations of GitHub; and the command to run next.
"""

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import click

from codegen.cli.exit_codes import DONE, FAILED
from codegen.cli.findings import Finding, Outcome, OutputFormat, Said, State, as_annotation, as_json
from codegen.cli.made_of import declared
from codegen.cli.package_options import chosen_packages
from codegen.cli.report import Report, counted, echo
from codegen.cli.screen import Screens, screens
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError, Diagnostic

F = TypeVar("F", bound=Callable[..., object])

_PRESENTING = {"-v": 0, "--verbose": 0, "-q": 0, "--quiet": 0, "--watch": 0, "--output-format": 1, "--color": 1}
"""Options that say how something is told, with how many values each has: no part of the command to run next."""
KEPT = "  (a copy of what was edited stays beside the package)"


def run_options(function: F) -> F:
    """Add the options of commands that work on many packages."""
    only = click.option(
        "--only",
        multiple=True,
        metavar="NAME",
        help="Of the packages of the configuration this one; repeat for several.",
    )
    output_format = click.option(
        "--output-format",
        type=click.Choice([one.value for one in OutputFormat]),
        default=OutputFormat.TEXT.value,
        help="`json` for programs, `github` for annotations in GitHub's workflows [default: text].",
    )
    return only(output_format(function))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How the work on a package is told of; fit to be sent to another process."""

    verbose: bool
    quiet: bool
    force: bool
    format: OutputFormat
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
        return () if self.job.format is OutputFormat.TEXT else tuple(map(self.report.finding, found))


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
        """Return what a command line means; only text raises what is wrong with it or the configuration."""
        job = Job(
            verbose=bool(values["verbose"]),
            quiet=bool(values["quiet"]),
            force=force,
            format=OutputFormat(values["output_format"]),
            screens=screens(),
            locked=bool(values.get("locked")),
        )
        packages: tuple[PackageConfig, ...] = ()
        fault = None
        try:
            packages = chosen_packages(values)
            listed = values.get("inputs")
            job = replace(job, declared=declared(listed if isinstance(listed, str) else None))
        except CodegenError as error:
            if job.format is OutputFormat.TEXT:
                raise
            fault = error
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
        if self.job.format is OutputFormat.JSON:
            found = self._faults()
            echo(as_json(self.command, code, found, [(one, self._mending(one)) for one in outcomes]), False)
        else:
            for one in self._faults():
                echo(as_annotation(one), False)
            self._sum_up(outcomes)
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
            from codegen.cli.workers import each

            made = each(work, rest, self.job, doing)
        for one in known:
            yield one or next(made)

    def _faults(self) -> tuple[Finding, ...]:
        if self.fault is None:
            return ()
        return self.job.said().findings(self.fault.diagnostics)

    def _print(self, outcome: Outcome) -> None:
        if self.job.format is OutputFormat.GITHUB:
            for finding in outcome.findings:
                echo(as_annotation(finding), False)
        if self.job.format is OutputFormat.TEXT:
            for said in outcome.said:
                echo(said.text, said.err)

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
