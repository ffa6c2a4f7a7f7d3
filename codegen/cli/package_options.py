"""What `generate`, `check` and `inspect` have in common: which packages a command line means."""

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from codegen.cli.configured import config_option, config_options, configuration
from codegen.config import PackageConfig, choose, only_those
from codegen.options import Flavour, Formatter, Openness, Share

_KEYS = (
    "spec",
    "overlays",
    "output",
    "package",
    "flavours",
    "target_python",
    "formatter",
    "open",
    "share",
    "header",
    "allow",
    "deny",
    "strict",
    "lock",
    "keep_old_names",
)
F = TypeVar("F", bound=Callable[..., object])

_SPEC = click.argument("spec", required=False, metavar="[SPEC]")
_SPEC_OPTION = click.option("--spec", metavar="SPEC", help="The description: a path, or `-` for standard input.")
_OPTIONS = {
    "--overlay": click.option(
        "--overlay",
        "overlays",
        multiple=True,
        metavar="FILE",
        help="Patch the description by an OpenAPI overlay; repeat for several, applied in order.",
    ),
    "--include": click.option(
        "--include",
        multiple=True,
        metavar="SELECTOR",
        help="Take this part of the description only, as in `tag:payments`, `path:/v1/**`, `schema:Order`; repeat for "
        "several.",
    ),
    "--exclude": click.option(
        "--exclude",
        multiple=True,
        metavar="SELECTOR",
        help="Leave this part out, as in `x-internal`, `deprecated`, `method:delete`; repeat for several.",
    ),
    "--output": click.option(
        "-o", "--output", metavar="DIR", help="The folder that gets the package's folder [default: .]."
    ),
    "--package": click.option(
        "--package",
        metavar="NAME",
        help="The package's name [default: the description's, with `_types`]; without SPEC: which one of the "
        "configuration.",
    ),
    "--flavour": click.option(
        "--flavour",
        "flavours",
        multiple=True,
        type=click.Choice([flavour.value for flavour in Flavour]),
        help="Repeat for several [default: all].",
    ),
    "--target-python": click.option(
        "--target-python",
        metavar="3.X",
        help="The oldest Python that shall read the types [default: `requires-python` of the project, else 3.11].",
    ),
    "--formatter": click.option(
        "--formatter",
        type=click.Choice([formatter.value for formatter in Formatter]),
        help="What lays out the code [default: ruff].",
    ),
    "--open": click.option(
        "--open",
        type=click.Choice([one.value for one in Openness]),
        help="Which types leave room for values of later versions [default: none].",
    ),
    "--share": click.option(
        "--share",
        type=click.Choice([one.value for one in Share]),
        help="Whether inline schemas of equal content are declared once [default: none].",
    ),
    "--header": click.option("--header", metavar="TEXT", help="Further comment lines for the head of each file."),
    "--allow": click.option(
        "--allow", multiple=True, metavar="CODE", help="Silence a warning; an error if it is not there."
    ),
    "--deny": click.option("--deny", multiple=True, metavar="CODE", help="Make a warning an error."),
    "--strict": click.option("--strict", is_flag=True, help="Make all warnings errors."),
    "--lock": click.option(
        "--lock",
        metavar="FILE",
        help="The file that pins the names [default: NAME.names.lock beside the configuration; none without one].",
    ),
    "--keep-old-names": click.option(
        "--keep-old-names",
        is_flag=True,
        help="Keep the names that types had before, as long as the lock has them; using one warns.",
    ),
    "--set": click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        help="Set any key of the configuration, as in `--set pydantic.frozen=true`.",
    ),
    "--verbose": click.option(
        "-v", "--verbose", is_flag=True, help="Show all diagnostics, not the first few of each code."
    ),
    "--quiet": click.option("-q", "--quiet", is_flag=True, help="Show errors only."),
}


_OF_NAMES = ("--package", "--overlay", "--allow", "--deny", "--strict", "--lock", "--set", "--verbose", "--quiet")
"""Options of commands that write no package, but what depends on its names."""


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
    return _decorated(function, (_SPEC, config_options, *_OPTIONS.values()))


def inspected_package_options(function: F) -> F:
    """Add the options of a package to a command whose argument is something else, `--spec` among them."""
    return _decorated(function, (_SPEC_OPTION, config_option, *_OPTIONS.values()))


def bundled_package_options(function: F) -> F:
    """Add SPEC and what names depend on to a command that writes no package."""
    return _decorated(function, (_SPEC, config_option, *(_OPTIONS[name] for name in _OF_NAMES)))


def chosen_packages(values: Mapping[str, object]) -> tuple[PackageConfig, ...]:
    """Return the packages that the values of the options mean, with the configuration around here."""
    given = settings(values["settings"])
    listed = {key: values.get(key) for key in ("include", "exclude")}
    selected = {key: list(found) for key, found in listed.items() if isinstance(found, tuple) and found}
    if selected:
        _merge(given, {"select": selected})
    for key in _KEYS:
        if values.get(key) not in (None, (), False):
            given[key.replace("_", "-")] = values[key]
    only = values.get("only")
    names = tuple(map(str, only)) if isinstance(only, tuple) else ()
    if names and {"spec", "package"} & given.keys():
        raise click.UsageError("`--only` chooses packages of the configuration; it goes with no SPEC or `--package`.")
    return only_those(choose(configuration(), given), names)


def settings(written: object) -> dict[str, object]:
    """Return the table that several `KEY=VALUE` make; a value is TOML, or text without quotes."""
    made: dict[str, object] = {}
    for one in written if isinstance(written, tuple) else ():
        key, equals, value = str(one).partition("=")
        if not equals:
            raise click.BadParameter(f"{one!r} is not of the form KEY=VALUE.", param_hint="'--set'")
        try:
            _merge(made, _toml(key, value))
        except tomllib.TOMLDecodeError as fault:
            raise click.BadParameter(f"{one!r}: {fault}.", param_hint="'--set'") from None
    return made


def _toml(key: str, value: str) -> dict[str, object]:
    try:
        return tomllib.loads(f"{key} = {value}")
    except tomllib.TOMLDecodeError:
        return tomllib.loads(f"{key} = {json.dumps(value)}")


def _merge(made: dict[str, object], more: Mapping[str, object]) -> None:
    for key, value in more.items():
        there = made.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            _merge(there, value)
        else:
            made[key] = value


def _decorated(function: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        function = option(function)
    return function
