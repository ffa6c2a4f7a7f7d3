"""Annotations in, what the reader is told out."""

from codegen.ir.declarations import NO_DOCS, Default, Docs
from codegen.normalizer.spec import Annotations

NOT_ENFORCED = "Not enforced: "
"""What a note begins with that names something no type says."""
_SILENT = Annotations()


def lower_docs(annotations: Annotations, notes: tuple[str, ...] = ()) -> Docs:
    """Return the docs of a declaration or a field; notes are sentences about what no type says."""
    if annotations == _SILENT and not notes:
        return NO_DOCS
    direction = ("Read-only.",) if annotations.read_only else ("Write-only.",) if annotations.write_only else ()
    return Docs(
        text=annotations.description or annotations.title,
        title=annotations.title if annotations.description else None,
        examples=annotations.examples,
        deprecated=annotations.deprecated,
        default=Default(value=annotations.default) if annotations.has_default else None,
        notes=(*direction, *_together(notes)),
    )


def _together(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the notes with all that is not enforced in one sentence."""
    left_out = [one.removeprefix(NOT_ENFORCED).removesuffix(".") for one in notes if one.startswith(NOT_ENFORCED)]
    others = tuple(one for one in notes if not one.startswith(NOT_ENFORCED))
    return (*others, f"{NOT_ENFORCED}{', '.join(left_out)}.") if left_out else others
