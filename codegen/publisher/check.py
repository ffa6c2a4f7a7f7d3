"""Compares a package on disk with what generating gives now, and names the causes of each difference.

In go the generated tree and the folder, out come findings; none means fresh. Nothing is written.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codegen import codes
from codegen.config_values import RefusedError, as_target_python
from codegen.diagnostics import Code, ConfigErrors, Diagnostic, named
from codegen.file_tree import FileTree
from codegen.formatter import UnparsableOutputError, format_tree
from codegen.location import Location
from codegen.manifest import MANIFEST, Manifest, digest, from_text, to_text
from codegen.options import Formatter
from codegen.publisher.atomic import finish, system_refusals
from codegen.publisher.ownership import Holdings, foreign, refused_as_foreign, survey


def check(tree: FileTree, target: Path) -> tuple[Diagnostic, ...]:
    """Return why the folder does not hold the tree: causes first, then files in the tree's order."""
    real = Path(os.path.realpath(target))
    with system_refusals(target):
        finish(real)
        held = survey(real, tree.files)
    others = [path for path in refused_as_foreign(tree, held) if path not in tree.files]
    in_the_way = (replace(foreign(others, held, target), files=tuple(others)),) if others else ()
    if not held.texts:
        return (_of(codes.MISSING, _place(target), "The package is not there.", *tree.files), *in_the_way)
    now = from_text(tree.files[MANIFEST], MANIFEST)
    causes = () if held.manifest is None else tuple(_causes(held.manifest, now, target))
    return (*causes, *_manifest_findings(held, target), *in_the_way, *_file_findings(tree, held, target))


def _causes(was: Manifest, now: Manifest, target: Path) -> Iterator[Diagnostic]:
    """Yield what differs of what leads to the files; the generator is blamed only if nothing else is."""
    outdated = [path for path in now.files if now.files[path] != was.files.get(path)]
    outdated += [path for path in was.files if path not in now.files]
    effect = f"; this changes {named(outdated)}" if outdated else ""
    sources = sorted(name for name in {*was.sources, *now.sources} if was.sources.get(name) != now.sources.get(name))
    if sources:
        message = f"The package was made from another state of {named(sources)}{effect}."
        yield _of(codes.SPEC_CHANGED, _place(target), message, *outdated)
    options = sorted(key for key in {*was.options, *now.options} if was.options.get(key) != now.options.get(key))
    if options:
        message = f"The package was made with another value of {named(options)}{effect}."
        yield _of(codes.CONFIG_CHANGED, _place(target), message, *outdated)
    names = not sources and not options and was.lock != now.lock
    if names:
        message = f"The package was made with another lock of names{effect}."
        yield _of(codes.NAMES_CHANGED, _place(target), message, *outdated)
    if not sources and not options and not names and to_text(replace(was, revision=now.revision)) != to_text(now):
        message = f"This codegen writes something else: {named(outdated or [MANIFEST])}."
        yield _of(codes.GENERATOR_CHANGED, _place(target), message, *(outdated or [MANIFEST]))


def _manifest_findings(held: Holdings, target: Path) -> Iterator[Diagnostic]:
    if held.fault is not None:
        at = codes.EDITED.at(_place(target, MANIFEST), held.fault.message, position=held.fault.position)
        yield replace(at, files=(MANIFEST,))
    elif held.manifest is None:
        yield _of(codes.MISSING, _place(target, MANIFEST), f"`{MANIFEST}` is not there.", MANIFEST)


def _file_findings(tree: FileTree, held: Holdings, target: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with files on disk, whatever the tree would change about them."""
    laid_out = _laid_out(held)
    for path in sorted({*tree.files, *held.owned} - {MANIFEST}):
        place, recorded = _place(target, path), path in held.owned
        wanted = tree.files.get(path)
        if path not in held.texts:
            if wanted is not None and (recorded or held.manifest is None):
                yield _of(codes.MISSING, place, f"`{path}` is not there.", path)
        elif wanted is None and held.is_as_recorded(path):
            yield _of(codes.STALE_FILE, place, f"`{path}` is no part of the package any more.", path)
        elif held.texts[path] == wanted or (recorded and held.is_as_recorded(path)):
            continue
        elif path in laid_out or same_syntax(held.texts[path], wanted, path):
            yield _of(codes.REFORMATTED, place, f"`{path}` was formatted by something else.", path)
        else:
            yield _of(codes.EDITED, place, f"`{path}` is not as codegen wrote it.", path)


def _laid_out(held: Holdings) -> frozenset[str]:
    """Return the edited files that are what was recorded once they are formatted as the package was.

    So they are told from edits also when the description changed, and with it the text that is wanted.
    """
    if held.manifest is None:
        return frozenset()
    edited = {path: text for path in held.edited if path.endswith(".py") and (text := held.texts[path]) is not None}
    texts = {path: text for path, text in edited.items() if _syntax(text) is not None}
    try:
        formatter = Formatter(held.manifest.options.get("formatter"))
        target_python = as_target_python(held.manifest.options.get("target-python"))
        formatted = format_tree(FileTree.of(texts), formatter, target_python)
    except (ValueError, RefusedError, UnparsableOutputError, ConfigErrors):
        return frozenset()
    return frozenset(path for path, text in formatted if digest(text) == held.owned[path])


def same_syntax(text: str | None, wanted: str | None, path: str) -> bool:
    """Tell whether two Python files differ in nothing but layout and comments."""
    if text is None or wanted is None or not path.endswith(".py"):
        return False
    return _syntax(text) is not None and _syntax(text) == _syntax(wanted)


def _syntax(text: str) -> str | None:
    """Return what Python reads, without the layout; None if it reads nothing."""
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):  # ValueError: null bytes
        return None


def _of(code: Code, place: Location, message: str, *files: str) -> Diagnostic:
    return replace(code.at(place, message), files=files)


def _place(target: Path, path: str = "") -> Location:
    return Location((target / path).as_posix(), "")
