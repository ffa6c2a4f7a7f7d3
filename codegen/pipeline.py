"""The whole program: a description in, the files of a package out, with what led to them.

`load` goes as far as the package's declarations, `generate` on to the finished tree with its codegen.json.
Nothing is written and nothing printed: faults are raised (`CodegenError`), warnings are in
`Lowered.diagnostics`.
"""

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from codegen import codes
from codegen.config import recorded_name, recorded_sources
from codegen.diagnostics import Diagnostic, Severity, SpecErrors, raise_errors
from codegen.file_tree import FileTree
from codegen.flavours.package import package_views
from codegen.formatter import format_tree
from codegen.ir.package import Package
from codegen.loader.document import Document, DocumentErrors, DocumentGraph
from codegen.loader.load import load as read
from codegen.location import Location
from codegen.lowering.left_out import LeftOut
from codegen.lowering.lock import Lock
from codegen.lowering.lock_text import print_lock
from codegen.lowering.lower import lower
from codegen.lowering.names import Names
from codegen.manifest import MANIFEST, Manifest, NameRow, digest, shaping, to_text
from codegen.normalizer.normalize import normalize
from codegen.normalizer.spec import NormalSpec
from codegen.options import Options
from codegen.pysource import comment
from codegen.resolver.resolve import resolve
from codegen.resolver.verdict import Verdict

_MOST_CALLS = 10_000
"""So many calls may stand inside each other: enough for honest input, and within the stack that systems give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """What is to be generated, and why."""

    package: Package
    spec: NormalSpec
    names: Names
    lock: Lock | None
    """The lock to write, where one is kept."""
    origins: Mapping[str, Location]
    """Declaration -> where it comes from."""
    bodies: Mapping[str, str]
    """Alias -> the declaration of equal content that it is another name of."""
    left_out: LeftOut
    """What a selection left out."""
    verdicts: Mapping[Location, Verdict]
    documents: Mapping[str, Document]
    """What was read, by name: the entry first, overlays last."""
    open_unions: int
    """How many unions take objects of later versions."""
    open_literals: int
    """How many enums take strings of later versions."""
    diagnostics: tuple[Diagnostic, ...]
    """Warnings and notes, without those that are allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The files of a package, codegen.json among them."""

    tree: FileTree
    lock: str | None
    """The text of the lock to write beside the package, where one is kept."""
    lowered: Lowered


def load(source: str, options: Options, lock: Lock | None = None) -> Lowered:
    """Return what a description, given by path, URL or `-`, becomes before any flavour; without a lock none is made."""
    with _collector_at_rest():
        graph = read(source, options.overlays)
        try:
            with _deep_calls(graph.root):
                return _lowered(graph, options, lock)
        except SpecErrors as faults:
            raise DocumentErrors(faults.diagnostics, graph.root) from None


def read_documents(source: str, options: Options) -> Mapping[str, Document]:
    """Return the documents that a description is made of, overlays last, by name."""
    with _collector_at_rest():
        graph = read(source, options.overlays)
        try:
            with _deep_calls(graph.root):
                return {**normalize(graph).documents, **graph.overlays}
        except SpecErrors as faults:
            raise DocumentErrors(faults.diagnostics, graph.root) from None


def _lowered(graph: DocumentGraph, options: Options, lock: Lock | None) -> Lowered:
    spec = normalize(graph)
    resolution = resolve(spec)
    lowering = lower(spec, resolution, lock, options)
    found = (*graph.diagnostics, *spec.diagnostics, *resolution.diagnostics, *lowering.diagnostics)
    return Lowered(
        package=lowering.package,
        spec=spec,
        names=lowering.names,
        lock=lowering.lock,
        origins=lowering.origins,
        bodies=lowering.bodies,
        verdicts=resolution.verdicts,
        documents={**spec.documents, **graph.overlays},
        open_unions=lowering.open_unions,
        open_literals=lowering.open_literals,
        left_out=lowering.left_out,
        diagnostics=judge(tuple(one for one in dict.fromkeys(found) if one.location not in lowering.left_out), options),
    )


def generate(source: str, options: Options, lock: Lock | None = None) -> Generated:
    """Return the package of a description, and the next lock of its names if one was given."""
    with _collector_at_rest():
        from codegen.renderer.render import render  # jinja2: only where something is rendered

        lowered = load(source, options, lock)
        with _deep_calls(next(iter(lowered.documents.values()))):
            views = package_views(
                lowered.package,
                options.flavours,
                options.target_python,
                _header(source, options),
                pydantic_options=options.pydantic,
                dataclass_options=options.dataclass,
            )
            files = render(views)
        tree = format_tree(files, options.formatter, options.target_python)
        text = None if lowered.lock is None else print_lock(lowered.lock)
        manifest = to_text(_manifest(tree, lowered, options, text))
        return Generated(tree=tree.with_file(MANIFEST, manifest), lock=text, lowered=lowered)


def judge(found: tuple[Diagnostic, ...], options: Options) -> tuple[Diagnostic, ...]:
    """Return the warnings without the allowed ones; raise what is denied, or allowed in vain."""
    kept = [one for one in found if one.code not in options.allow]
    weighed = [replace(one, severity=Severity.ERROR) if _is_denied(one, options) else one for one in kept]
    unused = sorted(options.allow - codes.PASSING - {one.code for one in found})
    in_vain = [codes.ALLOW_UNUSED.at(None, f"Nothing calls for `{code}`, which is allowed.") for code in unused]
    return raise_errors([*weighed, *in_vain])


def _is_denied(found: Diagnostic, options: Options) -> bool:
    return found.code in options.deny or (options.strict and found.severity is Severity.WARNING)


def _header(source: str, options: Options) -> str:
    """Return the comment lines that each file begins with."""
    first = f"Code generated by codegen from {recorded_name(source, options.base)}. DO NOT EDIT."
    return "\n".join(comment(line).rstrip() for line in (first, *(options.header or "").splitlines()))


def _manifest(tree: FileTree, lowered: Lowered, options: Options, lock: str | None) -> Manifest:
    kinds = {name: type(one).__name__.lower() for name, one in lowered.package.declarations.items()}
    return Manifest(
        options=shaping(options),
        sources={
            **recorded_sources({name: one.digest for name, one in lowered.spec.documents.items()}, options.base),
            **{
                recorded_name(name, options.base): one.digest
                for name, one in lowered.documents.items()
                if name not in lowered.spec.documents
            },
        },
        lock=None if lock is None else digest(lock),
        warnings=tuple(({one.code for one in lowered.diagnostics} | options.allow) - codes.PASSING),
        files={path: digest(text) for path, text in tree},
        names=tuple(
            NameRow(name, kind, lowered.spec.written(lowered.origins[name]) if lock is None else None)
            for name, kind in kinds.items()
        )
        + tuple(NameRow(old, "former", None) for old in lowered.package.former),
    )


@contextmanager
def _deep_calls(document: Document) -> Iterator[None]:
    """Allow for chains of a thousand schemas, each of which takes some calls; refuse longer ones."""
    least = sys.getrecursionlimit()
    sys.setrecursionlimit(max(least, _MOST_CALLS))
    try:
        yield
    except RecursionError:
        message = "Schemas refer to each other in a chain that is too long to follow."
        fault = codes.NESTING_TOO_DEEP.at(Location(document.name, ""), message, position=(1, 1))
        raise DocumentErrors((fault,), document) from None
    finally:
        sys.setrecursionlimit(least)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from running: a run makes much and drops little (a third of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
