"""Docs as docstrings: the description, then what no type says, in the same words in every flavour."""

from collections.abc import Collection

from codegen.ir.declarations import NO_DOCS, Docs
from codegen.ir.rules import Rules
from codegen.pysource import docstring, literal
from codegen.words import pascal, words

_LONGEST_DEFAULT = 80
_LONGEST_EXAMPLE, _MOST_EXAMPLES = 60, 3


def class_docstring(name: str, docs: Docs, notes: tuple[str, ...] = (), indent: str = "    ") -> str:
    """Return the docstring of a class, indented as its body; empty where there is nothing to say."""
    return _docstring(name, docs, notes, indent)


def field_docstring(name: str, docs: Docs, indent: str = "    ", notes: tuple[str, ...] = ()) -> str:
    """Return the docstring below an attribute or an alias; empty where there is nothing to say."""
    return _docstring(name, docs, notes, indent)


def unchecked(rules: Collection[Rules | None]) -> tuple[str, ...]:
    """Return the note of a flavour that checks no rules."""
    if not rules:
        return ()
    keywords = dict.fromkeys(f"`{keyword}`" for one in rules if one is not None for keyword in one.keywords)
    return (f"Not checked here: {', '.join(keywords)}.",) if keywords else ()


def _docstring(name: str, docs: Docs, notes: tuple[str, ...], indent: str) -> str:
    if docs is NO_DOCS and not notes:
        return ""
    said = ["Deprecated."] if docs.deprecated else []
    if docs.default is not None and len(value := literal(docs.default.value)) <= _LONGEST_DEFAULT:
        said.append(f"Default: `{value}`.")
    said += [*_examples(docs), *docs.notes, *notes]
    text = "\n\n".join(part for part in (_title(name, docs), docs.text or "", " ".join(said)) if part)
    return docstring(text, indent) if text.strip() else ""


def _title(name: str, docs: Docs) -> str:
    """Return a title beside a description, if neither the name nor the beginning of the description says it."""
    if docs.title is None or (docs.text or "").casefold().startswith(docs.title.casefold().rstrip(".")):
        return ""
    return "" if pascal(words(docs.title)).casefold() == pascal(words(name)).casefold() else docs.title


def _examples(docs: Docs) -> list[str]:
    """Return the short examples in a sentence; long ones would hide the rest."""
    shown = [text for text in map(literal, docs.examples) if len(text) <= _LONGEST_EXAMPLE][:_MOST_EXAMPLES]
    if not shown:
        return []
    return [f"Example{'s' if shown[1:] else ''}: {', '.join(f'`{one}`' for one in shown)}."]
