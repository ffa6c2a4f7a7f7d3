"""NormalSpec in, a verdict per union out: `Tagged`, `ByShape` or `Ambiguous`, each with its reason.

The order of the rules: an explicit discriminator, a constant property that every variant requires, different JSON
types, keys that tell objects apart; what is left is ambiguous and said to be so. A discriminator is a hint (OpenAPI
3.1.1 section 4.8.25): it never makes a value valid or invalid that the variants alone would judge otherwise, except
that a variant whose tag is a plain string takes the value that the mapping gives it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location, tokens
from codegen.normalizer.json_types import same_json
from codegen.normalizer.spec import Discriminator, JsonType, JsonValue, NormalSpec, Schema
from codegen.resolver.facts import Facts, FactsOf
from codegen.resolver.verdict import Ambiguous, ByShape, Resolution, Tagged, TagSource, Verdict

_PREFERRED = ("type", "kind", "object", "event", "role", "action")
_SAME_VALUE = "has the same value in two variants"
_SCALARS = frozenset[JsonType](("null", "boolean", "integer", "number", "string"))


def resolve(spec: NormalSpec) -> Resolution:
    """Return the verdict of every union with two or more variants that are not null."""
    return _Resolver(spec).resolve()


class _Resolver:
    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._facts = FactsOf(spec)
        self._narrowed: dict[Location, dict[str, tuple[JsonValue, ...]]] = {}
        self._diagnostics: list[Diagnostic] = []

    def resolve(self) -> Resolution:
        verdicts: dict[Location, Verdict] = {}
        unions = [(at, found) for at, found in self._unions() if len(self._not_null(found)) > 1]
        for _, schema in unions:  # first: what discriminators say of plain tags holds for every union
            if schema.discriminator is not None:
                self._narrow(schema, schema.discriminator)
        for at, schema in unions:
            verdicts[at] = self._verdict(schema)
            found = verdicts[at]
            if isinstance(found, Ambiguous):
                self._diagnostics.append(codes.UNION_AMBIGUOUS.at(at, f"{found.reason}; the first that fits is taken."))
        return Resolution(verdicts=verdicts, narrowed=self._narrowed, diagnostics=tuple(self._diagnostics))

    def _unions(self) -> Iterator[tuple[Location, Schema]]:
        for at, schema in self._spec.schemas.items():
            found = self._spec.effective(schema)
            if found.union is not None:
                yield at, found

    def _not_null(self, schema: Schema) -> list[Schema]:
        assert schema.union is not None  # noqa: S101  # asked by the caller
        return [one for one in schema.union.variants if self._facts.effective(one).types != ("null",)]

    def _verdict(self, schema: Schema) -> Verdict:
        variants = self._not_null(schema)
        facts = [self._facts.of(one) for one in variants]
        objects = [number for number, one in enumerate(facts) if one.types - {"null"} == {"object"}]
        tagged: Tagged | None = None
        if len(objects) > 1:
            tagged = self._tagged(schema, [variants[number] for number in objects])
        if tagged is not None and len(objects) == len(variants):
            return tagged
        others = [number for number in range(len(variants)) if number not in objects]
        pairs = combinations(range(len(variants)), 2) if tagged is None else _pairs(others, objects)
        for one, other in pairs:
            if not self._apart(facts[one], facts[other]):
                names = f"{self._name(variants[one], one)} and {self._name(variants[other], other)}"
                return Ambiguous(reason=f"A value may be both {names}")
        how = "Keys" if len(objects) == len(variants) else "JSON types"
        return ByShape(reason=f"{how} tell the variants apart.", objects=tagged)

    def _name(self, variant: Schema, number: int) -> str:
        if variant.ref is not None:
            return f"`{tokens(variant.ref.pointer)[-1]}`"
        return f"variant {number + 1}"

    # --- tags -----------------------------------------------------------------------------------------------------

    def _tagged(self, schema: Schema, variants: Sequence[Schema]) -> Tagged | None:
        facts = [self._tags(one) for one in variants]
        explicit = schema.discriminator.property if schema.discriminator is not None else None
        shared = [key for key in facts[0] if all(key in one for one in facts)]
        usable = [key for key in shared if _disjoint([one[key] for one in facts])]
        if explicit is not None and schema.discriminator is not None:
            if explicit in usable:
                return Tagged(
                    property=explicit,
                    source=TagSource.EXPLICIT,
                    cases=tuple(one[explicit] for one in facts),
                    reason=f"The discriminator `{explicit}` has other values in each variant.",
                )
            lacking = [self._name(one, number) for number, one in enumerate(variants) if explicit not in facts[number]]
            self._report_unusable(schema.discriminator, lacking)
        if not usable:
            return None
        best = min(usable, key=lambda key: _preference(key, sum(len(one[key]) for one in facts)))
        return Tagged(
            property=best,
            source=TagSource.INFERRED,
            cases=tuple(one[best] for one in facts),
            reason=f"Every variant requires `{best}`, with other constants in each.",
        )

    def _tags(self, variant: Schema) -> dict[str, tuple[JsonValue, ...]]:
        target = self._facts.effective(variant)
        return {**self._facts.of(variant).tags, **self._narrowed.get(target.location, {})}

    def _report_unusable(self, discriminator: Discriminator, lacking: list[str]) -> None:
        name = discriminator.property
        why = f"is not a required string or constant of {' and '.join(lacking[:3])}" if lacking else _SAME_VALUE
        message = f"`{name}` {why}, so it does not tell the variants apart."
        help = f"Make `{name}` required in each variant, with a constant of its own."
        self._diagnostics.append(codes.DISCRIMINATOR_UNUSABLE.at(discriminator.location, message, help=help))

    def _narrow(self, schema: Schema, discriminator: Discriminator) -> None:
        """Give each variant whose tag is a plain required string the values that mean it."""
        name = discriminator.property
        for variant in self._not_null(schema):
            target = self._facts.effective(variant)
            facts = self._facts.of(variant)
            if variant.ref is None or name in facts.tags or name not in facts.required:
                continue
            tag = self._facts.effective(facts.required[name])
            if tag.types != ("string",) or tag.enum is not None:
                continue
            values = tuple(value for value, at in discriminator.mapping if at in self._chain(variant))
            if not values:
                values = (tokens(variant.ref.pointer)[-1],)
            known = self._narrowed.setdefault(target.location, {})
            known[name] = tuple(dict.fromkeys((*known.get(name, ()), *values)))

    def _chain(self, variant: Schema) -> set[Location]:
        """Return the places that a variant's chain of references passes."""
        found: set[Location] = set()
        while variant.ref is not None:
            found.add(variant.ref)
            variant = self._spec.schemas[variant.ref]
        return found

    # --- shapes ---------------------------------------------------------------------------------------------------

    def _apart(self, one: Facts, other: Facts) -> bool:
        """Tell whether no value can be of both, or whether it makes no difference which of both it is."""
        common = _overlap(one.types, other.types)
        if common <= _SCALARS:
            return not common - {"null"} or (one.types <= _SCALARS and other.types <= _SCALARS)
        if common == {"array"}:
            if one.items is None or other.items is None:
                return False
            return self._apart(self._facts.of(one.items), self._facts.of(other.items))
        return common == {"object"} and self._keys_apart(one, other)

    def _keys_apart(self, one: Facts, other: Facts) -> bool:
        for mine, its in ((one, other), (other, one)):
            if its.allowed is not None and any(key not in its.allowed for key in mine.required):
                return True
        for key in one.required.keys() & other.required.keys():
            if key in one.tags and key in other.tags and _disjoint([one.tags[key], other.tags[key]]):
                return True
            types = [self._facts.of(side.required[key]).types for side in (one, other)]
            if not _overlap(*types):
                return True
        return False


def _pairs(others: Sequence[int], objects: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(others, 2)
    yield from ((one, other) for one in others for other in objects)


def _overlap(one: frozenset[JsonType], other: frozenset[JsonType]) -> frozenset[JsonType]:
    common = one & other
    numbers = frozenset[JsonType](("integer", "number"))
    return common | ({"integer"} if one & numbers and other & numbers else frozenset())


def _disjoint(cases: Sequence[tuple[JsonValue, ...]]) -> bool:
    if all(isinstance(value, str) for case in cases for value in case):
        return len({value for case in cases for value in case if isinstance(value, str)}) == sum(map(len, cases))
    return not any(same_json(value, its) for one, other in combinations(cases, 2) for value in one for its in other)


def _preference(key: str, values: int) -> tuple[int, int, str]:
    return (_PREFERRED.index(key) if key in _PREFERRED else len(_PREFERRED), -values, key)
