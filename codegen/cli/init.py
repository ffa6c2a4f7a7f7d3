"""`codegen init`: finds the descriptions of a project and writes a configuration for them."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from codegen.cli.exit_codes import DONE
from codegen.codes import CONFIG_NOT_FOUND
from codegen.config import Config, choose, package_name_of
from codegen.diagnostics import ConfigErrors, named
from codegen.options import OLDEST, Flavour
from codegen.pyproject import OWN_FILE, shown

_NOTHING = Config(path=None, base=Path(), target_python=OLDEST, packages=())
_SKIPPED = {"node_modules", "venv", "env", "site-packages", "build", "dist", "target", "vendor"}
_VERSION = re.compile(rb"""(?:^|[{,]\s*)["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.""", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml", ".json")
_LARGEST = 64 * 2**20


@click.command(
    "init",
    short_help="Write a configuration for the descriptions of a project.",
    epilog="""\b
Examples:
  codegen init                                     asks, at a terminal
  codegen init --spec openapi.yaml -o src --package shop_types
  codegen init --file codegen.toml                 for a project without pyproject.toml
""",
)
@click.option(
    "--spec",
    "specs",
    multiple=True,
    metavar="FILE",
    help="A description; repeat for several [default: the one there is].",
)
@click.option("--package", metavar="NAME", help="The package's name [default: the description's, with `_types`].")
@click.option("-o", "--output", metavar="DIR", help="The folder that gets the package's folder [default: src, else .].")
@click.option(
    "--flavour",
    "flavours",
    multiple=True,
    type=click.Choice([flavour.value for flavour in Flavour]),
    help="Repeat for several [default: all].",
)
@click.option(
    "--file",
    "file",
    type=click.Choice(["pyproject.toml", OWN_FILE]),
    help="Where to write [default: pyproject.toml if there is one].",
)
def command(
    specs: tuple[str, ...], package: str | None, output: str | None, flavours: tuple[str, ...], file: str | None
) -> int:
    """Add a commented table for each description to pyproject.toml or codegen.toml in this folder.

    What the file holds stays as it is, and a package that is configured already is an error. At a terminal it asks
    for what is not given; elsewhere the defaults hold.
    """
    from codegen.publisher.start_config import Wanted, add_packages

    asks = sys.stdin.isatty() and sys.stdout.isatty()
    specs = specs or _found(asks)
    if package is not None and len(specs) > 1:
        raise click.UsageError("`--package` names one package; with several descriptions leave it out.")
    usual = output or ("src" if Path("src").is_dir() else ".")
    output = _asked("Folder for the package", usual, asks and output is None)
    wanted = []
    for spec in specs:
        name = package or _asked(f"Name of the package of {spec}", package_name_of(spec), asks)
        values = {"flavours": list(flavours)} if flavours else {}
        choose(_NOTHING, {"spec": spec, "package": name})  # raises what is wrong with them
        wanted.append(Wanted(name=name, spec=Path(spec).as_posix(), output=output, values=values))
    path = Path(file or _usual_file())
    add_packages(path, wanted)
    click.echo(f"{shown(path)}: {named(one.name for one in wanted)} configured")
    click.echo("next: codegen generate")
    return DONE


def _asked(question: str, usual: str, asks: bool) -> str:
    """Return the answer to a question; what is usual where nobody is asked."""
    return str(click.prompt(question, default=usual)) if asks else usual


def _usual_file() -> str:
    """Return the file to write: the one that has a configuration, else pyproject.toml if there is one."""
    return OWN_FILE if Path(OWN_FILE).exists() or not Path("pyproject.toml").exists() else "pyproject.toml"


def _found(asks: bool) -> tuple[str, ...]:
    """Return the description to take of those below this folder; raise where that is not one."""
    found = list(_descriptions(Path()))
    if len(found) == 1:
        return (found[0],)
    if found and asks:
        click.echo("Descriptions here:")
        for number, one in enumerate(found, start=1):
            click.echo(f"  {number}  {one}")
        number = click.prompt("Which one", type=click.IntRange(1, len(found)), default=1)
        return (found[number - 1],)
    message = f"There are several descriptions here: {named(found)}." if found else "No description is found here."
    help = f"Name one, as in `codegen init --spec {found[0] if found else 'openapi.yaml'}`."
    raise ConfigErrors((CONFIG_NOT_FOUND.at(None, message, help=help),))


def _descriptions(folder: Path) -> Iterator[str]:
    """Yield the files below a folder that begin to say that they are descriptions, sorted."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _SKIPPED)
        for name in sorted(files):
            path = Path(where, name)
            if path.suffix in _SUFFIXES and _is_description(path):
                yield path.as_posix()


def _is_description(path: Path) -> bool:
    try:
        return path.stat().st_size <= _LARGEST and _VERSION.search(path.read_bytes()) is not None
    except OSError:
        return False
