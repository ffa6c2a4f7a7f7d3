"""What to say of a name that no type has: the type of the component that is called so, or the names most like it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from codegen.diagnostics import did_you_mean
from codegen.location import unescape

if TYPE_CHECKING:
    from codegen.pipeline import Lowered

_SECTIONS = frozenset(("schemas", "parameters", "headers", "requestBodies", "responses"))


def hint_of(word: str, packages: Iterable["Lowered"]) -> str | None:
    """Return a help sentence with the types that a word may have meant: keys of components first, then other case."""
    packages = tuple(packages)
    if any(name.text == word and at in one.left_out for one in packages for at, name in one.names.types.items()):
        return f"`{word}` is left out by `select`; `--include 'schema:NAME'` takes a component by its key."
    known = {name: key for lowered in packages for name, key in _names_and_keys(lowered)}
    called = sorted(name for name, key in known.items() if key == word)
    if called:
        return f"Did you mean {_quoted(called)}? So the component `{word}` is called in Python."
    folded = word.casefold()
    alike = sorted(name for name, key in known.items() if folded in (name.casefold(), (key or name).casefold()))
    return f"Did you mean {_quoted(alike)}?" if alike else did_you_mean(word, known)


def _quoted(names: list[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _names_and_keys(lowered: "Lowered") -> Iterator[tuple[str, str | None]]:
    """Yield every type with the key of the component that it is, if it is one."""
    for name in lowered.package.declarations:
        match lowered.origins[name].pointer.split("/"):
            case ["", "components", section, key] if section in _SECTIONS:
                yield name, unescape(key)
            case ["", "definitions" | "parameters" | "responses", key]:
                yield name, unescape(key)
            case _:
                yield name, None
