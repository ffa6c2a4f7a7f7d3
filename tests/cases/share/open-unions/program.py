from typing import assert_never

from share_open_unions import dataclass as dc
from share_open_unions import pydantic as pyd
from share_open_unions import typeddict as td


def told(action: td.DraftFallback) -> str:
    if td.is_known_draft_fallback(action):
        if action["kind"] == "later":
            return action["at"]
        if action["kind"] == "now":
            return "now"
        assert_never(action)
    return action["kind"]


def by_class(action: pyd.DraftFallback) -> str:
    match action:
        case pyd.DraftActionLater(at=at):
            return at
        case pyd.DraftFallbackNow():
            return "now"
        case pyd.DraftFallbackUnknown(wire_kind=kind):
            return kind
        case _:
            assert_never(action)


def held(action: dc.DraftFallback) -> str:
    match action:
        case dc.DraftFallbackLater(at=at):
            return at
        case dc.DraftActionNow():
            return "now"
        case dc.DraftActionUnknown(wire_kind=kind):
            return kind
        case _:
            assert_never(action)


later: td.DraftAction = {"kind": "later", "at": "x"}
assert [told(later), told({"kind": "now"}), told({"kind": "never"})] == ["x", "now", "never"]
for document, said in (({"kind": "later", "at": "x"}, "x"), ({"kind": "now"}, "now"), ({"kind": "never"}, "never")):
    whole = {"action": document, "fallback": document}
    draft = pyd.from_json(pyd.Draft, whole)
    assert draft.fallback is not None
    assert by_class(draft.fallback) == said
    assert pyd.to_json(draft) == whole
    loaded = dc.from_json(dc.Draft, whole)
    assert loaded.fallback is not dc.UNSET
    assert held(loaded.fallback) == said
    assert dc.to_json(loaded) == whole
