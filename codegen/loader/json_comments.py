"""JSON with comments or with commas before closing brackets -> the JSON it is meant to be, at the same offsets.

In: a text that is not JSON. Out: the text with blanks in the place of such things, so that every place in it stays
where it was, and where the first of them stood. What stands in strings is left alone.
"""

import re

_PART = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|(?<![^\s,{}\[\]"])(?://[^\r\n]*|/\*.*?(?:\*/|\Z))', re.DOTALL)
"""A string or a comment, to the end of the text where it is not closed: so no text is looked at twice."""
_COMMA = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|,(?=[ \t\r\n]*[}\]])', re.DOTALL)
_SHOWN = re.compile(r"[^\r\n]")


def plain_json(text: str) -> tuple[str, int | None]:
    """Return the text without comments and useless commas, and the offset of the first comment."""
    comments = [found.start() for found in _PART.finditer(text) if not found[0].startswith('"')]
    bare = _PART.sub(_blanked, text) if comments else text
    return _COMMA.sub(_blanked, bare), comments[0] if comments else None


def _blanked(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else _SHOWN.sub(" ", found[0])
