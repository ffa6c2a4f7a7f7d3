"""Loads JSON values as generated types, and dumps them. A script: `load_and_dump.py FOLDER < jobs > results`.

It knows the standard library and Pydantic only, as it runs under other Pythons too. FOLDER holds the packages; a job is
a payload of a package (path null: the value must be taken), the name of a module that must import, or a value of which
several flavours must find the same faults. The results are as many texts: empty where all is well.
"""

import json
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

Path = tuple[str | int, ...]
Faults = list[Path]


class RefusedError(Exception):
    """A value was refused; where its faults are."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(faults)
        self.faults = faults


def main(folder: str) -> None:
    """Do the jobs of standard input."""
    sys.path.insert(0, folder)
    warnings.simplefilter("error")
    json.dump([done(job) for job in json.load(sys.stdin)], sys.stdout)


def done(job: dict[str, Any]) -> str:
    """Return what is wrong with a job's outcome."""
    try:
        if "module" in job:
            import_module(job["module"])
            return ""
        return _same_faults(job) if "flavours" in job else _payload(job)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _same_faults(job: dict[str, Any]) -> str:
    found: dict[str, set[Path]] = {}
    for flavour in job["flavours"]:
        module = import_module(f"{job['package']}.{flavour}")
        try:
            _FLAVOURS[flavour](module, getattr(module, job["form"]), job["value"])
            found[flavour] = set()
        except RefusedError as refused:
            found[flavour] = set(refused.faults)
    first, *others = found.values()
    return "" if first and all(one == first for one in others) else f"{json.dumps(job['value'])} has faults at {found}"


def _payload(job: dict[str, Any]) -> str:
    module = import_module(f"{job['package']}.{job['flavour']}")
    try:
        dumped = _FLAVOURS[job["flavour"]](module, getattr(module, job["form"]), job["value"])
    except RefusedError as refused:
        return _compare_faults(refused.faults, job)
    if job["path"] is not None:
        return f"took {json.dumps(job['value'])}"
    return "" if same_json(dumped, job["value"]) else f"gave back {dumped!r} for {job['value']!r}"


def _compare_faults(faults: Faults, job: dict[str, Any]) -> str:
    if job["path"] is None:
        return f"refused {json.dumps(job['value'])} at {faults}"
    wanted = tuple(job["path"])
    if job["flavour"] == "typeddict":  # Pydantic's own steps stand between those of the document
        good = any(_is_within(wanted, found) for found in faults)
    else:
        good = wanted in faults and (job["several"] or len(set(faults)) == 1)
    return "" if good else f"found the faults of {json.dumps(job['value'])} at {faults}, not at {wanted}"


def _is_within(wanted: Path, found: Path) -> bool:
    steps = iter(found)
    return all(step in steps for step in wanted)


def same_json(one: object, other: object) -> bool:
    """Tell whether two values are equal as JSON: 1 equals 1.0 but not true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    return type(one) is type(other) and one == other


def _typeddict(module: Any, form: Any, value: object) -> object:
    from pydantic import TypeAdapter, ValidationError

    adapter: TypeAdapter[object] = TypeAdapter(form)
    try:
        loaded = adapter.validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        raise RefusedError([fault["loc"] for fault in error.errors()]) from None
    return adapter.dump_python(loaded, mode="json")


def _pydantic(module: Any, form: Any, value: object) -> object:
    from pydantic import BaseModel, ValidationError

    try:
        loaded = module.from_json(form, value)
    except ValidationError as error:
        raise RefusedError([fault["loc"] for fault in error.errors()]) from None
    dumped = module.to_json(loaded)
    if isinstance(loaded, BaseModel):
        assert same_json(loaded.model_dump(mode="json", by_alias=True, exclude_unset=True), dumped)
    return dumped


def _dataclass(module: Any, form: Any, value: object) -> object:
    try:
        loaded = module.from_json(form, value)
    except module.LoadError as error:
        raise RefusedError([fault.path for fault in error.faults]) from None
    return module.to_json(loaded)


_FLAVOURS: dict[str, Callable[[Any, Any, object], object]] = {
    "typeddict": _typeddict,
    "pydantic": _pydantic,
    "dataclass": _dataclass,
}

if __name__ == "__main__":
    main(sys.argv[1])
