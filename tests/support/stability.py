"""Edits a description at random, batch by batch, and tells which names of places that stayed are other ones then."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from support.edits import Sheet, changed, edit, marked, names_of, rename_components, sheet
from support.naming import Named

from codegen.loader.document import DocumentGraph, Json
from codegen.lowering.lock import Lock
from codegen.lowering.names import allocate
from codegen.lowering.renewal import renewed_lock
from codegen.normalizer.normalize import normalize
from codegen.resolver.labels import label_variants

Changes = dict[str, tuple[str, str | None]]


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of all batches: the edits by kind, and the names that changed, without a lock and with one."""

    kinds: Counter[str] = field(default_factory=Counter)
    without: list[tuple[int, Changes]] = field(default_factory=list)
    """By the seed of the batch."""
    locked: list[tuple[int, Changes]] = field(default_factory=list)

    @property
    def edits(self) -> int:
        """How many edits were made."""
        return self.kinds.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A description whose places are marked, its names, and the lock of all of them."""

    graph: DocumentGraph
    tree: dict[str, Json]
    named: Named
    names: Mapping[str, str]
    lock: Lock

    @staticmethod
    def of(graph: DocumentGraph) -> "Original":
        """Return a description, marked."""
        first, _ = _name(graph, graph.root.tree, None)
        tree = marked(graph.root.tree, first)
        named, _ = _name(graph, tree, None)
        lock = renewed_lock(named.names, named.by_anchor().values(), named.spec)
        return Original(graph=graph, tree=tree, named=named, names=names_of(named, tree), lock=lock)

    def edited(
        self, edits: int, batch: int, kinds: Mapping[str, Callable[[Sheet], str | None]], seed: int = 1
    ) -> Outcome:
        """Return what so many edits change, each batch of them made to the original."""
        found = Outcome()
        while found.edits < edits:
            page = sheet(self.tree, self.named, Random(seed))
            edit(page, min(batch, edits - found.edits), kinds)
            found.kinds.update(one.partition(" #")[0] for one in page.done)
            without, locked = _name(self.graph, page.tree, self.lock)
            for named, listed in ((without, found.without), (locked, found.locked)):
                changes = changed(self.names, names_of(named, page.tree), page.gone)
                if changes:
                    listed.append((seed, changes))
            seed += 1
        return found

    def renamed(self, count: int, seed: int = 1) -> tuple[int, Changes, Changes]:
        """Return how many places stand in so many renamed components, those of them that the lock does not recognize,
        and places elsewhere that lose their names: a variant may be called after a renamed component it includes.
        """
        page = sheet(self.tree, self.named, Random(seed))
        moved = rename_components(page, count)
        _, locked = _name(self.graph, page.tree, self.lock)
        below = {at for at in self.names if any(at == one or at.startswith(f"{one}/") for one in moved)}
        lost = changed(self.names, names_of(locked, page.tree), [])
        inside = {at: names for at, names in lost.items() if at in below}
        return len(below), inside, {at: names for at, names in lost.items() if at not in below}


def _name(graph: DocumentGraph, tree: Json, lock: Lock | None) -> tuple[Named, Named]:
    """Return the names of a tree without and with a lock."""
    document = replace(graph.root, tree=tree)
    spec = normalize(replace(graph, documents={**graph.documents, graph.entry: document}))
    labels = label_variants(spec)
    without = Named(spec=spec, names=allocate(spec, labels, None))
    return without, without if lock is None else Named(spec=spec, names=allocate(spec, labels, lock))
