"""Text -> plain tree, whether it is JSON or YAML; the only place that knows values of any type.

In: a text and its name. Out: the syntax it turned out to be written in, the tree, and all there is to say of it, errors
among it. What begins with a bracket is tried as JSON first, which is read much faster; what is not JSON is YAML,
whatever the file is called. Both obey the same rules: no key twice, no number that JSON has not, no bottomless nesting.
"""

import json
import re
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Any

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.annotations import mend
from codegen.loader.document import MOST_DEEP, Json, Position, Syntax
from codegen.loader.faults import json_fault, too_deep
from codegen.loader.json_comments import plain_json
from codegen.loader.json_text import after_blank, deeper_than, offset_position
from codegen.loader.json_values import check_values, read_odd
from codegen.location import Location

_HALF_PAIR = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
_SCALAR = re.compile(
    r"""
    [ \t\r\n]*
    (?: null | true | false
      | -?(?: 0 | [1-9][0-9]{0,300} )(?: \.[0-9]+ )?(?: [eE][+-]?[0-9]{1,2} )?
      | "(?: [^"\\] | \\(?!u[dD]). )*"
    )
    [ \t\r\n]*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a text says; the tree means nothing if there are errors among the diagnostics."""

    syntax: Syntax
    tree: Json
    diagnostics: tuple[Diagnostic, ...]


def parse(text: str, name: str) -> Parsed:
    """Return what a text says, as JSON if it is JSON, else as YAML."""
    if not text.startswith(("{", "[", "//", "/*"), after_blank(text, 0)):
        return (_parsed_scalar(text, name) if name.lower().endswith(".json") else None) or _parse_yaml(text, name, None)
    try:
        return _parse_json(text, name)
    except JSONDecodeError as error:
        fault = json_fault(error, name)
        return _parse_commented(text, name, fault) or _parse_yaml(text, name, fault)


def _parsed_scalar(text: str, name: str) -> Parsed | None:
    """Return what a text says that is a JSON value without brackets; None if it is not, or has something odd in it."""
    if _SCALAR.fullmatch(text) is None:
        return None
    try:
        return _parse_json(text, name)
    except JSONDecodeError:
        return None


def _parse_commented(text: str, name: str, fault: Diagnostic) -> Parsed | None:
    """Return what a text says that is JSON but for comments and commas before brackets; None if it is not."""
    plain, comment = plain_json(text)
    if comment is None and not name.lower().endswith(".json"):
        return None  # YAML allows the commas
    try:
        parsed = _parse_json(plain, name)
    except JSONDecodeError:
        return None
    message = f"JSON has {'no comments' if comment is not None else 'no comma before a closing bracket'}; passed over."
    position = fault.position if comment is None else offset_position(text, comment)
    told = codes.JSON_COMMENTS.at(Location(name, ""), message, help="Other tools refuse it.", position=position)
    return Parsed(syntax=Syntax.JSON_WITH_COMMENTS, tree=parsed.tree, diagnostics=(*parsed.diagnostics, told))


def _parse_json(text: str, name: str) -> Parsed:
    """Return what a JSON text says; whatever looks odd on the way is looked into afterwards, with its place."""
    odd = False

    def entries(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal odd
        found = dict(pairs)
        odd = odd or len(found) != len(pairs)
        return found

    def constant(text: str) -> None:
        nonlocal odd
        odd = True

    def number(text: str) -> float:
        nonlocal odd
        found = float(text)
        odd = odd or found in (float("inf"), float("-inf"))
        return found

    tree: Any = None
    try:
        tree = json.loads(text, object_pairs_hook=entries, parse_constant=constant, parse_float=number)
    except JSONDecodeError:
        raise
    except ValueError:  # Thousands of digits; Python refuses them, as reading them takes quadratic time.
        odd = True
    except RecursionError:
        return _parsed_json(None, _depth_fault(text, name))
    if _is_too_deep(tree):
        return _parsed_json(None, _depth_fault(text, name))
    odd = odd or (("\\ud" in text or "\\uD" in text) and _HALF_PAIR.search(text) is not None)
    if not odd:
        return _parsed_json(tree, [])
    faults = check_values(text, name)
    if any(one.code == codes.NUMBER_INVALID.name for one in faults):
        tree = read_odd(text)
        if _is_too_deep(tree):
            return _parsed_json(None, _depth_fault(text, name))
    return _parsed_json(tree, mend(tree, faults))


def _parsed_json(tree: Any, diagnostics: list[Diagnostic]) -> Parsed:
    return Parsed(syntax=Syntax.JSON, tree=tree, diagnostics=tuple(diagnostics))


def _is_too_deep(tree: Any) -> bool:
    """Tell whether containers stand inside each other beyond the limit; level by level, as that is fastest."""
    level = [tree] if isinstance(tree, dict | list) else []
    for _ in range(MOST_DEEP + 1):
        level = [
            one
            for container in level
            for one in (container.values() if type(container) is dict else container or ())
            if type(one) is dict or type(one) is list
        ]
        if not level:
            return False
    return True


def _depth_fault(text: str, name: str) -> list[Diagnostic]:
    at = deeper_than(text, MOST_DEEP) or 0
    return [too_deep(Location(name, ""), offset_position(text, at))]


def _parse_yaml(text: str, name: str, not_json: Diagnostic | None) -> Parsed:
    """Return what a YAML text says; `not_json` tells why it is not JSON, if it looks like it."""
    from codegen.loader.compose import compose  # Only here, so that JSON does not wait for PyYAML.

    tree, diagnostics = compose(text, name)
    if name.lower().endswith(".json"):
        if not_json is not None and any(one.code == codes.YAML_SYNTAX.name for one in diagnostics):
            return Parsed(syntax=Syntax.JSON, tree=None, diagnostics=(not_json,))
        diagnostics.append(_json_is_yaml(name, not_json))
    return Parsed(syntax=Syntax.YAML, tree=tree, diagnostics=tuple(diagnostics))


def _json_is_yaml(name: str, not_json: Diagnostic | None) -> Diagnostic:
    why = f" {not_json.message}" if not_json else ""
    position = not_json.position if not_json else Position(1, 1)
    return codes.JSON_IS_YAML.at(
        Location(name, ""),
        f"The file is called `.json` but is not JSON, and was read as YAML.{why}",
        help="Mend it, or call it `.yaml`.",
        position=position,
    )
