"""JSON Schema's own answer to "is this instance valid?": the judge that is not ours.

In: a document with schemas, the place of one, and a JSON value. Out: valid or not, or None where the judge has no
opinion (patterns that Python's `re` cannot read, references it cannot follow). OpenAPI 3.0 is a dialect of its own,
in its usual reading: `nullable` adds null to `type`, and to `allOf`, `anyOf` and `oneOf` beside it; a variant of these
that is nothing else is null (`nullable-alone`); an `enum` lists null itself; exclusive bounds are true or false;
nothing counts beside `$ref`.
"""

import base64
import copy
import decimal
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, cast
from urllib.parse import quote

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from codegen.loader.document import Json

Keyword = Callable[[Any, Any, Any, Any], Iterable[ValidationError] | None]
ROOT = "urn:judged"
_IN_FRAGMENTS = "/~!$&'()*+,;=:@?"
_QUOTED = re.compile(r'"(\\.|[^"\\])*"')
_LABEL = re.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_OF_URIS = re.compile(r"([A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})*")
_NO_OPINION = (re.error, ArithmeticError, RecursionError, ValueError, AttributeError, TypeError)
_NULLABLE = frozenset(("type", "allOf", "anyOf", "oneOf"))


class Judge:
    """Judges the instances of one document's schemas."""

    def __init__(self, tree: Json, dialect: str, *, formats: FormatChecker | None = None) -> None:
        """Judge by a dialect, `3.0` or `3.1`; without a checker, formats are annotations."""
        registry: Any = Registry()
        self._registry = registry.with_resource(ROOT, DRAFT202012.create_resource(cast("Any", tree)))
        self._kind = _dialect_3_0() if dialect == "3.0" else _dialect_3_1()
        self._formats = formats
        self._judging: dict[str, Any] = {}

    def accepts(self, pointer: str, instance: Json) -> bool | None:
        """Tell whether an instance is valid for the schema at a JSON pointer."""
        if pointer not in self._judging:
            target = {"$ref": f"{ROOT}#{fragment(pointer)}"}
            self._judging[pointer] = self._kind(target, registry=self._registry, format_checker=self._formats)
        try:
            return bool(self._judging[pointer].is_valid(instance))
        except (*_NO_OPINION, Unresolvable):
            return None


def fragment(pointer: str) -> str:
    """Return a JSON pointer as the fragment of a URI (RFC 6901 section 6)."""
    return quote(pointer, safe=_IN_FRAGMENTS)


def accepts_alone(schema: Json, instance: Json) -> bool | None:
    """Tell whether an instance is valid for a schema of 2020-12 that stands alone, as `model_json_schema` gives it."""
    return Judge(schema, "3.1").accepts("", instance)


# --- keywords in which the library and the standards differ -----------------------------------------------------


def _multiple_of(judging: Any, unit: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Divide as JSON writes the numbers: 19.99 is a multiple of 0.01, whatever a double says."""
    if judging.is_type(value, "number"):
        with decimal.localcontext(prec=800):
            if Decimal(repr(value)) % Decimal(repr(unit)):
                yield ValidationError(f"{value} is no multiple of {unit}")


def _pattern(judging: Any, pattern: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    if judging.is_type(value, "string") and not ecma(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _pattern_properties(judging: Any, patterns: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    if judging.is_type(value, "object"):
        for pattern, below in patterns.items():
            for key, one in value.items():
                if ecma(pattern).search(key):
                    yield from judging.descend(one, below, path=key, schema_path=pattern)


def _additional_properties(judging: Any, below: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    if judging.is_type(value, "object"):
        patterns = [ecma(pattern) for pattern in schema.get("patternProperties", {})]
        for key, one in value.items():
            if key not in schema.get("properties", {}) and not any(pattern.search(key) for pattern in patterns):
                yield from judging.descend(one, below, path=key)


def _content_encoding(judging: Any, encoding: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Take an encoding for what a format is, an assertion where formats are (OpenAPI 3.0 said `format: byte`)."""
    if encoding == "base64" and judging.format_checker is not None:
        try:
            _is_base64(value)
        except ValueError:
            yield ValidationError(f"{value!r} is no base64")


@cache
def ecma(pattern: str) -> re.Pattern[str]:
    r"""Return a pattern by ECMAScript's rules, as far as Python can say it: `\d` is ASCII, `$` is the very end."""
    inside, made, position = False, [], 0
    while position < len(pattern):
        one = pattern[position]
        if one == "\\":
            made.append(pattern[position : position + 2])
            position += 2
            continue
        inside = (inside or one == "[") and one != "]"
        if one == "$" and not inside:
            made.append(r"\Z")
        elif pattern.startswith("(?<", position) and pattern[position + 3 : position + 4] not in ("=", "!"):
            made.append("(?P<")
            position += 2
        else:
            made.append(one)
        position += 1
    return re.compile("".join(made), re.ASCII)


# --- dialects ---------------------------------------------------------------------------------------------------


@cache
def _dialect_3_1() -> Any:
    changed: Mapping[str, Any] = {
        "multipleOf": _multiple_of,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional_properties,
        "contentEncoding": _content_encoding,
    }
    return extend(Draft202012Validator, changed)  # type: ignore[no-untyped-call]  # no stub


@cache
def _dialect_3_0() -> Any:
    base = _dialect_3_1()
    keywords: dict[str, Keyword] = {**base.VALIDATORS, "minimum": _minimum, "maximum": _maximum}
    changed = {name: _of_3_0(name, keyword) for name, keyword in keywords.items() if name != "$ref"}
    changed |= {name: _exclusive(changed[name]) for name in ("exclusiveMinimum", "exclusiveMaximum")}
    return extend(base, changed)  # type: ignore[no-untyped-call]  # no stub


_NULL_ALONE = {"nullable": True}


def _of_3_0(name: str, keyword: Keyword) -> Keyword:
    def judged(judging: Any, given: Any, value: Any, schema: Any) -> Iterable[ValidationError] | None:
        if "$ref" in schema or (value is None and _takes_null(name, schema)):
            return ()
        if name in ("anyOf", "oneOf") and any(one != _NULL_ALONE for one in given):
            given = [{"enum": [None]} if one == _NULL_ALONE else one for one in given]
        return keyword(judging, given, value, schema)

    return judged


def _takes_null(name: str, schema: Mapping[str, Any]) -> bool:
    return name in _NULLABLE and schema.get("nullable") is True


def _minimum(judging: Any, bound: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    if judging.is_type(value, "number") and (
        value < bound or (value == bound and schema.get("exclusiveMinimum") is True)
    ):
        yield ValidationError(f"{value} is too small")


def _maximum(judging: Any, bound: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    if judging.is_type(value, "number") and (
        value > bound or (value == bound and schema.get("exclusiveMaximum") is True)
    ):
        yield ValidationError(f"{value} is too great")


def _exclusive(keyword: Keyword) -> Keyword:
    """Say nothing of true and false, which speak of the bound beside them; a number is read as in 3.1."""

    def judged(judging: Any, given: Any, value: Any, schema: Any) -> Iterable[ValidationError] | None:
        return () if isinstance(given, bool) else keyword(judging, given, value, schema)

    return judged


# --- formats ----------------------------------------------------------------------------------------------------


def _is_base64(value: object) -> bool:
    return not isinstance(value, str) or base64.b64decode("".join(value.split()), validate=True) is not None


def _is_decimal(value: object) -> bool:
    return not isinstance(value, str) or Decimal(value).is_finite()


def _is_email(value: object) -> bool:
    """Ask for one `@` out of quotes (RFC 5321 section 4.1.2); the library takes any text that has one."""
    return not isinstance(value, str) or _QUOTED.sub("", value).count("@") == 1


def _is_hostname(value: object) -> bool:
    return not isinstance(value, str) or (len(value) < 254 and all(map(_LABEL.fullmatch, value.split("."))))


def _is_uri_reference(value: object) -> bool:
    """Look at the characters alone, as types take references for URIs."""
    return not isinstance(value, str) or _OF_URIS.fullmatch(value) is not None


def _strict(check: Callable[[object], object]) -> Callable[[object], bool]:
    """Refuse a line break, before which the library's regular expressions end."""

    def checked(value: object) -> bool:
        return not (isinstance(value, str) and value.endswith("\n")) and bool(check(value))

    return checked


FORMATS = copy.deepcopy(Draft202012Validator.FORMAT_CHECKER)
"""The formats of 2020-12 that the library knows, two more, and two of OpenAPI's registry."""
FORMATS.checkers = {
    **{name: (_strict(check), raises) for name, (check, raises) in FORMATS.checkers.items()},
    "byte": (_is_base64, ValueError),
    "decimal": (_strict(_is_decimal), ArithmeticError),
    "email": (_strict(_is_email), ()),
    "hostname": (_is_hostname, ()),
    "uri": (_is_uri_reference, ()),
}
