"""Keywords that are true or false, some of which assert nothing, so that nobody else would look at what they are."""

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.json_types import describe
from codegen.normalizer.written_values import quoted, truth

_OR_NUMBER = frozenset(("exclusiveMinimum", "exclusiveMaximum"))
_ELSEWHERE = frozenset(("nullable", "x-nullable", "uniqueItems"))
"""What is wrong with these is told where they are read."""
FLAGS = frozenset(("deprecated", "readOnly", "writeOnly")) | _ELSEWHERE | _OR_NUMBER


def with_flags(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> dict[str, Json]:
    """Return an object with true or false where a text means it; report that, and what means nothing."""
    changed = value
    for keyword in value:
        given = value[keyword]
        if given is None or isinstance(given, bool):
            continue
        if keyword not in FLAGS and not (keyword == "required" and "in" in value):
            continue
        meant = truth(given)
        if meant is not None:
            diagnostics.append(quoted(at.child(keyword), given, meant))
            changed = {**changed, keyword: meant}
        elif keyword not in _ELSEWHERE | _OR_NUMBER:
            message = f"Expected true or false, found {describe(given)}; `{keyword}` is left out."
            diagnostics.append(codes.KEYWORD_INVALID.at(at.child(keyword), message))
    return changed
