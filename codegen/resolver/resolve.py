"""NormalSpec in, a verdict per union out: `Tagged`, `ByShape` or `Ambiguous`, each with its reason.

The order of the rules: an explicit discriminator, a constant property that every variant requires, different JSON
types, keys that tell objects apart; what is left is ambiguous and said to be so. A discriminator is a hint (OpenAPI
3.1.1 section 4.8.25): it never makes a value valid or invalid that the variants alone would judge otherwise, except
that a variant whose tag allows more takes the values that mean it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location
from codegen.normalizer.spec import Discriminator, NormalSpec, Schema, UnionKind
from codegen.resolver.apart import are_apart
from codegen.resolver.facts import Facts, FactsOf, Values
from codegen.resolver.narrowing import Narrowings
from codegen.resolver.tags import candidates, choose, undecided
from codegen.resolver.variants import Variants
from codegen.resolver.verdict import Ambiguous, ByShape, Resolution, Tagged, Verdict

_SAME_VALUE = "has the same value in two variants"


def resolve(spec: NormalSpec) -> Resolution:
    """Return the verdict of every union with two or more variants that count."""
    return _Resolver(spec).resolve()


class _Resolver:
    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._variants = Variants(spec)
        narrowings = Narrowings(spec)
        unions = tuple(self._unions())
        for _, schema in unions:  # first: what discriminators say of plain tags holds for every union
            if schema.discriminator is not None:
                narrowings.add(schema, self._variants.of(schema), schema.discriminator)
        self._narrowing = narrowings.found()
        self._facts = FactsOf(spec, self._narrowing.of_records)
        self._diagnostics: list[Diagnostic] = []

    def resolve(self) -> Resolution:
        verdicts: dict[Location, Verdict] = {}
        kept: dict[Location, tuple[Schema, ...]] = {}
        for at, schema in self._unions():
            kept[at] = self._variants.of(schema)
            if len(kept[at]) < 2:
                continue
            verdicts[at] = found = self._verdict(schema, kept[at])
            if isinstance(found, Ambiguous):
                is_one_of = schema.union is not None and schema.union.kind is UnionKind.ONE_OF
                what = "such a value is refused, as `oneOf` says" if is_one_of else "the first that fits is taken"
                self._diagnostics.append(codes.UNION_AMBIGUOUS.at(at, f"{found.reason}; {what}."))
        return Resolution(
            verdicts=verdicts,
            narrowed=self._narrowing.of_records,
            variants=kept,
            diagnostics=tuple(self._diagnostics),
        )

    def _unions(self) -> Iterator[tuple[Location, Schema]]:
        for at, schema in self._spec.schemas.items():
            found = self._spec.effective(schema)
            if found.union is not None:
                yield at, found

    def _verdict(self, schema: Schema, variants: Sequence[Schema]) -> Verdict:
        facts = [self._facts.of(one) for one in variants]
        objects = [number for number, one in enumerate(facts) if one.types - {"null"} == {"object"}]
        inside = self._objects(schema, [variants[number] for number in objects]) if len(objects) > 1 else None
        if inside is not None and len(objects) == len(variants):
            return inside
        others = [number for number in range(len(variants)) if number not in objects]
        clash = self._clash(variants, facts, _pairs(others, objects))
        tagged = _tag_of(inside)
        if clash is not None:
            return Ambiguous(reason=clash, tagged=tagged)
        if isinstance(inside, Ambiguous):
            return inside
        return ByShape(reason="JSON types tell the variants apart.", objects=tagged)

    def _clash(
        self, variants: Sequence[Schema], facts: Sequence[Facts], pairs: Iterator[tuple[int, int]]
    ) -> str | None:
        """Return why some value may be of two variants; None where it may not."""
        for one, other in pairs:
            if not are_apart(facts[one], facts[other], self._facts):
                return f"A value may be both {self._name(variants[one], one)} and {self._name(variants[other], other)}"
        return None

    def _name(self, variant: Schema, number: int) -> str:
        if variant.ref is not None:
            base = self._spec.bases.get(variant.ref)
            return f"`{self._spec.key_of(base.parent if base is not None else variant.ref)}`"
        return f"variant {number + 1}"

    # --- objects --------------------------------------------------------------------------------------------------

    def _objects(self, schema: Schema, variants: Sequence[Schema]) -> Verdict:
        """Return the verdict on the objects among the variants of a union."""
        discriminator = schema.discriminator
        explicit = discriminator.property if discriminator is not None else None
        tags = [self._tags(schema, one) for one in variants]
        keys = {key: None for one in tags for key in one}
        for number, one in enumerate(variants):
            allowed = self._facts.of(one).allowed
            if allowed is not None:  # it has no other keys, so none of these tags
                tags[number] |= {key: ((), False) for key in keys if key not in allowed}
        other = self._default(discriminator, variants, tags) if discriminator is not None else None
        found = self._decide(variants, tags, tuple(range(len(variants))), frozenset(), explicit)
        if other is not None and isinstance(found, Tagged) and found.property == explicit:
            reason = f"{found.reason[:-1]}; other values mean {self._name(variants[other], other)}."
            found = replace(found, other=other, reason=reason)
        if discriminator is not None:
            chosen = _tag_of(found)
            if chosen is None or chosen.property != explicit or isinstance(found, Ambiguous):
                self._report_unusable(discriminator, variants, tags)
        return found

    def _default(
        self,
        discriminator: Discriminator,
        variants: Sequence[Schema],
        tags: "Sequence[dict[str, tuple[Values, bool]]]",
    ) -> int | None:
        """Return the number of the variant that `defaultMapping` names; of the tag it has what a mapping gives it."""
        for number, one in enumerate(variants):
            places, target = [one.location], one
            while target.ref is not None:
                places.append(target.ref)
                target = self._spec.schemas[target.ref]
            if discriminator.default in places:
                values = tuple(value for value, at in discriminator.mapping if at in places)
                tags[number][discriminator.property] = values, False
                return number
        return None

    def _decide(
        self,
        variants: Sequence[Schema],
        tags: "Sequence[dict[str, tuple[Values, bool]]]",
        numbers: tuple[int, ...],
        used: frozenset[str],
        explicit: str | None,
    ) -> Verdict:
        """Return the verdict on some of the variants, by other properties than those that are used up."""

        def decide(group: tuple[int, ...], key: str) -> Verdict:
            return self._decide(variants, tags, tuple(numbers[one] for one in group), used | {key}, None)

        found = candidates([{key: one for key, one in tags[at].items() if key not in used} for at in numbers])
        first = [one for one in found if one.key == explicit or not one.absent]
        tagged = choose(first, explicit, decide)
        if tagged is not None and undecided(tagged) is None:
            return tagged
        some = [variants[number] for number in numbers]
        facts = [self._facts.of(one) for one in some]
        clash = self._clash(some, facts, combinations(range(len(some)), 2))
        if clash is None:
            return ByShape(reason="Keys tell the variants apart.")
        # a property that need not be there is no tag but where nothing else helps
        rest = [one for one in found if one not in first and (len(one.absent) == 1 or one.is_everyones)]
        last = choose(rest, explicit, decide)
        if last is not None and undecided(last) is None:
            return last
        tagged = tagged or last
        return Ambiguous(reason=undecided(tagged) or clash if tagged is not None else clash, tagged=tagged)

    def _tags(self, schema: Schema, variant: Schema) -> "dict[str, tuple[Values, bool]]":
        """Return the properties of a variant that have constants, and whether they are required."""
        target = self._facts.effective(variant)
        facts = self._facts.of(variant)
        found = {key: (values, False) for key, values in facts.optional_tags.items()}
        found |= {key: (values, True) for key, values in facts.tags.items()}
        mapped = self._narrowing.of_unions.get(schema.location, {}).get(target.location)
        if mapped and schema.discriminator is not None and schema.discriminator.property in found:
            name = schema.discriminator.property
            found[name] = mapped, found[name][1]
        return found

    def _report_unusable(
        self,
        discriminator: Discriminator,
        variants: Sequence[Schema],
        tags: "Sequence[dict[str, tuple[Values, bool]]]",
    ) -> None:
        name = discriminator.property
        lacking = [
            self._name(one, number)
            for number, one in enumerate(variants)
            if name not in tags[number] or not tags[number][name][1]
        ]
        why = f"is not a required string or constant of {' and '.join(lacking[:3])}" if lacking else _SAME_VALUE
        message = f"`{name}` {why}, so it does not tell the variants apart."
        help = f"Make `{name}` required in each variant, with a constant of its own."
        self._diagnostics.append(codes.DISCRIMINATOR_UNUSABLE.at(discriminator.location, message, help=help))


def _tag_of(verdict: Verdict | None) -> Tagged | None:
    match verdict:
        case Tagged():
            return verdict
        case Ambiguous(tagged=tagged):
            return tagged
        case _:
            return None


def _pairs(others: Sequence[int], objects: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(others, 2)
    yield from ((one, other) for one in others for other in objects)
