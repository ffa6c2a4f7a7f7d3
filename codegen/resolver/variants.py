"""The variants of a union that count: without null, without those that are there twice or inside another one."""

from collections.abc import Sequence

from codegen.location import Location
from codegen.normalizer.spec import NormalSpec, Schema


class Variants:
    """Finds the variants of unions; what a variant comes down to is remembered by place."""

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._leaves: dict[Location, frozenset[Location] | None] = {}

    def of(self, schema: Schema) -> tuple[Schema, ...]:
        """Return the variants that are not null, none twice and none that another variant contains."""
        assert schema.union is not None  # noqa: S101  # asked by the caller
        found = [one for one in schema.union.variants if self._behind(one).types != ("null",)]
        leaves = [self._of(one) for one in found]
        return tuple(one for number, one in enumerate(found) if not _is_contained(number, leaves))

    def _behind(self, schema: Schema) -> Schema:
        while True:
            target = self._spec.effective(self._spec.target(schema))
            if target.ref is None:
                return target
            schema = target

    def _of(self, variant: Schema) -> frozenset[Location]:
        """Return the places of all that is no union behind a variant."""
        target = self._behind(variant)
        if target.union is None:
            return frozenset((target.location,))
        known = self._leaves.get(target.location)
        if known is None:
            if target.location in self._leaves:  # it contains itself
                return frozenset((target.location,))
            self._leaves[target.location] = None
            known = frozenset[Location]().union(*map(self._of, target.union.variants))
            self._leaves[target.location] = known
        return known


def _is_contained(number: int, leaves: Sequence[frozenset[Location]]) -> bool:
    """Tell whether a later variant contains the one at hand, or an earlier one does."""
    mine = leaves[number]
    return any(
        mine < other or (mine == other and at < number) for at, other in enumerate(leaves) if at != number and other
    )
