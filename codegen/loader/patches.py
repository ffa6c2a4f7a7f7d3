"""The actions of an overlay, applied to a tree in order (Overlay Specification 1.1.0 section 4.4.3, Action Object).

In: a tree while it is patched, and an overlay. Out: what there is to say: paths that match nothing, values that do not
fit, each at its place in the overlay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.loader.faults import shorten
from codegen.loader.json_paths import PathFault, Query, select, why_nothing
from codegen.loader.origins import Origin
from codegen.loader.overlay_file import Action, Copy, Overlay, OverlayVersion, Remove, Update, path_fault
from codegen.loader.patched_tree import Misfit, PatchedTree, Path, Source, TooMuchError, items_of, pointer_of
from codegen.location import Location

Targets = Sequence[tuple[Path, Json]]


class _Refused(Exception):  # no error of anybody's: it ends one action
    """An action cannot be applied; why has been noted."""


@dataclass(slots=True, kw_only=True)
class Patching:
    """Applies one overlay to a tree, and keeps what there is to say."""

    overlay: Overlay
    tree: PatchedTree
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def apply(self) -> None:
        """Apply the actions, each to what the one before left."""
        for action in self.overlay.actions:
            self.tree.settle()
            try:
                self._apply(action)
            except _Refused:
                continue
            except TooMuchError:
                message = "What the action puts in nests too deep, or is too much when it is written out."
                self.diagnostics.append(codes.OVERLAY_TOO_MUCH.at(action.location, message))
                return

    def _apply(self, action: Action) -> None:
        targets = self._select(action.target, action.location.child("target"))
        if not targets:
            why, help = why_nothing(action.target, self.tree.value)
            message = f"`{shorten(action.target.text)}` matches nothing: {why}."
            self.diagnostics.append(codes.OVERLAY_NO_MATCH.at(action.location.child("target"), message, help=help))
            return
        self._judge_version(targets, action)
        match action.change:
            case Remove():
                self._remove(targets, action)
            case Update(value=value):
                here = action.location.child("update")
                self._put(targets, Source(value=value, at=here, origin=Origin()), action, here)
            case Copy(source=query):
                here = action.location.child("copy")
                self._put(targets, self._one(query, here), action, here)

    def _select(self, query: Query, at: Location) -> Targets:
        try:
            return select(query, self.tree.value)
        except PathFault as fault:
            self.diagnostics.append(path_fault(self.overlay.document, at, query.text, fault))
            raise _Refused from None

    def _one(self, query: Query, at: Location) -> Source:
        """Return the one value that a `copy` selects."""
        found = self._select(query, at)
        if not found:
            why, help = why_nothing(query, self.tree.value)
            self._refuse(at, f"`{shorten(query.text)}`, which is to be copied, matches nothing: {why}.", help)
        if len(found) > 1:
            self._refuse(at, f"`{shorten(query.text)}` selects {len(found):,} places, and what is copied must be one.")
        return self.tree.source(*found[0])

    def _remove(self, targets: Targets, action: Action) -> None:
        if any(not path for path, _ in targets):
            self._refuse(action.location.child("target"), "The whole document cannot be removed.")
        self.tree.remove([path for path, _ in targets], action.location)

    def _put(self, targets: Targets, source: Source, action: Action, here: Location) -> None:
        """Put a value into each target: merged into objects, appended to arrays, in the place of other values."""
        kinds = list(dict.fromkeys(_kind(value) for _, value in targets))
        if len(kinds) > 1:
            message = (
                f"`{shorten(action.target.text)}` selects {' and '.join(kinds)}, and one value cannot fit them all."
            )
            self._refuse(action.location.child("target"), message, "Write an action for each kind.")
        if kinds[0] != _ARRAY and kinds[0] != _kind(source.value):
            path, was = targets[0]
            self._misfit(Misfit(path=path, was=was, source=source), here)
            return
        for path, value in targets:
            match value:
                case dict():
                    for misfit in self.tree.merge(path, source):
                        self._misfit(misfit, here)
                case list():
                    whole = isinstance(source.value, list) and not self._is_one_item(value)
                    self.tree.append(path, items_of(source) if whole else iter((source,)))
                case _:
                    self.tree.replace(path, source)

    def _is_one_item(self, target: list[Json]) -> bool:
        """Tell whether an array is one item to append: by 1.0 always; we believe it where there are such items."""
        return self.overlay.version is OverlayVersion.V1_0 and any(isinstance(one, list) for one in target)

    # --- what is told ---------------------------------------------------------------------------------------------

    def _judge_version(self, targets: Targets, action: Action) -> None:
        """Say where version 1.0 has another rule than 1.1, which most readers expect."""
        if self.overlay.version is not OverlayVersion.V1_0:
            return
        plain = next((path for path, value in targets if _kind(value) == _PLAIN), None)
        if plain is not None:
            message = f"By version 1.0, targets are objects and arrays; `#{pointer_of(plain)}` is neither."
            self._warn(action.location.child("target"), message, "Write `overlay: 1.1.0`.")
        update = action.change.value if isinstance(action.change, Update) else None
        if isinstance(update, list) and any(isinstance(one, list) and not self._is_one_item(one) for _, one in targets):
            message = "By version 1.0, an array is appended to an array as one item; its items are, as 1.1 has it."
            self._warn(action.location.child("update"), message, "Write `overlay: 1.1.0`.")

    def _warn(self, at: Location, message: str, help: str) -> None:
        self.diagnostics.append(codes.OVERLAY_VERSION.at(at, message, help=help))

    def _misfit(self, misfit: Misfit, here: Location) -> None:
        """Report a value that cannot be merged; one that was copied is told at the `copy`."""
        at = misfit.source.at if misfit.source.at.document == self.overlay.document.name else here
        was, value = _described(misfit.was), _described(misfit.source.value)
        message = f"`#{pointer_of(misfit.path)}` is {was}, and what it shall be merged with is {value}."
        self.diagnostics.append(codes.OVERLAY_INCOMPATIBLE.at(at, message, help=_help(misfit)))

    def _refuse(self, at: Location, message: str, help: str | None = None) -> NoReturn:
        self.diagnostics.append(codes.OVERLAY_INCOMPATIBLE.at(at, message, help=help))
        raise _Refused


def _help(misfit: Misfit) -> str:
    """Return what to write instead of a value that does not fit."""
    if misfit.source.value is None:
        return "If nothing is meant to change, leave the key out; to remove what is there, write `remove: true`."
    return "To put something else in its place, remove it in an action before."


_OBJECT, _ARRAY, _PLAIN = "objects", "arrays", "other values"


def _kind(value: Json) -> str:
    match value:
        case dict():
            return _OBJECT
        case list():
            return _ARRAY
        case _:
            return _PLAIN


def _described(value: Json) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "an array"
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "text"
        case _:
            return "a number"
