"""What the lock knows of names that no type has any more: for `names explain` and `inspect`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegen.lowering.lock import Entry
    from codegen.pipeline import Lowered


def retired_lines(lowered: "Lowered", what: str) -> Iterator[str]:
    """Yield the lines about a name that types had before, or about the place of one, given by its anchor."""
    from codegen.cli.named_places import names_of

    lock = lowered.names.lock
    living = names_of(lowered)
    texts = {one.text for one in living.values()}
    entries = (*lock.entries.values(), *lock.former)
    for one in entries:
        if what in (one.name, one.anchor) and one.name not in texts:
            yield f"{one.name} (retired)"
            yield f"  was      the type of {one.anchor}"
            yield f"  now      {_now(lowered, one)}"
            if one.living:
                yield "  lock     it retires by the next `codegen generate`"
            else:
                yield f"  lock     the name is kept for that place; `codegen names prune {one.name}` forgets it"


def _now(lowered: "Lowered", one: "Entry") -> str:
    """Return what is there today where a name was given."""
    from codegen.cli.named_places import names_of

    went = {old: new for new, old in lowered.names.moved.items()}
    at = went.get(one.anchor, one.anchor)
    now = names_of(lowered).get(at)
    if now is None:
        return "nothing stands there that is a type"
    return f"what stands there is called {now.text}" if at == one.anchor else f"{now.text}, at {at}"
