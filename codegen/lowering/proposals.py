"""A name for all places of a body that repeats: what a person would write who sees their names and properties.

In: the names, anchors and titles of the places. Out: names to choose from, better ones first, with where each comes
from. Whether one is free is for the caller to say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from codegen.words import pascal, words

_MOST_WORDS = 4
"""A title of more words is a sentence."""
_PROPERTY = re.compile(r"/properties/([^/]*)$")
_PLACE_WORDS = frozenset(("Item", "Value", "Object", "Enum", "Property"))
"""Words that say where something stands, and nothing of what it is."""
_VAGUE = _PLACE_WORDS | frozenset(
    """
    Body Choice Config Configuration Content Data Detail Details Entry Error Id Info Input Kind Metadata Name Options
    Output Parameters Params Parent Part Payload Request Response Result Size Source Status Target Type
    """.split()
)
"""Words that say too little alone, for a whole package."""
_JOINING = frozenset("And At By For From In Of On Or Per To With Without".split())
Words = tuple[str, ...]


def proposals(names: Sequence[str], anchors: Sequence[str], titles: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """Yield names for places that are called so, stand there and have these titles; the first is the best."""
    title, *others = set(titles)
    if not others and title is not None and title.strip() and len(words(title)) <= _MOST_WORDS:
        yield pascal(words(title)), "the title of all"
    split = [words(one) for one in names]
    shortest = min(split, key=lambda one: (len("".join(one)), one))
    if len(shortest) > 1 and all(_is_within(shortest, one) for one in split):
        yield pascal(shortest), "the others say this and more"
    last = _property_of(anchors)
    if last is not None and pascal(last[1]) not in _VAGUE:
        yield pascal(last[1]), f"the property `{last[0]}` of all"
    yield from _endings(split)
    if last is not None:
        yield pascal(last[1]), f"the property `{last[0]}` of all"


def _property_of(anchors: Sequence[str]) -> tuple[str, Words] | None:
    """Return the property that all places are, as it is written and its words."""
    found = {match[1] if (match := _PROPERTY.search(one)) else "" for one in anchors}
    key = found.pop().replace("~1", "/").replace("~0", "~")
    return (key, words(key)) if key and not found else None


def _endings(split: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """Yield what the names have in common: how all begin and end, how all end, how most do."""
    start, end = _common(split), _common([one[::-1] for one in split])[::-1]
    if len(start) > 1 and not _ends_vaguely((*start, *end)):
        how = "begin so" if not end else "begin and end so"
        yield pascal((*start, *end)), f"all names {how}"
    for count in (2, *range(3, len(end) + 1), 1):
        if count <= len(end) and _is_telling(end[-count:]):
            yield pascal(end[-count:]), "all names end so"
    most: list[tuple[int, Words]] = []
    for count in (3, 2, 1):
        found, number = Counter(one[-count:] for one in split).most_common(1)[0]
        if 2 * number > len(split) and len(found) == count and _is_telling(found):
            most.append((number, found))
    for number, found in sorted(most, key=lambda one: -one[0]):  # of equally many, more words first
        yield pascal(found), f"{number:,} of the names end so"


def _is_telling(end: Words) -> bool:
    return end[0] not in _PLACE_WORDS | _JOINING and not (len(end) == 1 and end[0] in _VAGUE)


def _ends_vaguely(found: Words) -> bool:
    return found[-1] in _PLACE_WORDS | _JOINING


def _is_within(found: Words, other: Words) -> bool:
    """Tell whether the words are there in this order, with others between."""
    left = iter(other)
    return all(word in left for word in found)


def _common(split: Sequence[Words]) -> Words:
    """Return the words that all begin with."""
    found: list[str] = []
    for same in zip(*split, strict=False):
        if len(set(same)) > 1:
            break
        found.append(same[0])
    return tuple(found)
