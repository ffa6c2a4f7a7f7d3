"""Type expressions as Pydantic annotations: JSON's types strictly, constraints as metadata, tags as discriminators."""

from collections.abc import Iterable, Iterator

from codegen.flavours.patterns import is_plain
from codegen.flavours.spelling import Scope, Spelling
from codegen.ir.declarations import Alias, Presence, Record
from codegen.ir.types import (
    Array,
    Bounds,
    Format,
    Integer,
    Lengths,
    Literals,
    Map,
    Named,
    Nullable,
    Number,
    OneOf,
    Tag,
    Text,
    Type,
)
from codegen.options import Datetimes
from codegen.pysource import literal, string

_FORMATS: dict[Format, tuple[str, str]] = {
    Format.DATE_TIME: ("._times", "DateTime"),
    Format.DATE: ("._times", "Date"),
    Format.TIME: ("._times", "Time"),
    Format.UUID: ("._texts", "Uuid"),
    Format.DECIMAL: ("._texts", "Decimal"),
    Format.BYTE: ("._texts", "Base64"),
}
_ANY_TIMES: dict[Format, tuple[str, str]] = {
    Format.DATE_TIME: ("._datetime", "DateTime"),
    Format.TIME: ("._datetime", "Time"),
}
_SCALARS, _CONSTRAINTS = "._scalars", "._constraints"


class PydanticSpelling(Spelling):
    """Writes types as Pydantic reads them."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope, scope.pydantic.enums)
        self._formats = _FORMATS | (_ANY_TIMES if scope.pydantic.datetimes is Datetimes.ANY else {})

    def beside_none(self, type_: Type, annotated: str, not_null: str) -> str:
        """Return the annotation of a property that may be absent but not null."""
        if isinstance(type_, Text) and type_.format is None:
            base, extras = self.builtin("str"), self._text_metadata(type_)
            return f"{annotated}[{', '.join((f'{base} | None', *extras, not_null))}]"
        return f"{annotated}[{self.of(type_)} | None, {not_null}]"

    def boolean(self) -> str:
        """Return JSON's booleans: neither 1 nor "true"."""
        return self.imports.use(_SCALARS, "Bool")

    def integer(self, type_: Integer) -> str:
        """Return JSON's integers, 5 and 5.0, within their bounds."""
        return self._bounded(type_.bounds, "Int", "int", "Integer")

    def number(self, type_: Number) -> str:
        """Return JSON's numbers within their bounds."""
        return self._bounded(type_.bounds, "Float", "float", "Number")

    def _bounded(self, bounds: Bounds, plain: str, builtin: str, json_type: str) -> str:
        limits = [
            f"{name}={literal(value)}"
            for name, value in (
                ("ge", bounds.minimum),
                ("gt", bounds.exclusive_minimum),
                ("le", bounds.maximum),
                ("lt", bounds.exclusive_maximum),
            )
            if value is not None
        ]
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
        """Return strings; a format with a Python type has it, unless lengths or patterns speak of the text."""
        metadata = self._text_metadata(type_)
        if type_.format is not None and not metadata:
            return self.imports.use(*self._formats[type_.format])
        return self._annotated(self.builtin("str"), metadata)

    def _text_metadata(self, type_: Text) -> list[str]:
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
        floats = [value for value in type_.values if isinstance(value, float)]
        if floats:
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
        return self._annotated(super().map(type_), [self._field(options)] if options else [])

    def union(self, type_: OneOf) -> str:
        """Return a union; where a property tells the variants apart, Pydantic looks at nothing else."""
        plain = super().union(type_)
        spelled = list(map(self.of, type_.variants))
        if type_.tag is None or len(set(spelled)) < len(spelled):
            return plain
        attribute = self._discriminator(type_, type_.tag)
        if attribute is not None:
            return self._annotated(plain, [self._field([f"discriminator={string(attribute)}"])])
        return self._annotated(plain, [self._tagged(type_, type_.tag, spelled)])

    def _tagged(self, type_: OneOf, tag: Tag, spelled: list[str]) -> str:
        """Return the package's own discriminator, for tags that Pydantic's does not know."""
        cases = [
            f"{literal(value)}: {variant}"
            for variant, values in zip(spelled, tag.cases, strict=True)
            for value in values
        ]
        attributes = [found for one in type_.variants for found in self._attributes(one, tag.property)]
        attribute = f", attribute={string(attributes[0])}" if attributes and attributes[0] != tag.property else ""
        tagged = self.imports.use("._unions", "tagged")
        return f"{tagged}({string(tag.property)}, {{{', '.join(cases)}}}{attribute})"

    def _attributes(self, variant: Type, key: str) -> Iterator[str]:
        """Yield what a property is called in the records that a variant leads to."""
        match variant:
            case Named(name=name):
                declared = self._declarations[name]
                if isinstance(declared, Record):
                    yield from (field.attribute for field in declared.fields if field.key == key)
                elif not declared.recursive:
                    yield from self._attributes(declared.type, key)
            case OneOf(variants=variants):
                for below in variants:
                    yield from self._attributes(below, key)

    def _discriminator(self, type_: OneOf, tag: Tag) -> str | None:
        """Return the property that Pydantic can use as discriminator; None where a variant does not allow it."""
        found = {self._tag_attribute(variant, tag) for variant in type_.variants}
        return found.pop() if len(found) == 1 else None

    def _tag_attribute(self, variant: Type, tag: Tag) -> str | None:
        match variant:
            case Named(name=name):
                declared = self._declarations[name]
                match declared:
                    case Record(fields=fields):
                        for field in fields:
                            if field.key == tag.property and field.presence is not Presence.OPTIONAL:
                                own_name = field.attribute == field.key  # else Pydantic looks for the attribute first
                                return field.key if own_name and self._is_text_literal(field.type) else None
                    case Alias(recursive=False, type=OneOf(tag=inner) as below) if (
                        inner is not None and inner.property == tag.property
                    ):
                        return self._discriminator(below, inner)
                    case Alias(recursive=False, type=below):
                        return self._tag_attribute(below, tag) if isinstance(below, Named) else None
            case OneOf(tag=inner) if inner is not None and inner.property == tag.property:
                return self._discriminator(variant, inner)
        return None

    def _is_text_literal(self, type_: Type) -> bool:
        match type_:
            case Literals(values=values):
                return all(isinstance(value, str) for value in values)
            case Named(name=name):
                declared = self._declarations[name]
                return isinstance(declared, Alias) and self._is_text_literal(declared.type)
            case Nullable():
                return False
        return False

    def _field(self, options: Iterable[str]) -> str:
        return f"{self.imports.use('pydantic', 'Field')}({', '.join(options)})"

    def _annotated(self, type_: str, metadata: list[str]) -> str:
        if not metadata:
            return type_
        return f"{self.imports.use('typing', 'Annotated')}[{', '.join((type_, *metadata))}]"


def _length_options(lengths: Lengths) -> list[str]:
    return [
        f"{name}={value}"
        for name, value in (("min_length", lengths.minimum), ("max_length", lengths.maximum))
        if value is not None
    ]
