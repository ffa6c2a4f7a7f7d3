"""JSONPath (RFC 9535): text -> query -> the places it selects in a tree.

The library reads and runs queries; what is wrong with one, and how far one leads that selects nothing, is told here.
Imported only where an overlay is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jsonpath import JSONPath, JSONPathEnvironment
from jsonpath.exceptions import JSONPathError
from jsonpath.selectors import NameSelector

from codegen.diagnostics import named
from codegen.loader.document import MOST_DEEP, Json
from codegen.loader.patched_tree import Path, pointer_of
from codegen.loader.suggestions import nearest_keys


class _Environment(JSONPathEnvironment):
    """The letter of RFC 9535, for trees as deep as the loader takes them."""

    max_recursion_depth = 2 * MOST_DEEP


_ENVIRONMENT = _Environment(strict=True)
_TOKEN = re.compile(r"'?TOKEN_(\w+)'?")
_WORDS = {"ROOT": "`$`", "EOF": "the end", "NAME": "a name", "RBRACKET": "`]`", "RPAREN": "`)`"}
_COMPARISONS = frozenset(("EQ", "NE", "LT", "GT", "LE", "GE"))
_OPENING, _CLOSING = frozenset(("LPAREN", "LBRACKET")), frozenset(("RPAREN", "RBRACKET"))
_NEXT = frozenset(("AND", "OR", "COMMA", "FILTER"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A JSONPath query that can be run."""

    text: str
    compiled: JSONPath


@dataclass
class PathFault(Exception):
    """A text that is no JSONPath query: a sentence that says why, and the offset of the fault in it."""

    why: str
    offset: int


def read_query(text: str) -> Query:
    """Return the query that a text is, or raise `PathFault`."""
    try:
        compiled = _ENVIRONMENT.compile(text)
    except JSONPathError as error:
        raise PathFault(_why(error), _offset(error, text)) from None
    except RecursionError:
        raise PathFault("it is nested too deep", 0) from None
    _refuse_what_the_letter_has_not(text)
    assert isinstance(compiled, JSONPath)  # noqa: S101  # the letter knows no union of queries
    return Query(text=text, compiled=compiled)


def _refuse_what_the_letter_has_not(text: str) -> None:
    """Raise `PathFault` for what the library reads nevertheless: `<>`, and a negation compared (RFC 9535 2.3.5.1).

    A name with a hyphen after a dot (`$.info.x-logo`) is let be, as it can mean nothing else.
    """
    negated: list[int | None] = [None]
    """The offset of a `!` that an operator would follow, bracket in bracket."""
    for token in _ENVIRONMENT.lexer.tokenize(text):
        kind = token.kind.removeprefix("TOKEN_")
        if kind == "LG":
            raise PathFault("there is no operator `<>`; unequal is `!=`", token.index)
        if kind in _COMPARISONS and negated[-1] is not None:
            raise PathFault("what `!` stands before cannot be compared; write `!(...)`", negated[-1])
        if kind in _OPENING:
            negated.append(None)
        elif kind in _CLOSING:
            negated.pop()
        elif kind == "NOT":
            negated[-1] = token.index
        elif kind in _NEXT:
            negated[-1] = None


def select(query: Query, tree: Json) -> tuple[tuple[Path, Json], ...]:
    """Return the places that a query selects, each once, in the order of the tree, with their values.

    Raises `PathFault` where the query cannot be run on this tree.
    """
    found: dict[Path, Json] = {}
    try:
        for path, value in _run(query.compiled, tree):
            found.setdefault(path, value)
    except JSONPathError as error:  # a comparison or a function that the values do not suit
        raise PathFault(_why(error), _offset(error, query.text)) from None
    return tuple(found.items())


def why_nothing(query: Query, tree: Json) -> tuple[str, str | None]:
    """Return how far a query that selects nothing leads, as a clause, and a help that names near keys."""
    segments = query.compiled.segments
    reached: list[tuple[Path, Json]] = [((), tree)]
    for number in range(1, len(segments) + 1):
        further = list(_run(_first(query, number), tree))
        if not further:
            return _stuck(query, number, reached)
        reached = further
    return "it selects nothing", None


def _run(compiled: JSONPath, tree: Json) -> Iterator[tuple[Path, Json]]:
    if not isinstance(tree, dict | list):
        yield from [((), tree)] if not compiled.segments else ()
        return
    for match in compiled.finditer(tree):
        value: Json = match.obj  # type: ignore[assignment]  # parts of JSON are JSON
        yield tuple(match.parts), value


def _first(query: Query, number: int) -> JSONPath:
    """Return the query of the first segments alone."""
    return JSONPath(env=_ENVIRONMENT, segments=query.compiled.segments[:number])


def _stuck(query: Query, number: int, reached: list[tuple[Path, Json]]) -> tuple[str, str | None]:
    """Say that a segment selects nothing of the places that those before it select."""
    segment, before = query.compiled.segments[number - 1], str(_first(query, number - 1))
    places = _shown(reached[0][0]) if len(reached) == 1 else f"none of the {len(reached):,} places of `{before}`"
    wanted = [one.name for one in segment.selectors if isinstance(one, NameSelector)]
    descends = str(segment).startswith("..")
    if not wanted:
        return f"{places} has nothing that `{segment}` selects", None
    keys = dict.fromkeys(key for _, value in _within(reached, descends) for key in _keys(value))
    near = nearest_keys(wanted[0], list(keys))
    below = " or below" if descends else ""
    help = f"Did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else None
    if help is None and not descends and len(reached) == 1 and 0 < len(keys) <= 12:
        help = f"There {'are' if len(keys) > 1 else 'is'} {named(keys)}."
    return f"{places}{below} has {'no' if len(reached) == 1 else 'a'} `{wanted[0]}`", help


def _within(reached: list[tuple[Path, Json]], descends: bool) -> Iterator[tuple[Path, Json]]:
    if not descends:
        yield from reached
        return
    pending = [value for _, value in reached]
    seen: set[int] = set()
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list) and id(value) not in seen:
            seen.add(id(value))
            yield (), value
            pending += value.values() if isinstance(value, dict) else value


def _shown(path: Path) -> str:
    return f"`#{pointer_of(path)}`" if path else "the document"


def _keys(value: Json) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _why(error: JSONPathError) -> str:
    """Return the reason as a clause, without the words of the library's own parser."""
    said = str(error.args[0]) if error.args else "it cannot be read"
    return _TOKEN.sub(lambda found: _WORDS.get(found[1], f"`{found[1].lower()}`"), said).replace("'", "`")


def _offset(error: JSONPathError, text: str) -> int:
    """Return the offset of a fault; the library has -1 for the end."""
    at = -1 if error.token is None else error.token.index
    return len(text) if at < 0 else min(at, len(text))
