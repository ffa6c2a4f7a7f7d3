"""Imports everything of a generated package, and makes each exported type do its work once.

A script that any Python with `pydantic` runs: `import_all.py FOLDER PACKAGE`. It prints the faults as a JSON list of
sentences. Models are built when first used (`defer_build`), so that importing proves nothing: each type is built, asked
for its JSON Schema, and given a value of each JSON type, where a clean refusal is as good as an answer.
"""

import gc
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

VALUES = ({}, [], "", 0, 1.5, True, None)
FUNCTIONS = {"from_json", "to_json"}
"""Exported names that are no types; so are all that are functions or exceptions."""


def main(folder: str, package: str) -> list[str]:
    """Return all faults of a package that lies in a folder."""
    sys.path.insert(0, folder)
    faults: list[str] = []
    for name in _modules(package, faults):
        _tried(faults, name, lambda name=name: importlib.import_module(name))
    for flavour, use in (("typeddict", _use_typed_dict), ("pydantic", _use_pydantic), ("dataclass", _use_dataclass)):
        module = _tried(faults, flavour, lambda flavour=flavour: importlib.import_module(f"{package}.{flavour}"))
        if module is not None:
            _use_all(module, use, faults)
    return faults


def _modules(package: str, faults: list[str]) -> Iterator[str]:
    yield package
    root = importlib.import_module(package)
    found = pkgutil.walk_packages(root.__path__, f"{package}.", onerror=lambda name: faults.append(f"{name}: no import"))
    for one in found:
        yield one.name


def _use_all(module: ModuleType, use: Callable[[ModuleType, Any], object], faults: list[str]) -> None:
    """Use each exported type once; the names that `__all__` and `dir` tell must be the same."""
    exported = list(module.__all__)
    if exported != sorted(set(exported)) or not set(dir(module)) >= set(exported):
        faults.append(f"{module.__name__}: `__all__` is not sorted, or not what `dir` tells")
    for place, name in enumerate(exported):
        where = f"{module.__name__}.{name}"
        found = _tried(faults, where, lambda name=name: getattr(module, name))
        if found is not None and name not in FUNCTIONS and not _is_no_type(found):
            _tried(faults, where, lambda found=found: use(module, found))
        if place % 200 == 0:
            gc.collect()


def _is_no_type(found: object) -> bool:
    return callable(found) and not isinstance(found, type) and type(found).__name__ == "function"


def _use_pydantic(module: ModuleType, form: Any) -> None:
    if hasattr(form, "model_rebuild"):
        form.model_rebuild()
        if not form.__pydantic_complete__:
            raise TypeError("is not complete after model_rebuild")
    _use_adapter(form)


def _use_typed_dict(module: ModuleType, form: Any) -> None:
    _use_adapter(form)


def _use_adapter(form: Any) -> None:
    from pydantic import TypeAdapter, ValidationError

    if isinstance(form, type) and issubclass(form, BaseException):
        return
    adapter: Any = TypeAdapter(form)
    for mode in ("validation", "serialization"):
        adapter.json_schema(mode=mode)
    for value in VALUES:
        try:
            adapter.validate_python(value)
        except ValidationError:
            continue


def _use_dataclass(module: ModuleType, form: Any) -> None:
    if isinstance(form, type) and issubclass(form, BaseException):
        return
    for value in VALUES:
        try:
            made = module.from_json(form, value)
        except module.LoadError:
            continue
        module.to_json(made)


def _tried(faults: list[str], where: str, work: Callable[[], Any]) -> Any:
    """Return what the work gives, or None after a note of what went wrong, whatever it was."""
    try:
        return work()
    except Exception as error:  # the fault is the finding
        told = " ".join(str(error).split())
        faults.append(f"{where}: {type(error).__name__}: {told[:300]}")
        return None


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:3])))
