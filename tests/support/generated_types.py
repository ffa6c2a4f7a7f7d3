"""Packages generated, imported and used within this process: JSON in, object, JSON out, in every flavour.

A package is written to a folder of its own and forgotten afterwards. A refusal by the types is `RefusedError`; whatever
else they raise is a fault of theirs and passes through.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module, invalidate_caches
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.options import DataclassOptions, Flavour, Formatter, Options, Share, Validation
from codegen.pipeline import Generated, generate

WAYS = ("typeddict", "pydantic", "pydantic from text", "dataclass")
"""How a document can be loaded; Pydantic reads values by `from_json` and text by `validate_json`."""
_numbers = count()


class RefusedError(Exception):
    """The types say that the value is not valid."""


@dataclass(slots=True, kw_only=True)
class Package:
    """A package that can be imported."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    named: Mapping[str, str]
    """JSON pointer -> the type that was made of what stands there."""
    bodies: Mapping[str, str]
    """Alias -> what it shares the declaration of."""
    _adapters: dict[tuple[str, str], TypeAdapter[Any]] = field(default_factory=dict)

    def round_trip(self, way: str, form: str, value: Json) -> Json:
        """Return the document that a loaded document is dumped to; raises `RefusedError`."""
        flavour = way.split()[0]
        module = self._module(flavour)
        if flavour == "dataclass":
            return _by_codec(module, getattr(module, form), value)
        if way == "pydantic":
            return _by_models(module, getattr(module, form), value)
        adapter = self.adapter(flavour, form)
        try:
            loaded = adapter.validate_json(json.dumps(value))
        except ValidationError as error:
            raise RefusedError(str(error)) from None
        dumped: Json = json.loads(adapter.dump_json(loaded, by_alias=True, exclude_unset=True))
        return dumped

    def public_names(self, flavour: str) -> list[str]:
        """Return what a flavour exports."""
        return sorted(self._module(flavour).__all__)

    def json_schema(self, form: str) -> Json:
        """Return the JSON Schema that Pydantic gives for a type."""
        found: Json = self.adapter("pydantic", form).json_schema()
        return found

    def is_class(self, form: str) -> bool:
        """Tell whether a component is a class: then null stands where it is referred to, and not in its own type."""
        return isinstance(getattr(self._module("dataclass"), form), type)

    def adapter(self, flavour: str, form: str) -> TypeAdapter[Any]:
        """Return Pydantic's adapter of a type."""
        if (flavour, form) not in self._adapters:
            self._adapters[flavour, form] = TypeAdapter(getattr(self._module(flavour), form))
        return self._adapters[flavour, form]

    def _module(self, flavour: str) -> ModuleType:
        return import_module(f"{self.name}.{flavour}")


def _by_codec(module: Any, form: Any, value: Json) -> Json:
    try:
        loaded = module.from_json(form, value)
    except module.LoadError as error:
        raise RefusedError(str(error)) from None
    dumped: Json = module.to_json(loaded)
    return dumped


def _by_models(module: Any, form: Any, value: Json) -> Json:
    try:
        loaded = module.from_json(form, value)
    except ValidationError as error:
        raise RefusedError(str(error)) from None
    dumped: Json = module.to_json(loaded)
    return dumped


@contextmanager
def package(
    document: Json,
    flavours: tuple[Flavour, ...] = tuple(Flavour),
    validate: Validation = Validation.TYPES,
    share: Share = Share.NONE,
) -> Iterator[Package]:
    """Give the package of a description, while it lasts; raises `CodegenError` where there is none."""
    name = f"drawn_{next(_numbers)}"
    with tempfile.TemporaryDirectory() as home:
        source = Path(home, "spec.json")
        source.write_text(json.dumps(document), encoding="utf-8")
        dataclasses = DataclassOptions(validate=validate)
        made = generate(
            str(source),
            Options(package=name, formatter=Formatter.NONE, flavours=flavours, dataclass=dataclasses, share=share),
        )
        source.unlink()
        yield from _imported(name, made, home)


def _imported(name: str, made: Generated, home: str) -> Iterator[Package]:
    for path, text in made.tree:
        target = Path(home, name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sys.path.insert(0, home)
    invalidate_caches()
    try:
        named = {place.pointer: form for form, place in made.lowered.origins.items()}
        lowered = made.lowered
        yield Package(name=name, diagnostics=lowered.diagnostics, named=named, bodies=lowered.bodies)
    finally:
        sys.path.remove(home)
        for module in [one for one in sys.modules if one.split(".")[0] == name]:
            del sys.modules[module]
        shutil.rmtree(Path(home, name))
