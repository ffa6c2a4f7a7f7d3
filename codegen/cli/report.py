"""Prints what there is to say: diagnostics with their source lines to stderr, results to stdout.

In go diagnostics as values. Lines and columns are looked up here, for what is printed only; a document that
is not at hand is read again by its name.
"""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli.findings import Finding
from codegen.cli.screen import Screen, Screens, screens
from codegen.diagnostics import CodegenError, Diagnostic, Severity, SpecErrors
from codegen.loader.document import Document, DocumentErrors, Syntax
from codegen.loader.encodings import encoding_of
from codegen.loader.origins import written_at
from codegen.loader.reading import decode
from codegen.location import Location, tokens

if TYPE_CHECKING:
    from codegen.publisher.publish import Published

SHOWN = {Severity.ERROR: 20, Severity.WARNING: 3, Severity.NOTE: 0}
"""So many diagnostics of one code are printed in full; notes only if all are asked for."""
LISTED = 40
"""So many places of further ones are named."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def echo(text: str, err: bool) -> None:
    """Print a text that has colours only where they are wanted."""
    click.echo(text, err=err, color=True)


class Report:
    """What one run tells its user."""

    def __init__(
        self,
        *,
        verbose: bool = False,
        quiet: bool = False,
        say: Callable[[str, bool], None] = echo,
        shown_on: Screens | None = None,
    ) -> None:
        self._verbose = verbose
        self._quiet = quiet
        self._say = say
        self._screens = shown_on or screens()
        self._documents: dict[str, Document | None] = {}

    def error(self, error: CodegenError) -> None:
        """Print the errors that stopped a run."""
        if isinstance(error, DocumentErrors):
            self._documents[error.document.name] = error.document
        self._print(error.diagnostics, err=True)

    def warnings(self, found: Iterable[Diagnostic], documents: Mapping[str, Document]) -> None:
        """Print what a run that went well has to say besides, with the lines of the documents it read."""
        if not self._quiet:
            self._documents.update(documents)
            self._print(found, err=True)

    def findings(self, found: Iterable[Diagnostic], documents: Mapping[str, Document] | None = None) -> None:
        """Print diagnostics that are the result that was asked for, with the lines of the documents at hand."""
        self._documents.update(documents or {})
        self._print(found, err=False)

    def know(self, documents: Mapping[str, Document]) -> None:
        """Look up places in these documents, which may be nowhere else: standard input is read once."""
        self._documents.update(documents)

    def result(self, line: str) -> None:
        """Print a line of the result."""
        if not self._quiet:
            self._say(_plain(line), False)

    def remark(self, line: str) -> None:
        """Print a line about the result that stands beside the diagnostics, quiet or not."""
        self._say(_plain(line), False)

    def place(self, location: Location) -> str:
        """Return a location as `file:line:column`, or as much of it as can be found out."""
        location = self._origin(location)
        position = self._position(location)
        return location.document if position is None else f"{location.document}:{position[0]}:{position[1]}"

    def finding(self, found: Diagnostic) -> Finding:
        """Return a diagnostic as programs get it, with its place in the text."""
        written = self._origin(found.location) if found.location and not found.position else found.location
        position = found.position or (self._position(written) if written else None)
        return Finding(
            id=found.code,
            severity=found.severity,
            message=_plain(found.message),
            help=None if found.help is None else _plain(found.help),
            file=None if written is None else written.document,
            line=None if position is None else position[0],
            column=None if position is None else position[1],
            pointer=(found.location.pointer if found.location else "") or None,
            files=found.files,
        )

    def _print(self, found: Iterable[Diagnostic], *, err: bool) -> None:
        """Print the diagnostics, those of one code together, and of many only the first in full."""
        for same in _by_code(found).values():
            most = len(same) if self._verbose else SHOWN[same[0].severity]
            for one in same[:most]:
                self._say(self._text(one, self._screens.err if err else self._screens.out), err)
            if len(same) > most > 0:
                self._say(_rest(same[most:]), err)

    def _text(self, found: Diagnostic, screen: Screen) -> str:
        written = self._origin(found.location) if found.location and not found.position else found.location
        position = found.position or (self._position(written) if written else None)
        kind = f"{found.severity.value}[{found.code}]"
        first = f"{kind}: {_plain(found.message)}"
        below: list[str] = []
        if found.location is not None and written is not None:
            place = "".join(f":{number}" for number in position or ())
            first = f"{_plain(written.document)}{place}: {first}"
            below += self._excerpt(written, position, screen) if position else ()
            if pointer := _pointer(found.location) if position or found.location.pointer else "":
                of = "" if written.document == found.location.document else f" of {found.location.document}"
                below.append(f"  at {_plain(pointer + of)}")
        lines = [*_wrapped(first, screen), *below]
        if found.help:
            lines += _wrapped(f"  help: {_plain(found.help)}", screen)
        text = "\n".join(lines)
        return (
            text.replace(kind, click.style(kind, fg=COLOURS[found.severity], bold=True), 1) if screen.coloured else text
        )

    def _excerpt(self, location: Location, position: tuple[int, int], screen: Screen) -> Sequence[str]:
        """Return the source lines around a position, with a caret below the one that is meant."""
        document = self._document(location.document)
        if document is None:
            return ()
        from codegen.loader.positions import caret, excerpt

        shown = excerpt(document, position)
        width = len(str(shown[-1][0])) if shown else 0
        room = None if screen.width is None else screen.width - width - len("   | ")
        at = caret(document, position) if any(number == position[0] for number, _ in shown) else 0
        lines: list[str] = []
        for number, text in shown:
            lines.append(f"  {number:{width}} | {_window(text, at, room)}".rstrip())
            if number == position[0]:
                lines.append(f"  {'':{width}} | {' ' * (at - _cut(at, room))}^")
        return lines

    def _origin(self, location: Location) -> Location:
        """Return where the text of a place stands: in an overlay, if that has put it in."""
        document = self._document(location.document) if location.pointer else None
        return location if document is None else written_at(document.origin, location)

    def _position(self, location: Location) -> tuple[int, int] | None:
        """Return where a location stands; a whole document stands nowhere in particular."""
        document = self._document(location.document) if location.pointer else None
        if document is None or document.tree is None:
            return None
        from codegen.loader.positions import position

        return position(document, location.pointer)

    def _document(self, name: str) -> Document | None:
        if name not in self._documents:
            self._documents[name] = _read_again(name)
        return self._documents[name]

    @staticmethod
    def summary(found: Iterable[Diagnostic]) -> str:
        """Return how many warnings there are, and of which codes."""
        warnings = {code: len(same) for code, same in _by_code(found).items() if same[0].severity is not Severity.NOTE}
        codes = ", ".join(f"{count} {code}" for code, count in warnings.items())
        total = sum(warnings.values())
        return f"{counted(total, 'warning')} ({codes})" if warnings else "no warnings"


def backed_up(report: Report, published: "Published") -> None:
    """Tell where that is which a person had made and is no longer in the package."""
    if published.backup is not None:
        report.result(f"{published.backup.as_posix()}: what was edited, or stood in the way")


def counted(count: int, thing: str) -> str:
    """Return a number of things in words: `1 file`, `2 files`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _by_code(found: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """Return the diagnostics by code, the codes in the order of their first."""
    codes: dict[str, list[Diagnostic]] = {}
    for one in found:
        codes.setdefault(one.code, []).append(one)
    return codes


def _rest(found: Sequence[Diagnostic]) -> str:
    """Return where else a code applies, so that every schema with it is named, on one line."""
    locations = [one.location for one in found if one.location is not None]
    places = list(dict.fromkeys(_pointer(at) if at.pointer else at.document for at in locations))
    named = ", ".join(map(_plain, places[:LISTED]))
    count = f"… and {len(found):,} more of {found[0].code}"
    unnamed = f", and {len(places) - LISTED:,} other places" if len(places) > LISTED else ""
    where = f" at {named}{unnamed}" if named else ""
    return f"{count}{where} (--verbose shows all)"


def _pointer(location: Location) -> str:
    """Return where in a document something is, in the words of its format."""
    return ".".join(tokens(location.pointer)) if location.document.endswith(".toml") else f"#{location.pointer}"


def _read_again(name: str) -> Document | None:
    """Return the document of a message, if it is a file that can be read; what has no tree still has lines."""
    try:
        raw = Path(name).read_bytes()
    except (OSError, ValueError):
        return None
    try:
        text = decode(raw, name)
    except SpecErrors:
        return _lines(name, raw.decode(encoding_of(raw), errors="replace"))
    if name.endswith(".toml"):
        return _lines(name, text)
    from codegen.loader.parse import parse

    parsed = parse(text, name)
    return Document(name=name, syntax=parsed.syntax, text=text, tree=parsed.tree, digest="")


def _lines(name: str, text: str) -> Document:
    return Document(name=name, syntax=Syntax.YAML, text=text, tree=None, digest="")


def _plain(text: str) -> str:
    """Return a text that comes from a description so that it cannot command the terminal."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else f"<U+{ord(one):04X}>" for one in text)


def _wrapped(text: str, screen: Screen) -> list[str]:
    """Return the lines that a text needs on a screen; words, paths among them, stay whole."""
    if screen.width is None or len(text) <= screen.width:
        return [text]
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    return textwrap.wrap(text, screen.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _cut(at: int, room: int | None) -> int:
    """Return how many characters of a line are left out at its left, so that what stands at `at` is in the room."""
    return 0 if room is None or at < room * 2 // 3 else at - room // 2


def _window(text: str, at: int, room: int | None) -> str:
    """Return the part of a line around `at` that is in the room, with dots where there is more."""
    cut = _cut(at, room)
    if room is None or (len(text) <= room and not cut):
        return text
    part = text[cut : cut + room]
    if cut and part:
        part = f"…{part[1:]}"
    return f"{part[:-1]}…" if len(text) > cut + room else part
