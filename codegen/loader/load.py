"""A source -> the graph of documents that a description is: the stage's one verb; and one document alone.

In: a path as the user typed it, or `-`. Out: the documents as plain trees, the dialect, and the warnings so far. It
raises `SpecErrors`: bare, when there is no text to show; else `DocumentErrors`, which carry the text.
"""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from codegen import codes
from codegen.diagnostics import Diagnostic, Severity, SpecErrors
from codegen.loader.dialect import detect_dialect
from codegen.loader.document import Document, DocumentErrors, DocumentGraph
from codegen.loader.encodings import other_format
from codegen.loader.parse import parse
from codegen.loader.reading import decode, digest_of, name_of, read
from codegen.location import Location


def load(source: str, overlays: Sequence[str] = (), *, stdin: BinaryIO | None = None) -> DocumentGraph:
    """Return the description at a source, with overlays applied, and known to be of a dialect that can be read."""
    document, found = load_document(source, stdin=stdin)
    patches: Mapping[str, Document] = {}
    if overlays:
        from codegen.loader.overlays import overlay  # jsonpath: only where there are overlays

        overlaid = overlay(document, overlays, load_document)
        document, patches, found = overlaid.document, overlaid.overlays, (*found, *overlaid.diagnostics)
    dialect, warnings = detect_dialect(document)
    return DocumentGraph(
        entry=document.name,
        documents={document.name: document},
        dialect=dialect,
        diagnostics=(*found, *warnings),
        overlays=patches,
    )


def load_document(source: str, *, stdin: BinaryIO | None = None) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return one document, whatever it says, and the warnings about how it is written."""
    name = name_of(source)
    return parse_document(read(source, stdin), name)


def parse_document(raw: bytes, name: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document of that name that the bytes are, and the warnings about how it is written."""
    if (other := other_format(raw)) is not None:
        what, help = other
        message = f"The file is {what}; a description is text in YAML or JSON."
        raise SpecErrors((codes.NOT_A_DESCRIPTION.at(Location(name, ""), message, help=help, position=(1, 1)),))
    text = decode(raw, name)
    parsed = parse(text, name)
    errors = tuple(one for one in parsed.diagnostics if one.severity is Severity.ERROR)
    document = Document(
        name=name,
        syntax=parsed.syntax,
        text=text,
        tree=None if errors else parsed.tree,
        digest=digest_of(raw, text),
    )
    if errors:
        raise DocumentErrors(errors, document)
    return document, parsed.diagnostics
