"""The variants of tagged unions behind aliases and other unions: as a flat list, and as the records they lead to."""

from collections.abc import Iterator, Mapping

from codegen.ir.declarations import Alias, Declaration, Extra, Record
from codegen.ir.types import LiteralValue, Named, Nullable, OneOf, Ruled, Tag, Type, parts

Declarations = Mapping[str, Declaration]


def tagged_in(type_: Type) -> OneOf | None:
    """Return the union with a tag that a type is: itself, or without null, or its objects."""
    match type_:
        case OneOf(tag=Tag()):
            return type_
        case OneOf(variants=several):
            return next((found for one in several if (found := tagged_in(one)) is not None), None)
        case Nullable(of=below) | Ruled(of=below):
            return tagged_in(below)
        case _:
            return None


def unions_in(declaration: Declaration) -> Iterator[OneOf]:
    """Yield the unions that are written out in a declaration, those inside of others too."""
    types: tuple[Type, ...] = ()
    match declaration:
        case Alias(type=type_):
            types = (type_,)
        case Record(fields=fields, extra=extra):
            types = (*(field.type for field in fields), *(() if isinstance(extra, Extra) else (extra,)))
    yield from (one for type_ in types for one in parts(type_) if isinstance(one, OneOf))


def records_of(type_: Type, declarations: Declarations) -> Iterator[str]:
    """Yield the records that a type is, behind aliases, null and unions, each once."""
    seen: set[str] = set()
    todo: list[Type] = [type_]
    while todo:
        match todo.pop():
            case Named(name=name) if name not in seen:
                seen.add(name)
                match declarations[name]:
                    case Record():
                        yield name
                    case Alias(type=below):
                        todo.append(below)
            case Nullable(of=below) | Ruled(of=below):
                todo.append(below)
            case OneOf(variants=several):
                todo.extend(reversed(several))
            case _:
                pass


def leaves(union: OneOf, declarations: Declarations) -> OneOf:
    """Return a tagged union with the unions of the same tag inside of it written out, and none of its variants twice.

    One inside that another tag tells apart stays a union of its own, but is written out too.
    """
    assert union.tag is not None  # noqa: S101  # asked by the caller
    cases: dict[Type, list[LiteralValue]] = {}
    for variant, values in _leaves(union, union.tag, declarations, frozenset()):
        known = cases.setdefault(variant, [])
        known += [value for value in values if not _holds(known, value)]
    other = None if union.tag.other is None else union.variants[union.tag.other]
    may_lack_it = [union.variants[number] for number in union.tag.absent]
    tag = Tag(
        property=union.tag.property,
        cases=tuple(map(tuple, cases.values())),
        absent=tuple(number for number, one in enumerate(cases) if one in may_lack_it),
        other=next((number for number, one in enumerate(cases) if one == other), None),
    )
    return OneOf(variants=tuple(cases), tag=tag)


def _leaves(
    union: OneOf, tag: Tag, declarations: Declarations, above: frozenset[str]
) -> Iterator[tuple[Type, tuple[LiteralValue, ...]]]:
    for variant, values in zip(union.variants, tag.cases, strict=True):
        inner, passed = _inside(variant, declarations, above)
        if inner is None or inner.tag is None:
            yield variant, values
        elif inner.tag.property == tag.property:
            for below, own in _leaves(inner, inner.tag, declarations, passed):
                yield below, tuple(value for value in own if _holds(values, value))
        else:
            yield leaves(inner, declarations), values


def _inside(variant: Type, declarations: Declarations, above: frozenset[str]) -> tuple[OneOf | None, frozenset[str]]:
    """Return the tagged union that a variant is, behind its names; one that comes back to itself is left alone."""
    while isinstance(variant, Named):
        declared = declarations[variant.name]
        if not isinstance(declared, Alias) or variant.name in above:
            return None, above
        above |= {variant.name}
        variant = declared.type
    while isinstance(variant, Nullable):  # the union around it takes null then
        variant = variant.of
    return (variant if isinstance(variant, OneOf) and variant.tag is not None else None), above


def _holds(values: tuple[LiteralValue, ...] | list[LiteralValue], value: LiteralValue) -> bool:
    return any(type(one) is type(value) and one == value for one in values)
