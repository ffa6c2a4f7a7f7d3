"""Compares a package on disk with what generating gives now, and names the causes of each difference.

In go the generated tree and the folder, out come findings; none means fresh. Nothing is written.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST, Manifest, from_text, to_text
from codegen.publisher.atomic import finish, system_refusals
from codegen.publisher.ownership import Holdings, survey


def check(tree: FileTree, target: Path) -> tuple[Diagnostic, ...]:
    """Return why the folder does not hold the tree: causes first, then files in the tree's order."""
    real = Path(os.path.realpath(target))
    with system_refusals(target):
        finish(real)
        held = survey(real, tree.files)
    if not held.texts:
        return (codes.MISSING.at(_place(target), "The package is not there."),)
    now = from_text(tree.files[MANIFEST], MANIFEST)
    causes = () if held.manifest is None else tuple(_causes(held.manifest, now, target))
    return (*causes, *_manifest_findings(held, target), *_file_findings(tree, held, target))


def _causes(was: Manifest, now: Manifest, target: Path) -> Iterator[Diagnostic]:
    """Yield what differs of what leads to the files; the generator is blamed only if nothing else is."""
    outdated = [path for path in now.files if now.files[path] != was.files.get(path)]
    outdated += [path for path in was.files if path not in now.files]
    effect = f"; this changes {named(outdated)}" if outdated else ""
    sources = sorted(name for name in {*was.sources, *now.sources} if was.sources.get(name) != now.sources.get(name))
    if sources:
        message = f"The package was made from another state of {named(sources)}{effect}."
        yield codes.SPEC_CHANGED.at(_place(target), message)
    options = sorted(key for key in {*was.options, *now.options} if was.options.get(key) != now.options.get(key))
    if options:
        message = f"The package was made with another value of {named(options)}{effect}."
        yield codes.CONFIG_CHANGED.at(_place(target), message)
    names = not sources and not options and was.lock != now.lock
    if names:
        message = f"The package was made with another lock of names{effect}."
        yield codes.NAMES_CHANGED.at(_place(target), message)
    if not sources and not options and not names and to_text(replace(was, revision=now.revision)) != to_text(now):
        message = f"This codegen writes something else: {named(outdated or [MANIFEST])}."
        yield codes.GENERATOR_CHANGED.at(_place(target), message)


def _manifest_findings(held: Holdings, target: Path) -> Iterator[Diagnostic]:
    if held.fault is not None:
        yield codes.EDITED.at(_place(target, MANIFEST), held.fault.message, position=held.fault.position)
    elif held.manifest is None:
        yield codes.MISSING.at(_place(target, MANIFEST), f"`{MANIFEST}` is not there.")


def _file_findings(tree: FileTree, held: Holdings, target: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with files on disk, whatever the tree would change about them."""
    for path in sorted({*tree.files, *held.owned} - {MANIFEST}):
        place, recorded = _place(target, path), path in held.owned
        wanted = tree.files.get(path)
        if path not in held.texts:
            if wanted is not None and (recorded or held.manifest is None):
                yield codes.MISSING.at(place, f"`{path}` is not there.")
        elif wanted is None and held.is_as_recorded(path):
            yield codes.STALE_FILE.at(place, f"`{path}` is no part of the package any more.")
        elif held.texts[path] == wanted or (recorded and held.is_as_recorded(path)):
            continue
        elif same_syntax(held.texts[path], wanted, path):
            yield codes.REFORMATTED.at(place, f"`{path}` was formatted by something else.")
        else:
            yield codes.EDITED.at(place, f"`{path}` is not as codegen wrote it.")


def same_syntax(text: str | None, wanted: str | None, path: str) -> bool:
    """Tell whether two Python files differ in nothing but layout and comments."""
    if text is None or wanted is None or not path.endswith(".py"):
        return False
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(wanted))
    except (SyntaxError, ValueError):  # ValueError: null bytes
        return False


def _place(target: Path, path: str = "") -> Location:
    return Location((target / path).as_posix(), "")
