"""Descriptions written in a test, loaded as if they came from standard input."""

import io

from codegen.diagnostics import CodegenError, Diagnostic
from codegen.loader.document import Document, DocumentGraph, Json
from codegen.loader.load import load

HEAD = "openapi: 3.1.1\n"


def graph(text: str | bytes) -> DocumentGraph:
    """Return what loading gives for a text."""
    raw = text.encode() if isinstance(text, str) else text
    return load("-", stdin=io.BytesIO(raw))


def document(text: str | bytes) -> Document:
    """Return the only document of a description."""
    return graph(text).root


def yaml_value(text: str) -> Json:
    """Return what the YAML text stands for, as the value of one key of a description."""
    tree = document(f"{HEAD}x-value: {text}\n").tree
    assert isinstance(tree, dict)
    return tree["x-value"]


def refused(text: str | bytes) -> tuple[Diagnostic, ...]:
    """Return the errors that loading a text raises."""
    try:
        found = graph(text)
    except CodegenError as error:
        return error.diagnostics
    raise AssertionError(f"loaded: {str(found.root.tree)[:200]}")


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, tuple[int, int] | None]]:
    """Return code, pointer and position of diagnostics, which is what tests compare."""
    return [(one.code, one.location.pointer if one.location else "", one.position) for one in found]
