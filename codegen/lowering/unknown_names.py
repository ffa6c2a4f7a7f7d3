"""The names of unknown variants (law 8 of `NAMING.md`: the open variant of a union X is `XUnknown`), and of guards.

They claim last, so that opening unions never takes the name of a place: one whose name is taken puts `Schema` before
its ending, as a component does behind its name (law 10). Its anchor in the lock is that of X and a last step in braces.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.lowering.anchors import twin_anchor
from codegen.lowering.attributes import consonants
from codegen.lowering.names import Name, Names
from codegen.lowering.twin_names import chosen_twin, followed
from codegen.words import folded, snake, words

_ENDING = "Unknown"


def name_unknowns(names: Names, unions: Iterable[str]) -> Names:
    """Return the names with those of the unknown variants of some unions beside them."""
    bases = {one.text: one for one in (*names.types.values(), *names.parameters.values(), *names.twins.values())}
    owners = {folded(text): one.anchor for text, one in bases.items()}
    for entry in names.lock.entries.values():
        owners.setdefault(folded(entry.name), entry.anchor)
    found: dict[str, Name] = {}
    for union in unions:
        base = bases[union]
        found[union] = (
            chosen_twin(names, twin_anchor(base.anchor, _ENDING))
            or _in_lock(names, base, owners)
            or _by_law(union, base, owners)
        )
        owners[folded(found[union].text)] = found[union].anchor
    return replace(names, unknowns=found, diagnostics=(*names.diagnostics, *_hashed(names, found)))


def _hashed(names: Names, found: Mapping[str, Name]) -> Iterator[Diagnostic]:
    for union, name in found.items():
        if name.law == 10 and not name.text.endswith(_ENDING) and name.anchor not in names.lock.entries:
            at = next((at for at, one in names.types.items() if one.text == union), None)
            message = (
                f"`{name.text}` ends in a hash: the names that the unknown variant of {union} could have are taken."
            )
            yield codes.NAME_HASHED.at(at, message, help="Call one of the others otherwise.")


def _in_lock(names: Names, base: Name, owners: Mapping[str, str]) -> Name | None:
    """Return the name in the lock, under the anchor of today or that from where the union moved."""
    for anchor in (twin_anchor(base.anchor, _ENDING), twin_anchor(names.moved.get(base.anchor, base.anchor), _ENDING)):
        entry = names.lock.entries.get(anchor)
        if entry is None or owners[folded(entry.name)] != anchor:
            continue
        text = followed(names, base, entry.name)
        if owners.get(folded(text), anchor) == anchor:
            return Name(
                text=text,
                anchor=twin_anchor(base.anchor, _ENDING),
                law=10,
                reason="It has this name in the lock.",
            )
    return None


def _by_law(union: str, base: Name, owners: Mapping[str, str]) -> Name:
    anchor, how = twin_anchor(base.anchor, _ENDING), f"The variant of {union} for tags of later versions."
    wanted = f"{union}{_ENDING}"
    holder = owners.get(folded(wanted))
    if holder is None:
        return Name(text=wanted, anchor=anchor, law=8, reason=how)
    text = next(one for one in _others(union, anchor) if folded(one) not in owners)
    return Name(text=text, anchor=anchor, law=10, reason=f"{how} `{wanted}` belongs to {holder}.")


def _others(union: str, anchor: str) -> Iterator[str]:
    text = f"{union}Schema{_ENDING}"
    while True:
        yield text
        text += consonants(anchor + text).capitalize()


def guards(unions: Iterable[str]) -> Mapping[str, str]:
    """Return the name of each union's guard: `is_known_` and its words, or its own name if others have those words."""
    wanted = {union: f"is_known_{snake(words(union))}" for union in unions}
    count = Counter(wanted.values())
    return {union: name if count[name] == 1 else f"is_known_{union}" for union, name in wanted.items()}
