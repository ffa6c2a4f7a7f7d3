"""`codegen inputs`: the files that packages are made of, for build engines, which must know what a task reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from codegen.cli.exit_codes import DONE, FAILED
from codegen.cli.made_of import inputs
from codegen.cli.package_options import chosen_packages, package_options
from codegen.cli.progress import progress
from codegen.cli.report import Report
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError
from codegen.manifest import MANIFEST, OUTPUT_REVISION
from codegen.pyproject import shown

FORMAT = 1
"""Of the JSON, see `docs/interface.md`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A package and the files that it is made of."""

    package: PackageConfig
    files: tuple[str, ...]


@click.command(
    "inputs",
    short_help="List the files that packages are made of.",
    epilog="""\b
Examples:
  codegen inputs                                       a path a line, of all packages together
  codegen inputs --only shop_types --output-format json
  codegen inputs --output-format depfile > shop.d      for Make and Ninja
Exit codes: 0 done, 2 a description cannot be read.
""",
)
@package_options
@click.option(
    "--only", multiple=True, metavar="NAME", help="Of the packages of the configuration this one; repeat for several."
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "depfile"]),
    default="text",
    help="`json` for programs, `depfile` for Make and Ninja [default: text].",
)
def command(output_format: str, **values: object) -> int:
    """List what `generate` would read: the configuration, SPEC and all files that it refers to, overlays, the lock.

    Paths are as seen from the current folder. Takes the arguments of `generate`, and writes nothing.
    """
    made = _made(chosen_packages(values))
    if made is None:
        return FAILED
    if output_format == "json":
        click.echo(json.dumps(_facts(made), indent=2, ensure_ascii=False))
    elif output_format == "depfile":
        for one in made:
            click.echo(_rule(one))
    else:
        for path in sorted({path for one in made for path in one.files}):
            click.echo(path)
    return DONE


def _made(packages: Sequence[PackageConfig]) -> list[_Made] | None:
    """Return what packages are made of; None if a description cannot be read, after all faults were told."""
    found: list[_Made] = []
    for package in packages:
        try:
            with progress(f"reading {package.spec}"):
                found.append(_Made(package=package, files=inputs(package)))
        except CodegenError as error:
            Report().error(error)
    return found if len(found) == len(packages) else None


def _facts(made: Sequence[_Made]) -> Mapping[str, object]:
    return {
        "format": FORMAT,
        "revision": OUTPUT_REVISION,
        "packages": [
            {
                "name": one.package.name,
                "target": one.package.target.as_posix(),
                "config": shown(one.package.configured_by[0]) if one.package.configured_by else None,
                "lock": None if one.package.lock is None else one.package.lock.as_posix(),
                "inputs": list(one.files),
            }
            for one in made
        ],
    }


def _rule(one: _Made) -> str:
    """Return the rule of a makefile that makes codegen.json out of all that is read."""
    target = (one.package.target / MANIFEST).as_posix()
    return f"{_escaped(target)}: {' '.join(map(_escaped, one.files))}"


def _escaped(path: str) -> str:
    """Return a path as compilers write it for Make, and as Ninja reads it."""
    return path.replace("$", "$$").replace("#", "\\#").replace(" ", "\\ ")
