"""Several types in, one out: the plainest union that says the same."""

from collections.abc import Iterable, Mapping

from codegen.ir.types import AnyValue, Literals, LiteralValue, OneOf, Type


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


def _merged_literals(kept: Mapping[Type, None], literals: list[Literals]) -> dict[Type, None]:
    """Return the parts with all literals in one, where the first of them stands."""
    values: dict[tuple[type, LiteralValue], LiteralValue] = {
        (type(value), value): value for one in literals for value in one.values
    }
    merged = Literals(values=tuple(values.values()))
    return {(merged if part is literals[0] else part): None for part in kept if part not in literals[1:]}
