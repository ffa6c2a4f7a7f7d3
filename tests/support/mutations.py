"""Descriptions that nobody wrote: what a seeded draw makes of real ones, byte by byte and value by value.

In: the texts to start from, and a number. Out: the bytes of one mutant, the same for the same number. Mutants of trees
are most often descriptions still, so that they come deep into the program; mutants of bytes try its first lines.
"""

import json
import random
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

import yaml

from codegen.loader.document import Json
from codegen.loader.parse import parse

Path = tuple[str | int, ...]
Container = dict[str, Json] | list[Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A description to make mutants of."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """What was made of a description."""

    number: int
    origin: str
    how: str
    """Which changes, in order."""
    suffix: str
    raw: bytes


def mutant(origins: Sequence[Origin], seed: int, number: int) -> Mutant:
    """Return the mutant of a seed and a number: a third of them of bytes, the others of trees."""
    draw = random.Random(f"{seed}/{number}")
    origin = draw.choice(origins)
    tree = _tree(origin) if draw.random() < 0.7 else None
    if tree is None:
        raw, how = _of_bytes(draw, origin.raw)
        return Mutant(number=number, origin=origin.name, how=how, suffix=origin.name.rpartition(".")[2], raw=raw)
    done = []
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        change = draw.choice(_CHANGES)
        change(draw, tree, origins)
        done.append(change.__name__.strip("_"))
    suffix, raw = _written(draw, tree)
    return Mutant(number=number, origin=origin.name, how=", ".join(done), suffix=suffix, raw=raw)


_MOST_VALUES = 200_000


def _tree(origin: Origin) -> Container | None:
    try:
        found = deepcopy(parse(origin.raw.decode("utf-8-sig"), origin.name).tree)
    except UnicodeDecodeError:
        return None
    return found if isinstance(found, dict | list) and not _is_endless(found) else None


def _is_endless(tree: Json) -> bool:
    """Tell whether aliases of YAML lead into a circle, or make a few lines too much to be written out."""
    pending, seen = [tree], 0
    while pending and seen <= _MOST_VALUES:
        one = pending.pop()
        seen += 1
        if isinstance(one, dict | list):
            pending += one.values() if isinstance(one, dict) else one
    return bool(pending)


def _written(draw: random.Random, tree: Container) -> tuple[str, bytes]:
    if draw.random() < 0.4:
        try:
            text: str = yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=draw.random() < 0.5)
            return "yaml", text.encode()
        except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
            pass
    text = json.dumps(tree, indent=draw.choice((None, 1)), ensure_ascii=draw.random() < 0.5)
    return draw.choice(("json", "json", "yaml")), text.encode("utf-8", "surrogatepass")


# --- bytes --------------------------------------------------------------------------------------------------------


def _of_bytes(draw: random.Random, raw: bytes) -> tuple[bytes, str]:
    done = []
    for _ in range(draw.choice((1, 1, 2, 4))):
        change = draw.choice(_BYTE_CHANGES)
        raw = change(draw, raw)
        done.append(change.__name__.strip("_"))
    return raw, ", ".join(done)


def _flip_bits(draw: random.Random, raw: bytes) -> bytes:
    flipped = bytearray(raw)
    for _ in range(min(draw.choice((1, 1, 3, 20)), len(flipped))):
        flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
    return bytes(flipped)


def _truncate(draw: random.Random, raw: bytes) -> bytes:
    return raw[: draw.randrange(len(raw) + 1)]


def _chunk(draw: random.Random, raw: bytes) -> tuple[int, int]:
    start = draw.randrange(len(raw) + 1)
    return start, min(len(raw), start + draw.choice((1, 2, 10, 100, 1000)))


def _duplicate_chunk(draw: random.Random, raw: bytes) -> bytes:
    start, end = _chunk(draw, raw)
    return raw[:end] + raw[start:end] * draw.choice((1, 1, 2, 50)) + raw[end:]


def _delete_chunk(draw: random.Random, raw: bytes) -> bytes:
    start, end = _chunk(draw, raw)
    return raw[:start] + raw[end:]


def _move_chunk(draw: random.Random, raw: bytes) -> bytes:
    start, end = _chunk(draw, raw)
    rest = raw[:start] + raw[end:]
    at = draw.randrange(len(rest) + 1)
    return rest[:at] + raw[start:end] + rest[at:]


def _insert(draw: random.Random, raw: bytes) -> bytes:
    at = draw.randrange(len(raw) + 1)
    return raw[:at] + draw.choice(_INSERTED) + raw[at:]


def _replace_token(draw: random.Random, raw: bytes) -> bytes:
    old, new = draw.choice(_TOKENS)
    times = draw.choice((1, -1))
    return raw.replace(old, new, times)


def _encode_otherwise(draw: random.Random, raw: bytes) -> bytes:
    text = raw.decode("utf-8", "replace")
    return text.encode(draw.choice(_ENCODINGS), "replace")


_INSERTED = (
    *(bytes([one]) for one in (0, 1, 7, 8, 9, 11, 12, 13, 27, 31, 127, 128, 0xA0, 0xC0, 0xFE, 0xFF)),
    *(one.encode() for one in "\x85\u2028\u2029\ufeff\u202e\u200b\U0001f600\ufffe"),
    *(
        one.encode()
        for one in ("&a ", "*a ", "<<: *a\n", "!!python/object:os.system ", "? ", "| \n", "%YAML 9.9\n---\n")
    ),
    *(
        one.encode()
        for one in ("\n---\n", "\n...\n", "{{", "}}", "[", "]", "'", '"', ": ", "#", "//", ",", "\\ud800", "\t")
    ),
    b"\xed\xa0\x80",
    b"[" * 300,
    b'{"a":' * 300,
    b"9" * 5000,
)
_TOKENS = (
    (b'"', b"'"),
    (b"\n", b"\r"),
    (b"\n", b"\r\n"),
    (b"\n", b"\xc2\x85"),
    (b"\n", b""),
    (b"  ", b"\t"),
    (b"  ", b" "),
    (b": ", b":"),
    (b"- ", b""),
    (b"$ref", b"ref"),
    (b"#/", b"/"),
    (b"components", b"component"),
    (b"properties", b"items"),
    (b"type", b"$ref"),
    (b"object", b"array"),
    (b"string", b"integer"),
    (b"oneOf", b"allOf"),
    (b"anyOf", b"allOf"),
    (b"allOf", b"oneOf"),
    (b"required", b"enum"),
    (b"3.1", b"3.0"),
    (b"3.0", b"3.1"),
    (b"3.", b"4."),
)
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "latin-1",
    "cp1252",
    "utf-8-sig",
    "utf-7",
    "cp037",
)
_BYTE_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _flip_bits,
    _flip_bits,
    _truncate,
    _duplicate_chunk,
    _delete_chunk,
    _move_chunk,
    _insert,
    _insert,
    _replace_token,
    _replace_token,
    _encode_otherwise,
)

# --- trees --------------------------------------------------------------------------------------------------------


def _containers(tree: Json) -> list[Container]:
    """Return all objects and arrays that are not empty."""
    found: list[Container] = []
    pending = [tree]
    while pending:
        one = pending.pop()
        if isinstance(one, dict | list) and one:
            found.append(one)
            pending += one.values() if isinstance(one, dict) else one
    return found


def _pick(draw: random.Random, tree: Container) -> tuple[Container, str | int]:
    """Return a container and a key or index in it; keys that count are taken more often than descriptions."""
    containers = _containers(tree)
    if not containers:
        return [None], 0
    for _ in range(4):
        chosen = draw.choice(containers)
        key = draw.choice([*chosen]) if isinstance(chosen, dict) else draw.randrange(len(chosen))
        if key in _SHAPING:
            break
    return chosen, key


def _get(container: Container, key: str | int) -> Json:
    return container[key]  # type: ignore[index]  # the key is one of its own


def _set(container: Container, key: str | int, value: Json) -> None:
    container[key] = value  # type: ignore[index]  # the key is one of its own


def _rekey(container: dict[str, Json], old: str, new: str) -> None:
    entries = [(new if key == old else key, value) for key, value in container.items()]
    container.clear()
    container.update(entries)


def _places(tree: Json) -> list[str]:
    """Return the pointers of all values."""
    found: list[str] = []
    pending: list[tuple[str, Json]] = [("#", tree)]
    while pending:
        pointer, one = pending.pop()
        found.append(pointer)
        entries = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        pending += [(f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}", value) for key, value in entries]
    return found


_FEW = 100


def _delete(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    del container[key]  # type: ignore[arg-type]  # the key is one of its own


def _duplicate(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    if isinstance(container, list):
        copied = deepcopy(_get(container, key))
        container.extend([copied] * draw.choice((1, 2, 70 if len(_places(copied)) < _FEW else 1)))
    else:
        container[f"{key}{draw.choice(_HOSTILE)[:40]}"] = deepcopy(_get(container, key))


def _swap(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    one, key = _pick(draw, tree)
    other, there = _pick(draw, tree)
    mine, its = deepcopy(_get(one, key)), deepcopy(_get(other, there))
    _set(one, key, its)
    _set(other, there, mine)


def _rename(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    if isinstance(container, dict):
        _rekey(container, str(key), draw.choice((*_KEYWORDS, *_HOSTILE)))


def _other_value(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    _set(container, key, _value_of(draw, tree, key))


def _value_of(draw: random.Random, tree: Container, key: str | int) -> Json:
    """Return another value of a key: most often one that it may have, so that the mutant is still understood."""
    if draw.random() < 0.8:
        if key == "type":
            return draw.choice(_TYPES)
        if key == "$ref":
            return draw.choice(_places(tree))
        if key in ("openapi", "swagger"):
            return draw.choice(("3.0.4", "3.1.1", "3.2.0"))
    return deepcopy(draw.choice(_VALUES))


def _hostile_text(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    if key not in ("type", "$ref", "openapi", "in") or draw.random() < 0.2:
        _set(container, key, draw.choice(_HOSTILE))


def _reference(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    _set(*_pick(draw, tree), {"$ref": draw.choice(_places(tree))})


def _cycle(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    """Have something lead back to a place above it, by a keyword or without."""
    container, key = _pick(draw, tree)
    schemas = [one for one in _places(tree) if one.count("/") == 3 and one.startswith("#/components/schemas/")]
    back: Json = {"$ref": draw.choice(schemas or ["#"])}
    keyword = draw.choice(("", "allOf", "anyOf", "oneOf", "not", "items"))
    _set(container, key, {keyword: back if keyword in ("not", "items") else [back]} if keyword else back)


def _keyword(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    """Put a keyword with some value beside what an object says."""
    container, _key = _pick(draw, tree)
    if isinstance(container, dict):
        keyword = draw.choice(_KEYWORDS)
        container[keyword] = _value_of(draw, tree, keyword)


def _wrap(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    container, key = _pick(draw, tree)
    inner = deepcopy(_get(container, key))
    keyword = draw.choice(("allOf", "anyOf", "oneOf", "not", "items", "additionalProperties", "prefixItems"))
    several = [inner, deepcopy(draw.choice(_VALUES))][: draw.choice((1, 2))]
    _set(container, key, {keyword: several if keyword.endswith(("Of", "prefixItems")) else inner})


def _splice(draw: random.Random, tree: Container, origins: Sequence[Origin]) -> None:
    """Put a part of another description in the place of something."""
    other = _tree(draw.choice(origins))
    if other is not None:
        _set(*_pick(draw, tree), deepcopy(_get(*_pick(draw, other))))


def _move(draw: random.Random, tree: Container, _: Sequence[Origin]) -> None:
    """Have a value stand at another place of the same description too."""
    value = deepcopy(_get(*_pick(draw, tree)))
    _set(*_pick(draw, tree), value)


_KEYWORDS = tuple(
    """$ref type properties items allOf anyOf oneOf not enum const required additionalProperties patternProperties
    propertyNames minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties unevaluatedItems
    prefixItems contains minContains minItems maxItems uniqueItems minLength maxLength pattern format minimum maximum
    exclusiveMinimum exclusiveMaximum multipleOf nullable readOnly writeOnly discriminator default example examples
    title description deprecated if then else $defs definitions $id $anchor $dynamicRef $dynamicAnchor contentEncoding
    x-enum-varnames x-enum-descriptions x-codegen-name x-discriminator-value parameters requestBody responses headers
    content schema callbacks operationId tags name in paths components schemas openapi info""".split()
)
_SHAPING = frozenset(_KEYWORDS)
_HOSTILE = (
    "",
    " ",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\\N{BULLET}",
    "\n",
    "a\nb",
    "\r",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e abc",
    "\ufeff",
    "\ud800",
    "\udfff\ud800",
    "\U0001f600",
    "class",
    "None",
    "self",
    "__class__",
    "__init__",
    "__slots__",
    "__dict__",
    "model_config",
    "model_fields",
    "additional_properties",
    "wire_names_",
    "_private",
    "__",
    "1",
    "1a",
    "-",
    "$ref",
    "#",
    "~",
    "~1",
    "/",
    "%",
    "{{ x }}",
    "{% raw %}",
    "#}",
    "ſ",
    "K",
    "\u0131",
    "ﬁ",
    "e\u0301",
    "Ω" * 30,
    "x" * 10_000,
    "_" * 300,
    "a b" * 200,
    "dict",
    "str",
    "list",
    "Literal",
    "TypedDict",
    "Unset",
    "UNSET",
    "Model",
    "from_json",
    "copy",
    "json",
    "object",
    "int",
    "(?P<a>(?P=a))",
    "(",
    "(a+)+$",
    "[[:alpha:]]",
    "\\p{L}+",
    "^\\u{1F600}$",
    "2024-02-30",
)
_NUMBERS = (
    0,
    -1,
    1,
    2,
    1.5,
    -0.0,
    1e308,
    5e-324,
    2**31,
    2**53 + 1,
    2**64,
    10**30,
    -(10**30),
    10**400,
    0.1,
    1e-7,
)
_TYPES: tuple[Json, ...] = (
    *"null boolean integer number string array object int date any".split(),
    ["string", "null"],
    ["object", "array", "null"],
)
_VALUES: list[Json] = [
    None,
    True,
    False,
    *_NUMBERS,
    *_HOSTILE[:30],
    *(
        json.loads(one)
        for one in """
[]
{}
[null]
[[]]
[{}]
{"": {}}
{"a": null}
["a", "a", 1, 1.0, true, null, [1], {"a": 1}]
"string"
"object"
"array"
"null"
"date-time"
["string", "null"]
["object", "array", "string", "null"]
{"type": "string"}
{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
{"type": "array", "items": {"type": "integer"}}
{"enum": ["a", "b", "c", "d", "e"]}
{"const": {"a": [1, {"b": null}]}}
{"allOf": [{"type": "string"}, {"type": "integer"}]}
{"oneOf": [{"type": "string"}, {"type": "object", "required": ["x"]}, {"type": "null"}]}
{"not": {}}
{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": false}
{"patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": false}
{"type": "object", "additionalProperties": {"type": "object", "properties": {"z": {"enum": [1, 2]}}}}
{"propertyName": "type", "mapping": {"a": "B", "": "#/components/schemas/", "x": 3}}
{"application/json": {"schema": {"type": "object", "properties": {"q": {"oneOf": [{"type": "string"}, {}]}}}}}
""".strip().splitlines()
    ),
]
_CHANGES: tuple[Callable[[random.Random, Container, Sequence[Origin]], None], ...] = (
    _delete,
    _duplicate,
    _swap,
    _rename,
    _other_value,
    _other_value,
    _hostile_text,
    _reference,
    _cycle,
    _keyword,
    _keyword,
    _wrap,
    _splice,
    _splice,
    _move,
)
