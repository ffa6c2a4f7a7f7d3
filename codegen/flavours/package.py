"""`ir.Package` in, a view per file out: which files a package has, and what each flavour calls its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from codegen.flavours import dataclass as dataclasses
from codegen.flavours import pydantic, typeddict
from codegen.flavours.bases import Bases
from codegen.flavours.enums import NO_TAGS, tag_fields
from codegen.flavours.imports import export_key, member_key
from codegen.flavours.pydantic_model import model_view
from codegen.flavours.spelling import Scope, taken_names
from codegen.flavours.views import FileView, FlavourView, FormerView, HomeView, ModuleView, PackageView, SupportView
from codegen.ir.declarations import Declaration, Unknown
from codegen.ir.graph import rules_of
from codegen.ir.package import Package
from codegen.options import DataclassOptions, Enums, Flavour, PydanticOptions
from codegen.pysource import docstring, string


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """How the modules of a flavour are made, and what it has beside them."""

    doc: str
    bases_of: Callable[[Package], Bases]
    module_view: Callable[[Scope], ModuleView]
    support: tuple[str, ...]
    """Its support modules, by the template of each."""
    occasional: tuple[str, ...] = ()
    """Support modules that stand there only if a module of declarations imports them."""
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Support module -> the modules beside the flavours that it needs."""
    rules: str | None = None
    """The support module that checks rules, where a module of declarations has some."""
    exports: tuple[tuple[str, str], ...]
    """What its `__init__` takes from them: module, name."""
    open_exports: tuple[tuple[str, str], ...] = ()
    """What it takes besides where a union is open."""
    named: Callable[[Declaration, Mapping[str, Declaration]], tuple[str, ...]] = lambda one, _: (one.name,)
    """The public names of a declaration."""


_UNKNOWN = ".._unknown"
"""What is there where a union is open."""

_FORMATS = ("_formats.py", "_hostnames.py", "_regex_syntax.py")
"""The checks of formats."""
_FLAVOURS: Mapping[Flavour, _Made] = {
    Flavour.TYPEDDICT: _Made(
        doc=typeddict.DOC,
        bases_of=typeddict.bases_of,
        module_view=typeddict.module_view,
        support=(),
        occasional=("_never.py",),
        exports=(),
        named=typeddict.public_names,
    ),
    Flavour.PYDANTIC: _Made(
        doc=pydantic.DOC,
        bases_of=pydantic.bases_of,
        module_view=pydantic.module_view,
        support=(
            "_base.py",
            "_constraints.py",
            "_format.py",
            "_keys.py",
            "_paths.py",
            "_patterns.py",
            "_scalars.py",
            "_texts.py",
            "_times.py",
            "_unions.py",
        ),
        occasional=(
            "_datetime.py",
            "_dropped.py",
            "_durations.py",
            "_enum.py",
            "_lengths.py",
            "_meets.py",
            "_strings.py",
        ),
        shared={"_strings.py": _FORMATS},
        exports=(("._base", "from_json"), ("._base", "to_json")),
        open_exports=((_UNKNOWN, "UNKNOWN"),),
    ),
    Flavour.DATACLASS: _Made(
        doc=dataclasses.DOC,
        bases_of=dataclasses.bases_of,
        module_view=dataclasses.module_view,
        support=(
            "_codec.py",
            "_dump.py",
            "_faults.py",
            "_forms.py",
            "_load.py",
            "_meets.py",
            "_records.py",
            "_scalars.py",
            "_unions.py",
        ),
        rules="_check.py",
        shared={"_check.py": ("_formats.py", "_hostnames.py", "_regex.py", "_regex_syntax.py", "_rules.py")},
        exports=(
            (".._unset", "UNSET"),
            (".._unset", "Unset"),
            ("._codec", "LoadError"),
            ("._codec", "from_json"),
            ("._codec", "to_json"),
        ),
        open_exports=((_UNKNOWN, "UNKNOWN"),),
    ),
}


def package_views(
    package: Package,
    flavours: Iterable[Flavour],
    target_python: tuple[int, int],
    header: str,
    *,
    pydantic_options: PydanticOptions,
    dataclass_options: DataclassOptions,
) -> Mapping[str, FileView]:
    """Return the view of each file of the package, by its path; the header is the comment each begins with."""
    chosen = tuple(flavours)
    declarations, homes = package.declarations, package.homes
    taken = {module.name: taken_names(module.declarations) for module in package.modules}
    asks_for_formats = _asks_for_formats(package)
    entangled = typeddict.entangled(declarations) if Flavour.TYPEDDICT in chosen else frozenset[str]()
    files: dict[str, FileView] = {
        "__init__.py": PackageView(header=header, doc=docstring(_package_doc(package, chosen))),
        "_lazy.py": SupportView(template="shared/_lazy.py.jinja", header=header),
    }
    if Flavour.PYDANTIC in chosen:
        files["_regex.py"] = SupportView(template="shared/_regex.py.jinja", header=header)
        files["_rules.py"] = SupportView(template="shared/_rules.py.jinja", header=header)
    if Flavour.DATACLASS in chosen:
        files["_unset.py"] = SupportView(template="shared/_unset.py.jinja", header=header)
    if package.former:
        files["_former.py"] = SupportView(template="shared/_former.py.jinja", header=header)
    if _has_unknowns(package):
        files["_unknown.py"] = SupportView(template="shared/_unknown.py.jinja", header=header)
    for flavour in chosen:
        made, folder = _FLAVOURS[flavour], flavour.value
        bases = made.bases_of(package)
        tags = (
            tag_fields(declarations, bases) if _has_classes(flavour, pydantic_options, dataclass_options) else NO_TAGS
        )
        files[f"{folder}/__init__.py"] = _flavour_view(package, made, header)
        scopes = [
            Scope(
                module=module,
                declarations=declarations,
                homes=homes,
                taken=taken[module.name],
                bases=bases,
                entangled=entangled,
                target_python=target_python,
                header=header,
                pydantic=pydantic_options,
                dataclass=dataclass_options,
                tags=tags,
            )
            for module in package.modules
        ]
        modules = [made.module_view(scope) for scope in scopes]
        files |= {f"{folder}/_{scope.module.name}.py": view for scope, view in zip(scopes, modules, strict=True)}
        configured = model_view(pydantic_options, package, header) if flavour is Flavour.PYDANTIC else None
        if configured is not None:
            files["pydantic/_model.py"] = configured
        imports = [*(one.imports for one in modules), *([configured.imports] if configured is not None else [])]
        used = {line.split()[1] for lines in imports for line in lines if line}
        asked = [one for one in made.occasional if f".{one.removesuffix('.py')}" in used]
        asked += ["_meets.py"] if "_dropped.py" in asked and "_meets.py" not in asked else []
        asked += [made.rules] if made.rules is not None and "._meets" in used else []
        for name in (*made.support, *asked):
            files[f"{folder}/{name}"] = SupportView(template=f"{folder}/{name}.jinja", header=header)
            needed = _FORMATS if name == "_meets.py" and asks_for_formats else made.shared.get(name, ())
            for shared in needed:
                files[shared] = SupportView(template=f"shared/{shared}.jinja", header=header)
    return files


def _has_classes(flavour: Flavour, pydantic_options: PydanticOptions, dataclass_options: DataclassOptions) -> bool:
    """Tell whether a flavour writes enums as classes."""
    asked = {Flavour.PYDANTIC: pydantic_options.enums, Flavour.DATACLASS: dataclass_options.enums}
    return asked.get(flavour) is Enums.CLASS


_TOLD = {
    Flavour.TYPEDDICT: "`typeddict` (the JSON as it travels)",
    Flavour.PYDANTIC: "`pydantic` (validated)",
    Flavour.DATACLASS: "`dataclass` (standard library only)",
}


def _package_doc(package: Package, flavours: tuple[Flavour, ...]) -> str:
    title = " ".join(f"{package.title} {package.version}".split()) or "an OpenAPI description"
    return f"Types of {title}: {told_flavours(flavours)}."


def told_flavours(flavours: Iterable[Flavour]) -> str:
    """Return how the docstring of a package tells its flavours."""
    return ", ".join(_TOLD[flavour] for flavour in flavours)


def _asks_for_formats(package: Package) -> bool:
    """Tell whether a rule of the package speaks of a format."""
    return any('"format":' in rules.text for one in package.declarations.values() for rules in rules_of(one))


def _has_unknowns(package: Package) -> bool:
    return any(isinstance(one, Unknown) for module in package.modules for one in module.declarations)


def _flavour_view(package: Package, made: _Made, header: str) -> FlavourView:
    """Return the view of a flavour's `__init__`; a type of the user's with the name of an export takes its place."""
    declared = package.declarations
    wanted = (*made.exports, *(made.open_exports if _has_unknowns(package) else ()))
    exports = [(module, name) for module, name in wanted if name not in declared]
    homes = {
        f"_{module.name}": [name for one in module.declarations for name in made.named(one, declared)]
        for module in package.modules
    }
    public = [name for names in homes.values() for name in names]
    for module, name in exports:
        homes.setdefault(module.removeprefix("."), []).append(name)
    names = [*public, *(name for _, name in exports)]
    return FlavourView(
        header=header,
        doc=docstring(made.doc),
        homes=tuple(
            HomeView(
                module=module,
                names=tuple(sorted(found, key=member_key)),
                quoted=", ".join(map(string, sorted(found))) + ("," if len(found) == 1 else ""),
            )
            for module, found in sorted(homes.items())
            if found
        ),
        names=tuple(map(string, sorted(names, key=export_key))),
        former=tuple(
            FormerView(
                name=old,
                now=new,
                doc=docstring(f"Deprecated: this is `{new}` now."),
                quoted=f"{string(old)}: {string(new)}",
            )
            for old, new in package.former.items()
            if new in public
        ),
    )
