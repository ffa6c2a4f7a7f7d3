"""Many drawn schemas in one document, each asked about its instances, and the judge about the same.

In: `Components` as hypothesis draws them. Out: what generated types and judge disagree about (`Finding`), and counts.
A finding is made small by taking things away as long as it stays the same finding.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from support.drawn_schemas import MARK, Components
from support.generated_types import WAYS, Package, RefusedError, package
from support.judge import FORMATS, Judge, accepts_alone
from support.load_and_dump import same_json
from support.made_instances import Maker, Schema
from support.promised import promised

from codegen.diagnostics import CodegenError, Diagnostic
from codegen.loader.document import Json
from codegen.location import tokens
from codegen.options import Flavour, Validation

VERSIONS = {"3.0": "3.0.4", "3.1": "3.1.1"}
DECLARED = frozenset(("not-enforced", "pattern-unsupported", "union-product"))
"""What says that a type takes more than its schema."""
EXCEPTED = frozenset(("allof-closed-branch",))
"""What says that a type is meant to be another than the letter's."""
JSON_SCHEMA = "JSON Schema"
FULL = "dataclass in full"
"""The codec with `validate = "full"`, which is a package of its own."""
SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One disagreement: `refused` (a valid instance), `took` (an invalid one), `changed`, `failed`, `no types`."""

    kind: str
    way: str
    dialect: str
    schemas: Mapping[str, Schema]
    name: str
    instance: Json
    detail: str

    def __str__(self) -> str:
        document = json.dumps(self.schemas, ensure_ascii=False)
        instance = json.dumps(self.instance, ensure_ascii=False)
        return f"{self.way} ({self.dialect}): {self.name} {self.kind} {instance}: {self.detail}\n  {document}"


@dataclass(slots=True)
class Tally:
    """What was asked, and what came of it."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take over what another one has."""
        self.counts += other.counts
        self.findings += other.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Components that stand alone, with the instances of each."""

    dialect: str
    schemas: Mapping[str, Schema]
    instances: Mapping[str, Sequence[Json]]


def cases(drawn: Iterable[Components]) -> Iterator[Case]:
    """Yield each with names of its own, and with instances."""
    for number, one in enumerate(drawn):
        schemas = json.loads(json.dumps(one.schemas).replace(MARK, f"N{number}x"))
        maker = Maker(Random(one.seed), partial(_target, schemas))
        instances = {name: list(_distinct(maker, schema)) for name, schema in schemas.items()}
        yield Case(dialect=one.dialect, schemas=schemas, instances=instances)


def _distinct(maker: Maker, schema: Schema) -> Iterator[Json]:
    seen = set()
    for one in maker.instances(schema, made=5, changed=6, arbitrary=2):
        text = json.dumps(one)
        if text not in seen:
            seen.add(text)
            yield one


def _target(schemas: Mapping[str, Schema], reference: str) -> Schema:
    return schemas[reference.removeprefix(SCHEMAS)]


def document(dialect: str, schemas: Mapping[str, Schema]) -> dict[str, Json]:
    """Return a description that has the schemas as its components, and nothing else."""
    found: Any = {"schemas": dict(schemas)}
    return {"openapi": VERSIONS[dialect], "info": {"title": "T", "version": "1"}, "paths": {}, "components": found}


# --- asking -----------------------------------------------------------------------------------------------------


def ask(asked: Sequence[Case], ways: Sequence[str] = (*WAYS, FULL, JSON_SCHEMA)) -> Tally:
    """Return what the types of some cases of one dialect say, generated together; those without types apart."""
    tally = Tally()
    dialect, middle = asked[0].dialect, len(asked) // 2
    halves = [list(asked[:middle]), list(asked[middle:])]
    schemas = {name: schema for case in asked for name, schema in case.schemas.items()}
    try:
        with ExitStack() as stack:
            types = stack.enter_context(package(document(dialect, schemas), _flavours(ways)))
            fully = types
            if FULL in ways:
                fully = stack.enter_context(package(document(dialect, schemas), (Flavour.DATACLASS,), Validation.FULL))
            for case in asked:
                tally.add(_Asking(case, types, fully, ways).done())
    except CodegenError as error:
        if len(asked) == 1:
            return _no_types(asked[0], error)
        blamed = [case for case in asked if _is_blamed(case, error.diagnostics)]
        parts = [[case] for case in blamed] + [[case for case in asked if case not in blamed]] if blamed else halves
    except Exception as error:  # whatever it is, it is the finding
        if len(asked) == 1:
            return Tally(findings=[_finding(asked[0], "failed", "import", "", None, repr(error))])
        parts = halves
    else:
        return tally
    tally = Tally()
    for part in filter(None, parts):
        tally.add(ask(part, ways))
    return tally


def _flavours(ways: Sequence[str]) -> tuple[Flavour, ...]:
    """Return the flavours that are asked; whether a component is a class is asked of dataclasses."""
    asked = {Flavour.PYDANTIC if way == JSON_SCHEMA else Flavour(way.split()[0]) for way in ways}
    return tuple(one for one in Flavour if one in asked | {Flavour.DATACLASS})


def _is_blamed(case: Case, diagnostics: Iterable[Diagnostic]) -> bool:
    return any(component(one) in case.schemas for one in diagnostics)


def component(diagnostic: Diagnostic) -> str:
    """Return the component that a diagnostic speaks of."""
    place = tokens(diagnostic.location.pointer) if diagnostic.location else []
    return place[2] if place[:2] == ["components", "schemas"] else ""


def _no_types(case: Case, error: CodegenError) -> Tally:
    """Return a finding for each component that was refused although one of its instances is valid."""
    tally = Tally(counts=Counter({"schemas refused": len(case.schemas)}))
    judge = Judge(document(case.dialect, case.schemas), case.dialect, formats=FORMATS)
    for name in {_refused(one): None for one in error.diagnostics}:
        valid = [one for one in case.instances.get(name, ()) if judge.accepts(_pointer(name), one)]
        if valid:
            tally.findings.append(_finding(case, "no types", "generate", name, valid[0], str(error)))
    return tally


def _refused(diagnostic: Diagnostic) -> str:
    """Return the component that has no values; a contradiction is shown in the member that others exclude."""
    meant = re.match(rf"No value can satisfy {SCHEMAS}(\w+)", diagnostic.message)
    return meant[1] if meant else component(diagnostic)


def _finding(case: Case, kind: str, way: str, name: str, instance: Json, detail: str) -> Finding:
    return Finding(
        kind=kind, way=way, dialect=case.dialect, schemas=case.schemas, name=name, instance=instance, detail=detail
    )


def _pointer(name: str) -> str:
    return f"/components/schemas/{name}"


class _Asking:
    """Asks the types of one case."""

    def __init__(self, case: Case, types: Package, fully: Package, ways: Sequence[str]) -> None:
        self.case, self.types, self.fully, self.ways, self.tally = case, types, fully, ways, Tally()
        tree = document(case.dialect, case.schemas)
        self._strict = Judge(tree, case.dialect, formats=FORMATS)
        self._loose = Judge(tree, case.dialect)
        self._promised = Judge(document(case.dialect, promised(case.schemas)), case.dialect)
        told = [one for one in types.diagnostics if component(one) in case.schemas]
        self._declared = any(one.code in DECLARED for one in told)
        self._excepted = any(one.code in EXCEPTED for one in told)

    def done(self) -> Tally:
        """Return what was found."""
        if self._excepted:
            self.tally.counts["schemas excepted"] += len(self.case.schemas)
            return self.tally
        self.tally.counts["schemas"] += len(self.case.schemas)
        for name, instances in self.case.instances.items():
            schema = self._json_schema(name) if JSON_SCHEMA in self.ways else None
            for instance in instances:
                if instance is None and self.types.is_class(name):
                    self.tally.counts["null of a class"] += 1
                    continue
                self._ask(name, instance)
                if schema is not None:
                    self._compare(name, instance, schema)
        return self.tally

    def _ask(self, name: str, instance: Json) -> None:
        valid = self._strict.accepts(_pointer(name), instance)
        if valid is None:
            self.tally.counts["not judged"] += 1
            return
        self.tally.counts["valid" if valid else "invalid"] += 1
        for way in self.ways:
            if way == JSON_SCHEMA:
                continue
            try:
                types = self.fully if way == FULL else self.types
                dumped = types.round_trip(way, name, instance)
            except RefusedError as refused:
                if valid:
                    self._found("refused", way, name, instance, str(refused))
            except Exception as error:
                self._found("failed", way, name, instance, f"{type(error).__name__}: {error}")
            else:
                if valid:
                    if not _is_same(way, dumped, instance):
                        self._found("changed", way, name, instance, f"to {json.dumps(dumped)}")
                elif self._must_refuse(way, name, instance):
                    self._found("took", way, name, instance, "")

    def _must_refuse(self, way: str, name: str, instance: Json) -> bool:
        """Tell whether a flavour promises to refuse this invalid instance; formats apart, which are for themselves."""
        if way == "typeddict" or self._loose.accepts(_pointer(name), instance) is not False:
            return False
        if way == "dataclass":
            return self._promised.accepts(_pointer(name), instance) is False
        if self._declared:
            self.tally.counts["taken, and declared"] += 1
        return not self._declared

    def _json_schema(self, name: str) -> Json:
        try:
            return self.types.json_schema(name)
        except Exception as error:
            self._found("failed", JSON_SCHEMA, name, None, f"{type(error).__name__}: {error}")
            return None

    def _compare(self, name: str, instance: Json, schema: Json) -> None:
        """Compare the JSON Schema of the generated type with the source on one instance."""
        ours, theirs = accepts_alone(schema, instance), self._loose.accepts(_pointer(name), instance)
        if None in (ours, theirs) or ours == theirs or (ours and self._declared):
            return
        self._found("took" if ours else "refused", JSON_SCHEMA, name, instance, json.dumps(schema))

    def _found(self, kind: str, way: str, name: str, instance: Json, detail: str) -> None:
        self.tally.findings.append(_finding(self.case, kind, way, name, instance, detail))


def _is_same(way: str, dumped: Json, instance: Json) -> bool:
    """Tell whether a way gave back what it got, as far as it promises."""
    if way == "typeddict":
        dumped, instance = _loosely(dumped), _loosely(instance)
    return same_json(dumped, instance)


def _loosely(value: Json) -> Json:
    """Return a value as Pydantic alone reads a TypedDict: `number` is a `float`, and `Literal[1]` takes true."""
    if isinstance(value, dict):
        return {key: _loosely(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_loosely(one) for one in value]
    return float(value) if isinstance(value, int) else value


# --- making findings small --------------------------------------------------------------------------------------


def reduced(finding: Finding, attempts: int) -> Finding:
    """Return the same finding with less around it, as far as so many attempts go."""
    left = attempts
    changed = True
    while changed:
        changed = False
        for smaller in _smaller(finding):
            left -= 1
            if left < 0:
                return finding
            again = _same(finding, smaller)
            if again is not None:
                finding, changed = again, True
                break
    return finding


def _same(finding: Finding, smaller: Finding) -> Finding | None:
    case = Case(
        dialect=smaller.dialect,
        schemas=smaller.schemas,
        instances={name: [smaller.instance] if name == smaller.name else [] for name in smaller.schemas},
    )
    found = ask([case], [finding.way]).findings
    return next((one for one in found if (one.kind, one.way) == (finding.kind, finding.way)), None)


def _smaller(finding: Finding) -> Iterator[Finding]:
    for name in finding.schemas:
        if name != finding.name:
            yield _with(finding, {key: one for key, one in finding.schemas.items() if key != name}, finding.instance)
    for schemas in _cut(finding.schemas):
        if finding.name in schemas:
            yield _with(finding, schemas, finding.instance)
    for instance in _cut(finding.instance):
        yield _with(finding, finding.schemas, instance)


def _with(finding: Finding, schemas: Any, instance: Any) -> Finding:
    return _finding(
        Case(dialect=finding.dialect, schemas=schemas, instances={}),
        finding.kind, finding.way, finding.name, instance, finding.detail,
    )  # fmt: skip


def _cut(value: Any) -> Iterator[Any]:
    """Yield the value with one thing less, the greatest things first; types stay, and so do the last of lists."""
    if isinstance(value, dict):
        for key in value:
            if key != "type" or not isinstance(value[key], str | list):
                yield {name: one for name, one in value.items() if name != key}
        if "type" in value and value != {"type": "string"}:
            yield {"type": "string"}
        for key, one in value.items():
            yield from ({**value, key: less} for less in _cut(one))
    elif isinstance(value, list):
        for at in range(len(value)) if len(value) > 1 else ():
            yield value[:at] + value[at + 1 :]
        for at, one in enumerate(value):
            yield from ([*value[:at], less, *value[at + 1 :]] for less in _cut(one))
    elif isinstance(value, str) and len(value) > 8 and not value.startswith("#"):
        yield value[: len(value) // 2]


def distinct(findings: Iterable[Finding], key: Callable[[Finding], object]) -> list[Finding]:
    """Return the first finding of each kind, the smallest descriptions first."""
    ordered = sorted(findings, key=lambda one: len(json.dumps(one.schemas)) + len(json.dumps(one.instance)))
    return list({key(one): one for one in reversed(ordered)}.values())[::-1]
