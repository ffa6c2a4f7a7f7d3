"""The line breaks of YAML 1.1 that YAML 1.2 counts as ordinary characters: U+0085, U+2028, U+2029.

The parser library still breaks lines at them (YAML 1.2 section 5.4 does not), which tears texts apart that were
pasted from word processors. They are replaced by characters the text does not have before it is parsed, and put
back afterwards.
"""

from collections.abc import Mapping

from codegen.loader.document import Json

_BREAKS = "\x85\u2028\u2029"


def hide_breaks(text: str) -> tuple[str, Mapping[int, str]]:
    """Return the text without such breaks, and the table that puts them back; empty when there are none."""
    found = [one for one in _BREAKS if one in text]
    if not found:
        return text, {}
    used = set(text)
    spare = (one for one in map(chr, range(0xE000, 0xF8FF)) if one not in used)
    hidden = dict(zip(found, spare, strict=False))
    return text.translate({ord(old): new for old, new in hidden.items()}), {
        ord(new): old for old, new in hidden.items()
    }


def restore_breaks(tree: Json, table: Mapping[int, str]) -> Json:
    """Return the tree with the breaks back in its keys and strings; its containers are changed in place."""
    top: list[Json] = [tree]
    pending: list[dict[str, Json] | list[Json]] = [top]
    seen: set[int] = set()
    while pending:
        container = pending.pop()
        if id(container) in seen:
            continue
        seen.add(id(container))
        if isinstance(container, list):
            container[:] = [one.translate(table) if isinstance(one, str) else one for one in container]
            pending += [one for one in container if isinstance(one, dict | list)]
            continue
        entries = list(container.items())
        container.clear()
        for key, one in entries:
            container[key.translate(table)] = one.translate(table) if isinstance(one, str) else one
        pending += [one for one in container.values() if isinstance(one, dict | list)]
    return top[0]
