"""Several types in, one out: the plainest union that says the same."""

from collections.abc import Iterable, Mapping, Sequence

from codegen.ir.types import AnyValue, Literals, LiteralValue, OneOf, Tag, Type
from codegen.normalizer.spec import JsonValue
from codegen.resolver.verdict import Ambiguous, Tagged, Verdict


def one_of(types: Iterable[Type]) -> Type:
    """Return the union of some types, without repetitions; beside any value nothing else counts."""
    kept: dict[Type, None] = {}
    for type_ in types:
        for part in type_.variants if isinstance(type_, OneOf) and type_.tag is None else (type_,):
            kept[part] = None
    if AnyValue() in kept:
        return AnyValue()
    literals = [one for one in kept if isinstance(one, Literals)]
    if len(literals) > 1:
        kept = _merged_literals(kept, literals)
    return next(iter(kept)) if len(kept) == 1 else OneOf(variants=tuple(kept))


def decided(types: Sequence[Type], verdict: Verdict | None) -> Type:
    """Return the union of some types as a verdict tells them apart; those that share a tag are a union inside."""
    tagged = verdict.tagged if isinstance(verdict, Ambiguous) else verdict
    if not isinstance(tagged, Tagged):
        return one_of(types)
    groups = {one.variants[0]: one for one in tagged.shared}
    inner = {number for one in tagged.shared for number in one.variants[1:]}
    variants: list[Type] = []
    cases: list[tuple[LiteralValue, ...]] = []
    absent: list[int] = []
    other: int | None = None
    for number, type_ in enumerate(types):
        if number in inner:
            continue
        group = groups.get(number)
        members = (number,) if group is None else group.variants
        if not set(members).isdisjoint(tagged.absent):
            absent.append(len(variants))
        if tagged.other in members:
            other = len(variants)
        variants.append(type_ if group is None else decided([types[one] for one in members], group.verdict))
        cases.append(_scalars(value for one in members for value in tagged.cases[one]))
    tag = Tag(property=tagged.property, cases=tuple(cases), absent=tuple(absent), other=other)
    return OneOf(variants=tuple(variants), tag=tag)


def _scalars(values: Iterable[JsonValue]) -> tuple[LiteralValue, ...]:
    return distinct_literals(value for value in values if not isinstance(value, list | dict))


def distinct_literals(values: Iterable[LiteralValue]) -> tuple[LiteralValue, ...]:
    """Return the values without repetitions; 1 and true are two."""
    return tuple({(type(value), value): value for value in values}.values())


def _merged_literals(kept: Mapping[Type, None], literals: list[Literals]) -> dict[Type, None]:
    """Return the parts with all literals in one, where the first of them stands."""
    merged = Literals(values=distinct_literals(value for one in literals for value in one.values))
    return {(merged if part is literals[0] else part): None for part in kept if part not in literals[1:]}
