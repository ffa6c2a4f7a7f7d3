"""The `__init__` of a flavour, with fewer names: of the imports that checkers see, the lazy table, and `__all__`.

In go its text and the names to leave out, out comes the text without them. Former names go with the type that they were
a name of.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from codegen.vendor.declared import UnfamiliarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What the `__init__` of a flavour exports."""

    text: str
    homes: Mapping[str, tuple[str, ...]]
    """Module, with a dot before it as in an import -> its names."""
    former: Mapping[str, str]
    """Former name -> the present one."""


def read_exports(text: str) -> Exported:
    """Return what an `__init__` exports; raise `UnfamiliarError` if it is none of ours."""
    tree = _parsed(text)
    homes: dict[str, tuple[str, ...]] = {}
    former: dict[str, str] = {}
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        match call:
            case ast.Call(func=ast.Name(id="exports"), args=[_, ast.Dict() as table]):
                for key, names in zip(table.keys, table.values, strict=True):
                    homes[f".{_text(key)}"] = tuple(map(_text, names.elts)) if isinstance(names, ast.Tuple) else ()
            case ast.Call(func=ast.Name(id="former"), args=[_, _, ast.Dict() as table]):
                former |= {_text(old): _text(now) for old, now in zip(table.keys, table.values, strict=True)}
    return Exported(text=text, homes=homes, former=former)


def without_exports(exported: Exported, dropped: Collection[str]) -> str:
    """Return the text of the `__init__` without some names, and without the former names of these."""
    gone = {*dropped, *(old for old, now in exported.former.items() if now in dropped)}
    if gone.isdisjoint(name for names in exported.homes.values() for name in names):
        return exported.text
    lines = exported.text.split("\n")
    cuts: dict[int, tuple[int, str]] = {}
    for node, new in _changes(_parsed(exported.text), gone, exported):
        cuts[node.lineno - 1] = (node.end_lineno or node.lineno, new)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if at in cuts:
            at, new = cuts[at]
            kept += new.split("\n") if new else []
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept)


_Node = ast.stmt | ast.expr


def _changes(tree: ast.Module, gone: Collection[str], exported: Exported) -> Iterator[tuple[_Node, str]]:
    """Yield statements with what takes their place."""
    no_former = bool(exported.former) and all(old in gone for old in exported.former)
    for node in tree.body:
        match node:
            case ast.If(body=seen, orelse=run):
                yield from _seen(seen, gone)
                yield from _run(run, gone, no_former)
            case ast.ImportFrom(module="typing") if no_former:
                yield node, "from typing import TYPE_CHECKING"
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names)):
                kept = "".join(f"    {ast.unparse(one)},\n" for one in _sources(names, gone))
                yield node, f"__all__ = [\n{kept}]".replace("'", '"')


def _seen(body: list[ast.stmt], gone: Collection[str]) -> Iterator[tuple[_Node, str]]:
    """Yield the imports, former names and docstrings that checkers see no longer."""
    drops = False
    for node in body:
        match node:
            case ast.ImportFrom(names=[one]):
                drops = (one.asname or one.name) in gone
            case ast.AnnAssign(target=ast.Name(id=name)):
                drops = name in gone
            case ast.Expr():
                pass  # the docstring of what stands above
            case _:
                raise UnfamiliarError(node.lineno)
        if drops:
            yield node, ""


def _run(body: list[ast.stmt], gone: Collection[str], no_former: bool) -> Iterator[tuple[_Node, str]]:
    for node in body:
        match node:
            case ast.ImportFrom(module="_former") if no_former:
                yield node, ""
            case ast.Assign(value=ast.Call(func=ast.Name(id="former"), args=[_, _, ast.Dict() as table])):
                if no_former:
                    yield node, ""
                else:
                    pairs = zip(table.keys, table.values, strict=True)
                    kept = [f"{_quoted(old)}: {_quoted(now)}" for old, now in pairs if _text(old) not in gone]
                    yield table, _table(kept)
            case ast.Assign(targets=[ast.Tuple() as names], value=ast.Call(args=[_, ast.Dict() as table]) as call):
                yield table, _table(list(_homes(table, gone)))
                if no_former:
                    first = ast.Expr(value=names, lineno=node.lineno, end_lineno=call.lineno)
                    yield first, "    __getattr__, __dir__ = exports("


def _homes(table: ast.Dict, gone: Collection[str]) -> Iterator[str]:
    for key, names in zip(table.keys, table.values, strict=True):
        kept = [_quoted(one) for one in _sources(names.elts if isinstance(names, ast.Tuple) else [], gone)]
        if kept:
            yield f"{_quoted(key)}: ({', '.join(kept)}{',' if len(kept) == 1 else ''})"


def _table(rows: list[str]) -> str:
    return "\n".join(("        {", *(f"            {row}," for row in rows), "        },"))


def _sources(names: list[ast.expr], gone: Collection[str]) -> Iterator[ast.expr]:
    return (one for one in names if _text(one) not in gone)


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise UnfamiliarError(error.lineno or 1) from None


def _quoted(node: ast.expr | None) -> str:
    return f'"{_text(node)}"'


def _text(node: ast.expr | None) -> str:
    """Return a name that stands in quotes."""
    match node:
        case ast.Constant(value=str(text)):
            return text
    raise UnfamiliarError(node.lineno if node is not None else 1)
