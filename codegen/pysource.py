"""The only place that quotes: values, docstrings and comments as Python source that can be nothing else.

Whatever a description holds, a literal made here evaluates to it and a docstring made here ends where it should. Text
that does not print (controls, bidirectional marks, surrogates) is escaped, so that a reader sees what is there.
"""

import keyword
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text: str) -> str:
    """Return a string literal that evaluates to the text."""
    if text.isascii() and text.isprintable() and "\\" not in text and '"' not in text:
        return f'"{text}"'
    body = "".join(_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text)
    if '"' not in body:
        return f'"{body}"'
    return f"'{body}'" if "'" not in body else '"' + body.replace('"', '\\"') + '"'


def literal(value: Json) -> str:
    """Return a literal that evaluates to a JSON value; raises `ValueError` for a number that is not finite."""
    match value:
        case None | bool() | int():
            return repr(value)
        case float():
            if value != value or value in (float("inf"), float("-inf")):
                raise ValueError(f"{value} is no JSON number")
            return repr(value)
        case str():
            return string(value)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return f"{{{', '.join(f'{string(key)}: {literal(item)}' for key, item in value.items())}}}"


@cache
def docstring(text: str, indent: str = "") -> str:
    """Return a docstring of the text, its lines indented, as black and ruff leave it."""
    lines = [_printable(line).rstrip() for line in text.expandtabs(4).strip().splitlines()]
    body = "\n".join((indent + line if line else "") for line in _dedented(lines)).lstrip()
    body = body.replace("\\", "\\\\") if "\\" in body else body
    body = body.replace('"""', '\\"\\"\\"')
    if body.startswith('"'):
        body = " " + body
    closing = f"\n{indent}" if "\n" in body else ""
    if body.endswith('"') and not closing:
        body = (body[:-2] + '"' if body.endswith('\\"\\"\\"') else body) + " "
    return f'"""{body}{closing}"""'


def _printable(line: str) -> str:
    """Return the line with spaces of any kind as such, and what else does not print spelled for a reader to see."""
    if line.isprintable():
        return line
    return "".join(map(_shown, line))


def _shown(char: str) -> str:
    return char if char.isprintable() else " " if char.isspace() else f"<U+{ord(char):04X}>"


def _dedented(lines: list[str]) -> list[str]:
    """Return the lines without the white space that all but the first begin with."""
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line]
    margin = min(margins, default=0)
    return [*lines[:1], *(line[margin:] for line in lines[1:])]


def comment(text: str) -> str:
    """Return a comment of one line."""
    return f"# {_printable(' '.join(text.split()))}"


def is_name(text: str) -> bool:
    """Tell whether a text can be written as a name in Python."""
    return text.isidentifier() and not keyword.iskeyword(text)


def names(found: Iterable[str]) -> str:
    """Return names as they stand between parentheses, with the comma that a single one needs."""
    listed = list(found)
    return ", ".join(listed) + ("," if len(listed) == 1 else "")


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
