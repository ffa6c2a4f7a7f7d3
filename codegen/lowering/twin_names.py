"""The names of twins (law 8 of `NAMING.md`): `XInput` is X as it is sent to the API, `XOutput` as the API sends it.

Twins claim last, so that none ever takes the name of a place: one whose name is taken puts `Schema` before its ending,
as a component does behind its name (law 10). Their anchor in the lock is that of X and a last step in braces, so they
follow X where it moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.lowering.anchors import twin_anchor
from codegen.lowering.attributes import consonants
from codegen.lowering.directions import Direction, Use
from codegen.lowering.names import Name, Names
from codegen.words import folded


def name_twins(names: Names, twins: Iterable[Use]) -> Names:
    """Return the names with those of twins beside them, the ones in the lock before those of the laws."""
    claims = _Claims(names)
    found = {use: claims.claim(use) for use in twins}
    return replace(names, twins=found, diagnostics=(*names.diagnostics, *claims.diagnostics))


class _Claims:
    """The names that are given, and to which anchor."""

    def __init__(self, names: Names) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._names = names
        self._bases = {one.text: one for one in (*names.types.values(), *names.parameters.values())}
        self._owners = {folded(text): one.anchor for text, one in self._bases.items()}
        for entry in names.lock.entries.values():
            self._owners.setdefault(folded(entry.name), entry.anchor)

    def claim(self, use: Use) -> Name:
        """Give a twin its name."""
        base = self._bases[use.name]
        anchor = twin_anchor(base.anchor, use.direction.value)
        name = (
            chosen_twin(self._names, anchor) or self._in_lock(base, anchor, use.direction) or self._by_law(use, anchor)
        )
        self._owners[folded(name.text)] = anchor
        return name

    def _in_lock(self, base: Name, anchor: str, direction: Direction) -> Name | None:
        """Return the name that the lock has for a twin, under the anchor of today or that from where its base moved."""
        was = twin_anchor(self._names.moved.get(base.anchor, base.anchor), direction.value)
        for entry in map(self._names.lock.entries.get, (anchor, was)):
            if entry is not None and self._owners[folded(entry.name)] == entry.anchor:
                text = followed(self._names, base, entry.name)
                if self._owners.get(folded(text), entry.anchor) == entry.anchor:
                    return Name(text=text, anchor=anchor, law=10, reason="It has this name in the lock.")
        return None

    def _by_law(self, use: Use, anchor: str) -> Name:
        wanted = f"{use.name}{use.direction.value}"
        how = f"{use.name} {use.direction.described}: other properties are required of it there."
        holder = self._owners.get(folded(wanted))
        if holder is None:
            return Name(text=wanted, anchor=anchor, law=8, reason=how)
        reason = f"{how} `{wanted}` belongs to {holder}."
        longer = f"{use.name}Schema{use.direction.value}"
        if folded(longer) not in self._owners:
            return Name(text=longer, anchor=anchor, law=10, reason=reason)
        text = next(one for one in _hashed(longer, anchor) if folded(one) not in self._owners)
        self._report(use, text)
        return Name(text=text, anchor=anchor, law=10, reason=reason)

    def _report(self, use: Use, text: str) -> None:
        at = next((at for at, one in self._names.types.items() if one.text == use.name), None)
        message = f"`{text}` ends in a hash: the names that {use.name} could have {use.direction.described} are taken."
        self.diagnostics.append(codes.NAME_HASHED.at(at, message, help="Call one of the others otherwise."))


def chosen_twin(names: Names, anchor: str) -> Name | None:
    """Return the name that was chosen for a twin."""
    text = names.chosen.names.get(anchor)
    return None if text is None else Name(text=text, anchor=anchor, law=15, reason="It was chosen so.")


def followed(names: Names, base: Name, text: str) -> str:
    """Return a twin's name of the lock as it is since what it is the twin of was renamed: with that in front."""
    entry = names.lock.entries.get(base.anchor) or names.lock.entries.get(names.moved.get(base.anchor, ""))
    if entry is None or entry.name == base.text or not text.startswith(entry.name):
        return text
    return f"{base.text}{text[len(entry.name) :]}"


def _hashed(text: str, anchor: str) -> Iterator[str]:
    while True:
        text += consonants(anchor + text).capitalize()
        yield text
