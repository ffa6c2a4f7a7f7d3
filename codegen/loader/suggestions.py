"""What to say of a reference that leads nowhere: how far it led, and what was probably meant."""

from difflib import get_close_matches

from codegen.loader.document import Document, Json
from codegen.location import Location, escape, tokens, unescape

_OF_SWAGGER = ("definitions", "parameters", "responses")
"""Where Swagger 2.0 has its components."""


def describe_missing(reference: str, at: Location, here: Location, value: Json, token: str) -> str:
    """Return the sentence that names the last place that the reference at a place reached."""
    place = f"`#{here.pointer}`" if here.document == at.document else f"`{here}`"
    match value:
        case None if not here.pointer:
            why = f"`{here.document}` is empty"
        case dict():
            why = f"{place} has no `{token}`" if token else f"{place} has no key that is empty"
        case list():
            why = f"{place} is an array of {len(value)}, and none of its indices is `{token}`"
        case _:
            why = f"nothing can stand below {place}, which is no object"
    return f"`{reference}` leads nowhere: {why}."


def tell_removed(document: Document, here: Location, token: str) -> str | None:
    """Return a help that names the overlay that removed a key, if one did."""
    node = None if document.origin is None else document.origin.known(tokens(here.pointer))
    by = None if node is None else node.removed.get(token)
    if by is None:
        return None
    return f"The action `#{by.pointer}` of `{by.document}` removed it; what refers to it must go too."


def suggest_sibling(here: Location, value: Json, token: str) -> str | None:
    """Return a help that names the key most like the missing one, if one is like it."""
    if not isinstance(value, dict):
        return None
    if not token:
        return "Between two slashes, and behind the last, stands a key; a `/` in a key is written `~1`."
    near = _near(token, list(value))
    return None if near is None else _did_you_mean(here.child(near).pointer)


def suggest_component(document: Document, reference: str) -> str | None:
    """Return a help that names the component called as the reference ends, if there is one."""
    name = unescape(reference.rpartition("/")[2].rpartition("#")[2])
    tree = document.tree if isinstance(document.tree, dict) else {}
    components = tree.get("components")
    sections = (
        {f"/components/{escape(key)}": one for key, one in components.items()} if isinstance(components, dict) else {}
    )
    sections |= {f"/{key}": tree[key] for key in _OF_SWAGGER if key in tree}
    for section, held in sections.items():
        if isinstance(held, dict) and name in held:
            return _did_you_mean(f"{section}/{escape(name)}")
    return None


def suggest_anchor(document: Document, anchor: str, near: list[str]) -> str | None:
    """Return a help for an anchor that is not there: perhaps it is a pointer, a component, another anchor."""
    first, _, _ = anchor.partition("/")
    if isinstance(document.tree, dict) and "/" in anchor and first in document.tree:
        return f"A pointer begins with `/`: `#/{anchor}`."
    found = _near(anchor, near)
    return suggest_component(document, anchor) or (None if found is None else _did_you_mean(found))


def nearest_keys(wanted: str, known: list[str]) -> list[str]:
    """Return the known keys most like the wanted one, the nearest first; none where none is like it."""
    first = _near(wanted, known)
    more = get_close_matches(wanted, known, n=2, cutoff=0.75)
    return [] if first is None else list(dict.fromkeys((first, *more)))[:2]


def _near(wanted: str, known: list[str]) -> str | None:
    """Return the known name most like the wanted one: of other case, of the same letters, or of similar ones."""
    for name in known:
        if name.casefold() == wanted.casefold():
            return name
    for name in known:
        if sorted(name) == sorted(wanted):
            return name
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=0.7)), None)


def _did_you_mean(fragment: str) -> str:
    return f"Did you mean `#{fragment}`?"
