"""Type expressions as Pydantic annotations: JSON's types strictly, constraints as metadata, tags as discriminators."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from codegen.flavours.patterns import is_plain
from codegen.flavours.pydantic_rules import rules_under
from codegen.flavours.spelling import Scope, Spelling, is_literal
from codegen.ir.declarations import Alias, Declaration, Presence, Record
from codegen.ir.rules import Rules
from codegen.ir.types import (
    Array,
    Bounds,
    Chosen,
    Format,
    Integer,
    Lengths,
    Literals,
    LiteralValue,
    Map,
    Named,
    Number,
    OneOf,
    Ruled,
    Tag,
    Text,
    Type,
    has_equals,
    named_in,
    plain,
)
from codegen.options import Datetimes, ExtraPolicy
from codegen.pysource import literal, string

_FORMATS: Mapping[Format, tuple[str, str]] = {
    **{one: ("._strings", one.value.title().replace("-", "")) for one in Format},
    Format.DATE_TIME: ("._times", "DateTime"),
    Format.DATE: ("._times", "Date"),
    Format.TIME: ("._times", "Time"),
    Format.UUID: ("._texts", "Uuid"),
    Format.DECIMAL: ("._texts", "Decimal"),
    Format.BYTE: ("._texts", "Base64"),
    Format.BASE64URL: ("._texts", "Base64Url"),
}
"""Some formats have a type of Python's; the others stay `str` and are in `_strings`, under names made of theirs."""
_ANY_TIMES: Mapping[Format, tuple[str, str]] = {
    Format.DATE_TIME: ("._datetime", "DateTime"),
    Format.TIME: ("._datetime", "Time"),
}
_OWN_WORDS: Mapping[str, tuple[str, str]] = {"timedelta": ("._durations", "TimeDelta")}
_NO_BOUNDS, _NO_LENGTHS = Bounds(), Lengths()
_SCALARS, _CONSTRAINTS, MEETS = "._scalars", "._constraints", "._meets"


class PydanticSpelling(Spelling):
    """Writes types as Pydantic reads them."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope, scope.pydantic.enums)
        self._extra = scope.pydantic.extra
        drops = self._extra is ExtraPolicy.IGNORE
        self._meets = ("._dropped", "MeetsWhole") if drops else (MEETS, "Meets")
        self._formats = {**_FORMATS, **(_ANY_TIMES if scope.pydantic.datetimes is Datetimes.ANY else {})}
        self._place = {one.name: number for number, one in enumerate(scope.module.declarations)}
        self._here = 0

    def beside_none(self, type_: Type, spelled: str, annotated: str, not_null: str) -> str:
        """Return the annotation of a property, spelled already, that may be absent but not null."""
        if isinstance(type_, Text) and type_.format is None:
            base, extras = self.builtin("str"), self._text_metadata(type_)
            return f"{annotated}[{', '.join((f'{base} | None', *extras, not_null))}]"
        return f"{annotated}[{spelled} | None, {not_null}]"

    def notes(self, type_: Type) -> tuple[str, ...]:  # all rules are checked
        """Return nothing."""
        return ()

    def boolean(self) -> str:
        """Return JSON's booleans: neither 1 nor "true"."""
        return self.imports.use(_SCALARS, "Bool")

    def begin(self, declaration: Declaration) -> None:
        """Write from now on what stands in a declaration of the module."""
        self._here = self._place[declaration.name]

    def integer(self, type_: Integer) -> str:
        """Return JSON's integers, 5 and 5.0, within their bounds."""
        return self._bounded(type_.bounds, "Int", "int", "Integer")

    def number(self, type_: Number) -> str:
        """Return JSON's numbers within their bounds."""
        if type_.decimal:
            return self._annotated(self.imports.use("._texts", "DecimalNumber"), self._limits(type_.bounds))
        return self._bounded(type_.bounds, "Float", "float", "Number")

    def _limits(self, bounds: Bounds) -> list[str]:
        """Return the bounds of numbers whose Python type is another."""
        limits = _bound_options(bounds)
        return [
            *([self._field(limits)] if limits else []),
            *(f"{self.imports.use(_CONSTRAINTS, 'MultipleOf')}({literal(one)})" for one in bounds.multiple_of),
        ]

    def _bounded(self, bounds: Bounds, plain: str, builtin: str, json_type: str) -> str:
        if bounds == _NO_BOUNDS:
            return self.imports.use(_SCALARS, plain)
        limits = _bound_options(bounds)
        whole = builtin == "int"
        limits += [f"multiple_of={literal(one)}" for one in bounds.multiple_of[:1] if whole and isinstance(one, int)]
        multiples = [
            f"{self.imports.use(_CONSTRAINTS, 'MultipleOf')}({literal(one)})"
            for number, one in enumerate(bounds.multiple_of)
            if number or not (whole and isinstance(one, int))
        ]
        if not limits and not multiples:
            return self.imports.use(_SCALARS, plain)
        field = [self._field(limits)] if limits else []
        return self._annotated(self.builtin(builtin), [*field, self.imports.use(_SCALARS, json_type), *multiples])

    def nothing(self) -> str:
        """Return the type that refuses every value."""
        return self.imports.use(_SCALARS, "Nothing")

    def text(self, type_: Text) -> str:
        """Return strings; those of a format have its type, and what is asked of the text stands beside it."""
        if type_.format is None:
            return self._annotated(self.builtin("str"), self._text_metadata(type_))
        return self._annotated(self.imports.use(*self._formats[type_.format]), self._text_rules(type_))

    def _text_rules(self, type_: Text) -> list[str]:
        """Return what is asked of a text before it becomes a value of another type."""
        if type_.lengths == _NO_LENGTHS and not type_.patterns:
            return []
        lengths = _length_options(type_.lengths)
        return [
            *([f"{self.imports.use('._lengths', 'TextLength')}({', '.join(lengths)})"] if lengths else []),
            *(f"{self.imports.use('._patterns', 'Matches')}({string(pattern)})" for pattern in type_.patterns),
        ]

    def chosen(self, type_: Chosen) -> str:
        """Return a type of the user's; what is asked of texts and numbers stands beside it."""
        module, _, name = type_.name.rpartition(".")
        if not module:
            spelled = self.imports.use(*_OWN_WORDS[name])
        elif module == "builtins":
            spelled = self.builtin(name)
        else:
            spelled = self.imports.use(module, name)
        match type_.of:
            case Text():
                return self._annotated(spelled, self._text_rules(type_.of))
            case Integer(bounds=bounds) | Number(bounds=bounds):
                return self._annotated(spelled, self._limits(bounds))
        return spelled

    def _text_metadata(self, type_: Text) -> list[str]:
        if type_.lengths == _NO_LENGTHS and not type_.patterns:
            return []
        plain = [pattern for pattern in type_.patterns if is_plain(pattern)][:1]
        others = [pattern for pattern in type_.patterns if pattern not in plain]
        options = [*_length_options(type_.lengths), *(f"pattern={string(pattern)}" for pattern in plain)]
        return [
            *([self._field(options)] if options else []),
            *(f"{self.imports.use('._patterns', 'Matches')}({string(pattern)})" for pattern in others),
        ]

    def literals(self, type_: Literals) -> str:
        """Return constants; those that Python holds equal to others (true and 1) are told apart by JSON's types."""
        if all(isinstance(value, str) for value in type_.values):
            return self.literal(type_.values)
        if not all(map(is_literal, type_.values)):
            members = ", ".join(map(literal, type_.values))
            return self._annotated(super().literals(type_), [f"{self.imports.use(_CONSTRAINTS, 'OneOf')}({members})"])
        return self._annotated(self.literal(type_.values), [self.imports.use(_SCALARS, "JsonLiteral")])

    def array(self, type_: Array) -> str:
        """Return a list with its limits."""
        options = _length_options(type_.lengths)
        metadata = [self._field(options)] if options else []
        if type_.unique:
            metadata.append(self.imports.use(_CONSTRAINTS, "Unique"))
        return self._annotated(super().array(type_), metadata)

    def map(self, type_: Map) -> str:
        """Return an object whose keys are data, with its limits."""
        options = _length_options(type_.lengths)
        metadata = [self._field(options)] if options else []
        if self._has_pattern(type_.keys):
            metadata.append(self.imports.use(_CONSTRAINTS, "OnlyKeys"))
        return self._annotated(super().map(type_), metadata)

    def _has_pattern(self, keys: Type) -> bool:
        """Tell whether the keys of an object have to match a pattern."""
        match keys:
            case Text(patterns=patterns):
                return bool(patterns)
            case Ruled(of=below):
                return self._has_pattern(below)
            case Named(name=name):
                declared = self._declarations[name]
                return isinstance(declared, Alias) and self._has_pattern(declared.type)
        return False

    def ruled(self, type_: Ruled) -> str:
        """Return a type whose values meet rules besides."""
        found = rules_under(self._extra, type_.rules)
        if found is None:
            return self.of(type_.of)
        return self._annotated(self.of(type_.of), [f"{self.imports.use(*self._meets)}({rules(found)})"])

    def union(self, type_: OneOf) -> str:
        """Return a union; where a property tells the variants apart, Pydantic looks at nothing else."""
        plain = " | ".join(dict.fromkeys(self._members(type_)))
        spelled = list(map(self.of, type_.variants))
        if type_.tag is None or len(set(spelled)) < len(spelled) or has_equals(chain(*type_.tag.cases)):
            return plain
        if type_.unknown is not None:
            return self._annotated(plain, [self._tagged(type_, type_.tag, spelled)])
        attribute = self._discriminator(type_, type_.tag)
        if attribute is not None:
            return self._annotated(plain, [self._field([f"discriminator={string(attribute)}"])])
        return self._annotated(plain, [self._tagged(type_, type_.tag, spelled)])

    def _members(self, type_: OneOf) -> Iterator[str]:
        """Yield the variants of a union, and of those that share a tag in it."""
        for one in type_.variants:
            if type_.tag is not None and isinstance(one, OneOf):
                yield from self._members(one)
            else:
                yield self.of(one)
        if type_.unknown is not None:
            yield self.named(type_.unknown)

    def _tagged(self, type_: OneOf, tag: Tag, spelled: list[str]) -> str:
        """Return the package's own discriminator, for tags that Pydantic's does not know."""
        cases = [
            f"{literal(value)}: {self._value(text, variant)}"
            for variant, text, values in zip(type_.variants, spelled, tag.cases, strict=True)
            for value in values
        ]
        found = dict.fromkeys(found for one in type_.variants for found in self._attributes(one, tag.property))
        names = ", ".join(map(string, found))
        attribute = f", attribute={names if len(found) < 2 else f'({names})'}" if [*found] != [tag.property] else ""
        absent = " | ".join(spelled[number] for number in tag.absent)
        absent = absent and f", absent={self._value(absent, *(type_.variants[number] for number in tag.absent))}"
        unknown = Named(name=type_.unknown) if type_.unknown is not None else None
        rest = unknown if tag.other is None else type_.variants[tag.other]
        other = f", other={self._value(self.of(rest), rest)}" if rest is not None else ""
        tagged = self.imports.use("._unions", "tagged")
        return f"{tagged}({string(tag.property)}, {{{', '.join(cases)}}}{attribute}{absent}{other})"

    def _value(self, spelled: str, *types: Type) -> str:
        """Return types as they stand beside a type in `Annotated`: in quotes if they name what comes later.

        For checkers that is a value, even within quotes; at run time nobody looks at it before the module is there.
        """
        later = any(self._place.get(name, -1) >= self._here for one in types for name in named_in(one))
        return string(spelled) if later else spelled

    def _attributes(self, variant: Type, key: str) -> Iterator[str]:
        """Yield what a property is called in the records that a variant leads to."""
        match variant:
            case Named(name=name):
                declared = self._declarations[name]
                match declared:
                    case Record(fields=fields):
                        yield from (field.attribute for field in fields if field.key == key)
                    case Alias(recursive=False, type=below):
                        yield from self._attributes(below, key)
            case OneOf(variants=variants):
                for below in variants:
                    yield from self._attributes(below, key)
            case Ruled(of=below):
                yield from self._attributes(below, key)

    def _discriminator(self, type_: OneOf, tag: Tag) -> str | None:
        """Return the property that Pydantic can use as discriminator; None where a variant does not allow it."""
        if tag.absent:
            return None
        pairs = zip(type_.variants, tag.cases, strict=True)
        found = {self._tag_attribute(variant, tag, values) for variant, values in pairs}
        return found.pop() if len(found) == 1 else None

    def _tag_attribute(self, variant: Type, tag: Tag, values: tuple[LiteralValue, ...]) -> str | None:
        """Return what the tag is called in a variant, if the variant takes just the values that lead to it."""
        match plain(variant):
            case Named(name=name):
                declared = self._declarations[name]
                match declared:
                    case Record(fields=fields):
                        for field in fields:
                            if field.key == tag.property and field.presence is not Presence.OPTIONAL:
                                own_name = field.attribute == field.key  # else Pydantic looks for the attribute first
                                return field.key if own_name and self._texts(field.type) == set(values) else None
                    case Alias(recursive=False, type=below):
                        return self._tag_attribute(below, tag, values) if self._chooses(below, tag) else None
            case OneOf(tag=inner) as below if inner is not None and inner.property == tag.property:
                return self._discriminator(below, inner)
        return None

    def _chooses(self, type_: Type, tag: Tag) -> bool:
        """Tell whether a type is another name, or a union by the same tag."""
        match plain(type_):
            case Named():
                return True
            case OneOf(tag=inner):
                return inner is not None and inner.property == tag.property
        return False

    def _texts(self, type_: Type) -> set[LiteralValue] | None:
        """Return the values of a type that is some texts."""
        match plain(type_):
            case Literals(values=values):
                return set(values) if all(isinstance(value, str) for value in values) else None
            case Named(name=name):
                declared = self._declarations[name]
                return self._texts(declared.type) if isinstance(declared, Alias) else None
        return None

    def _field(self, options: Iterable[str]) -> str:
        return f"{self.imports.use('pydantic', 'Field')}({', '.join(options)})"

    def _annotated(self, type_: str, metadata: list[str]) -> str:
        if not metadata:
            return type_
        return f"{self.imports.use('typing', 'Annotated')}[{', '.join((type_, *metadata))}]"


def _bound_options(bounds: Bounds) -> list[str]:
    return [
        f"{name}={literal(value)}"
        for name, value in (
            ("ge", bounds.minimum),
            ("gt", bounds.exclusive_minimum),
            ("le", bounds.maximum),
            ("lt", bounds.exclusive_maximum),
        )
        if value is not None
    ]


def rules(found: Rules) -> str:
    """Return rules as they stand in the source."""
    return literal(found.fragment)


def _length_options(lengths: Lengths) -> list[str]:
    return [
        f"{name}={value}"
        for name, value in (("min_length", lengths.minimum), ("max_length", lengths.maximum))
        if value is not None
    ]
