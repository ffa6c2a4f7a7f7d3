"""Annotations in, what the reader is told out."""

from codegen.ir.declarations import NO_DOCS, Default, Docs
from codegen.normalizer.spec import Annotations

_SILENT = Annotations()


def lower_docs(annotations: Annotations, notes: tuple[str, ...] = ()) -> Docs:
    """Return the docs of a declaration or a field; notes are sentences about what no type says."""
    if annotations == _SILENT and not notes:
        return NO_DOCS
    direction = ("Read-only.",) if annotations.read_only else ("Write-only.",) if annotations.write_only else ()
    return Docs(
        text=annotations.description or annotations.title,
        deprecated=annotations.deprecated,
        default=Default(value=annotations.default) if annotations.has_default else None,
        notes=(*direction, *notes),
    )
