"""`codegen generate --watch`: generates now, and again whenever a file changes that the packages are made from.

Files are looked at a few times a second, by path: there are only a handful, and so nothing depends on what a system,
an editor that replaces files, or a network folder tells of changes. A file that is being written is waited for; what
cannot be generated is told, and the next change is waited for. Ctrl-C ends it.
"""

import os
import time
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from codegen.cli.configured import config_files
from codegen.cli.generate import generate_all
from codegen.cli.package_options import chosen_packages
from codegen.cli.report import Report, counted
from codegen.config import PackageConfig, source_path
from codegen.diagnostics import CodegenError, OutputErrors
from codegen.manifest import MANIFEST, from_text
from codegen.pyproject import CONFIG_FILES

INTERVAL = 0.2
"""Seconds between two looks."""

Stamps = Mapping[Path, tuple[int, int, int] | None]


def watch(values: dict[str, object], *, force: bool, given: tuple[str, ...]) -> int:
    """Generate again and again, until interrupted; `--force` is meant for the first time only."""
    if values["spec"] == "-":
        raise click.UsageError("`--watch` needs files; standard input is read once.")
    if values["output_format"] != "text" or values["reports"]:
        raise click.UsageError("`--watch` is for people; it has no `--output-format` and no `--report`.")
    while True:
        before = _stamps(_watched(values))
        _generate(values, force=force, given=given)
        force = False
        watched = _watched(values)
        now = _stamps(watched)
        written = {path for path in _locks(values) if now.get(path) != before.get(path)}
        before = {path: now[path] if path in written else before.get(path, now[path]) for path in watched}
        if not values["quiet"]:
            click.echo(f"watching {counted(len([one for one in now.values() if one]), 'file')}; Ctrl-C ends it")
        _wait(before)


def _generate(values: dict[str, object], *, force: bool, given: tuple[str, ...]) -> None:
    """Generate once; what is wrong is told."""
    try:
        generate_all(values, force=force, given=given)
    except CodegenError as error:
        Report().error(error)


def _wait(before: Stamps) -> None:
    """Return when a file has changed, and then all have stood still between two looks."""
    last = before
    while True:
        time.sleep(INTERVAL)
        now = _stamps(before.keys())
        if now == last and now != before:
            return
        last = now


def _stamps(paths: Collection[Path]) -> dict[Path, tuple[int, int, int] | None]:
    """Return what tells whether files were written, or others put in their places."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _watched(values: Mapping[str, object]) -> frozenset[Path]:
    """Return the files that a run depends on, those that may come among them."""
    return frozenset(_configurations().union(*map(_of_package, _packages(values))))


def _configurations() -> set[Path]:
    """Return the files that are the configuration, or would be if they were there."""
    try:
        named = config_files()
    except CodegenError:  # no file matches
        return set()
    here = Path.cwd()
    around = (folder / name for folder in (here, *here.parents) for name in CONFIG_FILES)
    return {Path(os.path.abspath(one)) for one in named} or set(around)


def _locks(values: Mapping[str, object]) -> frozenset[Path]:
    return frozenset(Path(os.path.abspath(one.lock)) for one in _packages(values) if one.lock is not None)


def _packages(values: Mapping[str, object]) -> tuple[PackageConfig, ...]:
    """Return the packages; none while the configuration is at fault."""
    try:
        return chosen_packages(values)
    except CodegenError:
        return ()


def _of_package(package: PackageConfig) -> set[Path]:
    """Return the files of a package: its description, overlays and lock, and what the manifest says was read."""
    found = [Path(package.spec), *map(Path, package.options.overlays), *([package.lock] if package.lock else [])]
    try:
        text = (package.target / MANIFEST).read_bytes().decode()
        recorded = from_text(text, MANIFEST).sources
        found += [source_path(name, package.spec, package.options.base) for name in recorded]
    except (OSError, UnicodeDecodeError, OutputErrors):
        pass  # not generated yet, or at fault, which generating tells
    return {Path(os.path.abspath(path)) for path in found}
