"""Pydantic: validated, Python-shaped. Constructors take Python names, loading takes wire names and only those.

What Pydantic's own constraints can say is said by `Field(...)`; the rest by the validators of the package's `_base`.
"""

from codegen.flavours.bases import Bases, choose_bases, own_fields
from codegen.flavours.docstrings import class_docstring, field_docstring
from codegen.flavours.enums import enum_view
from codegen.flavours.pydantic_model import class_options, extra_setting, model_module, policy_of, ruled_module
from codegen.flavours.pydantic_rules import rules_under
from codegen.flavours.pydantic_types import PydanticSpelling, rules
from codegen.flavours.spelling import Scope, alias_view, none_of
from codegen.flavours.views import DeclarationView, FieldView, FurtherView, ModelView, ModuleView
from codegen.ir.declarations import Alias, Declaration, Docs, Extra, Field, Presence, Record, Unknown
from codegen.ir.package import Package
from codegen.ir.rules import Rules
from codegen.ir.types import AnyValue, Literals, Null, Nullable, Ruled, Type, plain
from codegen.pysource import docstring, literal, string

DOC = "Validated, Python-shaped."


def bases_of(package: Package) -> Bases:
    """Return the base classes of each record; a parent is open, or treats further keys as the record does."""
    return choose_bases(
        package.declarations,
        lambda parent, record: parent.extra is Extra.OPEN or parent.extra == record.extra,
        most=99,
    )


def module_view(scope: Scope) -> ModuleView:
    """Return the view of one module."""
    return _Models(scope).view(scope.header)


class _Models:
    def __init__(self, scope: Scope) -> None:
        self._module = scope.module
        self._declarations = scope.declarations
        self._bases = scope.bases
        self._options = scope.pydantic
        self._model = model_module(scope.pydantic)
        self._spelling = PydanticSpelling(scope)
        self._use = self._spelling.imports.use

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
        self._spelling.begin(one)
        match one:
            case Alias() if self._spelling.is_class(one):
                return enum_view(one, self._spelling.imports, "._enum", ("._enum", "OpenStrEnum"))
            case Alias():
                self._spelling.shadowed = ()
                return alias_view(self._spelling, one)
            case Record():
                return self._record(one)
            case Unknown():
                return self._unknown(one)

    def _unknown(self, one: Unknown) -> ModelView:
        """Return the model of an unknown variant: its tag is a constant, and the wire's own stands beside it."""
        self._spelling.shadowed = {one.attribute, one.wire_attribute}
        constant = f"{self._use('typing', 'ClassVar')}[{self._use('.._unknown', 'Unknown')}]"
        wire = string(one.key)
        tag = f"{self._use('pydantic', 'Field')}(validation_alias={wire}, serialization_alias={wire})"
        lines = (
            f"{one.attribute}: {constant} = {self._use('.._unknown', 'UNKNOWN')}",
            f"{one.wire_attribute}: {none_of(self._spelling, one)} = {tag}",
        )
        return ModelView(
            name=one.name,
            bases=self._use(self._model, "Model") + class_options(self._options),
            docstring=class_docstring(one.name, one.docs),
            config=self._extra("allow" if policy_of(self._options) not in (None, "allow") else ""),
            tags="",
            rules="",
            fields=tuple(FieldView(line=line, docstring="") for line in lines),
            further=None,
            empty=False,
        )

    def _record(self, record: Record) -> ModelView:
        own = own_fields(record, self._bases, self._declarations)
        self._spelling.shadowed = {field.attribute for field in own}
        fields = tuple(
            FieldView(line=self._line(field, record), docstring=field_docstring(field.key, field.docs)) for field in own
        )
        further = self._further(record)
        said = class_docstring(record.name, record.docs)
        config = self._config(record)
        return ModelView(
            name=record.name,
            bases=", ".join(self._base_classes(record)) + class_options(self._options),
            docstring=said,
            config=config,
            tags=self._tags(own),
            rules=(view_rules := self._rules(record)),
            fields=fields,
            further=further,
            empty=not (said or config or view_rules or fields or further),
        )

    def _base_classes(self, record: Record) -> list[str]:
        bases = self._bases[record.name]
        found = list(map(self._spelling.named, bases))
        if self._adds_rules(record):
            return [*found, self._use(ruled_module(self._options), "RuledModel")]
        return found or [self._use(self._model, "Model")]

    def _adds_rules(self, record: Record) -> bool:
        """Tell whether a record has rules and no base class that checks rules: then that stands last."""
        return self._rules_of(record) is not None and not any(map(self._is_ruled, self._bases[record.name]))

    def _rules_of(self, record: Record) -> Rules | None:
        return rules_under(self._options.extra, record.rules)

    def _is_ruled(self, name: str) -> bool:
        """Tell whether the class of a record checks rules."""
        declared = self._declarations[name]
        if isinstance(declared, Record) and self._rules_of(declared) is not None:
            return True
        return any(map(self._is_ruled, self._bases[name]))

    def _rules(self, record: Record) -> str:
        """Return the line of a model's rules; those of a base class hold unless it has its own."""
        inherited = [self._inherited(name) for name in self._bases[record.name]]
        own = self._rules_of(record)
        if own == next((one for one in inherited if one is not None), None):
            return ""
        return f"rules_ = {rules(own) if own is not None else '{}'}"

    def _inherited(self, name: str) -> Rules | None:
        declared = self._declarations[name]
        if isinstance(declared, Record) and (own := self._rules_of(declared)) is not None:
            return own
        return next((one for one in map(self._inherited, self._bases[name]) if one is not None), None)

    def _config(self, record: Record) -> str:
        return self._extra(extra_setting(record, self._inherited_extra(record), self._options))

    def _extra(self, setting: str) -> str:
        return f"model_config = {self._use('pydantic', 'ConfigDict')}(extra={string(setting)})" if setting else ""

    def _inherited_extra(self, record: Record) -> str:
        """Return the policy for further keys of the last base class, which is the one that Pydantic takes."""
        names = self._bases[record.name]
        parent = self._declarations[names[-1]] if names else None
        if not isinstance(parent, Record) or self._adds_rules(record):
            return policy_of(self._options) or "allow"
        inherited = self._inherited_extra(parent)
        return extra_setting(parent, inherited, self._options) or inherited

    def _tags(self, own: tuple[Field, ...]) -> str:
        pairs = [
            f"{string(field.attribute)}: {literal(field.type.values[0])}"
            for field in own
            if field.presence is Presence.TAG and isinstance(field.type, Literals)
        ]
        return f"tags_ = {{{', '.join(pairs)}}}" if pairs else ""

    def _line(self, field: Field, record: Record) -> str:
        options = []
        meant = self._spelling.type_of(field, record)
        type_ = self._spelling.of(meant)
        if field.presence is Presence.OPTIONAL:
            type_ = self._optional(meant, type_)
        if field.key != field.attribute:
            wire = string(field.key)
            options += [f"validation_alias={wire}", f"serialization_alias={wire}"]
        options += self._told(field.docs, field.presence)
        if field.docs.deprecated:
            options.append("deprecated=True")
        match field.presence:
            case Presence.REQUIRED:
                value = f" = {self._use('pydantic', 'Field')}({', '.join(options)})" if options else ""
            case Presence.OPTIONAL:
                value = " = None"
                if options:
                    value = f" = {self._use('pydantic', 'Field')}({', '.join(('default=None', *options))})"
            case Presence.TAG:
                value = f" = {self._use('._base', 'tag')}({', '.join(options)})"
        return f"{field.attribute}: {type_}{value}"

    def _told(self, docs: Docs, presence: Presence) -> list[str]:
        """Return what `Field` is told for JSON Schema, if that is asked for."""
        if not self._options.field_descriptions:
            return []
        texts = (("title", docs.title), ("description", docs.text))
        examples = [f"examples={literal(list(docs.examples))}"] if docs.examples else []
        of_constant = docs.format is None or presence is Presence.TAG
        format_ = [] if of_constant else [f"json_schema_extra={literal({'format': docs.format})}"]
        return [*(f"{name}={string(text)}" for name, text in texts if text), *examples, *format_]

    def _optional(self, type_: Type, spelled: str) -> str:
        """Return the annotation of a property that may be absent: None stands for absence, for null only if allowed."""
        match plain(type_):
            case Nullable() | Null():
                return spelled
            case AnyValue():  # rules have a word on null too
                return spelled if isinstance(type_, Ruled) else f"{spelled} | None"
        annotated = self._use("typing", "Annotated")
        return self._spelling.beside_none(type_, spelled, annotated, self._use("._base", "NotNull"))

    def _further(self, record: Record) -> FurtherView | None:
        if isinstance(record.extra, Extra):
            return None
        for name in self._bases[record.name]:
            parent = self._declarations[name]
            if isinstance(parent, Record) and parent.extra == record.extra:
                return None
        text = self._spelling.builtin("str")
        type_ = self._spelling.of(record.extra)
        mapping = f"{self._use('collections.abc', 'Mapping')}[{text}, {type_}]"
        return FurtherView(
            type_checking=self._use("typing", "TYPE_CHECKING"),
            values=f"{self._spelling.builtin('dict')}[{text}, {type_}]",
            mapping=mapping,
            cast=self._use("typing", "cast"),
            mapping_text=string(mapping),
        )
