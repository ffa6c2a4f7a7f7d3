"""Every fault is told at once, with its path; types with rules are the plain types to a checker."""

from dataclass_full.dataclass import Code, Item, LoadError, from_json

item = from_json(Item, {"code": "A", "count": 2, "price": 0.5})
code: str = item.code
other: Code = "not checked by constructors"
assert Item(code=other, count=0).count == 0

try:
    from_json(list[Item], [{"code": "a", "count": 0, "tags": ["x", "x"]}])
except LoadError as error:
    assert str(error).splitlines() == [
        '[0].code: should match ^[A-Z]+$, found "a"',
        "[0].count: should be at least 1, found 0",
        "[0].tags: should have no two equal items, found an array",
    ]
