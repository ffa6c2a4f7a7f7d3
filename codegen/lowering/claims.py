"""Law 10 of `NAMING.md`: who keeps a name that several places want, and what the others add.

In: places with the words they want. Out: each place's name, free among all others without regard to case. Components
claim before what is inline, and what stands higher before what stands deeper; so owners have their names before their
children ask.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from codegen.lowering.anchors import stem
from codegen.lowering.attributes import consonants
from codegen.lowering.places import Form, Lost, Place
from codegen.lowering.reserved import is_reserved_type
from codegen.resolver.labels import Label, LabelKind
from codegen.words import folded, glue, pascal, words

_PARAMETERS = {Form.QUERY: 0, Form.PATH: 1, Form.HEADER: 2, Form.COOKIE: 3}
_FIXED = frozenset((Form.BODY, Form.PARAMETERS, Form.COMPONENT))
_WEAK = frozenset((LabelKind.KIND, LabelKind.KEY, LabelKind.TYPE))


class Candidate(NamedTuple):
    """One name a place could have, by which law, and how it comes about."""

    text: str
    law: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The names that do not follow from the laws."""

    chosen: Mapping[str, str]
    """Overrides, by anchor: they claim first."""
    locked: Mapping[str, str]
    """Names by anchor that places have already: they claim next."""
    retired: Mapping[str, str]
    """Names, folded, of places that are gone: nobody may have them but the place with that anchor when it returns, and
    a component whose own key it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What came of it, beside the names."""

    hashed: tuple[Place, ...]
    """Places for which a hash had to tell them apart."""
    displaced: tuple[tuple[Place, Place], ...]
    """Places that would have a name that an override gave another one."""


def claim(places: Iterable[Place], given: Given) -> Claimed:
    """Give every place its name: overrides first, then the lock, then the laws."""
    claims = _Claims(given)
    ordered = sorted(places, key=lambda one: one.depth)
    for place in ordered:
        if place.anchor in given.chosen:
            claims.give(place, Candidate(given.chosen[place.anchor], 15, "It was chosen so."), "")
    rest = [place for place in ordered if place.anchor not in given.chosen and not claims.keep(place)]
    for _, level in groupby(rest, key=lambda one: one.depth):
        claims.settle(list(level))
    claims.explain_kept()
    return Claimed(hashed=tuple(claims.hashed), displaced=tuple(claims.displaced))


class _Claims:
    """The names that are given, and to whom."""

    def __init__(self, given: Given) -> None:
        self.owner: dict[str, Place] = {}
        self.hashed: list[Place] = []
        self.displaced: list[tuple[Place, Place]] = []
        self._kept: list[Place] = []
        self._given = given

    def keep(self, place: Place) -> bool:
        """Give a place the name it has in the lock, if it has one there that is still free."""
        text = self._locked(place)
        if text is None:
            return False
        if self._holder(text, place) is not None:
            return False
        first = next(_candidates(place))
        if first.text != text:
            self._kept.append(place)
        self.give(place, first if first.text == text else Candidate(text, 10, "It has this name in the lock."), "")
        return True

    def explain_kept(self) -> None:
        """Say of names that only the lock gives what the laws would, and who has that."""
        for place in self._kept:
            for one in _candidates(place):
                holder = self.owner.get(folded(one.text))
                if holder is place and not place.lost:
                    place.law, place.reason = one.law, one.how
                    break
                if holder is place:
                    place.reason = f"{one.how} `{place.lost[0].text}` belongs to {place.lost[0].holder}."
                    break
                if holder is None:
                    place.reason = f"It has this name in the lock; the laws give `{one.text}`."
                    break
                if (lost := Lost(one.text, holder.anchor)) not in place.lost:
                    place.lost.append(lost)

    def _locked(self, place: Place) -> str | None:
        """Return the name of a place in the lock; where its owner was renamed since, with the new name in front."""
        locked, owner = self._given.locked, place.owner
        text = locked.get(place.anchor)
        before = None if owner is None or text is None else locked.get(owner.anchor)
        if text is None or owner is None or before is None or owner.name == before or not text.startswith(before):
            return text
        renamed = f"{owner.name}{text[len(before) :]}"
        return renamed if owner.name and folded(renamed) not in self.owner else text

    def settle(self, level: list[Place]) -> None:
        """Name the places of one depth: first who gets what it wants, then what the others add."""
        losers: list[tuple[Place, Iterator[Candidate], Candidate]] = []
        for place in sorted(level, key=_order):
            candidates = _candidates(place)
            first = next(candidates)
            if self._holder(first.text, place) is None:
                self.give(place, first, "")
            else:
                losers.append((place, candidates, first))
        for place, candidates, first in losers:
            whose = f" `{first.text}` belongs to {place.lost[0].holder}."
            self._lose(place, candidates, first, whose)

    def _lose(self, place: Place, candidates: Iterator[Candidate], first: Candidate, whose: str) -> None:
        for one in candidates:
            if self._holder(one.text, place) is None:
                self.give(place, one, whose)
                return
        self.hashed.append(place)
        text = first.text
        while self._holder(text, place) is not None:
            text = f"{first.text}{consonants(place.order + text.removeprefix(first.text)).capitalize()}"
        self.give(place, Candidate(text, 10, f"{first.how} Letters of its place's hash are added."), whose)

    def _holder(self, text: str, place: Place) -> str | None:
        """Return the anchor of the place that keeps a name from this one, and note that; None if the name is free."""
        key = folded(text)
        owner = self.owner.get(key)
        if owner is None:
            holder = self._given.retired.get(key, place.anchor)
            if stem(holder) == stem(place.anchor) or (place.form is Form.COMPONENT and text == place.key):
                return None
        else:
            holder = owner.anchor
            if holder in self._given.chosen and not place.lost:
                self.displaced.append((place, owner))
        if not any(one.text == text for one in place.lost):
            place.lost.append(Lost(text, holder))
        return holder

    def give(self, place: Place, chosen: Candidate, whose: str) -> None:
        """Give a place a name; `whose` tells why not the one it wants."""
        self.owner[folded(chosen.text)] = place
        place.name = chosen.text
        place.law = 10 if whose else chosen.law
        place.reason = f"{chosen.how}{whose}" if whose else chosen.how


# --- what a place wants -------------------------------------------------------------------------------------------


def _order(place: Place) -> tuple[int, bool, bool, int, str]:
    """Return when a place claims among those of its depth."""
    if place.form is Form.COMPONENT:
        return place.rank, False, False, 0, place.order
    weak = bool(place.labels) and place.labels[0].kind in _WEAK
    overlaps = place.form not in _FIXED and _overlap(_owner_name(place), place.words) > 0
    return 0, weak, overlaps, _PARAMETERS.get(place.form, 0), place.order


def wanted(place: Place) -> str:
    """Return the name that the laws would give a place if nobody contested it."""
    return next(_candidates(place)).text


def _candidates(place: Place) -> Iterator[Candidate]:
    """Yield the names a place could have, the wanted one first; a reserved one gets `Schema` (law 9)."""
    if place.form is Form.COMPONENT:
        plain = _of_component(place)
    elif place.form is Form.VARIANT:
        plain = _of_variant(place)
    else:
        plain = _of_inline(place)
    for one in plain:
        if is_reserved_type(one.text):
            yield Candidate(f"{one.text}Schema", 9, f"{one.how} `{one.text}` is reserved, so `Schema` is added.")
        elif one.text.isidentifier():
            yield one
        else:
            yield Candidate(f"Schema{one.text}", one.law, one.how)


def _of_component(place: Place) -> Iterator[Candidate]:
    text = place.text or ""
    law = 2 if text == place.key or place.words == () else 3
    how = "The component keeps its key." if text == place.key else f"The words of the component's key `{place.key}`."
    if place.moved_on:
        how = f"The words of the key `{place.key}` behind those of its file: other files have such a key too."
        law = 10
    yield Candidate(text, law if place.moved_on else min(law, 2), how)
    for one in place.further:
        yield Candidate(one, 10, f"The words of the key `{place.key}` behind those of its file.")
    separated = _separated(place)
    if separated != text:
        yield Candidate(separated, 10, f"The words of the component's key `{place.key}`, as it separates them.")
    yield Candidate(f"{text}Schema", 10, f"{how} `Schema` is added.")


def _separated(place: Place) -> str:
    """Return the name with `_` where the key has separators."""
    chunks = "".join(one if one.isalnum() else " " for one in place.key).split()
    return "_".join(pascal(words(chunk)) for chunk in chunks) if len(chunks) > 1 else place.text or ""


def _of_inline(place: Place) -> Iterator[Candidate]:
    owner, (law, how) = _owner_name(place), _how(place)
    first = place.text if place.owner is None and place.text is not None else None
    if first is None:
        first = glue(owner, place.words if place.form in _FIXED else place.words[_overlap(owner, place.words) :])
    yield Candidate(first, law, how)
    if place.owner is not None and place.form not in _FIXED:
        yield Candidate(glue(owner, place.words), 10, f"{how} The words are said twice.")
        if place.plural is not None and place.plural != place.words:
            yield Candidate(glue(owner, place.plural[_overlap(owner, place.plural) :]), 10, f"{how} The plural stays.")
            yield Candidate(glue(owner, place.plural), 10, f"{how} The plural stays.")
    yield Candidate(f"{first}{place.form.value}", 10, f"{how} `{place.form.value}` is added.")


def _of_variant(place: Place) -> Iterator[Candidate]:
    owner = _owner_name(place)
    for label in place.labels:
        how = f"A variant of {owner} by its {label.kind.value}."
        short = _shortened(owner, label)
        yield Candidate(glue(owner, short), label.law, how)
        if short != label.words:
            yield Candidate(glue(owner, label.words), 10, f"{how} The words are said twice.")
    if not place.labels:
        yield Candidate(glue(owner, place.words), 7, f"A variant of {owner}.")


def _shortened(owner: str, label: Label) -> tuple[str, ...]:
    """Return the words of a label that the union's name does not say already."""
    found = label.words
    if label.kind in (LabelKind.TITLE, LabelKind.REF):
        shared = 0
        for mine, other in zip(found[:-1], words(owner), strict=False):
            if mine.lower() != other.lower():
                break
            shared += 1
        found = found[shared:]
    return found[_overlap(owner, found) :]


def _overlap(owner: str, found: tuple[str, ...]) -> int:
    """Return how many words at the start the owner's name ends with already, if a word remains (law 4)."""
    if len(found) < 2 or not owner:
        return 0
    end = owner.lower()
    if not end.endswith(found[0].lower()) and len(found) < 3:
        return 0
    before = [word.lower() for word in words(owner)]
    mine = [word.lower() for word in found]
    return next((n for n in range(min(len(mine) - 1, len(before)), 0, -1) if before[-n:] == mine[:n]), 0)


def _owner_name(place: Place) -> str:
    return place.owner.name if place.owner is not None else ""


def _how(place: Place) -> tuple[int, str]:
    owner = _owner_name(place)
    match place.form:
        case Form.BODY:
            return 8, f"The body of {place.key}."
        case Form.PARAMETERS:
            return 8, f"The {place.key} parameters of {owner}."
        case Form.QUERY | Form.PATH | Form.HEADER | Form.COOKIE:
            return 8, f"The {place.form.value.lower()} parameter `{place.key}` of {owner}."
        case Form.ITEM:
            return 5, f"An item of `{place.key}` of {owner}." if place.key else f"An item of {owner}."
        case Form.VALUE:
            return 5, f"A value of `{place.key}` of {owner}." if place.key else f"A value of {owner}."
        case Form.BASE:
            return 8, f"What {owner} says itself; {owner} is the union of those that include it."
        case _:
            return 4, f"The property `{place.key}` of {owner}."
