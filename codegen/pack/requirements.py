"""What a package needs to run: which distributions, of which versions, and which Python.

In go its files and its manifest, out come requirements as PEP 508 writes them. What is imported for checkers only is
not needed; what the user's own types need cannot be known from here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from sys import stdlib_module_names

from codegen.manifest import Manifest
from codegen.options import OLDEST

_IMPORT = re.compile(r"^(?:from|import) ([A-Za-z_]\w*)", re.MULTILINE)
_FROM_PYDANTIC = re.compile(r"^from pydantic import ([^\n(]+|\([^)]*\))", re.MULTILINE)
KNOWN: Mapping[str, str] = {
    "pydantic": "pydantic>=2.11,<3",
    "typing_extensions": "typing_extensions>=4.13,<5",
}
"""Imported module -> what to require: the first version that has all that is used, and no version that may break it."""
_WITH_PYDANTIC = frozenset({"pydantic_core", "annotated_types"})
_EMAIL = frozenset({"EmailStr", "NameEmail"})


def requirements(texts: Iterable[str]) -> Iterator[str]:
    """Yield the requirements of modules, sorted."""
    found = list(texts)
    modules = {module for text in found for module in _IMPORT.findall(text)}
    modules |= {"pydantic"} if modules & _WITH_PYDANTIC else set()
    for module, requirement in KNOWN.items():
        if module in modules:
            names = {
                name for text in found for line in _FROM_PYDANTIC.findall(text) for name in re.findall(r"\w+", line)
            }
            extra = "[email]" if module == "pydantic" and names & _EMAIL else ""
            yield requirement.replace(module, f"{module}{extra}", 1)


def foreign_modules(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the modules that are imported and come from neither Python nor a distribution that is known here."""
    modules = {module for text in texts for module in _IMPORT.findall(text)}
    return tuple(sorted(modules - stdlib_module_names - KNOWN.keys() - _WITH_PYDANTIC))


def required_python(manifest: Manifest) -> str:
    """Return which versions of Python can run a package."""
    target = manifest.options.get("target-python")
    return f">={target}" if isinstance(target, str) else f">={'.'.join(map(str, OLDEST))}"
