"""What the commands of `codegen names` have in common: the names of a package by anchor, and which one is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli import configured
from codegen.cli.name_hints import hint_of
from codegen.cli.package_options import chosen_packages
from codegen.cli.progress import progress
from codegen.codes import CONFIG_NOT_FOUND, NAME_UNKNOWN, PASSING
from codegen.config import Config, PackageConfig
from codegen.diagnostics import ConfigErrors, did_you_mean

if TYPE_CHECKING:
    from codegen.lowering.lock import Lock
    from codegen.lowering.names import Name
    from codegen.options import Override
    from codegen.pipeline import Lowered


def one_package(values: Mapping[str, object]) -> PackageConfig:
    """Return the one package that the values of the options mean."""
    packages = chosen_packages(values)
    if len(packages) > 1:
        names = ", ".join(one.name for one in packages)
        raise click.UsageError(f"The configuration has several packages ({names}); choose one by `--package NAME`.")
    return packages[0]


def configuration(package: PackageConfig) -> Path:
    """Return the file that configures a package; raise if none does."""
    config: Config = configured.configuration()
    if config.path is None or package.name not in {one.name for one in config.packages}:
        message = f"No configuration here has the package `{package.name}`, so there is no table `names` for it."
        help = "Write `[tool.codegen.packages.NAME]` into pyproject.toml, or `x-codegen-name` into the description."
        raise ConfigErrors((CONFIG_NOT_FOUND.at(None, message, help=help),))
    return config.path


def lowered_with(
    package: PackageConfig, lock: "Lock | None", overrides: "Sequence[Override]", allow: frozenset[str] = PASSING
) -> "Lowered":
    """Return the package with this lock and these chosen names; faults of a step of the lock hinder nobody to look.

    `allow` is what takes the place of the allowances of the package.
    """
    from codegen.pipeline import load

    plain = replace(package.options, names=tuple(overrides), allow=allow, deny=frozenset(), strict=False)
    with progress(f"reading {package.spec}"):
        return load(package.spec, plain, lock)


def names_of(lowered: "Lowered") -> "Mapping[str, Name]":
    """Return every declared name by its anchor."""
    declared = lowered.package.declarations
    names = lowered.names
    every = (
        *names.types.values(),
        *names.parameters.values(),
        *names.twins.values(),
        *names.unknowns.values(),
    )
    return {one.anchor: one for one in every if one.text in declared}


def called(lowered: "Lowered", what: str) -> "tuple[Name, ...]":
    """Return the names that a text means: one for a pointer or an anchor, for a name one for each place called so."""
    found = names_of(lowered)
    same = tuple(one for one in found.values() if one.text == what)
    name = found.get(what) or named_at(lowered, what)
    return same or (() if name is None else (name,))


def meant(lowered: "Lowered", what: str) -> "tuple[Name, ...]":
    """Return the names that a text means; raise if it means none."""
    found = called(lowered, what)
    if not found:
        raise unknown(what, (lowered,), did_you_mean(what, names_of(lowered)))
    return found


def unknown(what: str, packages: "Sequence[Lowered]", else_: str | None = None) -> ConfigErrors:
    """Return the error for a text that means no name."""
    message = f"Nothing is called `{what}`, and nothing that has a name stands there."
    return ConfigErrors((NAME_UNKNOWN.at(None, message, help=hint_of(what, packages) or else_),))


def named_at(lowered: "Lowered", what: str) -> "Name | None":
    """Return the name of the place at a pointer; None if nothing that can have a name stands there."""
    from codegen.lowering.pointed import schema_at

    at = schema_at(lowered.spec, lowered.spec.place(what)) if "#" in what else None
    return None if at is None else lowered.names.types.get(at)


def type_at(lowered: "Lowered", what: str) -> "Name | None":
    """Return the name of what stands at a pointer, or of what the reference there leads to."""
    from codegen.lowering.pointed import schema_at

    at = schema_at(lowered.spec, lowered.spec.place(what)) if "#" in what else None
    if at is None:
        return None
    target = lowered.spec.target(lowered.spec.schemas[at])
    return lowered.names.types.get(at) or lowered.names.types.get(target.location)


def renamed(before: "Mapping[str, Name]", after: "Mapping[str, Name]") -> Iterator[str]:
    """Yield a line for each name that is another one, once."""
    told = (
        f"{before[anchor].text} is now {name.text}"
        for anchor, name in after.items()
        if anchor in before and before[anchor].text != name.text
    )
    yield from dict.fromkeys(told)


def few(lines: Iterable[str], most: int = 20) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    found = list(lines)
    yield from found[:most]
    if len(found) > most:
        yield f"… and {len(found) - most:,} more"
