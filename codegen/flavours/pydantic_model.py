"""The base class of a package's models, where its configuration asks for more than every package has.

Pydantic options in, the view of `_model.py` out, and none where `_base.py` says it all. A class of the user's stands
first, so that its methods win, and what the package's own class configures wins over that class's configuration: models
are loaded by wire names, whatever their users inherit.
"""

from dataclasses import replace

from codegen.flavours.imports import Imports
from codegen.flavours.pydantic_rules import rules_under
from codegen.flavours.views import ConfiguredModelView
from codegen.ir.declarations import Extra, Record
from codegen.ir.package import Package
from codegen.options import ExtraPolicy, PydanticOptions
from codegen.pysource import string

CONFIGURED, USUAL, RULED, DROPPED = "._model", "._base", "._meets", "._dropped"


def model_module(options: PydanticOptions) -> str:
    """Return the module that records take `Model` from."""
    return CONFIGURED if _is_asked_for(options) else USUAL


def ruled_module(options: PydanticOptions) -> str:
    """Return the module that records with rules take `RuledModel` from."""
    return CONFIGURED if _is_asked_for(options) else RULED


def class_options(options: PydanticOptions) -> str:
    """Return what stands behind the bases of each model, where checkers shall know that none can be changed.

    They let no frozen class inherit from one that is not, so that must be left to a base class of the user's.
    """
    return ", frozen=True" if options.frozen and options.base_class is None else ""


def model_view(options: PydanticOptions, package: Package, header: str) -> ConfiguredModelView | None:
    """Return the view of the base class; None where the configuration asks for none."""
    if not _is_asked_for(options):
        return None
    seen = class_options(options)
    settings = [f"extra={string(options.extra.value)}"] if policy_of(options) is not None else []
    settings += ["frozen=True"] if options.frozen and not seen else []
    imports = Imports(("Model", "RuledModel"))
    bases = [imports.use(USUAL, "Model")]
    if options.base_class is not None:
        module, _, name = options.base_class.rpartition(".")
        bases.insert(0, f"{imports.use_module(module)}.{name}")
    config = f"model_config = {imports.use('pydantic', 'ConfigDict')}({', '.join(settings)})" if settings else ""
    records = (one for one in package.declarations.values() if isinstance(one, Record))
    has_rules = any(rules_under(options.extra, one.rules) is not None for one in records)
    view = ConfiguredModelView(
        header=header,
        imports=(),
        bases=", ".join(bases) + seen,
        config=config,
        ruled=_ruled(options, imports) + seen if has_rules else "",
        ruled_seen=f"Model{seen}" if has_rules and seen else "",
    )
    if seen:
        mapping = f"{imports.use('collections.abc', 'Mapping')}[str, object]"
        view = replace(
            view,
            seen=imports.use("pydantic", "BaseModel") + seen,
            type_checking=imports.use("typing", "TYPE_CHECKING"),
            tags=f"{imports.use('typing', 'ClassVar')}[{mapping}]",
            any=imports.use("typing", "Any"),
        )
    return replace(view, imports=tuple(imports.lines()))


def _ruled(options: PydanticOptions, imports: Imports) -> str:
    """Return the bases of models with rules, which are asked of dropped keys too."""
    whole = [imports.use(DROPPED, "WholeModel")] if options.extra is ExtraPolicy.IGNORE else []
    return ", ".join((*whole, imports.use(RULED, "RuledModel"), "Model"))


def policy_of(options: PydanticOptions) -> str | None:
    """Return what becomes of undeclared keys in all models, in Pydantic's word; None where the schema decides."""
    return None if options.extra is ExtraPolicy.SCHEMA else options.extra.value


def extra_setting(record: Record, inherited: str, options: PydanticOptions) -> str:
    """Return the policy for further keys that a record has to state, as it inherits another; else nothing.

    Keys that `additionalProperties` has a schema for are declared: they are kept, whatever the policy for others.
    """
    policy = policy_of(options)
    match record.extra:
        case Extra.OPEN:
            wanted = policy or "allow"
        case Extra.CLOSED:
            wanted = policy or "forbid"
        case _:
            wanted = "allow"
    return "" if wanted == inherited else wanted


def _is_asked_for(options: PydanticOptions) -> bool:
    return options.frozen or options.base_class is not None or policy_of(options) is not None
