"""dataclass: standard library only, the shape of the wire, with a codec of its own.

Absence is `UNSET`, further keys stand in `additional_properties`, and `wire_names_` holds the keys that differ from
their attribute. Annotations are strings that only the codec evaluates.
"""

from codegen.flavours.bases import Bases, choose_bases, own_fields
from codegen.flavours.docstrings import class_docstring, field_docstring, unchecked
from codegen.flavours.enums import enum_view
from codegen.flavours.spelling import Scope, Spelling, alias_line
from codegen.flavours.views import AliasView, DataclassView, DeclarationView, FieldView, ModuleView
from codegen.ir.declarations import Alias, Declaration, Extra, Field, Presence, Record, Unknown
from codegen.ir.package import Package
from codegen.ir.types import Literals, LiteralValue, Named, Nullable, OneOf, Tag, Type, named_in, plain
from codegen.pysource import docstring, literal, string

DOC = "Standard library only; the JSON as it travels, in classes."
FURTHER = "additional_properties"


def bases_of(package: Package) -> Bases:
    """Return the base class of each record: one at most, for slots; both must treat further keys alike."""
    return choose_bases(package.declarations, lambda parent, record: parent.extra == record.extra, most=1)


def module_view(scope: Scope) -> ModuleView:
    """Return the view of one module."""
    return _Dataclasses(scope).view(scope.header)


class _DataclassSpelling(Spelling):
    """Writes types; a union says which values of its tag lead where, if the classes in it do not."""

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


class _Dataclasses:
    def __init__(self, scope: Scope) -> None:
        self._module = scope.module
        self._declarations = scope.declarations
        self._bases = scope.bases
        self._spelling = _DataclassSpelling(scope, scope.dataclass.enums)
        self._use = self._spelling.imports.use
        self._place = {one.name: number for number, one in enumerate(scope.module.declarations)}

    def view(self, header: str) -> ModuleView:
        self._use("__future__", "annotations")
        views = tuple(self._declaration(one) for one in self._module.declarations)
        return ModuleView(
            header=header,
            doc=docstring(self._module.doc),
            imports=tuple(self._spelling.imports.lines()),
            declarations=views,
            footer="",
        )

    def _declaration(self, one: Declaration) -> DeclarationView:
        match one:
            case Alias() if self._spelling.is_class(one):
                return enum_view(one, self._spelling.imports, "enum")
            case Alias():
                return self._alias(one)
            case Record():
                return self._record(one)
            case Unknown():
                return self._unknown(one)

    def _alias(self, alias: Alias) -> AliasView:
        self._spelling.shadowed = ()
        type_ = self._spelling.of(alias.type)
        if alias.recursive and self._spelling.knows_type_statement:
            line = f"type {alias.name} = {type_}"
        else:
            line = alias_line(self._spelling, alias.name, string(type_) if alias.recursive else type_)
        return AliasView(
            line=line,
            docstring=field_docstring(self._spelling.alias_docs(alias), "", self._spelling.notes(alias.type)),
        )

    def _record(self, record: Record) -> DataclassView:
        own = own_fields(record, self._bases, self._declarations)
        self._spelling.shadowed = {field.attribute for field in own}
        fields = [
            FieldView(
                line=self._line(field, record),
                docstring=field_docstring(field.docs, notes=self._spelling.notes(field.type)),
            )
            for field in own
        ]
        bases = self._bases[record.name]
        if record.extra is not Extra.CLOSED and not bases:
            fields.append(FieldView(line=self._further(record), docstring=""))
        return DataclassView(
            name=record.name,
            bases=", ".join(map(self._spelling.named, bases)),
            decorator=f"{self._use('dataclasses', 'dataclass')}(slots=True, kw_only=True)",
            docstring=(said := class_docstring(record.docs, unchecked([record.rules]))),
            wire_names=self._wire_names(own),
            fields=tuple(fields),
            empty=not (said or fields),
        )

    def _unknown(self, one: Unknown) -> DataclassView:
        """Return the class of an unknown variant: its tag is a constant, and the wire's own stands beside it."""
        self._spelling.shadowed = {one.attribute, one.wire_attribute}
        class_var, type_ = self._use("typing", "ClassVar"), self._spelling.of(one.type)
        constant = self._use(".._unknown", "Unknown")
        known = f"({', '.join(map(literal, one.known))}{',' if len(one.known) == 1 else ''})"
        text, values = self._spelling.builtin("str"), self._spelling.builtin("object")
        mapping = f"{self._spelling.builtin('dict')}[{text}, {values}]"
        lines = (
            f"known_tags_: {class_var}[{self._spelling.builtin('tuple')}[{type_}, ...]] = {known}",
            f"{one.attribute}: {class_var}[{constant}] = {self._use('.._unknown', 'UNKNOWN')}",
            f"{one.wire_attribute}: {type_}",
            f"{FURTHER}: {mapping} = {self._use('dataclasses', 'field')}(default_factory={mapping})",
        )
        names = f"{self._use('collections.abc', 'Mapping')}[{text}, {text}]"
        return DataclassView(
            name=one.name,
            bases="",
            decorator=f"{self._use('dataclasses', 'dataclass')}(slots=True, kw_only=True)",
            docstring=class_docstring(one.docs),
            wire_names=f"wire_names_: {class_var}[{names}] = {{{string(one.wire_attribute)}: {string(one.key)}}}",
            fields=tuple(FieldView(line=line, docstring="") for line in lines),
            empty=False,
        )

    def _line(self, field: Field, record: Record) -> str:
        meant = self._spelling.type_of(field, record)
        type_ = self._spelling.of(meant)
        match field.presence:
            case Presence.REQUIRED:
                return f"{field.attribute}: {type_}"
            case Presence.TAG:
                assert isinstance(field.type, Literals)  # noqa: S101  # what a tag is
                return f"{field.attribute}: {type_} = {literal(field.type.values[0])}"
            case Presence.OPTIONAL:
                type_ = self._or_unset(meant, type_)
                return f"{field.attribute}: {type_} = {self._use('.._unset', 'UNSET')}"

    def _or_unset(self, type_: Type, spelled: str) -> str:
        """Return the annotation of a property that may be absent; null stands last."""
        unset = self._use(".._unset", "Unset")
        type_ = plain(type_)
        if isinstance(type_, Nullable):
            null = "" if self._spelling.says_null(type_.of) else " | None"
            return f"{self._spelling.of(type_.of)} | {unset}{null}"
        return f"{spelled} | {unset}"

    def _further(self, record: Record) -> str:
        """Return the field of further keys; its factory is evaluated at once, so what comes later is quoted there."""
        values = record.extra
        type_ = self._spelling.builtin("object") if isinstance(values, Extra) else self._spelling.of(values)
        here = self._place[record.name]
        named = () if isinstance(values, Extra) else named_in(values)
        quoted = string(type_) if any(self._place.get(name, -1) >= here for name in named) else type_
        mapping = f"{self._spelling.builtin('dict')}[{self._spelling.builtin('str')}"
        factory = f"{self._use('dataclasses', 'field')}(default_factory={mapping}, {quoted}])"
        return f"{FURTHER}: {mapping}, {type_}] = {factory}"

    def _wire_names(self, own: tuple[Field, ...]) -> str:
        pairs = [f"{string(field.attribute)}: {string(field.key)}" for field in own if field.attribute != field.key]
        if not pairs:
            return ""
        mapping = self._use("collections.abc", "Mapping")
        text = self._spelling.builtin("str")
        return f"wire_names_: {self._use('typing', 'ClassVar')}[{mapping}[{text}, {text}]] = {{{', '.join(pairs)}}}"
