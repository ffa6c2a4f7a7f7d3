"""Type expressions as annotations of dataclasses: JSON's own types, and beside them the rules that the codec checks.

In its default mode these are constants that no `Literal` can hold, and which keys and items there may be; with
`validate = "full"` all that is asserted.
"""

from collections.abc import Mapping

from codegen.flavours.constraints import closed_length, fragment, names_rules, unchecked
from codegen.flavours.promises import left, promised
from codegen.flavours.spelling import Scope, Spelling, is_literal
from codegen.ir.declarations import Alias, Record, Unknown
from codegen.ir.rules import Json
from codegen.ir.types import (
    Array,
    Integer,
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
    plain,
)
from codegen.options import Validation
from codegen.pysource import literal, string


class DataclassSpelling(Spelling):
    """Writes types as the codec of dataclasses reads them."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope, scope.dataclass.enums)
        self.checks_all = scope.dataclass.validate is Validation.FULL

    def integer(self, type_: Integer) -> str:
        """Return the annotation of an integer."""
        return self._asserting(type_, super().integer(type_))

    def number(self, type_: Number) -> str:
        """Return the annotation of a number."""
        return self._asserting(type_, super().number(type_))

    def text(self, type_: Text) -> str:
        """Return the annotation of a string."""
        return self._asserting(type_, super().text(type_))

    def array(self, type_: Array) -> str:
        """Return the annotation of a list."""
        return self._asserting(type_, super().array(type_))

    def map(self, type_: Map) -> str:
        """Return the annotation of an object whose keys are data; their names are checked, as that closes it."""
        return self._asserting(type_, super().map(type_))

    def keys(self, type_: Type) -> str:
        """Return the annotation of the keys of an object."""
        if self.checks_all:
            return super().keys(type_)
        if not (rules := names_rules(type_, self._declarations)):
            return super().keys(type_)
        return self._meeting(super().keys(plain(type_)), rules)

    def literals(self, type_: Literals) -> str:
        """Return the annotation of constants; those that `Literal` does not take are told by a rule."""
        spelled = super().literals(type_)
        if all(map(is_literal, type_.values)):
            return spelled
        return self._meeting(spelled, {"enum": list(type_.values)})

    def ruled(self, type_: Ruled) -> str:
        """Return the annotation of a type with rules: with those that the codec checks."""
        closed = {} if self.checks_all else closed_length(type_)
        return self._meeting(self.of(type_.of), {**self.checked(type_.rules.fragment), **closed})

    def union(self, type_: OneOf) -> str:
        """Return a union; the codec sees by itself what the literals of its classes say."""
        plain = super().union(type_)
        if type_.tag is None or self._says(type_, type_.tag):
            return plain
        tag = type_.tag
        cases = [
            f"{literal(value)}: {self.of(variant)}"
            for variant, values in zip(type_.variants, tag.cases, strict=True)
            for value in values
        ]
        tagged = f"{self.imports.use('._forms', 'Tagged')}({string(tag.property)}, {{{', '.join(cases)}}})"
        return f"{self.imports.use('typing', 'Annotated')}[{plain}, {tagged}]"

    def _says(self, type_: OneOf, tag: Tag) -> bool:
        """Tell whether the tag of each class in a union has just the values that lead to the class in it."""
        return bool(tag.absent) or all(
            self._values(variant, tag.property) in (None, set(values))
            for variant, values in zip(type_.variants, tag.cases, strict=True)
        )

    def _values(self, type_: Type, key: str) -> set[LiteralValue] | None:
        """Return the constants of a class's property; None where it has others, or is no class."""
        match type_:
            case Named(name=name):
                declared = self._declarations[name]
                if isinstance(declared, Alias):
                    return self._values(declared.type, key)
                if isinstance(declared, Unknown):
                    return None
                found = next((one.type for one in declared.fields if one.key == key), None)
                return set(found.values) if isinstance(found, Literals) else None
        return None

    def checked(self, rules: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return the part of a fragment that the codec checks."""
        return rules if self.checks_all else promised(rules)

    def notes(self, type_: Type) -> tuple[str, ...]:
        """Return what the reader of an alias is told that is not checked."""
        return () if self.checks_all else self._told(unchecked(type_))

    def notes_of(self, record: Record, own: tuple[Type, ...]) -> tuple[str, ...]:
        """Return what the reader of a class is told that is not checked: of the class, and of its own fields."""
        if self.checks_all:
            return ()
        said = () if record.rules is None else left(record.rules.fragment)
        return self._told(tuple(dict.fromkeys((*said, *unchecked(*own)))))

    def rules(self, fragment: Mapping[str, Json]) -> str:
        """Return the value that holds a fragment."""
        return f"{self.imports.use('._meets', 'Meets')}({literal(dict(fragment))})"

    def _told(self, keywords: tuple[str, ...]) -> tuple[str, ...]:
        if not keywords:
            return ()
        return (f"Not checked here: {', '.join(f'`{keyword}`' for keyword in keywords)}.",)

    def _asserting(self, type_: Type, spelled: str) -> str:
        return self._meeting(spelled, fragment(type_) if self.checks_all else {})

    def _meeting(self, spelled: str, rules: Mapping[str, Json]) -> str:
        if not rules:
            return spelled
        return f"{self.imports.use('typing', 'Annotated')}[{spelled}, {self.rules(rules)}]"
