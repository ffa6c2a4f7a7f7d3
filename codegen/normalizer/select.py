"""Which operations and schemas of a description are selected, by tag, path, id, method, extension, place or name.

In: a description in one dialect, and what to include and exclude. Out: the operations to write types of, and the
components and schemas to declare besides; what these refer to comes by itself, as lowering follows references. Names
are given before, to all places, so a selection changes none. A selector that selects nothing is an error.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean, named, raise_errors
from codegen.location import Location, tokens
from codegen.normalizer.spec import Component, ComponentKind, JsonValue, NormalSpec, Operation, OperationKind, Schema
from codegen.options import Select, Selector, SelectorKind

_OF_SCHEMAS = frozenset((SelectorKind.SCHEMA,))
"""Kinds that say nothing of operations."""

_NONE = {
    SelectorKind.TAG: "No operation has a tag.",
    SelectorKind.PATH: "There are no operations of paths.",
    SelectorKind.OPERATION: "No operation has an `operationId`.",
    SelectorKind.METHOD: "There are no operations.",
    SelectorKind.WEBHOOK: "There are no webhooks.",
    SelectorKind.SCHEMA: "There are no component schemas.",
    SelectorKind.POINTER: "There are no operations and no components.",
    SelectorKind.EXTENSION: "No operation and no component schema has an extension.",
    SelectorKind.DEPRECATED: "No operation and no component schema is deprecated.",
}
"""What to say where nothing could have been meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The part of a description that types are written of."""

    whole: bool
    """Whether nothing was left out."""
    operations: tuple[Operation, ...]
    components: tuple[Component, ...]
    """What is declared whether an operation reaches it or not."""
    schemas: tuple[Schema, ...] = ()
    """The same of schemas inside of others, chosen by their pointers."""
    excluded: tuple[tuple[Selector, tuple[Component, ...]], ...] = ()
    """What selectors wanted left out of `components`; it stays if something selected refers to it."""


def select(spec: NormalSpec, asked: Select) -> Selected:
    """Return what is selected; raises `SpecErrors` with every selector that selects nothing."""
    if asked == Select():
        return Selected(whole=True, operations=spec.operations, components=spec.components)
    found = _Matcher(spec)
    raise_errors(found.unmatched((*asked.include, *asked.exclude)))
    operations = tuple(
        one
        for one in spec.operations
        if (not asked.include or any(found.operation(by, one) for by in asked.include))
        and not any(found.operation(by, one) for by in asked.exclude)
    )
    excluded = tuple((by, tuple(one for one in spec.components if found.component(by, one))) for by in asked.exclude)
    gone = {one.location for _, several in excluded for one in several}
    components = [one for one in spec.components if any(found.component(by, one) for by in asked.include)]
    if not asked.include and all(by.kind in _OF_SCHEMAS for by in asked.exclude):
        components = [*spec.components]
    selected = Selected(
        whole=False,
        operations=operations,
        components=tuple(one for one in components if one.location not in gone),
        schemas=tuple(found.inner(asked.include)),
        excluded=excluded,
    )
    if not (selected.operations or selected.components or selected.schemas):
        message = "Nothing is selected: `exclude` leaves out all that `include` takes."
        by = (*asked.exclude, *asked.include)[0]
        raise_errors([codes.SELECT_NO_MATCH.at(_place(by), message, position=by.position)])
    return selected


def needed(selected: Selected, declared: Callable[[Location], bool]) -> Iterator[Diagnostic]:
    """Yield what selectors wanted left out, and something selected refers to."""
    for by, components in selected.excluded:
        stay = [one.key for one in components if declared(one.location)]
        if stay:
            message = f"`{by.text}` leaves out {named(stay)}, which something that is selected refers to; it stays."
            if len(stay) > 1:
                message = f"`{by.text}` leaves out {named(stay)}, which something selected refers to; these stay."
            yield codes.SELECT_NEEDED.at(_place(by), message, position=by.position)


class _Matcher:
    """Tells what selectors select of one description."""

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec

    def operation(self, by: Selector, one: Operation) -> bool:
        """Tell whether a selector selects an operation."""
        match by.kind:
            case SelectorKind.TAG:
                return any(_glob(by.pattern)(tag) for tag in one.tags)
            case SelectorKind.PATH:
                return one.kind is OperationKind.PATH and _path_glob(by.pattern)(one.path)
            case SelectorKind.WEBHOOK:
                return one.kind is OperationKind.WEBHOOK and _glob(by.pattern)(one.path)
            case SelectorKind.OPERATION:
                return one.operation_id is not None and _glob(by.pattern)(one.operation_id)
            case SelectorKind.METHOD:
                return by.pattern.lower() == one.method
            case SelectorKind.DEPRECATED:
                return one.annotations.deprecated
            case SelectorKind.EXTENSION:
                around = one.location._replace(pointer=one.location.pointer.rpartition("/")[0])
                return any(_has(by, self._value(at)) for at in (one.location, around))
            case SelectorKind.POINTER:
                return f"{self._spec.written(one.location)}/".startswith(f"{by.pattern}/")
            case SelectorKind.SCHEMA:
                return False

    def component(self, by: Selector, one: Component) -> bool:
        """Tell whether a selector selects a component; names, extensions and deprecation are those of schemas."""
        if by.kind is SelectorKind.POINTER:
            return by.pattern == self._spec.written(one.location)
        if one.kind is not ComponentKind.SCHEMAS:
            return False
        match by.kind:
            case SelectorKind.SCHEMA:
                return _glob(by.pattern)(one.key)
            case SelectorKind.EXTENSION:
                return _has(by, self._value(one.location))
            case SelectorKind.DEPRECATED:
                return isinstance(one.content, Schema) and one.content.annotations.deprecated
            case _:
                return False

    def inner(self, include: Iterable[Selector]) -> Iterator[Schema]:
        """Yield the schemas inside of others that selectors point to."""
        components = {one.location for one in self._spec.components}
        wanted = {by.pattern for by in include if by.kind is SelectorKind.POINTER}
        for at, schema in self._spec.schemas.items() if wanted else ():
            if at not in components and self._spec.written(at) in wanted:
                yield schema

    def unmatched(self, selectors: Iterable[Selector]) -> Iterator[Diagnostic]:
        """Yield an error for each selector that selects nothing, with what it may have meant."""
        for by in selectors:
            if (
                not any(self.operation(by, one) for one in self._spec.operations)
                and not any(self.component(by, one) for one in self._spec.components)
                and not any(self.inner((by,)))
            ):
                message = f"`{by.text}` selects nothing of `{self._spec.document}`."
                yield codes.SELECT_NO_MATCH.at(_place(by), message, help=self._near(by), position=by.position)

    def _near(self, by: Selector) -> str | None:
        known = dict.fromkeys(self._known(by.kind))
        if not known:
            return _NONE[by.kind]
        near = did_you_mean(by.pattern, known)
        few = 12
        if near is None and 0 < len(known) <= few:
            return f"There {'is' if len(known) == 1 else 'are'} {', '.join(f'`{one}`' for one in known)}."
        return near

    def _known(self, kind: SelectorKind) -> Iterator[str]:
        """Yield what selectors of a kind could have said."""
        operations, components = self._spec.operations, self._spec.components
        match kind:
            case SelectorKind.TAG:
                yield from (tag for one in operations for tag in one.tags)
            case SelectorKind.PATH:
                yield from (one.path for one in operations if one.kind is OperationKind.PATH)
            case SelectorKind.WEBHOOK:
                yield from (one.path for one in operations if one.kind is OperationKind.WEBHOOK)
            case SelectorKind.OPERATION:
                yield from (one.operation_id for one in operations if one.operation_id is not None)
            case SelectorKind.METHOD:
                yield from (one.method for one in operations)
            case SelectorKind.SCHEMA:
                yield from (one.key for one in components if one.kind is ComponentKind.SCHEMAS)
            case SelectorKind.POINTER:
                yield from (self._spec.written(one.location) for one in operations)
                yield from (self._spec.written(one.location) for one in components)
            case SelectorKind.EXTENSION:
                places = [one.location for one in operations]
                places += [one.location for one in components if one.kind is ComponentKind.SCHEMAS]
                for value in map(self._value, places):
                    yield from (key for key in value if key.startswith("x-"))
            case SelectorKind.DEPRECATED:
                return

    def _value(self, at: Location) -> dict[str, JsonValue]:
        """Return the object that was written at a place; an empty one, if none was."""
        value = self._spec.trees.get(at.document)
        for token in tokens(at.pointer):
            if isinstance(value, dict):
                value = value.get(token)
            elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                return {}
        return value if isinstance(value, dict) else {}


def _has(by: Selector, value: dict[str, JsonValue]) -> bool:
    """Tell whether an object has the extension: with the value, or with any but false and null."""
    found = value.get(by.pattern)
    if by.value is None:
        return found is not None and found is not False
    return any(_text(one) == by.value for one in (found if isinstance(found, list) else [found]))


def _text(value: JsonValue) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


@cache
def _glob(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a text fits a pattern, in which `*` is any text."""
    found = re.compile(".*".join(map(re.escape, re.split(r"\*+", pattern))), re.DOTALL)
    return lambda text: found.fullmatch(text) is not None


@cache
def _path_glob(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a path fits: `*` is any text without a slash, `**` any, and `/**` also nothing."""
    parts = re.split(r"(/\*\*(?=/|$)|\*\*+|\*)", pattern)
    meant = {"/**": "(?:/.*)?", "*": "[^/]*"}
    text = "".join(meant.get(one, ".*" if one.startswith("**") else re.escape(one)) for one in parts)
    found = re.compile(text, re.DOTALL)
    return lambda path: found.fullmatch(path) is not None


def _place(by: Selector) -> Location | None:
    return None if by.file is None else Location(by.file, by.key)
