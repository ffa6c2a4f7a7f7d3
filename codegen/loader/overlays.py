"""A description and its overlays -> the description as they leave it (Overlay Specification 1.0 and 1.1).

In: the entry document and the paths of overlays, in order. Out: the document with another tree and the origins of what
is new in it, the overlays as documents, and the warnings. An overlay speaks of the entry document alone; what other
files hold is out of its reach.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from codegen.diagnostics import Diagnostic, Severity
from codegen.loader.document import Document, DocumentErrors
from codegen.loader.overlay_file import read_overlay
from codegen.loader.patched_tree import PatchedTree
from codegen.loader.patches import Patching

_FEWEST_VALUES = 300_000
"""So many values overlays may put in at least, whatever the size of the description."""
Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A description after its overlays."""

    document: Document
    overlays: Mapping[str, Document]
    diagnostics: tuple[Diagnostic, ...]


def overlay(document: Document, sources: Sequence[str], read: Read) -> Overlaid:
    """Return a description with overlays applied one after the other; raises `DocumentErrors` of the first at fault."""
    most = max(_FEWEST_VALUES, len(document.text))
    tree = PatchedTree(document=document.name, value=document.tree, most=most)
    overlays: dict[str, Document] = {}
    found: list[Diagnostic] = []
    for source in sources:
        written, told = read(source)
        overlays[written.name] = written
        patching = Patching(overlay=read_overlay(written, document.name), tree=tree)
        patching.apply()
        errors = tuple(one for one in patching.diagnostics if one.severity is Severity.ERROR)
        if errors:
            raise DocumentErrors(errors, written)
        found += (*told, *patching.overlay.diagnostics, *patching.diagnostics)
    return Overlaid(
        document=replace(document, tree=tree.value, origin=tree.origin),
        overlays=overlays,
        diagnostics=tuple(dict.fromkeys(found)),
    )
