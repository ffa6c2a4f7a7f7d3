"""Values of keywords that are written as text, or alone, where a number, a truth value or a list belongs.

In: a value as it stands. Out: the value it is meant to be, and what to say of it; None where it means nothing. YAML 1.1
had `yes` and `on` for true, so that many authors write them; in YAML 1.2, which OpenAPI asks for, they are text.
"""

import re

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.json_types import describe

_TRUTH = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)


def truth(given: Json) -> bool | None:
    """Return the truth value that a text means, or a value is."""
    if isinstance(given, str):
        return _TRUTH.get(given.strip().lower())
    return given if isinstance(given, bool) else None


def number(given: Json) -> int | float | None:
    """Return the number that a text means, spelt as JSON spells numbers."""
    text = given.strip() if isinstance(given, str) else ""
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else None


def quoted(at: Location, given: Json, meant: bool | int | float) -> Diagnostic:
    """Return what there is to say of a text that is read as a number or a truth value."""
    word = str(meant).lower() if isinstance(meant, bool) else str(meant)
    message = f"{describe(given)} is text; it is read as {word}."
    same = isinstance(given, str) and given.strip() == word
    return codes.KEYWORD_QUOTED.at(at, message, help=f"Write {word}{' without quotes' if same else ''}.")


def unquoted(at: Location, given: Json) -> Diagnostic:
    """Return what there is to say of a number that is read as text."""
    return codes.TEXT_UNQUOTED.at(at, f"{describe(given)} is a number; it is read as text.", help=f'Write "{given}".')


def nothing(value: dict[str, Json], keyword: str, at: Location) -> tuple[Diagnostic, ...]:
    """Return what there is to say of a keyword whose value is null, if it is there at all."""
    if keyword not in value:
        return ()
    message = f"Nothing stands behind `{keyword}`, and it is read as if it were not there."
    return (codes.VALUE_NULL.at(at.child(keyword), message, help="Is what belongs here indented?"),)


def alone(at: Location, given: Json) -> Diagnostic:
    """Return what there is to say of a value that is read as a list of one."""
    shown = given if isinstance(given, str) else describe(given)
    help = f"Write `[{shown}]`." if isinstance(given, str) else None
    message = f"A list is expected here; {describe(given)} is read as a list of one."
    return codes.LIST_MISSING.at(at, message, help=help)
