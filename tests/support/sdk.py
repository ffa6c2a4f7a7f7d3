"""The classes of an unpacked openai-python, as far as names go; read as text, never imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """One class: its name, the fields it declares, and the constants among them as `key=value`."""

    name: str
    tail: str
    """Its name without that of its file, which is called after the one type it is about."""
    fields: frozenset[str]
    tags: frozenset[str]


def classes(folder: Path) -> Iterator[Class]:
    """Yield the classes with fields, of all modules of types."""
    for path in sorted(folder.glob("openai/types/**/*.py")):
        root = "".join(one.capitalize() for one in path.stem.split("_"))
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
                keys = [(_key(one), one) for one in fields if isinstance(one.target, ast.Name)]
                tags = {f"{key}={tag}" for key, one in keys if (tag := _tag(one)) is not None}
                tail = node.name[len(root) :] if node.name.lower().startswith(root.lower()) else node.name
                yield Class(name=node.name, tail=tail, fields=frozenset(key for key, _ in keys), tags=frozenset(tags))


def _key(field: ast.AnnAssign) -> str:
    """Return the key of a field: its alias, or its name."""
    for node in ast.walk(field):
        if isinstance(node, ast.keyword) and node.arg == "alias" and isinstance(node.value, ast.Constant):
            return str(node.value.value)
    assert isinstance(field.target, ast.Name)
    return field.target.id


def _tag(field: ast.AnnAssign) -> str | None:
    """Return the one value of a field that is a literal."""
    found = field.annotation
    while isinstance(found, ast.Subscript) and isinstance(found.value, ast.Name):
        if found.value.id == "Literal":
            return str(found.slice.value) if isinstance(found.slice, ast.Constant) else None
        found = found.slice
    return None
