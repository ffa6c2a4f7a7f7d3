"""dataclass: standard library only, the shape of the wire, with a codec of its own.

Absence is `UNSET`, further keys stand in `additional_properties`, `wire_names_` holds the keys that differ from their
attribute, and `rules_` what the codec checks of whole objects. Annotations are strings that only the codec evaluates.
"""

from collections.abc import Mapping

from codegen.flavours.bases import Bases, choose_bases, own_fields
from codegen.flavours.dataclass_types import DataclassSpelling
from codegen.flavours.docstrings import class_docstring, field_docstring
from codegen.flavours.enums import enum_view
from codegen.flavours.hashes import has_hash
from codegen.flavours.quoted import Quoted
from codegen.flavours.spelling import Scope, alias_line
from codegen.flavours.views import AliasView, DataclassView, DeclarationView, FieldView, ModuleView
from codegen.ir.declarations import Alias, Declaration, Extra, Field, Presence, Record, Unknown
from codegen.ir.package import Package
from codegen.ir.rules import Json
from codegen.ir.types import Literals, Nullable, Type, named_in, plain
from codegen.pysource import docstring, literal, string

DOC = "Standard library only; the JSON as it travels, in classes."
FURTHER = "additional_properties"


def bases_of(package: Package) -> Bases:
    """Return the base class of each record: one at most, for slots; both must treat further keys alike."""
    return choose_bases(package.declarations, lambda parent, record: parent.extra == record.extra, most=1)


def module_view(scope: Scope) -> ModuleView:
    """Return the view of one module."""
    return _Dataclasses(scope).view(scope.header)


class _Dataclasses:
    def __init__(self, scope: Scope) -> None:
        self._module = scope.module
        self._declarations = scope.declarations
        self._bases = scope.bases
        self._spelling = DataclassSpelling(scope)
        self._options = scope.dataclass
        self._quoted = Quoted(scope.declarations)
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
        type_ = self._spelling.of_alias(alias)
        if alias.recursive and self._spelling.knows_type_statement:
            line = f"type {alias.name} = {type_}"
        else:
            quoted = not self._spelling.knows_type_statement and alias in self._quoted
            line = alias_line(self._spelling, alias.name, string(type_) if quoted else type_)
        return AliasView(
            line=line,
            docstring=field_docstring(
                alias.name, self._spelling.alias_docs(alias), "", self._spelling.notes(alias.type)
            ),
        )

    def _record(self, record: Record) -> DataclassView:
        own = own_fields(record, self._bases, self._declarations)
        self._spelling.shadowed = {field.attribute for field in own}
        fields = [
            FieldView(line=self._line(field, record), docstring=field_docstring(field.key, field.docs)) for field in own
        ]
        bases = self._bases[record.name]
        if record.extra is not Extra.CLOSED and not bases:
            fields.append(FieldView(line=self._further(record), docstring=""))
        return DataclassView(
            name=record.name,
            bases=", ".join(map(self._spelling.named, bases)),
            decorator=self._decorator(),
            docstring=(said := class_docstring(record.name, record.docs, self._notes(record, own))),
            constants=tuple(filter(None, (self._wire_names(own), self._rules(record)))),
            fields=tuple(fields),
            empty=not (said or fields or self._rules(record)),
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
            f"{FURTHER}: {mapping} = {self._further_value(mapping)}",
        )
        names = f"{self._use('collections.abc', 'Mapping')}[{text}, {text}]"
        return DataclassView(
            name=one.name,
            bases="",
            decorator=self._decorator(),
            docstring=class_docstring(one.name, one.docs),
            constants=(f"wire_names_: {class_var}[{names}] = {{{string(one.wire_attribute)}: {string(one.key)}}}",),
            fields=tuple(FieldView(line=line, docstring="") for line in lines),
            empty=False,
        )

    def _decorator(self) -> str:
        asked = {"frozen": self._options.frozen, "slots": self._options.slots, "kw_only": self._options.kw_only}
        arguments = ", ".join(f"{name}=True" for name, wanted in asked.items() if wanted)
        return self._use("dataclasses", "dataclass") + (f"({arguments})" if arguments else "")

    def _notes(self, record: Record, own: tuple[Field, ...]) -> tuple[str, ...]:
        further = () if isinstance(record.extra, Extra) else (record.extra,)
        return self._spelling.notes_of(record, (*(field.type for field in own), *further))

    def _rules(self, record: Record) -> str:
        """Return the line of what the codec checks of objects; that of a base class holds unless there is another."""
        mine, inherited = (
            self._checked(record),
            [self._checked(self._declarations[one]) for one in self._bases[record.name]],
        )
        if mine == (inherited[0] if inherited else {}):
            return ""
        return f"rules_ = {self._spelling.rules(mine)}"

    def _checked(self, declared: Declaration) -> Mapping[str, Json]:
        if not isinstance(declared, Record) or declared.rules is None:
            return {}
        return self._spelling.checked(declared.rules.fragment)

    def _line(self, field: Field, record: Record) -> str:
        meant = self._spelling.type_of(field, record)
        type_ = self._spelling.of(meant)
        match field.presence:
            case Presence.REQUIRED:
                default = ""
            case Presence.TAG:
                assert isinstance(field.type, Literals)  # noqa: S101  # what a tag is
                default = literal(field.type.values[0])
            case Presence.OPTIONAL:
                type_ = self._or_unset(meant, type_)
                default = self._use(".._unset", "UNSET")
        value = self._value(default, field)
        return f"{field.attribute}: {type_}{value and f' = {value}'}"

    def _value(self, default: str, field: Field) -> str:
        """Return what stands behind a field: without `kw_only`, what has a default is keyword-only all the same.

        So no class needs another order than its schema's, and any class can be a base of any other.
        """
        arguments = [f"default={default}"] if default else []
        beside = ["kw_only=True"] if default and not self._options.kw_only else []
        frozen = self._options.frozen
        beside += ["hash=False"] if frozen and not has_hash(field.type, self._declarations) else []
        return f"{self._use('dataclasses', 'field')}({', '.join(arguments + beside)})" if beside else default

    def _or_unset(self, type_: Type, spelled: str) -> str:
        """Return the annotation of a property that may be absent; null stands last."""
        unset = self._use(".._unset", "Unset")
        bare = plain(type_)
        if isinstance(bare, Nullable) and (bare is type_ or spelled == self._spelling.of(bare)):  # no rules around it
            type_ = bare
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
        return f"{FURTHER}: {mapping}, {type_}] = {self._further_value(f'{mapping}, {quoted}]')}"

    def _further_value(self, factory: str) -> str:
        """Return what stands behind the field of further keys: a dict, which has no hash."""
        beside = ("" if self._options.kw_only else ", kw_only=True") + (", hash=False" if self._options.frozen else "")
        return f"{self._use('dataclasses', 'field')}(default_factory={factory}{beside})"

    def _wire_names(self, own: tuple[Field, ...]) -> str:
        pairs = [f"{string(field.attribute)}: {string(field.key)}" for field in own if field.attribute != field.key]
        if not pairs:
            return ""
        mapping = self._use("collections.abc", "Mapping")
        text = self._spelling.builtin("str")
        return f"wire_names_: {self._use('typing', 'ClassVar')}[{mapping}[{text}, {text}]] = {{{', '.join(pairs)}}}"
