"""The documents of a description, read when references lead to them, each once.

In: the graph with the entry, then the paths that references write. Out: the names of documents, which are read by then.
A file that cannot be understood is told of at its own place, once, with the reference that led there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import CodegenError, Diagnostic, Severity, SpecErrors
from codegen.loader.dialect import named_version
from codegen.loader.document import Document, DocumentGraph, Json
from codegen.loader.files import FileFault, Files, Found, read_file
from codegen.loader.load import parse_document
from codegen.loader.positions import position
from codegen.location import Location


class UnresolvedReference(CodegenError):
    """A reference leads nowhere; carries what there is to say of it, so that a stage can collect that."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What there is to say of it, at the place of the reference."""
        return self.diagnostics[0]

    def told(self, at: Location) -> tuple[Diagnostic, ...]:
        """Return what to report where the reference stands at a place."""
        return (replace(self.diagnostic, location=at),)


class UnreadFile(UnresolvedReference):
    """A reference leads to a file that cannot be understood, which is told of there and not at the reference."""

    def told(self, at: Location) -> tuple[Diagnostic, ...]:
        """Return the faults of the file."""
        return self.diagnostics


class Documents(Mapping[str, Document]):
    """What was read so far, by name."""

    def __init__(self, graph: DocumentGraph) -> None:
        self.diagnostics: list[Diagnostic] = []
        """Warnings about files and about how references write them."""
        self._known = dict(graph.documents)
        self._unread: dict[str, tuple[Diagnostic, ...]] = {}
        self._entry = graph.entry
        self._dialect = graph.dialect
        self._files = Files(graph.entry)

    def __getitem__(self, name: str) -> Document:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def short(self, name: str) -> str:
        """Return how the entry would refer to a document."""
        return self._files.short(name) if name != self._entry else ""

    def behind(self, at: Location, path: str) -> str:
        """Return the name of the document that a path leads to from a place; raise `UnresolvedReference` if to none."""
        found = self._files.find(at.document, path)
        if isinstance(found, FileFault):
            raise UnresolvedReference((found.code.at(at, found.message, help=found.help),))
        if found.backslashes:
            help = f"Write `{path.replace(chr(92), '/')}`."
            message = f"`{path}` has `\\`, which is read as `/`."
            self.diagnostics.append(codes.REF_BACKSLASH.at(at.child("$ref"), message, help=help))
        self._read(found.name, at)
        return found.name

    def as_in_entry(self, at: Location, path: str) -> str | None:
        """Return the document that a path would lead to from the entry, with a warning; None if there is none."""
        name = self._files.from_entry(path)
        if name is None or at.document == self._entry:
            return None
        message = f"`{path}` leads nowhere from `{at.document}`; it is read as if it stood in `{self._entry}`."
        help = f"Write `{self._files.relative(name, at.document)}`."
        self.diagnostics.append(codes.REF_FILE_BASE.at(at.child("$ref"), message, help=help))
        self._read(name, at)
        return name

    def search(self, at: Location) -> None:
        """Read all files that the documents refer to by relative paths, wherever; pass over those that cannot be."""
        pending = list(self._known)
        while pending:
            name = pending.pop()
            for path in sorted(_paths(self._known[name].tree)):
                found = self._files.find(name, path)
                if isinstance(found, Found) and found.name not in self._known and found.name not in self._unread:
                    try:
                        self._read(found.name, at)
                    except UnreadFile:
                        self._unread.pop(found.name)
                        continue
                    pending.append(found.name)

    def _read(self, name: str, at: Location) -> None:
        """Read a file, unless that was done before; `at` is the reference that leads there."""
        if name in self._known:
            return
        if name not in self._unread:
            try:
                self._keep(name)
                return
            except SpecErrors as faults:
                self._unread[name] = tuple(self._led(one, at) for one in faults.diagnostics)
        raise UnreadFile(self._unread[name])

    def _keep(self, name: str) -> None:
        raw = read_file(name)
        if isinstance(raw, FileFault):
            raise SpecErrors((raw.code.at(Location(name, ""), raw.message, help=raw.help),))
        document, found = parse_document(raw, name)
        self._known[name] = document
        self.diagnostics += (one for one in found if one.severity is not Severity.ERROR)
        version = named_version(document)
        if version is not None and version[0] != self._dialect.value:
            message = f"This file says that it is of version {version[0]}; it is read as {self._dialect.title}."
            help = f"`{self._entry}` is {self._dialect.title}, and all files are read as it is."
            self.diagnostics.append(codes.DIALECT_MIXED.at(Location(name, version[1]), message, help=help))

    def _led(self, fault: Diagnostic, at: Location) -> Diagnostic:
        """Return the fault of a file with the reference that led there."""
        line, column = position(self._known[at.document], at.child("$ref").pointer)
        led = f"The reference to this file is at {at.document}:{line}:{column}."
        where = Location(fault.location.document, fault.location.pointer) if fault.location is not None else None
        return replace(fault, location=where, help=f"{fault.help} {led}" if fault.help else led)


def _paths(tree: Json) -> set[str]:
    """Return the relative paths that the references of a document write, wherever they stand."""
    found: set[str] = set()
    pending = [tree]
    seen: set[int] = set()
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list) and id(value) not in seen:
            seen.add(id(value))
            if isinstance(value, list):
                pending += value
                continue
            reference = value.get("$ref")
            if isinstance(reference, str) and (path := reference.partition("#")[0]) and "://" not in path:
                found.add(path)
            pending += value.values()
    return found
