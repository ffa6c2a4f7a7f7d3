"""Tells a copy of a package from its source, and which of the two has changed since it was made.

In go the copy as it would be made now and the folder that holds it, out come findings; the copy's codegen.json says
what was copied, and so stands between both sides. Nothing is written.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Diagnostic, OutputErrors, named
from codegen.file_tree import FileTree
from codegen.location import Location
from codegen.manifest import MANIFEST, OUTPUT_REVISION, Manifest, Origin, from_text, to_text
from codegen.options import Part
from codegen.publisher.atomic import finish, staging_folder, system_refusals
from codegen.publisher.ownership import Holdings, foreign, refused_as_foreign, survey
from codegen.vendor.origin import origin_of
from codegen.vendor.source import Source


def is_current(source: Source, part: Part, target: Path) -> bool:
    """Tell by digests alone that a copy is what copying would give; False proves nothing."""
    real = Path(os.path.realpath(target))
    if os.path.lexists(staging_folder(real)):
        return False  # a run is on, or was stopped and is to be finished
    try:
        held = survey(real, ())
    except OSError:
        return False
    was = held.manifest
    return (
        was is not None
        and was.origin is not None
        and _settled(origin_of(source, part), was.origin) == was.origin
        and not source.edited
        and all(held.is_as_recorded(path) for path in was.files)
    )


def drift(tree: FileTree, target: Path) -> tuple[Diagnostic, ...]:
    """Return how the folder differs from the copy that would be made now: causes first, then files by path."""
    real = Path(os.path.realpath(target))
    with system_refusals(target):
        finish(real)
        held = survey(real, tree.files)
    others = refused_as_foreign(tree, held) if held.manifest is None else ()
    strange = (foreign(others, held, target),) if others else ()
    if not held.texts:
        return (codes.MISSING.at(_place(target), "The copy is not there."), *strange)
    if held.fault is not None:
        return (codes.EDITED.at(_place(target, MANIFEST), held.fault.message, position=held.fault.position),)
    was, now = held.manifest, from_text(tree.files[MANIFEST], MANIFEST)
    if was is None:
        return (codes.MISSING.at(_place(target, MANIFEST), f"`{MANIFEST}` is not there."), *strange)
    return (*_causes(was, now, target), *_files(tree, held, was, now, target))


def settled(tree: FileTree, target: Path) -> FileTree:
    """Return the files of a copy so that nothing is written anew because another clone knows less of the history."""
    held = _held(target)
    now = from_text(tree.files[MANIFEST], MANIFEST)
    if held.manifest is None or held.manifest.origin is None or now.origin is None:
        return tree
    return tree.with_file(MANIFEST, to_text(replace(now, origin=_settled(now.origin, held.manifest.origin))))


def refuse_older(tree: FileTree, target: Path) -> None:
    """Raise if a newer codegen made what stands there, and this one would write it otherwise."""
    was = _held(target).manifest
    if was is None or was.origin is None or was.origin.writer <= OUTPUT_REVISION:
        return
    if was.files != from_text(tree.files[MANIFEST], MANIFEST).files:
        raise OutputErrors((_newer(was.origin, target),))


def _held(target: Path) -> Holdings:
    with system_refusals(target):
        return survey(Path(os.path.realpath(target)), ())


def _settled(now: Origin, was: Origin) -> Origin:
    """Return the origin with the commit that is recorded, if all else is the same."""
    return was if replace(now, commit=was.commit) == was else now


def _newer(origin: Origin, target: Path) -> Diagnostic:
    message = f"A codegen with output revision {origin.writer} made this copy; this one has {OUTPUT_REVISION}."
    return codes.VENDORED_BY_NEWER.at(_place(target), message, help="Upgrade codegen.")


def _causes(was: Manifest, now: Manifest, target: Path) -> Iterator[Diagnostic]:
    """Yield what differs of what leads to the files of a copy."""
    place, effect = _place(target), _effect(was, now)
    if was.origin is None or now.origin is None:
        yield codes.CONFIG_CHANGED.at(place, "The package here was generated, and is no copy.")
        return
    asked = _asked(was.origin, now.origin)
    is_newer = was.origin.writer > OUTPUT_REVISION and was.files != now.files
    if asked:
        yield codes.CONFIG_CHANGED.at(place, f"The copy was made with another {named(asked)}{effect}.")
    if was.origin.digest != now.origin.digest and effect:
        yield codes.UPSTREAM_CHANGED.at(place, f"{_told(now.origin)} has changed{effect}.")
    elif was.origin.digest != now.origin.digest:
        message = f"{_told(now.origin)} has changed, but nothing of what is copied."
        yield codes.UPSTREAM_MOVED.at(place, message)
    elif not asked and effect and not is_newer:
        yield codes.GENERATOR_CHANGED.at(place, f"This codegen copies otherwise{effect}.")
    if is_newer:
        yield _newer(was.origin, target)


def _asked(was: Origin, now: Origin) -> list[str]:
    """Return the keys of the configuration whose values are others than the copy was made with."""
    keys = {
        "from": (was.kind, was.source, was.package, was.revision) != (now.kind, now.source, now.package, now.revision),
        "flavours": was.flavours != now.flavours,
        "types": was.types != now.types,
        "modules": was.modules != now.modules,
    }
    is_release = was.kind == now.kind and was.version != now.version
    return [key for key, differs in keys.items() if differs and not (key == "from" and is_release)]


def _told(origin: Origin) -> str:
    version = origin.revision or origin.version
    return f"Upstream, `{origin.source}`{f' at `{version}`' if version else ''},"


def _effect(was: Manifest, now: Manifest) -> str:
    changed = sorted(path for path in {*was.files, *now.files} if was.files.get(path) != now.files.get(path))
    return f"; this changes {named(changed)}" if changed else ""


def _files(tree: FileTree, held: Holdings, was: Manifest, now: Manifest, target: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with files here, whatever upstream did."""
    from codegen.publisher.check import same_syntax  # reads Python: only where something is wrong

    for path in sorted(was.files):
        place, text, wanted = _place(target, path), held.texts.get(path), tree.files.get(path)
        upstream = was.files[path] != now.files.get(path)
        if path not in held.texts:
            if wanted is not None:
                yield codes.MISSING.at(place, f"`{path}` is not there.")
        elif held.is_as_recorded(path) or (text is not None and text == wanted):
            continue
        elif upstream:
            change = "is no part of it any more" if wanted is None else "has changed"
            yield codes.CHANGED_ON_BOTH_SIDES.at(place, f"`{path}` was edited here, and upstream it {change}.")
        elif same_syntax(text, wanted, path):
            yield codes.REFORMATTED.at(place, f"`{path}` was formatted by something else.")
        else:
            yield codes.EDITED.at(place, f"`{path}` was edited here; upstream it is as it was.")
    for path in held.in_the_way:
        if held.texts.get(path) is None or held.texts[path] != tree.files.get(path):
            message = f"`{path}` is not of codegen, and stands where a file of the copy must go."
            yield codes.OUTPUT_FOREIGN.at(_place(target, path), message)


def _place(target: Path, path: str = "") -> Location:
    return Location((target / path).as_posix(), "")
