"""Aliases of the dataclass flavour that are quoted: a string when the module runs, until the codec looks at it.

A recursive alias names itself before it is there. What has such a string in a union is quoted too, as a string takes no
`|`; in brackets a string stands well.
"""

from collections.abc import Mapping

from codegen.ir.declarations import Alias, Declaration
from codegen.ir.types import Chosen, Named, Nullable, OneOf, Ruled, Type, parts


class Quoted:
    """Which aliases have to be quoted, where no `type` statement may be used; each is looked at once."""

    def __init__(self, declarations: Mapping[str, Declaration]) -> None:
        self._declarations = declarations
        self._known: dict[str, bool] = {}

    def __contains__(self, alias: Alias) -> bool:
        found = self._known.get(alias.name)
        if found is None:
            found = self._known[alias.name] = alias.recursive or self._has_text_in_union(alias.type)
        return found

    def _has_text_in_union(self, type_: Type) -> bool:
        unions = (one for one in parts(type_) if isinstance(one, OneOf | Nullable))
        return any(self._is_text(one) for union in unions for one in _members(union))

    def _is_text(self, type_: Type) -> bool:
        while True:
            match type_:
                case Ruled(of=below) | Chosen(of=below):
                    type_ = below
                case Named(name=name) if isinstance(alias := self._declarations[name], Alias):
                    if alias in self:
                        return True
                    type_ = alias.type
                case _:
                    return False


def _members(union: OneOf | Nullable) -> tuple[Type, ...]:
    return union.variants if isinstance(union, OneOf) else (union.of,)
