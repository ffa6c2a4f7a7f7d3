"""A generated package as a wheel and an sdist, for `pip install`: the same bytes for the same package and options.

In go a package and what its distribution shall say, out come archives in memory. Nothing is written but by the caller.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from codegen import codes
from codegen.diagnostics import ConfigErrors, Diagnostic, named
from codegen.location import Location
from codegen.options import PackOptions
from codegen.pack.backend import METADATA, sdist, wheel
from codegen.pack.metadata import Readme, metadata, summary_of
from codegen.pack.requirements import foreign_modules, required_python, requirements
from codegen.vendor.source import Source

_BUILD = """\
[build-system]
requires = []
build-backend = "build_backend"
backend-path = ["."]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The archives of a package, by name."""

    archives: Mapping[str, bytes]


def pack(source: Source, options: PackOptions, base: Path) -> Packed:
    """Return the wheel and the sdist of a package; paths of the options start from the base."""
    texts = {path: text for path, text in source.tree if path in source.manifest.files or path == "codegen.json"}
    modules = [text for path, text in texts.items() if path.endswith(".py")]
    faults = [*_faults(source, options, modules), *_epoch_faults()]
    if faults:
        raise ConfigErrors(tuple(faults))
    licenses = {_inside(one): _read(base / one) for one in options.license_files}
    readme = (
        None
        if options.readme is None
        else Readme(suffix=Path(options.readme).suffix, text=_text(base / options.readme))
    )
    information = metadata(
        options,
        name=options.name or source.package.replace("_", "-").strip("-"),
        version=options.version or "",
        summary=options.description or summary_of(texts.get("__init__.py", "")),
        requires_python=options.requires_python or required_python(source.manifest),
        requirements=(*requirements(modules), *(options.dependencies or ())),
        license_files=tuple(licenses),
        readme=readme,
    )
    tree = {
        METADATA: information.encode(),
        "pyproject.toml": _BUILD.encode(),
        "build_backend.py": files("codegen.pack").joinpath("backend.py").read_bytes(),
        **licenses,
        **{f"{source.package}/{path}": text.encode() for path, text in texts.items()},
    }
    return Packed(archives=dict((wheel(tree), sdist(tree))))


def _faults(source: Source, options: PackOptions, modules: list[str]) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    if options.version is None:
        message = "Nothing says which version the distribution has."
        help = 'Write `version = "1.0.0"` into the table `pack`, or give `--version 1.0.0`.'
        faults.append(codes.CONFIG_KEY_MISSING.at(None, message, help=help))
    if not source.package.isidentifier():
        message = f"`{source.package}` is no Python identifier, so no package can be called so."
        faults.append(codes.PACKAGE_NAME_INVALID.at(Location(source.label, ""), message))
    foreign = foreign_modules(modules)
    if foreign and options.dependencies is None:
        message = f"The package imports {named(foreign)}, and nothing says which distribution has it."
        help = 'Write `dependencies = ["NAME>=1,<2"]` into the table `pack`; an empty list says that there is none.'
        faults.append(codes.PACK_REQUIREMENT_UNKNOWN.at(Location(source.label, ""), message, help=help))
    return faults


def _epoch_faults() -> list[Diagnostic]:
    """Return what is wrong with the time that the environment gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    if epoch.isdecimal() and int(epoch) < 4354819200:  # 2108, where the time of zip ends
        return []
    message = f"`SOURCE_DATE_EPOCH` must be seconds since 1970, not `{epoch}`."
    return [codes.CONFIG_VALUE_INVALID.at(None, message)]


def _inside(path: str) -> str:
    """Return where a file of the project stands in the archives."""
    found = os.path.normpath(path).replace("\\", "/")
    return Path(path).name if found.startswith("..") or Path(path).is_absolute() else found


def _text(path: Path) -> str:
    try:
        return _read(path).decode()
    except UnicodeDecodeError:
        message = f"`{path.as_posix()}` is not UTF-8."
        raise ConfigErrors((codes.CONFIG_VALUE_INVALID.at(None, message),)) from None


def _read(path: Path) -> bytes:
    """Return a file of the project, with LF, so that a checkout makes no difference."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError as error:
        message = f"`{path.as_posix()}` cannot be read: {error.strerror}."
        raise ConfigErrors((codes.CONFIG_VALUE_INVALID.at(None, message),)) from None
