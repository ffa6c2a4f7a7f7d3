"""What the commands of `codegen names` have in common: the names of a package by anchor, and which one is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from codegen.cli.name_hints import hint_of
from codegen.cli.package_options import chosen_packages
from codegen.cli.progress import progress
from codegen.codes import NAME_UNKNOWN
from codegen.config import PackageConfig
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


def lowered_with(package: PackageConfig, lock: "Lock | None", overrides: "Sequence[Override]") -> "Lowered":
    """Return the package with this lock and these chosen names; allowances play no part."""
    from codegen.pipeline import load

    plain = replace(package.options, names=tuple(overrides), allow=frozenset(), deny=frozenset(), strict=False)
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


def meant(lowered: "Lowered", what: str) -> "Name":
    """Return the name that a text means: a type's name, an anchor or a pointer; raise if it means none."""
    found = names_of(lowered)
    by_text: dict[str, Name] = {}
    for one in found.values():
        by_text.setdefault(one.text, one)
    name = by_text.get(what) or found.get(what) or named_at(lowered, what)
    if name is None:
        message = f"Nothing is called `{what}`, and nothing that has a name stands there."
        raise ConfigErrors(
            (NAME_UNKNOWN.at(None, message, help=hint_of(what, (lowered,)) or did_you_mean(what, found)),)
        )
    return name


def named_at(lowered: "Lowered", what: str) -> "Name | None":
    """Return the name of the place at a pointer; None if nothing that can have a name stands there."""
    document, hash_, pointer = what.partition("#")
    return next(
        (
            name
            for place, name in lowered.names.types.items()
            if hash_ and place.pointer == pointer and place.document == (document or lowered.spec.document)
        ),
        None,
    )


def renamed(before: "Mapping[str, Name]", after: "Mapping[str, Name]") -> Iterator[str]:
    """Yield a line for each name that is another one."""
    for anchor, name in after.items():
        if anchor in before and before[anchor].text != name.text:
            yield f"{before[anchor].text} is now {name.text}"


def few(lines: Iterable[str], most: int = 20) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    found = list(lines)
    yield from found[:most]
    if len(found) > most:
        yield f"… and {len(found) - most:,} more"
