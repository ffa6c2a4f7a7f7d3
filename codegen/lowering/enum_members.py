"""Law 13 of `NAMING.md`: what the values of one enum are called as members.

In: the values, and the names that `x-enum-varnames` or titles give them. Out: each value that is a member, with its
name: null is none, and doubles are one.
"""

import json
from collections.abc import Collection, Iterator, Sequence

from codegen.ir.declarations import Member
from codegen.ir.types import Literals, Nullable, Type
from codegen.lowering.attributes import consonants
from codegen.lowering.inside import Inside, path_of_value, pinned_members
from codegen.lowering.reserved import KEYWORDS, METHODS
from codegen.normalizer.spec import Annotations, JsonValue
from codegen.words import snake, spelled, words


def lower_members(type_: Type, locked: Inside, *annotations: Annotations) -> tuple[tuple[Member, ...], Inside]:
    """Return the members of a declared enum, none of another type, and those that the lock is to hold.

    The first annotations that name any are taken, then those in the lock.
    """
    literals = type_.of if isinstance(type_, Nullable) else type_
    if not isinstance(literals, Literals) or literals.open:
        return (), {}
    names = _told(next((one.enum_names for one in annotations if one.enum_names), ()))
    texts = _told(next((one.enum_descriptions for one in annotations if one.enum_descriptions), ()))
    had = {_identity(value): locked[path] for value in literals.values if (path := path_of_value(value)) in locked}
    found = {
        _identity(value): name for value, name in enum_members(literals.values, _of_each(literals, had | names), had)
    }
    members = tuple(
        Member(name=found[_identity(value)], value=value, text=texts.get(_identity(value)) or None)
        for value in literals.values
    )
    return members, dict(pinned_members((one.value, one.name) for one in members if _identity(one.value) not in names))


def _told(pairs: Sequence[tuple[JsonValue, str]]) -> dict[tuple[str, str], str]:
    return {_identity(value): text for value, text in pairs}


def _of_each(literals: Literals, names: dict[tuple[str, str], str]) -> list[str | None]:
    return [names.get(_identity(value)) for value in literals.values]


def enum_members(
    values: Sequence[JsonValue], names: Sequence[str | None] = (), locked: Collection[tuple[str, str]] = ()
) -> tuple[tuple[JsonValue, str], ...]:
    """Return the members in the order of the values; `names` belongs to the values by position, as far as it goes.

    `locked` has those of the values that keep the name given, whoever wants it.
    """
    members: dict[tuple[str, str], tuple[JsonValue, str | None]] = {}
    for at, value in enumerate(values):
        if value is not None:
            members.setdefault(_identity(value), (value, names[at] if at < len(names) else None))
    wanted = {one: _given(name) or _plain(one, members) for one, (_, name) in members.items()}
    found = _distinct(wanted, locked)
    return tuple((value, found[one]) for one, (value, _) in members.items())


def _identity(value: JsonValue) -> tuple[str, str]:
    """Return what makes two values one member: JSON type and text, where 1 and 1.0 are one number."""
    if isinstance(value, str):
        return "string", value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return "other", json.dumps(value, sort_keys=True)


def _given(name: str | None) -> str | None:
    if name is None or not name.isidentifier() or not _is_free(name):
        return None
    return name


def _is_free(name: str) -> bool:
    return name not in KEYWORDS and name not in METHODS and not name.startswith("_")


def _plain(member: tuple[str, str], members: object) -> str:
    kind, text = member
    name = snake(words(text)).upper()
    if kind == "string" and isinstance(members, dict) and ("other", text) in members:
        return f"STRING_{name}"
    return name if name.isidentifier() else f"VALUE_{name}"


def _distinct(wanted: dict[tuple[str, str], str], locked: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    rivals: dict[str, list[tuple[str, str]]] = {}
    for member, name in wanted.items():
        rivals.setdefault(name, []).append(member)
    if len(rivals) == len(wanted):
        return wanted
    taken = set(rivals)
    found = dict(wanted)
    for name, members in sorted(rivals.items()):
        best = sorted(
            members, key=lambda one: (one not in locked, one[1] != name, one[1].upper() != name, one[1], one[0])
        )
        for member in best[1:]:
            found[member] = next(one for one in _alternatives(member, name) if one not in taken)
            taken.add(found[member])
    return found


def _alternatives(member: tuple[str, str], name: str) -> Iterator[str]:
    kind, text = member
    if kind == "string" and text.isascii() and text.isidentifier() and _is_free(text):
        yield text
    name_spelled = snake(spelled(text)).upper()
    yield name_spelled if name_spelled.isidentifier() else f"VALUE_{name_spelled}"
    yield f"{name}_{consonants(kind + text).upper()}"
