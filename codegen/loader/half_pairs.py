"""The escapes of surrogates (`\\ud83d`) in YAML, which the parser library refuses, be they in pairs as JSON has them.

They are replaced by escapes of characters the text does not have before it is parsed, as long as they are, and put back
afterwards: a pair as the character that it is, a half as itself, and what was no escape as it was written.
"""

import re
from collections.abc import Iterator, Mapping

from codegen.loader.document import Json

_ESCAPE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def hide_halves(text: str) -> tuple[str, Mapping[str, str]]:
    """Return the text without such escapes, and the table of what was hidden; empty when there are none."""
    lower = text.lower()
    spare = (one for one in range(0xE000, 0xF8FF) if chr(one) not in text and f"\\u{one:04x}" not in lower)
    hidden = {old: f"\\u{new:04x}" for old, new in zip(sorted(set(_ESCAPE.findall(text))), spare, strict=False)}
    shown = _ESCAPE.sub(lambda found: hidden.get(found[0], found[0]), text)
    return shown, {new: old for old, new in hidden.items()}


def restore_halves(tree: Json, table: Mapping[str, str]) -> Json:
    """Return the tree with the surrogates back in its keys and strings; its containers are changed in place."""
    characters = {int(new[2:], 16): chr(int(old[2:], 16)) for new, old in table.items()}
    written = re.compile("|".join(map(re.escape, table)))

    def restored(text: str) -> str:
        if "\\u" in text:
            text = written.sub(lambda found: table[found[0]], text)
        shown = text.translate(characters)
        return text if shown == text else shown.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

    if isinstance(tree, str):
        return restored(tree)
    for container in _containers(tree):
        if isinstance(container, list):
            container[:] = [restored(one) if isinstance(one, str) else one for one in container]
            continue
        entries = list(container.items())
        container.clear()
        for key, one in entries:
            container[restored(key)] = restored(one) if isinstance(one, str) else one
    return tree


def _containers(tree: Json) -> Iterator[dict[str, Json] | list[Json]]:
    """Yield each container of a tree once, however many aliases lead to it."""
    pending, seen = [tree], set[int]()
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list) and id(value) not in seen:
            seen.add(id(value))
            pending += value.values() if isinstance(value, dict) else value
            yield value
