"""Which names a statement of a generated module mentions: types among them by name, in quotes, or in a rule.

In goes the syntax tree of a statement, out come identifiers; whose they are is not known here. Texts count where a type
is expected, constants of `Literal` never do, and of a rule the `$ref`s do.
"""

import ast
from collections.abc import Collection, Iterator

_REFERENCE = "$ref"


def mentions(statement: ast.AST, literals: Collection[str]) -> frozenset[str]:
    """Return the identifiers of a statement; `literals` are the names that `typing.Literal` has in its module."""
    found = _Mentions(literals)
    # an alias whose name is too long for an annotation has none
    return frozenset(found.of_type(statement.value) if isinstance(statement, ast.Assign) else found.of(statement))


class _Mentions:
    def __init__(self, literals: Collection[str]) -> None:
        self._literals = literals

    def of(self, node: ast.AST) -> Iterator[str]:
        """Yield what a statement or a plain value mentions."""
        match node:
            case ast.Name(id=name):
                yield name
            case ast.AnnAssign(annotation=annotation, value=value):
                yield from self.of_type(annotation)
                if value is not None:
                    yield from self.of_type(value) if _is_alias(annotation) else self.of(value)
            case ast.FunctionDef(args=arguments, returns=returns, body=body):
                yield from self._of_function(arguments, returns, body)
            case ast.Call():
                yield from self._of_call(node)
            case ast.Dict(keys=keys, values=values):
                yield from self._of_dict(keys, values)
            case ast.Subscript(value=value, slice=inside):
                yield from self.of(value)
                if not self._is_literal(value):
                    yield from self.of_type(inside)
            case _:
                for child in ast.iter_child_nodes(node):
                    yield from self.of(child)

    def of_type(self, node: ast.AST) -> Iterator[str]:
        """Yield what a type mentions: a text in it is a type in quotes."""
        match node:
            case ast.Constant(value=str(text)):
                try:
                    yield from self.of_type(ast.parse(text.strip(), mode="eval").body)
                except SyntaxError:
                    return
            case ast.Tuple() | ast.List() | ast.BinOp():
                for child in ast.iter_child_nodes(node):
                    yield from self.of_type(child)
            case _:
                yield from self.of(node)

    def _of_function(self, arguments: ast.arguments, returns: ast.expr | None, body: list[ast.stmt]) -> Iterator[str]:
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if argument.annotation is not None:
                yield from self.of_type(argument.annotation)
        if returns is not None:
            yield from self.of_type(returns)
        for statement in body:
            yield from self.of(statement)

    def _of_call(self, node: ast.Call) -> Iterator[str]:
        """Yield what a call mentions; those that make a type have types for arguments."""
        yield from self.of(node.func)
        makes_type = _last(node.func).lstrip("_") in ("TypedDict", "TypeAliasType", "cast")
        values = [*node.args, *(one.value for one in node.keywords)]
        for value in values:
            if makes_type and isinstance(value, ast.Dict):
                for one in value.values:
                    yield from self.of_type(one)
            elif makes_type and value is not node.args[0]:
                yield from self.of_type(value)
            else:
                yield from self.of(value)
        if _last(node.func).lstrip("_") == "cast" and node.args:
            yield from self.of_type(node.args[0])

    def _of_dict(self, keys: list[ast.expr | None], values: list[ast.expr]) -> Iterator[str]:
        for key, value in zip(keys, values, strict=True):
            match key, value:
                case ast.Constant(value=word), ast.Constant(value=str(reference)) if word == _REFERENCE:
                    yield reference.rpartition("/")[2]
                case _:
                    yield from self.of(value)

    def _is_literal(self, node: ast.expr) -> bool:
        return _last(node) in self._literals


def _is_alias(annotation: ast.expr) -> bool:
    return _last(annotation).lstrip("_").endswith("TypeAlias")


def _last(node: ast.expr) -> str:
    """Return the last part of a dotted name; empty if the expression is none."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
