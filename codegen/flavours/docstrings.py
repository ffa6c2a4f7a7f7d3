"""Docs as docstrings: the description, then what no type says, in the same words in every flavour."""

from collections.abc import Collection

from codegen.ir.declarations import NO_DOCS, Docs
from codegen.ir.rules import Rules
from codegen.pysource import docstring, literal

_LONGEST_DEFAULT = 80


def class_docstring(docs: Docs, notes: tuple[str, ...] = (), indent: str = "    ") -> str:
    """Return the docstring of a class, indented as its body; empty where there is nothing to say."""
    return _docstring(docs, notes, indent)


def field_docstring(docs: Docs, indent: str = "    ", notes: tuple[str, ...] = ()) -> str:
    """Return the docstring below an attribute or an alias; empty where there is nothing to say."""
    return _docstring(docs, notes, indent)


def unchecked(rules: Collection[Rules | None]) -> tuple[str, ...]:
    """Return the note of a flavour that checks no rules."""
    if not rules:
        return ()
    keywords = dict.fromkeys(f"`{keyword}`" for one in rules if one is not None for keyword in one.keywords)
    return (f"Not checked here: {', '.join(keywords)}.",) if keywords else ()


def _docstring(docs: Docs, notes: tuple[str, ...], indent: str) -> str:
    if docs is NO_DOCS and not notes:
        return ""
    if docs.text is None and not (docs.deprecated or docs.default or docs.notes or notes):
        return ""
    said = ["Deprecated."] if docs.deprecated else []
    if docs.default is not None:
        value = literal(docs.default.value) if _is_short(docs) else ""
        said += [f"Default: `{value}`."] if value else []
    said += [*docs.notes, *notes]
    below = " ".join(said)
    text = "\n\n".join(part for part in (docs.text or "", below) if part)
    return docstring(text, indent) if text.strip() else ""


def _is_short(docs: Docs) -> bool:
    return docs.default is not None and len(literal(docs.default.value)) <= _LONGEST_DEFAULT
