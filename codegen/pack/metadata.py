"""PKG-INFO: what a distribution says of itself (core metadata 2.4).

In go the options and what is known of the package, out comes text. Values are of one line, as the configuration has
checked.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from codegen.options import PackOptions

_CONTENT_TYPES = {".md": "text/markdown", ".rst": "text/x-rst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readme:
    """The long description of a distribution."""

    suffix: str
    text: str


def metadata(
    options: PackOptions,
    *,
    name: str,
    version: str,
    summary: str,
    requires_python: str,
    requirements: tuple[str, ...],
    license_files: tuple[str, ...],
    readme: Readme | None,
) -> str:
    """Return the text of PKG-INFO, which is that of METADATA too."""
    rows = [("Metadata-Version", "2.4"), ("Name", name), ("Version", version), ("Summary", summary)]
    rows += _authors(options.authors)
    rows += [("License-Expression", options.license)] if options.license else []
    rows += [("License-File", path) for path in license_files]
    rows += [("Project-URL", f"{label}, {url}") for label, url in options.urls.items()]
    rows += [("Classifier", "Typing :: Typed"), ("Requires-Python", requires_python)]
    rows += [("Requires-Dist", one) for one in requirements]
    if readme is not None:
        rows.append(("Description-Content-Type", _CONTENT_TYPES.get(readme.suffix, "text/plain")))
    head = "".join(f"{key}: {value}\n" for key, value in rows)
    return head if readme is None else f"{head}\n{readme.text}"


def _authors(authors: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the fields of authors: with an address they stand in another one."""
    plain = [one for one in authors if "@" not in one]
    yield from [("Author", ", ".join(plain))] if plain else []
    mailed = [one for one in authors if "@" in one]
    yield from [("Author-email", ", ".join(mailed))] if mailed else []


def summary_of(text: str) -> str:
    """Return what the docstring of a package says it is, in one line."""
    try:
        said = ast.get_docstring(ast.parse(text)) or ""
    except (SyntaxError, ValueError):
        said = ""
    return re.sub(r"\s+", " ", said.partition(": `")[0]).strip() or "Types of an OpenAPI description"
