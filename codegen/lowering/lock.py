"""The lock: which anchor has which name, as the last run gave them out; value <-> text of `names.lock`.

One line a name, sorted by anchor, so that a merge conflict is local. Nothing here touches a disk.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codegen import codes
from codegen.diagnostics import ConfigErrors, Diagnostic
from codegen.location import Location
from codegen.lowering.reserved import LAW_REVISION

FORMAT = 1
_HEADER = re.compile(r"# codegen names, format (\d+), laws (\d+)\.")
_LINE = re.compile(r"(?P<gone>-?)(?P<name>[^\t]+)\t(?P<digest>[0-9a-f]{8})\t(?P<anchor>[^\t]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the lock; `living` is false for a name kept for a place that is gone."""

    name: str
    digest: str
    anchor: str
    living: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """All entries by anchor, and the revision of the laws that gave the names."""

    entries: Mapping[str, Entry]
    laws: int = LAW_REVISION

    @staticmethod
    def of(entries: Iterable[Entry]) -> "Lock":
        """Return the lock of the entries, sorted by anchor."""
        return Lock(entries={one.anchor: one for one in sorted(entries, key=lambda one: one.anchor)})


def print_lock(lock: Lock) -> str:
    """Return the text of the lock."""
    lines = [f"# codegen names, format {FORMAT}, laws {lock.laws}. Commit this file."]
    for one in lock.entries.values():
        lines.append(f"{'' if one.living else '-'}{one.name}\t{one.digest}\t{one.anchor}")
    return "\n".join(lines) + "\n"


def parse_lock(text: str, source: str) -> Lock:
    """Return the lock a text holds; raises `ConfigErrors` with every line that is none of its own."""
    lines = text.splitlines()
    header = _HEADER.match(lines[0]) if lines else None
    if header is None or int(header[1]) != FORMAT:
        raise ConfigErrors((_fault(source, 1, f"Expected the header of a lock of format {FORMAT}."),))
    entries: dict[str, Entry] = {}
    faults: list[Diagnostic] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            faults.append(_fault(source, number, "Expected name, digest and anchor with tabs between them."))
        elif found["anchor"] in entries:
            faults.append(_fault(source, number, f"The anchor `{found['anchor']}` stands here twice."))
        else:
            entries[found["anchor"]] = Entry(
                name=found["name"], digest=found["digest"], anchor=found["anchor"], living=not found["gone"]
            )
    faults.extend(_twice(entries.values(), source))
    if faults:
        raise ConfigErrors(tuple(faults))
    return Lock(entries=dict(sorted(entries.items())), laws=int(header[2]))


def _twice(entries: Iterable[Entry], source: str) -> Iterator[Diagnostic]:
    names: dict[str, str] = {}
    for one in entries:
        if one.living and names.setdefault(one.name, one.anchor) != one.anchor:
            yield codes.LOCK_INVALID.at(
                Location(source, ""), f"The name `{one.name}` is given to `{names[one.name]}` and to `{one.anchor}`."
            )


def _fault(source: str, line: int, message: str) -> Diagnostic:
    return codes.LOCK_INVALID.at(
        Location(source, ""), message, help="Take the file from version control, or delete it.", position=(line, 1)
    )
