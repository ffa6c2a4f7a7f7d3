"""Which Python a module of declarations may be made of: if something else is in it, some text became code."""

import ast
from collections.abc import Iterator

_NODES = (
    ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.ClassDef, ast.AnnAssign, ast.Assign, ast.Expr, ast.Pass,
    ast.If, ast.For, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Dict, ast.BinOp, ast.BitOr,
    ast.Constant, ast.Call, ast.keyword, ast.UnaryOp, ast.Not, ast.USub, ast.Load, ast.Store,
    ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Compare, ast.In, ast.NotIn, ast.BoolOp, ast.Or,
)  # fmt: skip
_CALLED = frozenset(
    """
    ConfigDict Field Matches Meets MeetsWhole MultipleOf NoneOf OneOf Tagged TextLength TypeAliasType TypedDict
    cast dataclass dict exports field tag tagged
    """.split()
)
_ATTRIBUTES = frozenset(("builtins", "_open", "_closed", "self"))
_FUNCTIONS = frozenset(("additional_properties",))
_GUARD = "is_known_"


def strange(text: str) -> list[str]:
    """Return what a generated module holds that we never write."""
    return list(_strange(ast.parse(text)))


def _strange(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Call(func=func) if _called(func) not in _CALLED:
                yield f"a call of {ast.unparse(func)}"
            case ast.Attribute(value=value) if not isinstance(value, ast.Name) or value.id not in _ATTRIBUTES:
                yield f"the attribute {ast.unparse(node)}"
            case ast.FunctionDef(name=name) if name not in _FUNCTIONS and not name.startswith(_GUARD):
                yield f"the function {name}"
            case ast.Expr(value=value) if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
                yield f"the statement {ast.unparse(node)}"
            case ast.Constant(value=value) if isinstance(value, bytes | complex):
                yield f"the constant {value!r}"
            case _ if not isinstance(node, _NODES):
                yield type(node).__name__


def _called(func: ast.expr) -> str:
    """Return the name of what is called; of `dict[str, object]`, that of the generic type."""
    while isinstance(func, ast.Subscript | ast.Attribute):
        func = func.value if isinstance(func, ast.Subscript) else ast.Name(id=func.attr)
    return func.id.removeprefix("_") if isinstance(func, ast.Name) else ast.unparse(func)
