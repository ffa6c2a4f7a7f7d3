"""Values that JSON cannot hold where nothing depends on them: what is read in their place.

In: a tree, and the faults that were found in it. Out: the faults that are left, and warnings instead of the others; the
tree is changed in place. Half of a surrogate pair is U+FFFD in prose, a number that is none is its text in an example,
and a default that has either is left out, as it is to be exact. What says which values there are, and what things are
called, is never mended.
"""

from collections.abc import Iterable
from enum import Enum

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import tokens

HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""The table that puts U+FFFD for each half of a surrogate pair."""
_NAMES = frozenset(
    """
    properties patternProperties $defs definitions dependentSchemas dependentRequired dependencies schemas parameters
    responses headers requestBodies securitySchemes securityDefinitions links callbacks pathItems mediaTypes paths
    webhooks content encoding variables mapping scopes
    """.split()
)
"""Keywords below which a key is a name."""
_EXTENDED = frozenset(("paths", "responses"))
"""Of these, those that have extensions beside the names."""
_EXACT = frozenset(("enum", "const"))
_EXAMPLES = frozenset(("example", "examples"))
_PROSE = frozenset(("description", "title", "summary", "$comment"))
_CALLED = frozenset(("x-codegen-name", "x-enum-varnames", "x-enumNames", "x-ms-enum"))
"""Extensions that name things."""


class _Use(Enum):
    EXACT = "exact"
    SHOWN = "shown"
    DEFAULT = "default"


def mend(tree: Json, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the faults with a warning for each that was mended in the tree."""
    return [_mended(tree, one) for one in faults]


def _mended(tree: Json, fault: Diagnostic) -> Diagnostic:
    """Return the fault, or the warning if what it is about is mended now."""
    code = {codes.TEXT_INVALID.name: codes.TEXT_MENDED, codes.NUMBER_INVALID.name: codes.NUMBER_MENDED}.get(fault.code)
    pointer = fault.location.pointer if fault.location is not None else ""
    if code is None or pointer.translate(HALVES) != pointer:
        return fault
    steps = list(tokens(pointer))
    use, length = _use(steps)
    if use is _Use.EXACT:
        return fault
    if use is _Use.DEFAULT:
        around = _at(tree, steps[: length - 1])
        if isinstance(around, dict):
            around.pop("default", None)
        what = "the default is left out"
    else:
        _put_text(tree, steps)
        what = "U+FFFD is read in its place" if code is codes.TEXT_MENDED else "its text is read in its place"
    message = f"{fault.message.removesuffix('.')}; {what}."
    return code.at(fault.location, message, help=fault.help, position=fault.position)


def _put_text(tree: Json, steps: list[str]) -> None:
    around = _at(tree, steps[:-1])
    key = steps[-1]
    if isinstance(around, dict) and isinstance(text := around.get(key), str):
        around[key] = str(text).translate(HALVES)
    elif isinstance(around, list) and isinstance(text := around[int(key)], str):
        around[int(key)] = str(text).translate(HALVES)


def _at(tree: Json, steps: Iterable[str]) -> Json:
    for step in steps:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list):
            tree = tree[int(step)]
    return tree


def _use(steps: list[str]) -> tuple[_Use, int]:
    """Return what the value at the end of some keys is for, and how many of them lead to what says so."""
    if steps[:1] == ["info"]:
        return _Use.SHOWN, 1
    around = ""
    for count, step in enumerate(steps, 1):
        is_name = around in _NAMES and not (around in _EXTENDED and step.startswith("x-"))
        if not is_name:
            if step in _EXACT or step in _CALLED:
                return _Use.EXACT, count
            if step in _EXAMPLES or step.startswith("x-") or (step in _PROSE and count == len(steps)):
                return _Use.SHOWN, count
            if step == "default":
                return _Use.DEFAULT, count
        around = "" if is_name else step
    return _Use.EXACT, len(steps)
