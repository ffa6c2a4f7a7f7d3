from typing import assert_never

from open_shapes import dataclass as dc
from open_shapes import pydantic as pyd
from open_shapes import typeddict as td


def of_choice(choice: td.Choice) -> str:
    if choice is None or isinstance(choice, str):
        return choice or "null"
    if td.is_known_choice(choice):
        return choice["name"] if choice["type"] == "tool" else choice["type"]
    return choice["type"]


def of_tree(tree: pyd.Tree) -> int:
    match tree:
        case pyd.TreeLeaf(text=text):
            return len(text)
        case pyd.TreeNone() | pyd.TreeUnknown():
            return 0
        case list():
            return sum(map(of_tree, tree))
        case _:
            assert_never(tree)


def of_owner(owner: dc.Owner) -> str:
    match owner:
        case None:
            return "nobody"
        case dc.User(login=login):
            return login
        case dc.Bot():
            return "bot"
        case dc.OwnerUnknown(wire_kind=kind):
            return kind
        case _:
            assert_never(owner)


assert [of_choice(one) for one in (None, "later", td.ChoiceAny(type="any"), td.ChoiceUnknown(type="x"))] == [
    "null",
    "later",
    "any",
    "x",
]
assert of_tree(pyd.from_json(pyd.Tree, [{"kind": "leaf", "text": "ab"}, [{"kind": "twig"}]])) == 2
assert of_owner(dc.from_json(dc.Owner, {"kind": "team"})) == "team"
