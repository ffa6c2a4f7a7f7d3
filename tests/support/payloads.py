"""The JSON values that the types of a case must take and refuse, as `payloads.yaml` lists them."""

from collections.abc import Iterator
from dataclasses import dataclass

from support.cases import PAYLOADS, Case, yaml_file

from codegen.loader.document import Json

_ACCEPT, _REFUSE = "accept", "refuse"
_KEYS = frozenset(("value", "path", "flavours", "changed_by", "several"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One JSON value for one type of one flavour."""

    flavour: str
    form: str
    value: Json
    path: tuple[str | int, ...] | None
    """Where the value is at fault; None if it must be taken."""
    several: bool = False
    """Whether faults at other places are told as well, as by unions that nothing but trying resolves."""

    @property
    def is_accepted(self) -> bool:
        """Whether the value must be taken."""
        return self.path is None


def payloads(case: Case) -> tuple[Payload, ...]:
    """Return the payloads of a case, flavour by flavour."""
    path = case.folder / PAYLOADS
    return tuple(_read(case, yaml_file(path))) if path.exists() else ()


def _read(case: Case, tree: Json) -> Iterator[Payload]:
    assert isinstance(tree, dict), f"{case.name}: {PAYLOADS} is no object"
    for form, lists in tree.items():
        assert isinstance(lists, dict), f"{case.name}: {form}"
        assert lists.keys() <= {_ACCEPT, _REFUSE}, f"{case.name}: {form}"
        for value in _list(lists.get(_ACCEPT)):
            for flavour in case.flavours:
                yield Payload(flavour=flavour, form=form, value=value, path=None)
        for entry in _list(lists.get(_REFUSE)):
            yield from _refused(case.flavours, form, entry)


def _refused(flavours: tuple[str, ...], form: str, entry: Json) -> Iterator[Payload]:
    """Yield a value that some flavours refuse and the others take, but for those that change it in silence."""
    assert isinstance(entry, dict), entry
    assert {"value", "path"} <= entry.keys() <= _KEYS, entry
    path = tuple(one for one in _list(entry["path"]) if isinstance(one, str | int))
    changing = _list(entry.get("changed_by"))
    refusing = _list(entry.get("flavours", [one for one in flavours if one not in changing]))
    assert refusing, entry
    assert all(one in flavours for one in (*refusing, *changing)), entry
    for flavour in flavours:
        if flavour not in changing:
            yield Payload(
                flavour=flavour,
                form=form,
                value=entry["value"],
                path=path if flavour in refusing else None,
                several=entry.get("several") is True,
            )


def _list(found: Json) -> list[Json]:
    assert found is None or isinstance(found, list), found
    return found or []
