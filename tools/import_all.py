"""Imports everything of a generated package, and makes each exported type do its work once.

A script that any Python with `pydantic` runs: `import_all.py FOLDER PACKAGE...`. It prints a JSON object, the faults
of each package as a list of sentences. Models are built when first used (`defer_build`), so that importing proves
nothing: each type is built, asked for its JSON Schema, and given a value of each JSON type, where a clean refusal is as
good as an answer. A warning is a fault too: whoever runs tests under `-W error` must be able to use the types.
"""

import importlib
import json
import pkgutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

VALUES: tuple[object, ...] = ({}, [], "", 0, 1.5, True, None)
NO_TYPES = {"from_json", "to_json", "LoadError", "UNKNOWN", "UNSET", "Unset"}
"""Exported names that each package has beside its types; functions are no types either."""
SECONDS = 60
"""How long one step may take: an import, the use of one type, or of all at once."""

Forms = dict[str, Any]
Use = Callable[[ModuleType, Forms, list[str]], None]


def main(folder: str, packages: list[str]) -> dict[str, list[str]]:
    """Return all faults of packages that lie in a folder."""
    sys.path.insert(0, folder)
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, _out_of_time)
    return {package: _faults(package) for package in packages}


def _faults(package: str) -> list[str]:
    faults: list[str] = []
    for name in _modules(package, faults):
        _tried(faults, name, importlib.import_module, name)
    uses: dict[str, Use] = {"typeddict": _use_adapter, "pydantic": _use_models, "dataclass": _use_codec}
    for flavour, use in uses.items():
        module = _tried(faults, flavour, importlib.import_module, f"{package}.{flavour}")
        if module is not None:
            _use_all(module, use, faults)
    return faults


def _modules(package: str, faults: list[str]) -> Iterator[str]:
    yield package
    root = importlib.import_module(package)
    for one in pkgutil.walk_packages(root.__path__, f"{package}.", onerror=faults.append):
        yield one.name


def _use_all(module: ModuleType, use: Use, faults: list[str]) -> None:
    exported = list(module.__all__)
    if len(exported) != len(set(exported)) or not set(exported) <= set(dir(module)):
        faults.append(f"{module.__name__}: `__all__` has a name twice, or one that `dir` does not tell")
    found = {name: _tried(faults, f"{module.__name__}.{name}", getattr, module, name) for name in exported}
    use(module, {name: one for name, one in found.items() if _is_type(name, one)}, faults)


def _is_type(name: str, found: object) -> bool:
    return name not in NO_TYPES and found is not None and not isinstance(found, FunctionType)


def _use_models(module: ModuleType, forms: Forms, faults: list[str]) -> None:
    for name, form in forms.items():
        if isinstance(form, type) and hasattr(form, "model_rebuild"):
            _tried(faults, f"{module.__name__}.{name}", _build, form)
    _use_adapter(module, forms, faults)


def _build(model: Any) -> None:
    model.model_rebuild()
    if not model.__pydantic_complete__:
        raise TypeError("is not complete after model_rebuild")


def _use_adapter(module: ModuleType, forms: Forms, faults: list[str]) -> None:
    """Use one adapter for all types, as each would hold all that it reaches; where it fails, search who is at fault."""
    found: list[str] = []
    _tried(found, f"{module.__name__}.{next(iter(forms), '')}", _adapt, tuple(forms.values()))
    if found and len(forms) > 1:
        names = list(forms)
        for half in (names[: len(names) // 2], names[len(names) // 2 :]):
            _use_adapter(module, {name: forms[name] for name in half}, faults)
    else:
        faults += found


def _adapt(forms: tuple[Any, ...]) -> None:
    from pydantic import TypeAdapter, ValidationError

    adapter: TypeAdapter[Any] = TypeAdapter(tuple[forms])  # type: ignore[valid-type]  # made at run time
    adapter.json_schema()
    for value in VALUES:
        try:
            adapter.validate_python((value,) * len(forms))
        except ValidationError:
            continue


def _use_codec(module: ModuleType, forms: Forms, faults: list[str]) -> None:
    for name, form in forms.items():
        _tried(faults, f"{module.__name__}.{name}", _load, module, form)


def _load(module: ModuleType, form: object) -> None:
    for value in VALUES:
        try:
            made = module.from_json(form, value)
        except module.LoadError:
            continue
        module.to_json(made)


def _tried(faults: list[str], where: str, work: Callable[..., Any], *arguments: object) -> Any:
    """Return what the work gives, or None after a note of what went wrong, whatever it was."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return work(*arguments)
    except Exception as error:  # whatever it is, it is the finding
        faults.append(f"{where}: {type(error).__name__}: {' '.join(str(error).split())[:300]}")
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _out_of_time(*_: object) -> None:
    raise TimeoutError(f"no end after {SECONDS} s of work")


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))
