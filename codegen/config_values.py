"""The values of the configuration: what TOML or a command line gives, as what a key needs.

Each parser returns the value or raises `RefusedError`, which says what the value must be, to follow the key's name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from codegen import codes
from codegen.diagnostics import Severity, did_you_mean
from codegen.options import (
    FORMAT_WORDS,
    NEWEST,
    OLDEST,
    Datetimes,
    Enums,
    ExtraPolicy,
    Flavour,
    Selector,
    SelectorKind,
    Validation,
)
from codegen.pysource import is_name

E = TypeVar("E", bound=Enum)


class RefusedError(Exception):
    """A value that cannot be what its key needs: what it must be, and a help."""

    def __init__(self, must: str, help: str | None = None) -> None:
        super().__init__(must)
        self.must, self.help = must, help


def as_string(value: object) -> str:
    """Return a string."""
    if not isinstance(value, str):
        raise RefusedError("must be a string")
    return value


def as_filled(value: object) -> str:
    """Return a string that is not empty."""
    if not as_string(value):
        raise RefusedError("must not be empty")
    return as_string(value)


def as_boolean(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise RefusedError("must be true or false")
    return value


def as_lock(value: object) -> str | bool:
    """Return the path of a lock, or whether there is one."""
    if isinstance(value, str) and value:
        return value
    if not isinstance(value, bool):
        raise RefusedError("must be the path of a file, or false for none")
    return value


def as_strings(value: object) -> tuple[str, ...]:
    """Return a list of strings."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise RefusedError("must be a list of strings", 'Write `["…"]`.')
    return tuple(value)


def as_files(value: object) -> tuple[str, ...]:
    """Return the paths of files."""
    for one in as_strings(value):
        if not one or one == "-" or "://" in one:
            raise RefusedError("must be a list of the paths of files", "Download it first." if "://" in one else None)
    return as_strings(value)


def as_selectors(value: object) -> tuple[Selector, ...]:
    """Return selectors of a part of a description."""
    return tuple(map(_selector, as_strings(value)))


def _selector(text: str) -> Selector:
    if text.startswith("x-"):
        name, equals, wanted = text.partition("=")
        return Selector(kind=SelectorKind.EXTENSION, pattern=name, value=wanted if equals else None, text=text)
    if text.startswith("#") or re.match(r"[^:]+#/", text):
        return Selector(kind=SelectorKind.POINTER, pattern=text, text=text)
    if text == SelectorKind.DEPRECATED.value:
        return Selector(kind=SelectorKind.DEPRECATED, pattern="", text=text)
    word, _, pattern = text.partition(":")
    known = {one.value: one for one in SelectorKind if one.value.isalpha() and one is not SelectorKind.DEPRECATED}
    if word not in known or not pattern:
        words = ", ".join(f"`{one}:…`" for one in known)
        help = did_you_mean(word, (*known, SelectorKind.DEPRECATED.value)) if word not in known else None
        must = f"has `{text}`, which is no selector; there are {words}, `x-…`, `x-…=value`, `deprecated`, `#/…`"
        raise RefusedError(must, help)
    return Selector(kind=known[word], pattern=pattern, text=text)


def as_flavours(value: object) -> tuple[Flavour, ...]:
    """Return flavours, in the canonical order."""
    known = {flavour.value: flavour for flavour in Flavour}
    names = as_strings(value)
    for name in names:
        if name not in known:
            help = did_you_mean(name, known)
            raise RefusedError(f"knows no flavour `{name}`; there are {', '.join(known)}", help)
    if not names:
        raise RefusedError("must name at least one flavour")
    return tuple(flavour for flavour in Flavour if flavour.value in names)


@dataclass(frozen=True, slots=True)
class Word(Generic[E]):
    """Reads one of some words."""

    words: type[E]

    def __call__(self, value: object) -> E:
        """Return the word."""
        known = {one.value: one for one in self.words}
        name = as_string(value)
        if name not in known:
            raise RefusedError(f"must be one of {', '.join(known)}, not `{name}`", did_you_mean(name, known))
        return known[name]


def as_word(words: type[E]) -> Word[E]:
    """Return what reads one of some words."""
    return Word(words)


def as_table(value: object) -> Mapping[str, object]:
    """Return a table."""
    if not isinstance(value, dict):
        raise RefusedError("must be a table")
    return value


def as_class_path(value: object) -> str:
    """Return the path of a class."""
    path = as_string(value)
    if "." not in path or not all(map(is_name, path.split("."))):
        raise RefusedError("must name a class with its module, as `module.Class`")
    return path


def as_base_class(value: object) -> str:
    """Return the path of a class that models can inherit from."""
    path = as_class_path(value)
    if path == "pydantic.BaseModel" or path.startswith("pydantic.main."):
        raise RefusedError("must name a class of yours", "All models inherit from `pydantic.BaseModel` anyway.")
    return path


def as_format_type(value: object) -> str:
    """Return a word for a type, or the path of one."""
    path = as_string(value)
    if path in FORMAT_WORDS:
        return path
    if "." not in path or not all(map(is_name, path.split("."))):
        help = did_you_mean(path, FORMAT_WORDS) or f"The words are {', '.join(FORMAT_WORDS)}."
        raise RefusedError("must name a type with its module, as `module.Type`, or be a word that is known", help)
    return path


def as_target_python(value: object) -> tuple[int, int]:
    """Return a version of Python."""
    found = re.fullmatch(r"3\.(\d{1,3})", value) if isinstance(value, str) else None
    version = (3, int(found[1])) if found else None
    if version is None or not OLDEST <= version <= NEWEST:
        raise RefusedError('must be a version from "3.11" to "3.15", as a string')
    return version


def as_codes(value: object) -> frozenset[str]:
    """Return codes of diagnostics."""
    names = as_strings(value)
    for name in names:
        if name not in codes.CODES:
            raise RefusedError(f"names no diagnostic: `{name}`", did_you_mean(name, codes.CODES))
    return frozenset(names)


def as_warning_codes(value: object) -> frozenset[str]:
    """Return codes of warnings and notes."""
    names = as_codes(value)
    for name in sorted(names):
        if codes.CODES[name].severity is Severity.ERROR and name not in codes.PASSING:
            raise RefusedError(
                f"cannot silence `{name}`: it is an error", f"`codegen explain {name}` tells what to do about it."
            )
    return names


def as_version(value: object) -> str:
    """Return a version in the normal form of PEP 440, as it stands in names of files."""
    version = as_string(value)
    if _VERSION.fullmatch(version) is None:
        raise RefusedError(
            f"must be a version as PEP 440 writes it, not `{version}`", 'Write `"1.2.0"` or `"1.2.0rc1"`.'
        )
    return version


_VERSION = re.compile(
    r"([1-9][0-9]*!)?(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*((a|b|rc)(0|[1-9][0-9]*))?(\.post(0|[1-9][0-9]*))?"
    r"(\.dev(0|[1-9][0-9]*))?(\+[a-z0-9]+(\.[a-z0-9]+)*)?"
)


def as_line(value: object) -> str:
    """Return a text of one line, as metadata have it."""
    if len(as_filled(value).splitlines()) != 1:
        raise RefusedError("must be one line")
    return as_string(value).strip()


def as_lines(value: object) -> tuple[str, ...]:
    """Return texts of one line each."""
    return tuple(map(as_line, as_strings(value)))


def as_distribution(value: object) -> str:
    """Return the name of a distribution."""
    name = as_filled(value)
    if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", name) is None:
        raise RefusedError("must be letters, digits, `-`, `_` and `.`, the first and last no sign")
    return name


def as_urls(value: object) -> Mapping[str, str]:
    """Return labels with URLs."""
    table = as_table(value)
    for label, url in table.items():
        if not isinstance(url, str) or len(url.split()) != 1 or not label.strip() or "," in label or len(label) > 32:
            raise RefusedError("must hold labels of up to 32 letters, without a comma, with a URL each")
    return {label: str(url) for label, url in table.items()}


def as_specifiers(value: object) -> str:
    """Return which versions of Python are admitted, by PEP 440."""
    text = as_line(value)
    if not all(re.fullmatch(r"\s*(~=|==|!=|<=|>=|<|>)\s*[0-9][0-9.*a-z]*\s*", one) for one in text.split(",")):
        raise RefusedError('must be bounds as in ">=3.11"')
    return text


PYDANTIC_KEYS: Mapping[str, Callable[[object], object]] = {
    "enums": as_word(Enums),
    "frozen": as_boolean,
    "field-descriptions": as_boolean,
    "datetimes": as_word(Datetimes),
    "base-class": as_base_class,
    "extra": as_word(ExtraPolicy),
}
DATACLASS_KEYS: Mapping[str, Callable[[object], object]] = {
    "validate": as_word(Validation),
    "enums": as_word(Enums),
    "frozen": as_boolean,
    "slots": as_boolean,
    "kw-only": as_boolean,
}
PACK_KEYS: Mapping[str, Callable[[object], object]] = {
    "name": as_distribution,
    "version": as_version,
    "description": as_line,
    "readme": as_filled,
    "license": as_line,
    "license-files": as_lines,
    "authors": as_lines,
    "urls": as_urls,
    "requires-python": as_specifiers,
    "dependencies": as_lines,
    "output": as_filled,
}
