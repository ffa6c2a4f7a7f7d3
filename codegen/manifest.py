"""codegen.json, the package's own record: what it was made from, how, and which files and names came of it.

`to_text` and `from_text` are each other's inverse. The text is sorted and has one line for each fact, so that
its diffs read well; it holds no absolute path, no time, no version of the tool. Digests are over text with LF
line ends, so that a checkout with other line ends is no change.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import NamedTuple

from codegen import codes
from codegen.config import recorded_name
from codegen.diagnostics import Code, OutputErrors
from codegen.location import Location
from codegen.options import Options, Select

MANIFEST = "codegen.json"
FORMAT = 1
"""Of the manifest itself."""
OUTPUT_REVISION = 3
"""Raised whenever a byte of the output changes for the same description and options."""
_RESTORE = "Restore the file, or generate with `--force`, which overwrites what stands in the way."


class NameRow(NamedTuple):
    """One public name: what it is called, what kind of thing it is, and where it comes from, if no lock says that."""

    name: str
    kind: str
    location: str | None = None


class SourceKind(Enum):
    """What a package was copied from."""

    FOLDER = "folder"
    REVISION = "revision"
    WHEEL = "wheel"
    SDIST = "sdist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a copied package comes from, and which part of it it is."""

    kind: SourceKind
    source: str
    """The folder, or the file name of the archive; in a repository the path inside it. Never an absolute path."""
    package: str
    """The package's name there."""
    version: str | None = None
    """Of an archive: the version of its distribution."""
    revision: str | None = None
    """Of a repository: the revision as it was asked for."""
    commit: str | None = None
    """The commit that made the package what it is there; not known of a shallow clone."""
    digest: str
    """Of the source's codegen.json."""
    writer: int
    """The output revision of the codegen that copied."""
    flavours: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """What was asked for; empty: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package says of itself."""

    revision: int = OUTPUT_REVISION
    options: Mapping[str, object]
    """The effective options that shape the files, by their configuration keys."""
    sources: Mapping[str, str]
    """Documents as `config.recorded_name` names them -> digest."""
    lock: str | None = None
    """The digest of the lock that the names were taken from, where one is kept."""
    warnings: tuple[str, ...]
    """The codes of all warnings and notes, allowed ones too, each once; those that are told once are not among them."""
    files: Mapping[str, str]
    """Every file but the manifest itself -> digest."""
    names: tuple[NameRow, ...]
    origin: Origin | None = None
    """What the package is a copy of, where it is one."""

    @property
    def config(self) -> str:
        """The digest of the options."""
        return digest(json.dumps(self.options, sort_keys=True))


def digest(text: str) -> str:
    """Return the SHA-256 of a text with its line ends as LF."""
    return hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).hexdigest()


def shaping(options: Options) -> Mapping[str, object]:
    """Return the options that shape the files; which warnings are shown, and the package's name, do not."""
    return {
        "flavours": [flavour.value for flavour in options.flavours],
        "formatter": options.formatter.value,
        "header": options.header,
        "target-python": ".".join(map(str, options.target_python)),
        **_changed(
            options,
            Options(package=options.package),
            ("open", "share", "keep_old_names", "formats", "pydantic", "dataclass"),
        ),
        **({"overlays": [recorded_name(one, options.base) for one in options.overlays]} if options.overlays else {}),
        **({"select": _selectors(options.select)} if options.select != Select() else {}),
        **({"names": {one.at: one.name for one in options.names}} if options.names else {}),
    }


def _selectors(select: Select) -> dict[str, list[str]]:
    found = {"include": select.include, "exclude": select.exclude}
    return {key: [one.text for one in several] for key, several in found.items() if several}


def _changed(given: object, usual: object, names: Iterable[str]) -> dict[str, object]:
    """Return the options of these names that are not as usual, by their keys; of a table what is not in it."""
    found: dict[str, object] = {}
    for name in names:
        mine, its = getattr(given, name), getattr(usual, name)
        if mine == its:
            continue
        if is_dataclass(mine):
            mine = _changed(mine, its, [one.name for one in fields(mine)])
        found[name.replace("_", "-")] = mine.value if isinstance(mine, Enum) else mine
    return found


def to_text(manifest: Manifest) -> str:
    """Return the text of codegen.json."""
    facts: dict[str, object] = {
        "format": FORMAT,
        "revision": manifest.revision,
        "config": manifest.config,
        "options": dict(sorted(manifest.options.items())),
        "sources": dict(sorted(manifest.sources.items())),
        **({} if manifest.lock is None else {"lock": manifest.lock}),
        **({} if manifest.origin is None else {"vendored": _told(manifest.origin)}),
        "warnings": sorted(manifest.warnings),
        "files": dict(sorted(manifest.files.items())),
    }
    told = ([part for part in row if part is not None] for row in sorted(manifest.names))
    rows = [f"    {json.dumps(row, ensure_ascii=False)}" for row in told]
    names = "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"
    text = json.dumps(facts, indent=2, ensure_ascii=False).removesuffix("\n}")
    return f'{text},\n  "names": {names}\n}}\n'


def _told(origin: Origin) -> dict[str, object]:
    """Return the facts of an origin, without those that it has not."""
    found = {one.name: getattr(origin, one.name) for one in fields(origin)} | {"kind": origin.kind.value}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items() if value}


def from_text(text: str, name: str) -> Manifest:
    """Return the manifest that a text holds; raise `OutputErrors`, under the file's name, if it is none."""
    try:
        facts: object = json.loads(text)
    except json.JSONDecodeError as error:
        fault = codes.MANIFEST_INVALID.at(
            Location(name, ""), f"This is no JSON: {error.msg}.", help=_RESTORE, position=(error.lineno, error.colno)
        )
        raise OutputErrors((fault,)) from None
    if not isinstance(facts, dict) or not isinstance(facts.get("format"), int):
        raise _refusal(codes.MANIFEST_INVALID, name, "This is no manifest of codegen.")
    if facts["format"] > FORMAT:
        message = f"This manifest has format {facts['format']}, and this codegen knows {FORMAT}."
        raise _refusal(codes.MANIFEST_TOO_NEW, name, message, "Upgrade codegen.")
    try:
        return Manifest(
            revision=_integer(facts["revision"]),
            options=_mapping(facts["options"]),
            sources=_texts(facts["sources"]),
            lock=_text(facts["lock"]) if "lock" in facts else None,
            warnings=tuple(map(_text, _sequence(facts["warnings"]))),
            files=_owned(facts["files"]),
            names=tuple(NameRow(*map(_text, _sequence(row))) for row in _sequence(facts["names"])),
            origin=_origin(_mapping(facts["vendored"])) if "vendored" in facts else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _refusal(codes.MANIFEST_INVALID, name, f"This manifest is damaged: {error}.") from None


def _origin(facts: Mapping[str, object]) -> Origin:
    def text(key: str) -> str | None:
        return _text(facts[key]) if key in facts else None

    def texts(key: str) -> tuple[str, ...]:
        return tuple(map(_text, _sequence(facts.get(key, []))))

    return Origin(
        kind=SourceKind(_text(facts["kind"])),
        source=_text(facts["source"]),
        package=_text(facts["package"]),
        version=text("version"),
        revision=text("revision"),
        commit=text("commit"),
        digest=_text(facts["digest"]),
        writer=_integer(facts["writer"]),
        flavours=texts("flavours"),
        modules=texts("modules"),
        types=texts("types"),
    )


def _refusal(code: Code, name: str, message: str, help: str = _RESTORE) -> OutputErrors:
    return OutputErrors((code.at(Location(name, ""), message, help=help, position=(1, 1)),))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is missing")
    return value


def _sequence(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError("an array is missing")
    return value


def _texts(value: object) -> Mapping[str, str]:
    return {key: _text(one) for key, one in _mapping(value).items()}


def _owned(value: object) -> Mapping[str, str]:
    """Return the files of a manifest, which must stand inside the package."""
    files = _texts(value)
    for path in files:
        if path.startswith("/") or "\\" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise TypeError(f"`{path}` is no file of a package")
    return files


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string is missing")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("an integer is missing")
    return value
