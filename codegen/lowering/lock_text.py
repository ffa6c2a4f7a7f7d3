"""The text of the lock and back: `print_lock` and `parse_lock` are each other's inverse.

A paragraph for each component or operation, its anchor in front; below it, after a tab, the places inside, by their
path from there. A name that begins as the component's is `+` and the rest. Each line says all about its place, so that
a deleted line is the reset of one name, and paragraphs keep merges apart:

    # codegen names, format 1, laws 1. ...

    #/components/schemas/Car⇥Car⇥5d1f0c2a
    ⇥.doors/[]⇥+Door⇥a90be711
    ⇥.doors/[]⇥-+Flap
    ⇥._links⇥.links

The last but one is a name that nothing has any more, the last an attribute (members of enums are written so too).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from codegen import codes
from codegen.diagnostics import Code, ConfigErrors, Diagnostic
from codegen.location import Location
from codegen.lowering.lock import Entry, Lock
from codegen.lowering.reserved import ATTRIBUTES, LAW_REVISION, is_reserved_type
from codegen.words import folded

FORMAT = 1
_HEADER = re.compile(r"# codegen names, format (\d+), laws (\d+)\.")
_HOW = "Commit this file; `codegen names --help` tells how to choose names."
_DIGEST = re.compile(r"[0-9a-f]{8}")
_SPACES = re.compile(r" +-?\+?\w+ +[0-9a-f]{8}$")
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_DEEPER = frozenset(("definitions", "$defs"))
_SECTIONS = frozenset(("components", "paths", "webhooks", *_DEEPER))
_STEP = re.compile(r"(properties|items|prefixItems|additionalProperties|allOf|content|(oneOf|anyOf)\{.*)")
_CONFLICT = "A merge left a conflict here."
_RESOLVE = (
    "Keep the lines of both sides, one of two about the same place, and no markers (or take the file of either side); "
    "then run `codegen generate`, which mends the rest."
)
_UPGRADE = (
    "Upgrade codegen to the version that wrote it; or take the lock of before from version control, and generate with "
    "this one."
)
_RESTORE = "Take the file from version control, or delete it: all names are then given by the laws anew."


def print_lock(lock: Lock) -> str:
    """Return the text of the lock."""
    lines = [f"# codegen names, format {FORMAT}, laws {lock.laws}. {_HOW}"]
    # a name inside a type stands behind the types and former names of its place
    entries = [(_section(one.anchor), one.anchor, 0, one) for one in lock.entries.values()]
    entries += ((_section(one.anchor), one.anchor, 1, one) for one in lock.former)
    for (anchor, path), name in lock.inside.items():
        held = Entry(name=f".{name}", digest="", anchor=f"{anchor}/{path}")
        entries.append((_section(anchor), f"{anchor}/{path}", 2, held))
    entries.sort(key=lambda one: (*one[:3], one[3].name))
    for section, found in groupby(entries, key=lambda one: one[0]):
        lines.append("")
        lines += _paragraph(section, [one[3] for one in found])
    return "\n".join(lines) + "\n"


def _paragraph(section: str, entries: list[Entry]) -> Iterator[str]:
    head = entries[0] if entries[0].anchor == section else None
    stem = head.name if head is not None else ""
    if head is None:
        yield section
    for one in entries:
        name = one.name if one is head or not stem or not one.name.startswith(stem) else f"+{one.name[len(stem) :]}"
        place = section if one is head else f"\t{_shortened(one.anchor[len(section) + 1 :]) or '/'}"
        digest = f"\t{one.digest}" if one.digest else ""
        yield f"{place}\t{'' if one.living else '-'}{name}{digest}"


def _section(anchor: str) -> str:
    """Return the anchor of the component or operation that a place stands in."""
    document, _, pointer = anchor.partition("#")
    steps = pointer.split("/")
    first = steps[1] if len(steps) > 1 else ""
    length = 3 if first in _DEEPER else 4
    if document and first not in _SECTIONS:
        length = 1 if _STEP.fullmatch(first) else 2  # a whole file is a schema, or has schemas by their names
    return f"{document}#{'/'.join(steps[:length])}"


def _shortened(path: str) -> str:
    """Return a path with `.x` for `properties/x`, `[]` for `items`, `{}` for `additionalProperties`."""
    steps, short = path.split("/"), []
    at = 0
    while at < len(steps):
        step = steps[at]
        if step == "properties" and at + 1 < len(steps):
            at += 1
            short.append(f".{steps[at]}")
        elif step in ("items", "additionalProperties"):
            short.append("[]" if step == "items" else "{}")
        else:
            short.append(f"\\{step}" if step.startswith((".", "\\")) or step in ("[]", "{}") else step)
        at += 1
    return "/".join(short)


def _lengthened(short: str) -> str:
    """Return the path that is written so."""
    return "/".join(
        f"properties/{step[1:]}"
        if step.startswith(".")
        else step[1:]
        if step.startswith("\\")
        else {"[]": "items", "{}": "additionalProperties"}.get(step, step)
        for step in short.split("/")
    )


# --- reading --------------------------------------------------------------------------------------------------------


def parse_lock(text: str, source: str) -> Lock:
    """Return the lock a text holds; raises `ConfigErrors` with every line that is none of its own."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    header = _HEADER.match(lines[0])
    if header is None and lines[0].startswith(_MARKERS):
        raise ConfigErrors((_fault(source, 1, 1, _CONFLICT, _RESOLVE),))
    if header is None:
        message = f"Expected `# codegen names, format {FORMAT}, laws …`: the first line of a lock."
        raise ConfigErrors((_fault(source, 1, 1, message, _RESTORE),))
    for what, group, known in (("format", 1, FORMAT), ("laws", 2, LAW_REVISION)):
        if int(header[group]) > known:
            message = f"This lock has {what} {header[group]}, and this codegen knows {known}."
            raise ConfigErrors((_fault(source, 1, header.start(group) + 1, message, _UPGRADE, codes.LOCK_TOO_NEW),))
    reader = _Reader(source)
    for number, line in enumerate(lines[1:], start=2):
        reader.line(number, line)
    reader.end()
    reader.uniqueness()
    if reader.faults:
        raise ConfigErrors(tuple(sorted(reader.conflicts or reader.faults, key=lambda one: one.position or (0, 0))))
    return Lock.of(reader.entries.values(), reader.former, int(header[2]), reader.inside)


class _Reader:
    """Takes the lines one by one, and keeps what they say and the faults."""

    def __init__(self, source: str) -> None:
        self.entries: dict[str, Entry] = {}
        self.former: list[Entry] = []
        self.inside: dict[tuple[str, str], str] = {}
        self._taken: dict[tuple[str, str, str], str] = {}
        """Type, kind and name of what stands inside -> its key."""
        self.faults: list[Diagnostic] = []
        self.conflicts: list[Diagnostic] = []
        """Those of merges, beside which others mean nothing."""
        self._source = source
        self._section: str | None = None
        self._stem = ""
        self._alone: int | None = None
        """The line of an anchor that nothing has been said of yet."""
        self._lines: dict[str, int] = {}

    def line(self, number: int, line: str) -> None:
        """Read one line."""
        if line.startswith(_MARKERS):
            if line.startswith(_MARKERS[0]):
                self._refuse(number, 1, _CONFLICT, _RESOLVE)
                self.conflicts.append(self.faults[-1])
        elif not line.strip():
            self.end()
        elif line.startswith("\t"):
            self._inside(number, line)
        elif not line.startswith("# "):
            self.end()
            self._head(number, line)

    def end(self) -> None:
        """End a paragraph; an anchor alone says nothing."""
        if self._alone is not None:
            self._refuse(self._alone, 1, "Expected a tab and a name in this line, or places below it.", _RESTORE)
        self._section, self._alone = None, None

    def uniqueness(self) -> None:
        """Refuse names that two places have, unless they have one content and so may share a declaration."""
        known: dict[str, Entry] = {}
        for one in self.entries.values():
            other = known.setdefault(folded(one.name), one) if one.living else one
            if other is not one and (other.name, other.digest) != (one.name, one.digest):
                message = f"`{one.name}` is the name of `{other.anchor}` too."
                help = "Delete one of the two lines; its place is then named by the laws."
                self._refuse(self._lines[one.anchor], 1, message, help)

    def _head(self, number: int, line: str) -> None:
        anchor, *rest = line.split("\t")
        if "#" not in anchor:
            self._refuse(number, 1, "Expected an anchor, as `#/components/schemas/Car`, or a tab.", _RESTORE)
            return
        if not rest and (spaces := _SPACES.search(line)):
            self._refuse(number, spaces.start() + 1, "Expected a tab here, not spaces.", _RESTORE)
            return
        self._section, self._stem, self._alone = anchor, "", number
        if rest:
            self._alone = None
            self._entry(number, anchor, rest, line)
            self._stem = rest[0].removeprefix("-")

    def _inside(self, number: int, line: str) -> None:
        self._alone = None
        path, *rest = line[1:].split("\t")
        if self._section is None:
            help = "Keep the anchor without name and digest, to reset the name of a component and not what is below it."
            self._refuse(number, 1, "The line above that says what this stands in is gone.", help)
        elif not rest or not path:
            column = line.index(" ") + 1 if " " in line else len(line) + 1
            self._refuse(number, column, "Expected a tab here, and a name.", _RESTORE)
        else:
            anchor = self._section if path == "/" else f"{self._section}/{_lengthened(path)}"
            self._entry(number, anchor, rest, line)

    def _inner(self, number: int, anchor: str, name: str, column: int) -> None:
        """Keep an attribute or a member: the last two steps lead to it from its type."""
        *above, keyword, key = anchor.split("/")
        if not name.isidentifier() or name in ATTRIBUTES or keyword not in ("properties", "enum"):
            self._refuse(number, column, f"`{name}` cannot be an attribute or a member.", _RESTORE)
        elif self.inside.setdefault(("/".join(above), f"{keyword}/{key}"), name) != name:
            self._refuse(number, 1, f"`{anchor}` stands here twice.", "Delete one of the two lines.")
        elif self._taken.setdefault(("/".join(above), keyword, name), key) != key:
            self._refuse(
                number, column, f"`{name}` is the name of something else in this type.", "Delete one of the two."
            )

    def _entry(self, number: int, anchor: str, rest: list[str], line: str) -> None:
        column = line.index(f"\t{rest[0]}") + 2
        if rest[0].startswith(".") and len(rest) == 1:
            self._inner(number, anchor, rest[0][1:], column + 1)
            return
        written = rest[0].removeprefix("-")
        name = f"{self._stem}{written[1:]}" if written.startswith("+") else written
        living = not rest[0].startswith("-")
        if not name.isidentifier() or is_reserved_type(name):
            self._refuse(number, column, f"`{name}` cannot be the name of a type.", _RESTORE)
        elif len(rest) > 2 or (len(rest) == 2 and not _DIGEST.fullmatch(rest[1])):
            place = len(line) - len(line.rpartition("\t")[2]) + 1
            self._refuse(number, place, "Expected a digest: eight of the digits 0-9a-f.", _RESTORE)
        else:
            digest = rest[1] if len(rest) == 2 else ""
            self._keep(number, Entry(name=name, digest=digest, anchor=anchor, living=living))

    def _keep(self, number: int, entry: Entry) -> None:
        if not entry.living and entry.anchor in self.entries:
            self.former.append(entry)
        elif entry.anchor in self.entries:
            message = f"`{entry.anchor}` stands in line {self._lines[entry.anchor]} too."
            self._refuse(number, 1, message, "Delete one of the two lines; `codegen generate` mends the digest.")
        else:
            self.entries[entry.anchor] = entry
            self._lines[entry.anchor] = number

    def _refuse(self, line: int, column: int, message: str, help: str) -> None:
        self.faults.append(_fault(self._source, line, column, message, help))


def _fault(source: str, line: int, column: int, message: str, help: str, code: Code = codes.LOCK_INVALID) -> Diagnostic:
    return code.at(Location(source, ""), message, help=help, position=(line, column))
