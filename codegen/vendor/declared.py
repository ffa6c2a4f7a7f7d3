"""A generated module of declarations, taken apart and put together again with fewer of them.

In goes its text, out comes `Declared`: head, imports, declarations with what each mentions, and what stands below
them. Lines are kept as they are, so that a declaration that stays is the text it was. What a part of a module of ours
never looks like is `UnfamiliarError`: nothing is guessed about code that another codegen wrote.
"""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from codegen.vendor.mentions import mentions

_TYPE_STATEMENT = re.compile(r"^type (\w+) =", re.MULTILINE)


class UnfamiliarError(Exception):
    """A line that this codegen does not write."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One declaration with its docstring, as the lines that hold it."""

    name: str
    text: str
    mentions: frozenset[str]
    companion: bool
    """Whether it is a function: there for the types it speaks of, and only if they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A loop below the declarations, over some of them: `for _closed in (A, B): ...`."""

    variable: str
    names: tuple[str, ...]
    body: str
    mentions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import statement."""

    module: str
    """With its dots; of `import x`, `x`."""
    names: tuple[tuple[str, str], ...]
    """What is imported: how it is called there, and here."""
    text: str
    section: int

    def only(self, used: Collection[str]) -> str:
        """Return the statement with the names that are used; empty if none is."""
        kept = [(there, here) for there, here in self.names if here in used or self.module == "__future__"]
        if len(kept) == len(self.names):
            return self.text
        named = [there if there == here else f"{there} as {here}" for there, here in kept]
        return f"from {self.module} import {', '.join(named)}" if kept else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A module of declarations."""

    text: str
    head: str
    imports: tuple[Import, ...]
    declarations: tuple[Declaration, ...]
    guard: str
    """The line that the policies stand below, with what is empty before it."""
    policies: tuple[Policy, ...]

    @property
    def origins(self) -> Mapping[str, tuple[str, str]]:
        """What is imported: local name -> module, and the name there."""
        return {here: (one.module, there) for one in self.imports for there, here in one.names}


def take_apart(text: str) -> Declared:
    """Return the parts of a module of declarations; raise `UnfamiliarError` at what is none."""
    lines = text.split("\n")
    body = _body(text)
    first = next((at for at, one in enumerate(body) if not _is_docstring(one)), len(body))
    begin = next((at for at, one in enumerate(body) if at >= first and not _is_import(one)), len(body))
    imports = tuple(_imports(body[first:begin], lines))
    literals = {here for one in imports for there, here in one.names if there == "Literal"} | {"Literal"}
    end = body[begin - 1].end_lineno or 0 if begin else 0
    declarations: list[Declaration] = []
    guard, policies = "", tuple[Policy, ...]()
    for node, until in _with_docstrings(body[begin:]):
        if isinstance(node, ast.If) and isinstance(node.test, ast.UnaryOp):
            guard, policies = "\n".join(lines[end : node.lineno]), tuple(_policies(node, lines))
        else:
            declared = "\n".join(lines[end:until])
            declarations.append(_declaration(node, declared, literals))
        end = until
    return Declared(
        text=text,
        head="\n".join(lines[: (body[first - 1].end_lineno or 0) if first else 0]),
        imports=imports,
        declarations=tuple(declarations),
        guard=guard,
        policies=policies,
    )


def with_only(declared: Declared, kept: Collection[str]) -> str:
    """Return the text of the module with these declarations, and what they need of the imports."""
    declarations = [one for one in declared.declarations if one.name in kept]
    if len(declarations) == len(declared.declarations):
        return declared.text
    policies = [replace(one, names=tuple(name for name in one.names if name in kept)) for one in declared.policies]
    policies = [one for one in policies if one.names]
    used = {name for mentioned in [one.mentions for one in declarations] for name in mentioned}
    used |= {name for policy in policies for name in (*policy.mentions, "TYPE_CHECKING")}
    imported = [(one.section, line) for one in declared.imports if (line := one.only(used))]
    sections = ("\n".join(line for _, line in rows) for _, rows in groupby(imported, key=lambda row: row[0]))
    below = [one.text.strip("\n") if not at else one.text for at, one in enumerate(declarations)]
    if policies:
        below += [declared.guard, *map(_loop, policies)]
    return "\n".join((declared.head, "", "\n\n".join(sections), "", *below, ""))


def _loop(policy: Policy) -> str:
    comma = "," if len(policy.names) == 1 else ""
    return f"    for {policy.variable} in ({', '.join(policy.names)}{comma}):\n{policy.body}"


# --- taking apart -------------------------------------------------------------------------------------------------


def _body(text: str) -> list[ast.stmt]:
    """Return the statements of a module; a `type` statement reads as an assignment where Python knows none yet."""
    try:
        return ast.parse(_TYPE_STATEMENT.sub(r"\1 =", text)).body
    except SyntaxError as error:
        raise UnfamiliarError(error.lineno or 1) from None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _imports(body: list[ast.stmt], lines: list[str]) -> Iterator[Import]:
    section = 0
    for node in body:
        section += not lines[node.lineno - 2].strip()
        text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if isinstance(node, ast.ImportFrom):
            names = tuple((one.name, one.asname or one.name) for one in node.names)
            yield Import(module=f"{'.' * node.level}{node.module or ''}", names=names, text=text, section=section)
        elif isinstance(node, ast.Import):
            names = tuple((one.name, one.asname or one.name.partition(".")[0]) for one in node.names)
            yield Import(module=node.names[0].name, names=names, text=text, section=section)


def _with_docstrings(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, int]]:
    """Yield the statements with the last line of each, that of the docstring below it if it has one."""
    for at, node in enumerate(body):
        if _is_docstring(node):
            continue
        below = body[at + 1] if at + 1 < len(body) and _is_docstring(body[at + 1]) else node
        yield node, below.end_lineno or below.lineno


def _declaration(node: ast.stmt, text: str, literals: Collection[str]) -> Declaration:
    name = _name(node)
    return Declaration(
        name=name,
        text=text,
        mentions=mentions(node, literals) - {name},
        companion=isinstance(node, ast.FunctionDef),
    )


def _name(node: ast.stmt) -> str:
    """Return the name that a statement declares."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.If(body=[below, *_]):
            return _name(below)
    raise UnfamiliarError(node.lineno)


def _policies(node: ast.If, lines: list[str]) -> Iterator[Policy]:
    for one in node.body:
        match one:
            case ast.For(target=ast.Name(id=variable), iter=ast.Tuple(elts=elements), body=body):
                names = tuple(element.id for element in elements if isinstance(element, ast.Name))
                if len(names) < len(elements):
                    raise UnfamiliarError(one.lineno)
                yield Policy(
                    variable=variable,
                    names=names,
                    body="\n".join(lines[body[0].lineno - 1 : one.end_lineno]),
                    mentions=frozenset(name for below in body for name in mentions(below, ())) - {variable},
                )
            case _:
                raise UnfamiliarError(one.lineno)
