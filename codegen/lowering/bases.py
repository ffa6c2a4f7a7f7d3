"""The base name of each operation (law 8 of `NAMING.md`); those that would share one add method, then path."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from codegen.location import Location
from codegen.lowering.attributes import consonants
from codegen.lowering.modules import operation_words, path_words
from codegen.normalizer.spec import Operation, OperationKind
from codegen.words import folded, pascal, words


def operation_bases(operations: Iterable[Operation]) -> Mapping[Location, tuple[str, ...]]:
    """Return the words of every operation, callbacks among them; no two are equal but for case."""
    wanted = dict(_wanted(operations))
    found = {at: base for at, (_, base) in wanted.items()}
    for addition in (_method, _path, _hash):
        count = Counter(folded(pascal(base)) for base in found.values())
        if len(count) == len(found):
            break
        for at, base in found.items():
            if count[folded(pascal(base))] > 1:
                found[at] = (*base, *addition(wanted[at][0]))
    return found


def _wanted(
    operations: Iterable[Operation], parent: tuple[str, ...] = ()
) -> Iterator[tuple[Location, tuple[Operation, tuple[str, ...]]]]:
    for one in operations:
        base = (
            (*parent, *_own(one))
            if one.operation_id is None
            else operation_words(one.method, one.path, one.operation_id)
        )
        yield one.location, (one, base)
        yield from _wanted(one.callbacks, base)


def _own(operation: Operation) -> tuple[str, ...]:
    """Return what an operation without an id is called by: method and path, or the key of the webhook or callback."""
    match operation.kind:
        case OperationKind.PATH:
            return operation_words(operation.method, operation.path, None)
        case OperationKind.WEBHOOK:
            return operation_words(operation.method, operation.path, operation.path)
        case OperationKind.CALLBACK:
            return words(operation.callback_key or operation.path)


def _method(operation: Operation) -> tuple[str, ...]:
    return words(operation.method)


def _path(operation: Operation) -> tuple[str, ...]:
    return path_words(operation.path) or ("Root",)


def _hash(operation: Operation) -> tuple[str, ...]:
    return (consonants(operation.location.pointer),)
