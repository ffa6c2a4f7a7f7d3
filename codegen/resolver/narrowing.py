"""What discriminators say of the tags of their variants: a variant whose tag allows more takes the values that mean it.

In: the unions of a description. Out: for each object schema the values of its tag, over all unions it is in; and for
each union those of its own variants, for two unions may call one variant by different values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codegen.location import Location
from codegen.normalizer.spec import Discriminator, JsonValue, NormalSpec, Schema
from codegen.resolver.facts import FactsOf, Values, are_disjoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """The values that discriminators give to the tags of variants."""

    of_records: Mapping[Location, Mapping[str, Values]]
    """Object schema -> property -> its values."""
    of_unions: Mapping[Location, Mapping[Location, Values]]
    """Union -> variant, behind references -> the values of the discriminator's property."""


class Narrowings:
    """Gathers what the discriminators of a description say."""

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._facts = FactsOf(spec, {})
        self._of_records: dict[Location, dict[str, Values]] = {}
        self._of_unions: dict[Location, dict[Location, Values]] = {}
        self._many: dict[tuple[Location, str], int] = {}
        """How many constants a tag has by itself."""

    def add(self, union: Schema, variants: Sequence[Schema], discriminator: Discriminator) -> None:
        """Take note of a union with a discriminator, and of its variants that are not null."""
        name = discriminator.property
        variants = [one for one in variants if discriminator.default not in self._chain(one)]
        if self._are_told_apart(variants, name) or not all(self._has_tag(one, name) for one in variants):
            return
        for variant in variants:
            if variant.ref is None:
                continue
            written = tuple(value for value, at in discriminator.mapping if at in self._chain(variant))
            target = self._facts.effective(variant)
            if target.union is not None:
                self._narrow_inside(target, name, written)
            elif values := self._narrow(target, name, written or (self._spec.key_of(variant.ref),)):
                self._of_unions.setdefault(union.location, {})[target.location] = values

    def found(self) -> Narrowing:
        """Return all that was noted, but for records of which every constant means something."""
        kept = {
            at: {name: one for name, one in values.items() if len(one) != self._many.get((at, name))}
            for at, values in self._of_records.items()
        }
        return Narrowing(of_records=kept, of_unions=self._of_unions)

    def _are_told_apart(self, variants: Sequence[Schema], name: str) -> bool:
        """Tell whether constants of their own tell the variants apart already."""
        known = [self._facts.of(one).tags.get(name, ()) for one in variants]
        return all(known) and all(
            are_disjoint(one, other) for number, one in enumerate(known) for other in known[:number]
        )

    def _has_tag(self, variant: Schema, name: str) -> bool:
        """Tell whether a property of a variant, or of all variants inside it, is a constant or a plain string."""
        target = self._facts.effective(variant)
        if target.union is None:
            return self._tag(target, name) is not None or target.types == ("null",)
        return all(self._has_tag(one, name) for one in target.union.variants)

    def _narrow(self, target: Schema, name: str, values: tuple[str, ...]) -> Values:
        """Give an object schema those of the values that its tag allows, and return them."""
        constants = self._tag(target, name)
        if constants is None:
            return ()
        kept: Values = tuple(value for value in values if value in constants) if constants else values
        if not kept:
            return ()
        if constants:
            self._many[target.location, name] = len(constants)
        known = self._of_records.setdefault(target.location, {})
        known[name] = _united(known.get(name, ()), kept)
        return kept

    def _narrow_inside(self, target: Schema, name: str, values: tuple[str, ...]) -> None:
        """Give all variants of a union the values that mean the union, unless it tells them apart by the same tag."""
        assert target.union is not None  # noqa: S101  # asked by the caller
        if not values or (target.discriminator is not None and target.discriminator.property == name):
            return
        bases = (self._spec.schemas[at] for at, one in self._spec.bases.items() if one.parent == target.location)
        for variant in (*target.union.variants, *bases):
            inner = self._facts.effective(variant)
            if inner.union is not None:
                self._narrow_inside(inner, name, values)
            elif inner.types != ("null",):
                self._narrow(inner, name, values)

    def _tag(self, target: Schema, name: str) -> Values | None:
        """Return the constants of a property, none for a plain string; None where the property is anything else."""
        if target.objects is None or name not in target.objects.properties:
            return None
        found = self._facts.effective(target.objects.properties[name])
        if constants := self._facts.constants(found):
            return constants
        return () if found.types == ("string",) and found.enum is None else None

    def _chain(self, variant: Schema) -> set[Location]:
        """Return the places that a variant's chain of references passes."""
        found: set[Location] = set()
        while variant.ref is not None:
            found.add(variant.ref)
            variant = self._spec.schemas[variant.ref]
        return found


def _united(one: tuple[JsonValue, ...], other: Values) -> Values:
    return (*one, *(value for value in other if value not in one))
