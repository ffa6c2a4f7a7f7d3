"""Forward compatibility: which enums and unions leave room for values of later versions, and what they become.

In: declarations as the description has them, and what the API sends. Out: the same declarations with open literals, and
with a variant `XUnknown` in each union X that a tag tells apart.

Enums of two or more strings are opened, but never the values of a tag: where those were open, no checker could tell the
variants apart. A union inside a union is written out in it, so that the whole has one unknown variant.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from codegen.ir.declarations import Alias, Declaration, Docs, Extra, Field, Record, Unknown
from codegen.ir.graph import names_of
from codegen.ir.types import (
    AnyValue,
    Array,
    Boolean,
    Chosen,
    FixedArray,
    Integer,
    Literals,
    Map,
    Named,
    NoValue,
    Null,
    Nullable,
    Number,
    OneOf,
    Ruled,
    Tag,
    Text,
    Type,
    plain,
)
from codegen.lowering.open_rules import of_open, of_open_union
from codegen.lowering.unknown_names import guards
from codegen.lowering.variants import leaves, records_of, tagged_in, unions_in
from codegen.options import Openness

_FEWEST = 2
"""A constant says what a thing is; two values and more are a list that may grow."""
Declarations = Mapping[str, Declaration]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The declarations of a package in which some are open, and how many."""

    declarations: tuple[Declaration, ...]
    unions: int
    literals: int


def to_open(declarations: Declarations, sent: Iterable[str], used: Iterable[str], which: Openness) -> frozenset[str]:
    """Return what is to be opened: nothing, all, or what the API sends and whatever that is made of.

    `sent` is what the API sends, `used` what operations use in any way. What none of them reaches counts as sent: X is
    always the shape of responses, and events that travel by other ways than HTTP are in no operation.
    """
    match which:
        case Openness.NONE:
            return frozenset()
        case Openness.ALL:
            return frozenset(declarations)
        case Openness.OUTPUT:
            unused = declarations.keys() - _reached(declarations, used)
            return _reached(declarations, (*sent, *unused))


def _reached(declarations: Declarations, roots: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(names_of(declarations[name]))
    return frozenset(found)


def open_unions(declarations: Declarations, chosen: Collection[str]) -> tuple[str, ...]:
    """Return those of the chosen aliases that are unions which can have an unknown variant, in order."""
    return tuple(
        name
        for name, one in declarations.items()
        if name in chosen and isinstance(one, Alias) and (union := tagged_in(one.type)) is not None and _can_grow(union)
    )


def _can_grow(union: OneOf) -> bool:
    """Tell whether other tags are possible: every variant has its own, none all others, and they are not just two."""
    tag = union.tag
    return tag is not None and tag.other is None and all(tag.cases) and _tag_type(tag) is not None


def opened(declarations: Declarations, chosen: Collection[str], unknowns: Mapping[str, str]) -> Opened:
    """Return the declarations with the chosen ones open; `unknowns` holds the name of each open union's new variant."""
    if not chosen:
        return Opened(declarations=tuple(declarations.values()), unions=0, literals=0)
    opening = _Opening(declarations, chosen, unknowns)
    made = [part for one in declarations.values() for part in opening.declaration(one)]
    return Opened(declarations=tuple(made), unions=len(unknowns), literals=opening.literals)


class _Opening:
    """Opens declarations, and counts the literals on the way."""

    def __init__(self, declarations: Declarations, chosen: Collection[str], unknowns: Mapping[str, str]) -> None:
        self.literals = 0
        self._declarations = declarations
        self._chosen = chosen
        self._unknowns = unknowns
        self._guards = guards(unknowns)
        self._tags = _tag_fields(declarations)

    def declaration(self, one: Declaration) -> Iterator[Declaration]:
        """Yield a declaration, open if it is chosen, and the unknown variant it may have."""
        match one:
            case Alias(name=name, type=type_) if name in self._unknowns:
                union = tagged_in(type_)
                assert union is not None  # noqa: S101  # what was named for its unknown variant
                yield replace(one, type=self._with_unknown(type_, name))
                yield self._unknown(name, union)
            case Alias(name=name, type=type_) if name in self._chosen:
                yield replace(one, type=self._type(type_))
            case Alias(type=type_):
                yield replace(one, type=self._closed_union(type_))
            case Record(name=name) if name in self._chosen:
                yield self._record(one)
            case _:
                yield one

    def _record(self, record: Record) -> Record:
        extra = record.extra if isinstance(record.extra, Extra) else self._type(record.extra)
        fields = tuple(self._field(record.name, one) for one in record.fields)
        rules = None if record.rules is None else of_open(record.rules)
        return replace(record, fields=fields, extra=extra, rules=rules)

    def _field(self, record: str, field: Field) -> Field:
        if (record, field.key) in self._tags:
            return replace(field, type=self._closed(field.type))
        return replace(field, type=self._type(field.type))

    def _closed(self, type_: Type) -> Type:
        """Return the type of a tag: an enum that is open under its own name is written out."""
        found = type_
        while isinstance(found, Named):
            if found.name not in self._chosen:
                return type_
            declared = self._declarations[found.name]
            if not isinstance(declared, Alias):
                return type_
            found = declared.type
        return found if isinstance(found, Literals) else type_

    # --- types ----------------------------------------------------------------------------------------------------

    def _type(self, type_: Type) -> Type:
        match type_:
            case Literals(values=values):
                if len(values) < _FEWEST or not all(isinstance(one, str) for one in values):
                    return type_
                self.literals += 1
                return replace(type_, open=True)
            case Array(items=items):
                return replace(type_, items=self._type(items))
            case FixedArray(items=several):
                return replace(type_, items=tuple(map(self._type, several)))
            case Map(keys=keys, values=below):
                return replace(type_, keys=self._type(keys), values=self._type(below))
            case Nullable(of=below):
                return replace(type_, of=self._type(below))
            case OneOf(tag=Tag()):
                found = leaves(type_, self._declarations) if self._is_open(type_) else type_
                return replace(found, variants=tuple(map(self._type, found.variants)))
            case OneOf(variants=several):
                if any(self._takes_texts(one) for one in several):  # which are open enough
                    return replace(type_, variants=tuple(self._beside_text(one) for one in several))
                return replace(type_, variants=tuple(map(self._type, several)))
            case Ruled():
                return self._ruled(type_)
            case AnyValue() | NoValue() | Null() | Boolean() | Integer() | Number() | Text() | Chosen() | Named():
                return type_
        assert_never(type_)

    def _ruled(self, type_: Ruled) -> Type:
        inside = self._type(type_.of)
        if inside == type_.of:
            return type_
        whole = inside.of if isinstance(inside, Nullable) else inside
        rules = of_open_union(type_.rules) if isinstance(whole, OneOf) else of_open(type_.rules)
        return inside if rules is None else Ruled(of=inside, rules=rules)

    def _beside_text(self, type_: Type) -> Type:
        return type_ if isinstance(type_, Literals) else self._type(type_)

    def _takes_texts(self, type_: Type) -> bool:
        """Tell whether a variant takes strings that are no constants, of which it may make something else."""
        seen: set[str] = set()
        type_ = plain(type_)
        while isinstance(type_, Named) and type_.name not in seen:
            seen.add(type_.name)
            declared = self._declarations[type_.name]
            if not isinstance(declared, Alias):
                return False
            type_ = plain(declared.type)
        return isinstance(type_, Text) or (
            isinstance(type_, OneOf) and type_.tag is None and any(isinstance(one, Text) for one in type_.variants)
        )

    # --- unions ---------------------------------------------------------------------------------------------------

    def _closed_union(self, type_: Type) -> Type:
        """Return a tagged union that stays closed; open ones in it are written out, without what they do not know."""
        match type_:
            case OneOf(tag=Tag()) if self._is_open(type_):
                return leaves(type_, self._declarations)
            case Nullable(of=below) | Ruled(of=below):
                return replace(type_, of=self._closed_union(below))
            case OneOf(tag=None, variants=several):
                return replace(type_, variants=tuple(map(self._closed_union, several)))
            case _:
                return type_

    def _is_open(self, union: OneOf) -> bool:
        """Tell whether an open union stands in another."""
        seen: set[str] = set()
        todo: list[Type] = [union]
        while todo:
            match todo.pop():
                case Named(name=name) if name not in seen:
                    seen.add(name)
                    if name in self._unknowns:
                        return True
                    declared = self._declarations[name]
                    if isinstance(declared, Alias):
                        todo.append(declared.type)
                case Nullable(of=below) | Ruled(of=below):
                    todo.append(below)
                case OneOf(variants=several):
                    todo.extend(several)
                case _:
                    pass
        return False

    def _with_unknown(self, type_: Type, name: str) -> Type:
        match type_:
            case Nullable(of=below):
                return replace(type_, of=self._with_unknown(below, name))
            case Ruled(of=below, rules=rules):
                inside, left = self._with_unknown(below, name), of_open_union(rules)
                return inside if left is None else Ruled(of=inside, rules=left)
            case OneOf(tag=Tag()):
                found = leaves(type_, self._declarations)
                return replace(found, variants=tuple(map(self._type, found.variants)), unknown=self._unknowns[name])
            case OneOf(variants=several):
                union = tagged_in(type_)
                return replace(
                    type_,
                    variants=tuple(
                        self._with_unknown(one, name) if tagged_in(one) is union else self._type(one) for one in several
                    ),
                )
            case _:
                return type_

    def _unknown(self, name: str, union: OneOf) -> Unknown:
        flat = leaves(union, self._declarations)
        assert flat.tag is not None  # noqa: S101  # as `tagged_in` has it
        type_ = _tag_type(flat.tag)
        assert type_ is not None  # noqa: S101  # as `open_unions` has it
        key = flat.tag.property
        attribute = self._attribute(flat, key)
        return Unknown(
            name=self._unknowns[name],
            docs=Docs(text=f"A variant of `{name}` that this version does not know: its `{key}` is none of theirs."),
            union=name,
            key=key,
            attribute=attribute,
            wire_attribute=f"wire_{attribute}",
            type=type_,
            known=tuple(value for case in flat.tag.cases for value in case),
            guard=self._guards[name],
        )

    def _attribute(self, union: OneOf, key: str) -> str:
        """Return what most variants call the tag; they differ where only some have keys alike."""
        found: list[str] = []
        for name in records_of(union, self._declarations):
            record = self._declarations[name]
            if isinstance(record, Record):
                found += [field.attribute for field in record.fields if field.key == key]
        return max(dict.fromkeys(found), key=found.count)


def _tag_type(tag: Tag) -> Type | None:
    """Return what tags can be beside the known ones; None where those are all."""
    values = [value for case in tag.cases for value in case]
    types: list[Type] = [Text()] if any(isinstance(value, str) for value in values) else []
    if any(isinstance(value, int) and not isinstance(value, bool) for value in values):
        types.append(Integer())
    if not types:
        return None
    return types[0] if len(types) == 1 else OneOf(variants=tuple(types))


def _tag_fields(declarations: Declarations) -> frozenset[tuple[str, str]]:
    """Return records and keys whose values tell the variants of some union apart, in base classes of variants too."""
    found: set[tuple[str, str]] = set()
    for union in (one for declared in declarations.values() for one in unions_in(declared)):
        if union.tag is not None:
            for name in records_of(union, declarations):
                found.update((one, union.tag.property) for one in _line(name, declarations))
    return frozenset(found)


def _line(name: str, declarations: Declarations) -> Sequence[str]:
    """Return a record and all its parents."""
    line = [name]
    for one in line:
        record = declarations[one]
        if isinstance(record, Record):
            line += [parent for parent in record.parents if parent not in line]
    return line
