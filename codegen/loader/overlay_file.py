"""An overlay document -> its actions (OpenAPI Overlay Specification 1.0 and 1.1).

In: a document that was read. Out: what it says, each path compiled. It refuses, all faults at once and each at its
place, what the specification does not allow; what it allows and does nothing is a warning.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import unquote

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean
from codegen.loader.document import Document, DocumentErrors, Json
from codegen.loader.faults import shorten
from codegen.loader.json_paths import PathFault, Query, read_query
from codegen.loader.positions import position, position_inside
from codegen.location import Location

_VERSION = re.compile(r"(1\.[01])(?:\.\d+)?(?:-[\w.+-]+)?", re.ASCII)
_TOP = ("overlay", "info", "extends", "actions")
_INFO = ("title", "version", "description")
_ACTION = ("target", "description", "update", "copy", "remove")
_BEGINS = "An overlay begins with `overlay: 1.1.0`."


class OverlayVersion(Enum):
    """The versions of the specification that differ in what actions mean."""

    V1_0 = "1.0"
    V1_1 = "1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Merge a value into the targets, append it to them, or put it in their place."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """As an update by what stands at another place (1.1)."""

    source: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove the targets from what they stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One Action Object."""

    location: Location
    target: Query
    change: Update | Copy | Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What one overlay says."""

    document: Document
    version: OverlayVersion
    actions: tuple[Action, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_overlay(document: Document, entry: str) -> Overlay:
    """Return the overlay that a document is; `entry` is the description it shall be applied to."""
    reading = _Reading(document)
    overlay = reading.overlay(entry)
    if overlay is None or reading.faults:
        raise DocumentErrors(tuple(reading.faults), document)
    return overlay


@dataclass(slots=True)
class _Reading:
    """Reads one document, and keeps the faults it meets."""

    document: Document
    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    def overlay(self, entry: str) -> Overlay | None:
        tree = self.document.tree
        top = Location(self.document.name, "")
        if not isinstance(tree, dict) or "overlay" not in tree:
            self.faults.append(self._no_overlay(tree, top))
            return None
        version = self._version(tree["overlay"], top.child("overlay"))
        self._unknown(tree, _TOP, top, "an overlay")
        self._info(tree, top)
        self._extends(tree, top.child("extends"), entry)
        listed = tree.get("actions")
        if not isinstance(listed, list) or not listed:
            at = top.child("actions") if "actions" in tree else top
            self._fault(at, "An overlay needs `actions`, a list of at least one action.")
            return None
        found = [self._action(one, top.below(f"actions/{number}"), version) for number, one in enumerate(listed)]
        return Overlay(
            document=self.document,
            version=version,
            actions=tuple(one for one in found if one is not None),
            diagnostics=tuple(self.warnings),
        )

    def _no_overlay(self, tree: Json, top: Location) -> Diagnostic:
        if not isinstance(tree, dict):
            message = "This is no overlay: the document is not an object with a key `overlay`."
            return codes.OVERLAY_INVALID.at(top, message, help=_BEGINS, position=(1, 1))
        for key in ("openapi", "swagger"):
            if key in tree:
                message = f"This is no overlay but a description (`{key}`)."
                return codes.OVERLAY_INVALID.at(top.child(key), message, help=_BEGINS)
        message = "This is no overlay: there is no key `overlay`."
        help = did_you_mean("overlay", tree) or _BEGINS
        return codes.OVERLAY_INVALID.at(top, message, help=help, position=(1, 1))

    def _version(self, written: Json, at: Location) -> OverlayVersion:
        """Return the version; `1.0` without quotes is a number, and means the same."""
        text = str(written) if isinstance(written, float | int) and not isinstance(written, bool) else written
        found = _VERSION.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            said = f"`{shorten(text)}`" if isinstance(text, str) else "This"
            self._fault(at, f"{said} is no version of the Overlay Specification that is known here.", _BEGINS)
            return OverlayVersion.V1_1
        if not isinstance(written, str):
            message = f"The version {text} is a number here; the specification wants text."
            self.warnings.append(codes.OVERLAY_VERSION.at(at, message, help=f'Write `overlay: "{found[1]}.0"`.'))
        return OverlayVersion(found[1])

    def _info(self, tree: Mapping[str, Json], top: Location) -> None:
        info = tree.get("info")
        at = top.child("info")
        if not isinstance(info, dict):
            message = "An overlay needs an `info` with a `title` and a `version`."
            self._fault(at if "info" in tree else top, message)
            return
        self._unknown(info, _INFO, at, "`info`")
        for key in ("title", "version"):
            if key not in info:
                self._fault(at, f"`info` lacks the `{key}` that the specification requires.")
        for key in _INFO:
            given = info.get(key, "")
            if not isinstance(given, str) and not (key == "version" and isinstance(given, int | float)):
                self._fault(at.child(key), f"`{key}` must be text.")

    def _extends(self, tree: Mapping[str, Json], at: Location, entry: str) -> None:
        """Check what the overlay was made for; a URL is compared by its last part, as the file may be a copy."""
        if "extends" not in tree:
            return
        written = tree["extends"]
        if not isinstance(written, str):
            self._fault(at, "`extends` must be text, a URI reference to a description.")
            return
        path = unquote(written.partition("#")[0].partition("?")[0])
        if "://" in path:
            same = posixpath.basename(path) == posixpath.basename(entry)
        else:
            here = posixpath.dirname(self.document.name)
            same = posixpath.normpath(posixpath.join(here, path)) == posixpath.normpath(entry)
        if not same:
            message = f"The overlay was made for `{shorten(written)}`, and is applied to `{entry}`."
            self.warnings.append(codes.OVERLAY_EXTENDS.at(at, message))

    def _action(self, given: Json, at: Location, version: OverlayVersion) -> Action | None:
        if not isinstance(given, dict):
            self._fault(at, "An action must be an object with a `target` and a change to make.")
            return None
        self._unknown(given, _ACTION, at, "an action")
        if not isinstance(given.get("description", ""), str):
            self._fault(at.child("description"), "`description` must be text.")
        if "copy" in given and version is OverlayVersion.V1_0:
            help = "Write `overlay: 1.1.0` at the top."
            self._fault(at.child("copy"), "`copy` is new in version 1.1, and this overlay is of 1.0.", help)
        target = self._query(given, "target", at)
        change = self._change(given, at)
        if target is None or change is None:
            return None
        return Action(location=at, target=target, change=change)

    def _change(self, given: Mapping[str, Json], at: Location) -> Update | Copy | Remove | None:
        """Return what an action does; None if that is nothing, or something at fault."""
        remove = given.get("remove", False)
        if not isinstance(remove, bool):
            self._fault(at.child("remove"), "`remove` must be true or false.")
            return None
        others = [key for key in ("update", "copy") if key in given]
        if remove:
            for key in others:
                message = f"`{key}` has no effect beside `remove: true`."
                help = "Do it in an action of its own, after this one."
                self.warnings.append(codes.OVERLAY_NO_EFFECT.at(at.child(key), message, help=help))
            return Remove()
        if len(others) > 1:
            self._fault(at.child("copy"), "`update` and `copy` rule each other out.", "Make two actions of it.")
            return None
        if "copy" in given:
            source = self._query(given, "copy", at)
            return None if source is None else Copy(source=source)
        if "update" in given:
            return Update(value=given["update"])
        if not any(did_you_mean(key, _ACTION) for key in given if key not in _ACTION):
            message = "The action changes nothing: it has no `update`, no `copy` and no `remove: true`."
            self.warnings.append(codes.OVERLAY_NO_EFFECT.at(at, message))
        return None

    def _query(self, given: Mapping[str, Json], key: str, at: Location) -> Query | None:
        if key not in given:
            near = [one for one in given if one not in _ACTION and did_you_mean(one, (key,))]
            if not near:  # a misspelt key has been told
                self._fault(at, "The action has no `target`, the JSONPath of what to change.")
            return None
        text = given[key]
        if not isinstance(text, str):
            self._fault(at.child(key), f"`{key}` must be text, a JSONPath such as `$.paths['/users'].get`.")
            return None
        try:
            return read_query(text)
        except PathFault as fault:
            self.faults.append(path_fault(self.document, at.child(key), text, fault))
            return None

    def _unknown(self, given: Iterable[str], known: tuple[str, ...], at: Location, owner: str) -> None:
        """Report the keys that the specification does not know; extensions may be there."""
        for key in given:
            if key not in known and not key.startswith("x-"):
                help = did_you_mean(key, known) or f"The keys of {owner} are {', '.join(known)}, and `x-…`."
                self._fault(at.child(key), f"`{shorten(key)}` is no key of {owner}.", help)

    def _fault(self, at: Location, message: str, help: str | None = None) -> None:
        place = position(self.document, at.pointer) if not at.pointer else None
        self.faults.append(codes.OVERLAY_INVALID.at(at, message, help=help, position=place))


def path_fault(document: Document, at: Location, text: str, fault: PathFault) -> Diagnostic:
    """Return what there is to say of a path, at the character that is wrong in it."""
    message = f"`{shorten(text)}` is no JSONPath: {fault.why}."
    place = position_inside(document, at.pointer, text, fault.offset)
    return codes.OVERLAY_PATH.at(at, message, help=_path_help(text, fault.offset), position=place)


def _path_help(text: str, offset: int) -> str:
    if text.startswith(("#/", "/")):
        return "This looks like a JSON pointer; a JSONPath begins with `$`: `$.paths['/users'].get`."
    if not text.startswith("$"):
        return f"A JSONPath begins with `$`: `$.{shorten(text.lstrip('.'))}`."
    if offset >= len(text):
        return "Something is not closed: each `[` needs its `]`, each `(` its `)`."
    if text[offset] == "=":
        return "Filters compare by `==`: `$.servers[?@.description == 'Dev']`."
    return "Keys with other signs than letters and digits stand in brackets: `$.paths['/users'].get`."
