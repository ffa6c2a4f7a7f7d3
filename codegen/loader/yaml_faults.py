"""What to say of a text that is not YAML: the parser's reasons, said for people who write descriptions."""

import re

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Position
from codegen.loader.json_text import offset_position
from codegen.location import Location

_LINE_END = re.compile(r"\r\n?|\n")
_UNCLOSED = "found unexpected end of stream"
_PLACES = {
    "while parsing a block mapping": "object",
    "while parsing a flow mapping": "object",
    "while parsing a block collection": "array",
    "while parsing a flow sequence": "array",
    "while scanning a block scalar": "text",
    "while scanning a plain scalar": "text",
    "while scanning a quoted scalar": "quoted text",
    "while parsing a quoted scalar": "quoted text",
    "while scanning a simple key": "text",
}
_REASONS = {
    "mapping values are not allowed in this context": (
        "A `:` is not expected here",
        "Put the value in quotes if it contains `: `, or check the indentation of this line.",
    ),
    "mapping keys are not allowed in this context": (
        "A `?` is not expected here",
        "Put the value in quotes if it begins with `? `.",
    ),
    "block sequence entries are not allowed in this context": (
        "A `-` is not expected here",
        "Begin the array on a line of its own, or put the value in quotes.",
    ),
    "did not find expected key": (
        "A key is expected here",
        "Check that this line is indented like its siblings, and that nothing follows a closing quote.",
    ),
    "did not find expected '-' indicator": (
        "An array ends here without its indentation ending",
        "Begin this line with `- `, or indent it like the key that holds the array.",
    ),
    "did not find expected ',' or ']'": ("A `,` or `]` is expected here", None),
    "did not find expected ',' or '}'": ("A `,` or `}` is expected here", None),
    "did not find expected node content": ("A value is expected here", None),
    "could not find expected ':'": (
        "A key is not followed by `:`",
        "Write a `:` and a space behind the key, or indent the line if it goes on with the text above.",
    ),
    _UNCLOSED: ("The quoted text that begins here is never closed", "Close the quote."),
    "found unknown escape character": (
        "The backslash begins no escape that YAML knows",
        "Write `\\\\` for a backslash, or use single quotes.",
    ),
    "found a tab character that violates indentation": (
        "A tab stands in the indentation",
        "YAML is indented by spaces only.",
    ),
    "found a tab character where an indentation space is expected": (
        "A tab stands in the indentation",
        "YAML is indented by spaces only.",
    ),
    "found incompatible YAML document": (
        "The `%YAML` directive names a version that cannot be read",
        "Delete the line, or write `%YAML 1.2`.",
    ),
    "did not find expected <document start>": (
        "The document has ended before this line",
        "Check the indentation; a `%` at the start of a line needs quotes.",
    ),
    "found undefined tag handle": ("The tag has a prefix that nothing defines", "Put the text in quotes."),
    "found invalid Unicode character escape code": (
        "The escape is half of a surrogate pair, which YAML does not have",
        "Write the character itself, or `\\U` and eight digits.",
    ),
}


def yaml_fault(error: YAMLError, text: str, around: Location) -> Diagnostic:
    """Return the fault that the parser stumbled over in a container, with its place."""
    if isinstance(error, ReaderError):
        return _forbidden_character(error, text, around)
    assert isinstance(error, MarkedYAMLError)  # noqa: S101 - the parser raises no others
    mark = error.problem_mark or error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    problem = error.problem or ""
    message, help = _REASONS.get(problem, (problem[:1].upper() + problem[1:], None))
    if problem == "found character that cannot start any token":
        message, help = _cannot_start(text[mark.index : mark.index + 1] if mark else "")
    begin, inside = error.context_mark, _PLACES.get(error.context or "")
    if begin and problem == _UNCLOSED:
        position = Position(begin.line + 1, begin.column + 1)
    elif begin and inside and begin.line + 1 < position.line:
        message += f", in the {inside} that begins at line {begin.line + 1}"
    return codes.YAML_SYNTAX.at(around, f"{message}.", help=help, position=_within(text, position))


def _within(text: str, position: Position) -> Position:
    """Return a place of the text: at the end of one without a line break the parser is on the next line."""
    lines = _LINE_END.split(text)
    last = len(lines)
    if position.line > last:
        return Position(last, len(lines[-1]) + 1)
    return Position(position.line, min(position.column, len(lines[position.line - 1]) + 1))


def _cannot_start(character: str) -> tuple[str, str]:
    if character == "\t":
        return "A tab stands where only spaces may", "YAML is indented by spaces only."
    shown = "a backtick" if character == "`" else f"`{character}`"
    return f"A value cannot begin with {shown}", "Put the value in quotes."


def _forbidden_character(error: ReaderError, text: str, around: Location) -> Diagnostic:
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    position = offset_position(text, max(text.find(chr(code)), 0))
    message = f"The character U+{code:04X} is not allowed in YAML."
    help = f"Delete it, or write it as `\\u{code:04x}` in double quotes."
    return codes.YAML_SYNTAX.at(around, message, help=help, position=position)
