"""Imports everything of a generated package, and makes each exported type do its work once.

A script that any Python with `pydantic` runs: `import_all.py FOLDER PACKAGE`. It prints the faults as a JSON list of
sentences. Models are built when first used (`defer_build`), so that importing proves nothing: each type is built, asked
for its JSON Schema, and given a value of each JSON type, where a clean refusal is as good as an answer. A warning is a
fault too: whoever runs tests under `-W error` must be able to use the types.
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

VALUES = ({}, [], "", 0, 1.5, True, None)
NO_TYPES = {"from_json", "to_json", "LoadError", "UNSET", "Unset"}
"""Exported names that each package has beside its types; functions are no types either."""
SECONDS_PER_TYPE = 30

Use = Callable[[ModuleType, Any], None]


def main(folder: str, package: str) -> list[str]:
    """Return all faults of a package that lies in a folder."""
    sys.path.insert(0, folder)
    warnings.simplefilter("error")
    signal.signal(signal.SIGALRM, _out_of_time)
    faults: list[str] = []
    for name in _modules(package, faults):
        _tried(faults, name, importlib.import_module, name)
    uses: dict[str, Use] = {"typeddict": _use_adapter, "pydantic": _use_model, "dataclass": _use_codec}
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
    if exported != sorted(set(exported)) or not set(exported) <= set(dir(module)):
        faults.append(f"{module.__name__}: `__all__` is not sorted, or not what `dir` tells")
    for name in exported:
        where = f"{module.__name__}.{name}"
        found = _tried(faults, where, getattr, module, name)
        if name not in NO_TYPES and found is not None and not isinstance(found, FunctionType):
            _tried(faults, where, use, module, found)


def _use_model(module: ModuleType, form: Any) -> None:
    if hasattr(form, "model_rebuild"):
        form.model_rebuild()
        if not form.__pydantic_complete__:
            raise TypeError("is not complete after model_rebuild")
    _use_adapter(module, form)


def _use_adapter(module: ModuleType, form: Any) -> None:
    from pydantic import TypeAdapter, ValidationError

    adapter: TypeAdapter[Any] = TypeAdapter(form)
    adapter.json_schema()
    for value in VALUES:
        try:
            made = adapter.validate_python(value)
        except ValidationError:
            continue
        adapter.dump_python(made, mode="json", by_alias=True, exclude_unset=True)


def _use_codec(module: ModuleType, form: Any) -> None:
    for value in VALUES:
        try:
            made = module.from_json(form, value)
        except module.LoadError:
            continue
        module.to_json(made)


def _tried(faults: list[str], where: str, work: Callable[..., Any], *arguments: object) -> Any:
    """Return what the work gives, or None after a note of what went wrong, whatever it was."""
    signal.alarm(SECONDS_PER_TYPE)
    try:
        return work(*arguments)
    except Exception as error:  # whatever it is, it is the finding
        faults.append(f"{where}: {type(error).__name__}: {' '.join(str(error).split())[:300]}")
        return None
    finally:
        signal.alarm(0)


def _out_of_time(*_: object) -> None:
    raise TimeoutError(f"no end after {SECONDS_PER_TYPE} s")


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:3])))
