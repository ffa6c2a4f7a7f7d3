"""`codegen bundle`: a description of many files as one, from which the same types are generated."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE
from codegen.cli.package_options import PackageCommand, bundled_package_options, chosen_packages
from codegen.cli.progress import progress
from codegen.cli.report import Report, counted
from codegen.codes import OUTPUT_IS_INPUT
from codegen.config import PackageConfig
from codegen.diagnostics import OutputErrors
from codegen.location import Location

if TYPE_CHECKING:
    from codegen.loader.document import Syntax
    from codegen.pipeline import Lowered


@click.command(
    "bundle",
    cls=PackageCommand,
    short_help="Write a description of many files as one.",
    epilog="""\b
Examples:
  codegen bundle openapi.yaml -o bundled.yaml
  codegen bundle openapi.yaml --format json         to standard output
  codegen bundle --package shop_types -o dist/shop.json
""",
)
@bundled_package_options
@click.option(
    "-o", "--output", "file", default="-", metavar="FILE", help="The file to write [default: standard output]."
)
@click.option("--format", "syntax", type=click.Choice(["yaml", "json"]), help="The default is the file's, or SPEC's.")
def command(file: str, syntax: str | None, verbose: bool, quiet: bool, **values: object) -> int:
    """Write SPEC and all files that it refers to as one: what they share goes into `components`, under its names."""
    from codegen.bundler.bundle import bundle
    from codegen.bundler.text import to_text
    from codegen.pipeline import load
    from codegen.publisher.lock_file import read_lock
    from codegen.publisher.one_file import write_file

    packages = chosen_packages(values)
    if len(packages) > 1:
        named = ", ".join(one.name for one in packages)
        raise click.UsageError(f"The configuration has several packages ({named}); choose one by `--package NAME`.")
    package, report = packages[0], Report(verbose=verbose, quiet=quiet)
    with progress(f"bundling {package.spec}"):
        lowered = load(package.spec, package.options, read_lock(package.lock))
        made = bundle(lowered)
        text = to_text(made.tree, _syntax(file, syntax, lowered))
    report.warnings((*lowered.diagnostics, *made.diagnostics), lowered.documents)
    if file == "-":
        click.echo(text, nl=False)
        return DONE
    _refuse_input(file, lowered)
    write_file(Path(file), text)
    report.result(f"{Path(file).as_posix()}: {_told(package, lowered)}")
    return DONE


def _syntax(file: str, written: str | None, lowered: "Lowered") -> "Syntax":
    """Return how the bundle is written: as it was asked for, as the file is called, or as the entry is."""
    from codegen.loader.document import Syntax

    if written is not None:
        return Syntax(written)
    known = {".json": Syntax.JSON, ".yaml": Syntax.YAML, ".yml": Syntax.YAML}
    return known.get(Path(file).suffix.lower(), lowered.documents[lowered.spec.document].syntax)


def _refuse_input(file: str, lowered: "Lowered") -> None:
    """Raise if the file is one of those that the description is made of."""
    for name in lowered.documents:
        if Path(file).exists() and Path(name).exists() and Path(file).samefile(name):
            message = f"`{file}` is a file of this description, and would be lost."
            help = "Choose another file for the bundle."
            raise OutputErrors((OUTPUT_IS_INPUT.at(Location(Path(file).as_posix(), ""), message, help=help),))


def _told(package: PackageConfig, lowered: "Lowered") -> str:
    files = counted(len(lowered.documents), "file")
    return f"{files} in one, {counted(len(lowered.package.declarations), 'type')} of {package.spec}"
