"""Laws 8 and 14 of `NAMING.md`: the words of operations, and what modules and operations are called."""

from codegen.lowering.reserved import KEYWORDS
from codegen.words import snake, words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PACKAGE_MODULES = _set(
    """
    annotated_types base codec collections components constraints dataclass dataclasses datetime decimal dump enum
    faults format forms functools importlib init json keys lazy load model operations paths patterns pydantic re scalars
    shared sys texts times types typeddict typing typing_extensions unions unset uuid warnings
    """
)


def module_name(tag: str) -> str:
    """Return the module of a tag, without the underscore that makes it private."""
    name = snake(words(tag))
    if not name.isidentifier():
        name = f"tag_{name}"
    return f"{name}_tag" if name in KEYWORDS or name in _PACKAGE_MODULES else name


def operation_words(method: str, path: str, operation_id: str | None) -> tuple[str, ...]:
    """Return the words of an operation's base name: its id, else its method and path."""
    if operation_id is not None:
        return _started(words(operation_id))
    return (*words(method), *(path_words(path) or ("Root",)))


def path_words(path: str) -> tuple[str, ...]:
    """Return the words of a path template; `{x}` is read as `By` and the words of x."""
    found: list[str] = []
    for piece in path.replace("{", "/{").replace("}", "}/").split("/"):
        if piece.startswith("{") and piece.endswith("}"):
            found += ("By", *words(piece[1:-1]))
        elif any(one.isalnum() for one in piece):
            found += words(piece)
    return tuple(found)


def operation_name(base: tuple[str, ...]) -> str:
    """Return the name of an operation in snake case."""
    name = snake(base)
    return f"{name}_" if name in KEYWORDS else name


def _started(found: tuple[str, ...]) -> tuple[str, ...]:
    return found if found[0][0].isidentifier() else ("Operation", *found)
