"""Which configuration a command line means: the nearest one upwards, or the files that `--config` names.

In: the value of the option, kept in click's context. Out: a `Config`. With `--config`, nothing else is looked for, so
that a run depends on what its command line names and on nothing that lies around.
"""

import glob
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from codegen.codes import CONFIG_NOT_FOUND
from codegen.config import Config, joined, read_config, read_config_file
from codegen.diagnostics import ConfigErrors

_KEY = "codegen.config"
F = TypeVar("F", bound=Callable[..., object])


def config_option(function: F) -> F:
    """Add `--config` to a command that works with one configuration."""
    help = "The configuration [default: the nearest codegen.toml or pyproject.toml, upwards]."
    return click.option("--config", metavar="FILE", expose_value=False, callback=_keep, help=help)(function)


def config_options(function: F) -> F:
    """Add `--config` to a command that works with the packages of several configurations."""
    help = (
        "The configuration, instead of the nearest codegen.toml or pyproject.toml upwards; repeat for several, or "
        "write a pattern, as in 'services/*/codegen.toml'."
    )
    option = click.option("--config", multiple=True, metavar="FILE", expose_value=False, callback=_keep, help=help)
    return option(function)


def configuration() -> Config:
    """Return the configuration that the command line means; raise `ConfigErrors` if a file is not there."""
    files = config_files()
    if not files:
        return read_config(Path.cwd())
    return joined(tuple(map(read_config_file, files)))


def config_files() -> tuple[Path, ...]:
    """Return the files that `--config` names, each once; none without the option."""
    context = click.get_current_context(silent=True)
    written: Sequence[str] = context.meta.get(_KEY, ()) if context is not None else ()
    found = dict.fromkeys(path for one in written for path in _matches(one))
    return tuple(map(Path, found))


def _matches(written: str) -> list[str]:
    """Return the files that a path or pattern means, sorted."""
    if Path(written).exists() or not glob.has_magic(written):
        return [written]
    found = sorted(path for path in glob.glob(written, recursive=True, include_hidden=True) if Path(path).is_file())
    if not found:
        raise ConfigErrors((CONFIG_NOT_FOUND.at(None, f"No configuration matches `{written}`."),))
    return found


def _keep(ctx: click.Context, _: click.Parameter, value: str | tuple[str, ...] | None) -> None:
    ctx.meta[_KEY] = value if isinstance(value, tuple) else () if value is None else (value,)
