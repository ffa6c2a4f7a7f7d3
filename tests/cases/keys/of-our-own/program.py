from keys_of_our_own.dataclass import First as FirstData, Own as OwnData, to_json as dump
from keys_of_our_own.pydantic import First, Own, to_json

own = {"rules_": "a", "tags_": "b", "wire_names_": "c", "known_tags_": "d", "rules": 1, "tags": 2}
assert (
    dump(
        OwnData(
            rules_underscore="a",
            tags_underscore="b",
            wire_underscore_names_underscore="c",
            known_underscore_tags_underscore="d",
            rules=1,
            tags=2,
        )
    )
    == own
)
assert (
    to_json(
        Own(
            rules_underscore="a",
            tags_underscore="b",
            wire_underscore_names_underscore="c",
            known_underscore_tags_underscore="d",
            rules=1,
            tags=2,
        )
    )
    == own
)
first = {"tags": "a", "tags_": "b", "known_tags_": 1}
assert dump(FirstData(tags_underscore="b", known_underscore_tags_underscore=1)) == first
assert to_json(First(tags_underscore="b", known_underscore_tags_underscore=1)) == first
