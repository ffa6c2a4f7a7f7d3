"""What `generate`, `check` and `inspect` have in common: which packages a command line means."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from codegen.config import Flavour, Formatter, PackageConfig, choose, read_config

F = TypeVar("F", bound=Callable[..., object])

_SPEC = click.argument("spec", required=False, metavar="[SPEC]")
_SPEC_OPTION = click.option("--spec", metavar="SPEC", help="The description: a path, or `-` for standard input.")
_OPTIONS = (
    click.option("-o", "--output", metavar="DIR", help="The folder that gets the package's folder [default: .]."),
    click.option(
        "--package",
        metavar="NAME",
        help="The package's name [default: the description's, with `_types`]; without SPEC: which one of the "
        "configuration.",
    ),
    click.option(
        "--flavour",
        "flavours",
        multiple=True,
        type=click.Choice([flavour.value for flavour in Flavour]),
        help="Repeat for several [default: all].",
    ),
    click.option(
        "--target-python",
        metavar="3.X",
        help="The oldest Python that shall read the types [default: `requires-python` of the project, else 3.11].",
    ),
    click.option(
        "--formatter",
        type=click.Choice([formatter.value for formatter in Formatter]),
        help="What lays out the code [default: ruff].",
    ),
    click.option("--header", metavar="TEXT", help="Further comment lines for the head of each file."),
    click.option("--allow", multiple=True, metavar="CODE", help="Silence a warning; an error if it is not there."),
    click.option("--deny", multiple=True, metavar="CODE", help="Make a warning an error."),
    click.option("--strict", is_flag=True, help="Make all warnings errors."),
    click.option("-v", "--verbose", is_flag=True, help="Show all diagnostics, not the first few of each code."),
    click.option("-q", "--quiet", is_flag=True, help="Show errors only."),
)


class PackageCommand(click.Command):
    """A command that remembers how it was called, to name the command to run next."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments as they are."""
        ctx.meta["codegen.arguments"] = tuple(args)
        return super().parse_args(ctx, args)


def arguments(ctx: click.Context) -> tuple[str, ...]:
    """Return the arguments the command was called with."""
    found: tuple[str, ...] = ctx.meta["codegen.arguments"]
    return found


def package_options(function: F) -> F:
    """Add SPEC and the options of a package to a command."""
    return _decorated(function, (_SPEC, *_OPTIONS))


def inspected_package_options(function: F) -> F:
    """Add the options of a package to a command whose argument is something else, `--spec` among them."""
    return _decorated(function, (_SPEC_OPTION, *_OPTIONS))


def chosen_packages(values: Mapping[str, object]) -> tuple[PackageConfig, ...]:
    """Return the packages that the values of the options mean, with the configuration around here."""
    names = {"target_python": "target-python"}
    keys = ("spec", "output", "package", "flavours", "target_python", "formatter", "header", "allow", "deny", "strict")
    given = {names.get(key, key): values[key] for key in keys if values[key] not in (None, (), False)}
    return choose(read_config(Path.cwd()), given)


def _decorated(function: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        function = option(function)
    return function
