"""How the result of a command is told: on standard output in one format, and in files in others.

In go the values of `--output-format` and `--report`, and a `Result`; here is which module writes which format.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from codegen.cli.findings import OutputFormat, Result

F = TypeVar("F", bound=Callable[..., object])

_IN_FILES = (OutputFormat.JSON, OutputFormat.GITLAB, OutputFormat.SARIF, OutputFormat.MARKDOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file that gets the result in some format."""

    format: OutputFormat
    path: str


def telling_options(function: F) -> F:
    """Add the options that say how a result is told."""
    output_format = click.option(
        "--output-format",
        type=click.Choice([one.value for one in OutputFormat]),
        default=OutputFormat.TEXT.value,
        help="`json` for programs, `github` for annotations in GitHub's workflows, `gitlab` for Code Quality, `sarif`, "
        "`markdown` [default: text].",
    )
    report = click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT=FILE",
        callback=_report_files,
        help=f"Write the result to a file too, as {', '.join(one.value for one in _IN_FILES)}; repeat for several.",
    )
    return output_format(report(function))


def _report_files(ctx: click.Context, option: click.Parameter, written: tuple[str, ...]) -> tuple[ReportFile, ...]:
    known = {one.value: one for one in _IN_FILES}
    files = []
    for one in written:
        word, equals, path = one.partition("=")
        if word not in known or not equals or not path:
            raise click.BadParameter(f"{one!r} is not FORMAT=FILE with one of {', '.join(known)}.", ctx, option)
        files.append(ReportFile(format=known[word], path=path))
    return tuple(files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a result is told."""

    format: OutputFormat
    files: tuple[ReportFile, ...] = ()

    @staticmethod
    def of(values: Mapping[str, object]) -> "Telling":
        """Return what the values of the options mean."""
        files = values["reports"]
        return Telling(
            format=OutputFormat(values["output_format"]),
            files=tuple(one for one in files if isinstance(one, ReportFile)) if isinstance(files, tuple) else (),
        )

    @property
    def is_for_programs(self) -> bool:
        """Whether findings are wanted as values."""
        return self.format is not OutputFormat.TEXT or bool(self.files)

    @property
    def is_by_lines(self) -> bool:
        """Whether standard output is lines, which are printed as they come, and no document."""
        return self.format in (OutputFormat.TEXT, OutputFormat.GITHUB)

    def refuse(self, inputs: Iterable[Path]) -> None:
        """Refuse the command line if a report would be written over what the command reads, or into a package."""
        for one in self.files:
            real = Path(os.path.realpath(one.path))
            for path in (Path(os.path.realpath(path)) for path in inputs):
                if real == path or path in real.parents:
                    message = f"`{one.path}` is what the command reads or writes itself, and would be lost."
                    raise click.BadParameter(f"{message} Choose another file.", param_hint="'--report'")

    def finish(self, result: Result) -> None:
        """Write the files, and print what is one document."""
        for one in self.files:
            from codegen.publisher.one_file import write_file

            write_file(Path(one.path), f"{_text(result, one.format)}\n")
        if not self.is_by_lines:
            click.echo(_text(result, self.format), color=True)


def _text(result: Result, format: OutputFormat) -> str:
    """Return a result in a format that is a document."""
    match format:
        case OutputFormat.JSON:
            from codegen.cli.as_json import as_json

            return as_json(result)
        case OutputFormat.GITLAB:
            from codegen.cli.code_quality import as_code_quality

            return as_code_quality(result)
        case OutputFormat.SARIF:
            from codegen.cli.sarif import as_sarif
            from codegen.cli.version import version

            return as_sarif(result, version())
        case OutputFormat.MARKDOWN:
            from codegen.cli.markdown import as_markdown

            return as_markdown(result)
        case OutputFormat.TEXT | OutputFormat.GITHUB:
            raise AssertionError(f"{format} is told by lines")
