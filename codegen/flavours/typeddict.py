"""TypedDict: the JSON as it travels, for checkers; nothing is converted, so keys are wire names.

Traps, each tried with the checkers: no `from __future__ import annotations` (with it `__required_keys__` takes every
key for required), so later names are quoted; keys that no class body can hold stand in a private functional base; open
records tell Pydantic to keep further keys where checkers do not look.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from codegen.flavours.bases import Bases, choose_bases, own_fields
from codegen.flavours.docstrings import class_docstring, field_docstring, unchecked
from codegen.flavours.spelling import Scope, Spelling, alias_view, none_of
from codegen.flavours.views import AliasView, DeclarationView, FieldView, GuardView, ModuleView, TypedDictView
from codegen.ir.declarations import Alias, Declaration, Extra, Field, Presence, Record, Unknown
from codegen.ir.graph import groups, names_of, open_union
from codegen.ir.package import Module, Package
from codegen.ir.types import OneOf, named_in, plain
from codegen.pysource import docstring, is_name, literal, string

DOC = "The JSON as it travels."
NEVER = "._never"
_LARGE_GROUP = 30
_BUILTINS = frozenset(("bool", "dict", "float", "int", "list", "object", "str", "tuple"))


def bases_of(package: Package) -> Bases:
    """Return the base classes of each record; a parent must be open, as PEP 728 has it.

    One that lives in another module must not name later types: a quoted name is looked up in the child's module. And
    one without a class body must not come back to the child: pyright wants the types of its keys before the class.
    """
    homes = package.homes
    quoting = {name for module in package.modules for name in _quoting(module)}
    circle = _circles(package.declarations) if any(map(_is_bodiless, _records(quoting, package))) else {}

    def agrees(parent: Record, record: Record) -> bool:
        here = homes[parent.name] == homes[record.name]
        if parent.name in quoting and (
            not here or (_is_bodiless(parent) and circle[parent.name] == circle[record.name])
        ):
            return False
        return parent.extra is Extra.OPEN

    return choose_bases(package.declarations, agrees, most=99)


def _records(names: Iterable[str], package: Package) -> Iterator[Record]:
    return (one for name in names if isinstance(one := package.declarations[name], Record))


def _is_bodiless(record: Record) -> bool:
    """Tell whether some keys of a record stand outside of a class body."""
    return not all(_fits_body(field.key) for field in record.fields)


def _circles(declarations: Mapping[str, Declaration]) -> Mapping[str, int]:
    """Return a number for each declaration, the same for those that come back to each other."""
    return {name: number for number, group in enumerate(_groups(declarations)) for name in group}


def _groups(declarations: Mapping[str, Declaration]) -> Iterator[tuple[str, ...]]:
    return groups({name: tuple(names_of(one)) for name, one in declarations.items()})


def _fits_body(key: str) -> bool:
    """Tell whether a class body can hold a key: a name that is not mangled."""
    return is_name(key) and not key.startswith("__")


def _quoting(module: Module) -> Iterator[str]:
    """Yield the records of a module whose fields name declarations that stand later in it, or themselves."""
    place = {one.name: number for number, one in enumerate(module.declarations)}
    for number, one in enumerate(module.declarations):
        if isinstance(one, Record) and any(
            place.get(name, -1) >= number for field in one.fields for name in named_in(field.type)
        ):
            yield one.name


def module_view(scope: Scope) -> ModuleView:
    """Return the view of one module."""
    return _TypedDicts(scope).view(scope.header)


def public_names(declaration: Declaration, declarations: Mapping[str, Declaration]) -> tuple[str, ...]:
    """Return the names that a declaration gives the flavour: an open union has its guard with it."""
    guard = _guard_of(declaration, declarations)
    return (declaration.name, guard) if guard else (declaration.name,)


def _guard_of(declaration: Declaration, declarations: Mapping[str, Declaration]) -> str:
    """Return the guard of an open union, or the name that it has for another name of the union; else nothing."""
    if isinstance(declaration, Alias) and declaration.guard:
        return declaration.guard
    union = open_union(declaration)
    unknown = declarations[union.unknown] if union is not None and union.unknown is not None else None
    return unknown.guard if isinstance(unknown, Unknown) else ""


def entangled(declarations: Mapping[str, Declaration]) -> frozenset[str]:
    """Return the aliases that large groups of declarations need to come back to themselves.

    mypy walks every path through the TypedDicts that such an alias names, which never ends in a large group (Stripe's
    has some hundred records). So the fields of records do not use it by name there, and it comes back no more.
    """
    return frozenset(
        name
        for group in _groups(declarations)
        if len(group) > _LARGE_GROUP
        for name in group
        if isinstance(one := declarations[name], Alias) and not one.recursive
    )


class _TypedDictSpelling(Spelling):
    """Writes types; an entangled alias by what it stands for, where a record names it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._entangled = scope.entangled
        self.in_record = False
        self.used: set[str] = set()
        """Declarations named since this was last cleared."""

    def nothing(self) -> str:
        """Return `Never`, which Pydantic knows in the package's own spelling only."""
        return self.imports.use(NEVER, "Never")

    def named(self, name: str) -> str:
        """Return the name of a declaration, or what it stands for."""
        found = self._declarations[name]
        if self.in_record and name in self._entangled and isinstance(found, Alias):
            return self.of(found.type)
        self.used.add(name)
        return super().named(name)


class _TypedDicts:
    def __init__(self, scope: Scope) -> None:
        self._module = scope.module
        self._declarations = scope.declarations
        self._homes = scope.homes
        self._bases = scope.bases
        self._spelling = _TypedDictSpelling(scope)
        self._prose = _TypedDictSpelling(scope)
        """For docstrings, which need no imports."""
        self._prose.in_record = True
        self._use = self._spelling.imports.use
        self._place = {one.name: number for number, one in enumerate(scope.module.declarations)}

    def view(self, header: str) -> ModuleView:
        views = tuple(view for one in self._module.declarations for view in self._views(one))
        records = [one for one in self._module.declarations if isinstance(one, Record | Unknown)]
        policies = [
            _policy("_closed", "forbid", [one.name for one in records if _is_closed(one)]),
            _policy("_open", "allow", [one.name for one in records if not _is_closed(one)]),
        ]
        footer = ""
        if records:
            footer = "\n".join((f"if not {self._use('typing', 'TYPE_CHECKING')}:", *filter(None, policies)))
        return ModuleView(
            header=header,
            doc=docstring(self._module.doc),
            imports=tuple(self._spelling.imports.lines()),
            declarations=views,
            footer=footer,
        )

    def _views(self, one: Declaration) -> Iterator[DeclarationView]:
        """Yield a declaration, and below an open union its guard."""
        yield self._declaration(one)
        if isinstance(one, Alias) and one.guard:
            yield self._other_guard(one)
        union = open_union(one)
        if union is not None:
            yield self._guard(one.name, union)

    def _declaration(self, one: Declaration) -> DeclarationView:
        match one:
            case Alias():
                self._spelling.shadowed, self._spelling.in_record = (), False
                return alias_view(self._spelling, one)
            case Record():
                return self._record(one)
            case Unknown():
                return self._unknown(one)

    def _unknown(self, one: Unknown) -> DeclarationView:
        """Return the TypedDict of an unknown variant, of which nothing but the tag is known."""
        typed_dict = self._use("typing_extensions", "TypedDict")
        if _fits_body(one.key):
            self._spelling.shadowed = {one.key} & _BUILTINS
            view = TypedDictView(
                name=one.name,
                bases=typed_dict,
                keys_name="",
                keys="",
                docstring=class_docstring(one.name, one.docs),
                fields=(FieldView(line=f"{one.key}: {none_of(self._spelling, one)}", docstring=""),),
                empty=False,
            )
            self._spelling.shadowed = ()
            return view
        keys = f"{{{string(one.key)}: {none_of(self._spelling, one)}}}"
        line = f"{one.name} = {typed_dict}({string(one.name)}, {keys})"
        return AliasView(line=line, docstring=class_docstring(one.name, one.docs, (), ""))

    def _other_guard(self, alias: Alias) -> AliasView:
        """Return the other name of a guard."""
        body = named_in(alias.type)[0]
        guard, home = _guard_of(self._declarations[body], self._declarations), self._homes[body]
        if home != self._module.name:
            self._spelling.imports.use_type(f"._{home}", guard)
        return AliasView(line=f"{alias.guard} = {guard}", docstring="")

    def _guard(self, name: str, union: OneOf) -> GuardView:
        """Return the function that tells the known variants from the unknown one: `TypeGuard`, as with `TypeIs` pyright
        keeps intersections of both.
        """
        assert union.unknown is not None  # noqa: S101  # what makes it open
        unknown = self._declarations[union.unknown]
        assert isinstance(unknown, Unknown)  # noqa: S101  # what opening gives it
        self._spelling.shadowed, self._spelling.in_record = (), False
        self._spelling.used.clear()
        variants = self._spelling.of(replace(union, unknown=None))
        either = f"{variants} | {self._spelling.named(unknown.name)}"
        later = self._stands_later(self._spelling.used, self._place[name])
        whole = self._declarations[name]
        is_all = isinstance(whole, Alias) and plain(whole.type) == union
        known = f"({', '.join(map(literal, unknown.known))}{',' if len(unknown.known) == 1 else ''})"
        key = string(unknown.key)
        absent = f"{key} not in value or " if union.tag is not None and union.tag.absent else ""
        said = f"Tell whether the `{unknown.key}` is that of a variant this version knows."
        return GuardView(
            name=unknown.guard,
            parameter=name if is_all else string(either) if later else either,
            result=f"{self._use('typing', 'TypeGuard')}[{string(variants) if later else variants}]",
            docstring=docstring(said, "    "),
            test=f"{absent}value[{key}] in {known}",
        )

    def _record(self, record: Record) -> DeclarationView:
        self._spelling.in_record = True
        own = tuple(field for field in own_fields(record, self._bases, self._declarations) if field.key)
        outside = self._outside(own)
        inside = tuple(field for field in own if field.key not in outside)
        here = self._place[record.name]
        if any(self._names_later(field, here) for field in own if field.key in outside):
            return self._functional(record, here)
        self._spelling.shadowed = {field.key for field in inside} & _BUILTINS
        fields = tuple(
            FieldView(
                line=f"{field.key}: {self._annotation(field, here)}",
                docstring=field_docstring(field.key, field.docs, notes=self._spelling.notes(field.type)),
            )
            for field in inside
        )
        self._spelling.shadowed = ()
        keys = [f"{string(field.key)}: {self._annotation(field, here)}" for field in own if field.key in outside]
        keys_name = f"_{record.name}Keys" if keys else ""
        parents = [*map(self._spelling.named, self._bases[record.name]), *([keys_name] if keys_name else [])]
        typed_dict = self._use("typing_extensions", "TypedDict") if keys or not parents else ""
        closed = ["closed=True"] if _is_closed(record) else []
        return TypedDictView(
            name=record.name,
            bases=", ".join((*(parents or [typed_dict]), *closed)),
            keys_name=keys_name,
            keys=f"{keys_name} = {typed_dict}({string(keys_name)}, {{{', '.join(keys)}}})" if keys else "",
            docstring=(said := class_docstring(record.name, record.docs, self._notes(record, own, outside))),
            fields=fields,
            empty=not (said or fields),
        )

    def _functional(self, record: Record, here: int) -> AliasView:
        """Return a TypedDict without a class body.

        One whose keys that no class body can hold come back to it must be written so: pyright does not understand a
        base class that names the class it is for.
        """
        fields = [field for field in record.fields if field.key]
        keys = ", ".join(f"{string(field.key)}: {self._annotation(field, here)}" for field in fields)
        told = [_told(field) for field in fields if field.docs.text or field.docs.deprecated]
        notes = (*self._notes(record, (), frozenset()), *([f"Keys: {', '.join(told)}."] if told else []))
        typed_dict = self._use("typing_extensions", "TypedDict")
        closed = ", closed=True" if _is_closed(record) else ""
        return AliasView(
            line=f"{record.name} = {typed_dict}({string(record.name)}, {{{keys}}}{closed})",
            docstring=class_docstring(record.name, record.docs, notes, ""),
        )

    def _outside(self, fields: Iterable[Field]) -> frozenset[str]:
        """Return the keys that no class body can hold: no names, mangled ones, and those of types used beside them."""
        used = {"builtins", *(name for field in fields for name in named_in(field.type))}
        return frozenset(field.key for field in fields if not _fits_body(field.key) or field.key in used)

    def _annotation(self, field: Field, here: int) -> str:
        self._spelling.used.clear()
        type_ = self._spelling.of(field.type)
        if self._stands_later(self._spelling.used, here):
            type_ = string(type_)
        if field.presence is Presence.OPTIONAL:
            return f"{self._use('typing', 'NotRequired')}[{type_}]"
        return type_

    def _names_later(self, field: Field, here: int) -> bool:
        """Tell whether a field needs a declaration that does not stand before the one at hand."""
        return self._stands_later(named_in(field.type), here)

    def _stands_later(self, names: Iterable[str], here: int) -> bool:
        return any(self._place.get(name, -1) >= here for name in names)

    def _notes(self, record: Record, own: tuple[Field, ...], outside: frozenset[str]) -> tuple[str, ...]:
        notes = [*unchecked([record.rules])]
        if not isinstance(record.extra, Extra):
            notes.append(f"Further keys: `{self._prose.of(record.extra)}`.")
        told = [_told(field) for field in own if field.key in outside and not is_name(field.key)]
        if told:
            notes.append(f"Keys that are no identifiers: {', '.join(told)}.")
        told = [_told(field) for field in own if field.key in outside and is_name(field.key)]
        if told:
            notes.append(f"Keys that no class body can hold: {', '.join(told)}.")
        if _has_empty_key(record):
            notes.append('Not enforced: the key `""`.')
        return tuple(notes)


def _is_closed(record: Record | Unknown) -> bool:
    """Tell whether the TypedDict has no further keys; pyright knows no empty key, which then is one of them."""
    return isinstance(record, Record) and record.extra is Extra.CLOSED and not _has_empty_key(record)


def _has_empty_key(record: Record) -> bool:
    return any(not field.key for field in record.fields)


def _policy(variable: str, extra: str, names: list[str]) -> str:
    """Return the lines that tell Pydantic what to do with further keys of some records."""
    if not names:
        return ""
    listed = ", ".join(names) + ("," if len(names) == 1 else "")
    config = f"{{{string('extra')}: {string(extra)}}}"
    return f"    for {variable} in ({listed}):\n        {variable}.__pydantic_config__ = {config}"


def _told(field: Field) -> str:
    words = " ".join(field.docs.text.split()) if field.docs.text else ""
    remarks = "; ".join(part for part in ("deprecated" if field.docs.deprecated else "", words) if part)
    key = field.key if field.key.isprintable() and field.key.strip() else string(field.key)
    return f"`{key}`" + (f" ({remarks})" if remarks else "")
