"""Our Pydantic types and those of datamodel-code-generator on the same instances; where they differ, the judge decides.

In: the tree of a description. Out: counts, and each of these instances on which we were not right. Components are
compared that both have under a name of the same meaning; instances are the examples of a component, values made
towards its schema, and mutations of both.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter, ValidationError
from support.generated_types import Package, RefusedError, package
from support.judge import FORMATS, Judge
from support.load_and_dump import same_json
from support.made_instances import Maker
from support.real_examples import at

from codegen.loader.document import Json
from codegen.options import Flavour

COMMAND = Path(sys.executable).with_name("datamodel-codegen")
OPTIONS = (
    "--collapse-reuse-models --enum-field-as-literal all --naming-strategy full-path --reuse-model"
    f" --use-tag-as-union-variant-name --preset standard-py3{min(sys.version_info.minor, 13)}-20261017"
).split()
"""What the peer recommends."""
SECONDS = 300
HALVINGS = 4
"""A description that the peer cannot do as a whole is halved so many times."""
SCHEMAS = "/components/schemas/"
TAKES, REFUSES, CHANGES, FAILS = "takes", "refuses", "changes", "fails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """An instance on which we were not right; if the peer was not either, it was wrong in another way."""

    component: str
    instance: str
    valid: bool
    ours: str
    peer: str


@dataclass(slots=True)
class Comparison:
    """What came of one description."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)


def compared(tree: Mapping[str, Any], *, made: int, changed: int) -> Comparison:
    """Return what came of comparing every component."""
    found = Comparison()
    components = tree["components"]["schemas"]
    alone = {**tree, "paths": {}, "components": {"schemas": components}}
    alone.pop("webhooks", None)
    found.counts["components"] = len(components)
    with package(alone, (Flavour.PYDANTIC, Flavour.DATACLASS)) as ours:
        for names, peer in _peers(alone, list(components), HALVINGS):
            comparing = _Comparing(alone, ours, peer, found, made, changed)
            for name in names:
                comparing.compare(name)
    return found


# --- the peer ---------------------------------------------------------------------------------------------------


def _peers(tree: Mapping[str, Any], names: list[str], halvings: int) -> Iterator[tuple[list[str], ModuleType]]:
    """Yield modules of the peer with the components each was made for; without those that fail in the end."""
    module = _peer(_only(tree, names))
    if module is not None:
        yield names, module
    elif halvings and len(names) > 1:
        middle = len(names) // 2
        for half in (names[:middle], names[middle:]):
            yield from _peers(tree, half, halvings - 1)


def _peer(tree: Mapping[str, Any]) -> ModuleType | None:
    """Return the peer's module of a description, None where it cannot be made or imported."""
    with tempfile.TemporaryDirectory() as home:
        source, target = Path(home, "spec.json"), Path(home, "peer.py")
        source.write_text(json.dumps(tree), encoding="utf-8")
        command: list[str | Path] = [
            COMMAND,
            "--input",
            source,
            "--input-file-type",
            "openapi",
            "--output",
            target,
            *OPTIONS,
        ]
        command += ["--output-model-type", "pydantic_v2.BaseModel"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode or not target.exists():
            return None
        return _imported(target)


def _imported(target: Path) -> ModuleType | None:
    spec = importlib.util.spec_from_file_location("peer", target)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["peer"] = module  # forward references are looked up there
    try:
        spec.loader.exec_module(module)
    except Exception:  # whatever it is: the peer's module cannot be imported
        return None
    return module


def _only(tree: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """Return the description with the named components, and what they refer to."""
    schemas = tree["components"]["schemas"]
    kept: dict[str, Any] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in schemas and name not in kept:
            kept[name] = schemas[name]
            todo += re.findall(r'"#/components/schemas/([^"/]+)', json.dumps(schemas[name]))
    return {**tree, "components": {"schemas": {name: one for name, one in schemas.items() if name in kept}}}


# --- comparing --------------------------------------------------------------------------------------------------


class _Comparing:
    """Compares components of one description in both worlds."""

    def __init__(
        self, tree: Mapping[str, Any], ours: Package, peer: ModuleType, found: Comparison, made: int, changed: int
    ) -> None:
        self._tree, self._ours, self._peer, self._found = tree, ours, peer, found
        self._made, self._changed = made, changed
        dialect = str(tree["openapi"])[:3]
        whole: Any = dict(tree)
        self._strict = Judge(whole, dialect, formats=FORMATS)
        self._loose = Judge(whole, dialect)

    def compare(self, name: str) -> None:
        """Compare one component, if both have a type for it."""
        pointer = SCHEMAS + name.replace("~", "~0").replace("/", "~1")
        mine, adapter = self._ours.named.get(pointer), self._adapter(name)
        if mine is None or adapter is None:
            self._found.counts["not compared"] += 1
            return
        self._found.counts["compared"] += 1
        for instance in self._instances(name):
            if instance is None and self._ours.is_class(mine):
                continue
            self._found.counts["instances"] += 1
            self._decide(name, pointer, instance, self._our_answer(mine, instance), _peer_answer(adapter, instance))

    def _adapter(self, name: str) -> TypeAdapter[Any] | None:
        words = re.split(r"[^A-Za-z0-9]+", name)
        for written in (name, "".join(word[:1].upper() + word[1:] for word in words)):
            if hasattr(self._peer, written):
                try:
                    return TypeAdapter(getattr(self._peer, written))
                except Exception:  # whatever it is: the peer's type cannot be used
                    return None
        return None

    def _instances(self, name: str) -> Iterator[Json]:
        schema = self._tree["components"]["schemas"][name]
        maker = Maker(Random(name), partial(_target, self._tree))
        given: list[Json] = [schema["example"]] if isinstance(schema, dict) and "example" in schema else []
        given += schema.get("examples", []) if isinstance(schema, dict) else []
        seen = set()
        made = maker.instances(schema, made=self._made, changed=self._changed, arbitrary=1)
        for one in [*given, *map(maker.changed, given), *made]:
            text = json.dumps(one)
            if text not in seen:
                seen.add(text)
                yield one

    def _our_answer(self, name: str, instance: Json) -> str:
        try:
            dumped = self._ours.round_trip("pydantic from text", name, instance)
        except RefusedError:
            return REFUSES
        except Exception:  # whatever it is, it is no answer
            return FAILS
        return TAKES if same_json(dumped, instance) else CHANGES

    def _decide(self, name: str, pointer: str, instance: Json, ours: str, peer: str) -> None:
        if ours == peer:
            return
        valid = self._strict.accepts(pointer, instance)
        if valid is None or valid is not self._loose.accepts(pointer, instance):
            self._found.counts["not judged"] += 1
            return
        self._found.counts["disagreements"] += 1
        right = {TAKES} if valid else {REFUSES}
        if ours in right:
            self._found.counts["ours right"] += 1
            return
        self._found.counts["peer right" if peer in right else "both wrong"] += 1
        text = json.dumps(instance)
        self._found.losses.append(Loss(component=name, instance=text, valid=valid, ours=ours, peer=peer))


def _target(tree: Any, reference: str) -> Json:
    return at(tree, reference.removeprefix("#").replace("%7B", "{").replace("%7D", "}"))


def _peer_answer(adapter: TypeAdapter[Any], instance: Json) -> str:
    try:
        loaded = adapter.validate_json(json.dumps(instance))
    except ValidationError:
        return REFUSES
    except Exception:  # whatever it is, it is no answer
        return FAILS
    try:
        dumped = json.loads(adapter.dump_json(loaded, by_alias=True, exclude_unset=True))
    except Exception:  # whatever it is, it is no answer
        return FAILS
    return TAKES if same_json(dumped, instance) else CHANGES
