"""Takes the values of one table of the configuration, or of a command line, key by key, and keeps the faults.

In go values and what parses them (`codegen.config_values`), out come parsed values; a fault stands at its key.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from codegen import codes
from codegen.config_values import RefusedError, as_table
from codegen.diagnostics import Code, Diagnostic, did_you_mean
from codegen.pyproject import Project

T = TypeVar("T")
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the values of a package come from: a table of a file, or the command line."""

    file: Project | None
    path: tuple[str, ...]
    table: tuple[str, ...] = ()
    """The table inside the package's that the values stand in."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Keys that the command line has an option of its own for -> that option, without `--`."""

    def fault(self, code: Code, key: str | None, message: str, help: str | None = None) -> Diagnostic:
        """Return a fault at a key of the package, or at its table."""
        if self.file is None:
            return code.at(None, message, help=help)
        return self.file.fault(code, self.path if key is None else (*self.path, key), message, help)

    def name(self, key: str) -> str:
        """Return the key as it is written there."""
        if self.file is None and key in self.options:
            return f"`--{self.options[key]}`"
        return f"`{'.'.join((*self.table, key))}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Takes the values of one table, key by key, and keeps the faults it meets."""

    table: Table
    origin: Origin
    faults: list[Diagnostic]

    def take(self, key: str, parse: Callable[[object], T], default: T) -> T:
        """Return the parsed value of the key, or the default where it is absent or at fault."""
        if key not in self.table:
            return default
        try:
            return parse(self.table[key])
        except RefusedError as refused:
            message = f"{self.origin.name(key)} {refused.must}."
            self.faults.append(self.origin.fault(codes.CONFIG_VALUE_INVALID, key, message, refused.help))
            return default

    def inside(self, key: str) -> "Reading":
        """Return what takes the values of the table under a key."""
        path, table = (*self.origin.path, key), (*self.origin.table, key)
        origin = replace(self.origin, path=path, table=table)
        return Reading(table=self.take(key, as_table, {}), origin=origin, faults=self.faults)

    def refuse_unknown(self, known: Collection[str], owner: str) -> None:
        """Report the keys of the table that nobody knows."""
        for key in self.table:
            if key not in known:
                help = did_you_mean(key, known) or f"The keys of {owner} are {', '.join(known)}."
                message = f"`{key}` is no key of {owner}."
                self.faults.append(self.origin.fault(codes.CONFIG_KEY_UNKNOWN, key, message, help))
