"""Tags: which property tells the objects among the variants of a union apart, and what is left to the next rule.

A tag is a property that has constants in every variant. Variants that share a value of it make a group, and the group
is told apart by what else there is; so are those that can do without the property. Of several such properties the
discriminator's comes first, then the usual ones (`type`, `kind`, ...), then the one with most values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from codegen.resolver.facts import Values, are_disjoint
from codegen.resolver.verdict import Ambiguous, Shared, Tagged, TagSource, Verdict

_PREFERRED = ("type", "kind", "object", "event", "role", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A property that has constants in each of some variants."""

    key: str
    cases: tuple[Values, ...]
    """Variant by variant; none where the property is never there."""
    absent: tuple[int, ...]
    """The variants that can do without it."""
    groups: tuple[tuple[int, ...], ...]
    """The variants, those that share values together."""

    @property
    def is_perfect(self) -> bool:
        """Whether the property alone decides."""
        return len(self.groups) == len(self.cases) and not self.absent

    @property
    def is_everyones(self) -> bool:
        """Whether every variant has constants of its own, wherever the property is."""
        return len(self.groups) == len(self.cases) and all(self.cases)


def candidates(variants: Sequence[Mapping[str, tuple[Values, bool]]]) -> list[Candidate]:
    """Return the tags of some variants: property -> its constants, and whether it is required."""
    found = []
    for key in {key: None for one in variants for key in one}:
        if not all(key in one for one in variants):
            continue
        cases = tuple(one[key][0] for one in variants)
        groups = _groups(cases)
        absent = tuple(number for number, one in enumerate(variants) if not one[key][1])
        if len(groups) > 1:
            found.append(Candidate(key=key, cases=cases, absent=absent, groups=groups))
    return found


def choose(
    found: Sequence[Candidate], explicit: str | None, decide: Callable[[tuple[int, ...], str], Verdict]
) -> Tagged | None:
    """Return the best tag; `decide` gives the verdict on some of the variants by other properties than the tag."""
    ordered = sorted(found, key=lambda one: _rank(one, explicit))
    best: Tagged | None = None
    for one in ordered:
        groups = [group for group in one.groups if len(group) > 1]
        inner = tuple(Shared(variants=group, verdict=decide(group, one.key)) for group in groups)
        outer = (Shared(variants=one.absent, verdict=decide(one.absent, one.key)),) if len(one.absent) > 1 else ()
        tagged = Tagged(
            property=one.key,
            source=TagSource.EXPLICIT if one.key == explicit else TagSource.INFERRED,
            cases=one.cases,
            reason=_reason(one, explicit, inner),
            shared=inner,
            absent=one.absent,
            without=outer,
        )
        if undecided(tagged) is None:
            return tagged
        best = best or tagged
    return best


def undecided(tagged: Tagged) -> str | None:
    """Return why a value may be of two variants in spite of the tag; None where it may not."""
    name = tagged.property
    with_it = ((f"With the same `{name}`", one) for one in tagged.shared)
    for where, one in (*with_it, *((f"Without `{name}`", one) for one in tagged.without)):
        if isinstance(one.verdict, Ambiguous):
            reason = one.verdict.reason
            return f"{where}, {reason[0].lower()}{reason[1:]}"
    return None


def _rank(one: Candidate, explicit: str | None) -> tuple[bool, bool, int, int, str]:
    usual = _PREFERRED.index(one.key) if one.key in _PREFERRED else len(_PREFERRED)
    return one.key != explicit, not one.is_perfect, usual, -sum(map(len, one.cases)), one.key


def _reason(one: Candidate, explicit: str | None, shared: Sequence[Shared]) -> str:
    what = f"The discriminator `{one.key}`" if one.key == explicit else f"The property `{one.key}`"
    if one.is_perfect:
        if one.key == explicit:
            return f"{what} has other values in each variant."
        return f"Every variant requires `{one.key}`, with other constants in each."
    by = [group.verdict.property for group in shared if isinstance(group.verdict, Tagged)]
    then = f", where two share one, {' or '.join(f'`{name}`' for name in dict.fromkeys(by))}" if by else ""
    keys = ", where two share one, their keys" if shared and not by else ""
    absent = "; it may be absent in one" if len(one.absent) == 1 else "; it may be absent in some" if one.absent else ""
    return f"{what} has other values in {'each variant' if not shared else 'most variants'}{then or keys}{absent}."


def _groups(cases: Sequence[Values]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the cases, those with a value in common together, in order."""
    texts = [_texts(values) for values in cases]

    def share(one: int, other: int) -> bool:
        mine, its = texts[one], texts[other]
        if mine is None or its is None:
            return not are_disjoint(cases[one], cases[other])
        return not mine.isdisjoint(its)

    groups: list[list[int]] = []
    for number in range(len(cases)):
        joined = [group for group in groups if any(share(number, other) for other in group)]
        merged = sorted((*(other for group in joined for other in group), number))
        groups = [*(group for group in groups if group not in joined), merged]
    return tuple(map(tuple, sorted(groups)))


def _texts(values: Values) -> frozenset[str] | None:
    """Return the values as a set, if all of them are texts: the usual case, and there are many pairs to compare."""
    found = frozenset(value for value in values if isinstance(value, str))
    return found if all(isinstance(value, str) for value in values) else None
