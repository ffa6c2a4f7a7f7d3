"""The tables `[tool.codegen.vendor.NAME]`: which package is copied where, as which part of it.

In go TOML values or those of a command line, out come `VendorConfig`s; no package is read here.
"""

import keyword
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from codegen import codes
from codegen.config_reading import Origin, Reading, Table
from codegen.config_values import RefusedError, as_filled, as_flavours, as_strings
from codegen.diagnostics import ConfigErrors, Diagnostic, did_you_mean
from codegen.options import Part
from codegen.pyproject import Project, shown

VENDOR_KEYS = ("from", "repository", "to", "package", "flavours", "types", "modules")
VENDOR_OPTIONS = {"flavours": "flavour", "types": "type", "modules": "module"} | {
    key: key for key in ("from", "repository", "to", "package")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorConfig:
    """One package to copy."""

    name: str
    source: str
    """A folder, an archive, `REVISION:PATH`, or the name of a configured package; paths start from the base."""
    repository: Path | None = None
    """The git repository of `REVISION:PATH`; that of the base without one."""
    to: tuple[Path, ...] = ()
    """The folders that get the package's folder, as seen from the current one."""
    package: str | None = None
    """What it is called there; as at its source without one."""
    part: Part = field(default_factory=Part)
    base: Path

    def targets(self, package: str) -> tuple[Path, ...]:
        """Return the folders of the copies; `package` is what the source calls itself."""
        return tuple(folder / (self.package or package) for folder in self.to)


def vendor_tables(written: object, file: Project, faults: list[Diagnostic]) -> tuple[VendorConfig, ...]:
    """Return what the tables of a file say; faults are added to the list."""
    if not isinstance(written, dict):
        faults.append(file.fault(codes.CONFIG_VALUE_INVALID, ("vendor",), "`vendor` must be a table."))
        return ()
    found: list[VendorConfig] = []
    for name, table in written.items():
        if isinstance(table, dict):
            read = Reading(table=table, origin=Origin(file=file, path=("vendor", name)), faults=faults)
            empty = VendorConfig(name=name, source="", base=file.path.parent)
            found.append(_configured(read, empty, file.path.parent))
            continue
        help = f"`{name}` belongs into `[tool.codegen.vendor.NAME]`." if name in VENDOR_KEYS else None
        message = f"`vendor.{name}` must be a table, one for each package to copy."
        faults.append(file.fault(codes.CONFIG_VALUE_INVALID, ("vendor", name), message, help))
    return tuple(found)


def chosen_copies(known: tuple[VendorConfig, ...], names: tuple[str, ...], given: Table) -> tuple[VendorConfig, ...]:
    """Return the copies that a command line asks for: all, the named ones, or one that its options describe."""
    faults: list[Diagnostic] = []
    read = Reading(table=given, origin=Origin(file=None, path=(), options=VENDOR_OPTIONS), faults=faults)
    tables = {one.name: one for one in known}
    if "from" in given and not names:
        found = [_configured(read, VendorConfig(name="", source="", base=Path()), Path())]
    else:
        for name in names:
            if name not in tables:
                help = did_you_mean(name, tables) or (f"There are {', '.join(tables)}." if tables else None)
                faults.append(codes.VENDOR_UNKNOWN.at(None, f"No package to copy is called `{name}`.", help=help))
        found = [_over(read, tables[name]) for name in names or tables if name in tables]
    if faults:
        raise ConfigErrors(tuple(dict.fromkeys(faults)))
    if not found:
        message = "Nothing says what to copy."
        help = "Write `[tool.codegen.vendor.NAME]`, or name it: `codegen vendor --from SOURCE --to DIR`."
        raise ConfigErrors((codes.VENDOR_UNKNOWN.at(None, message, help=help),))
    return tuple(found)


def _over(read: Reading, copy: VendorConfig) -> VendorConfig:
    """Return a configured copy with what the command line says otherwise."""
    here = _configured(replace(read, table={"from": copy.source, "to": ["."], **read.table}), copy, Path())
    return replace(
        here,
        to=here.to if "to" in read.table else copy.to,
        base=Path() if "from" in read.table else copy.base,
    )


def _configured(read: Reading, had: VendorConfig, folder: Path) -> VendorConfig:
    read.refuse_unknown(VENDOR_KEYS, "a package to copy")
    for key in ("from", "to"):
        if key not in read.table:
            message = f"{read.origin.name(key)} is missing: a copy needs both `from` and `to`."
            help = 'Write `from = "../shop/src/shop_types"` and `to = ["src"]`.'
            read.faults.append(read.origin.fault(codes.CONFIG_KEY_MISSING, None, message, help))
    repository = read.take("repository", as_filled, None)
    part, nowhere = had.part, tuple[str, ...]()
    return VendorConfig(
        name=had.name,
        source=read.take("from", as_filled, had.source),
        repository=had.repository if repository is None else _from_here(folder, repository),
        to=tuple(_from_here(folder, one) for one in read.take("to", _as_folders, nowhere)),
        package=read.take("package", _as_package, had.package),
        part=Part(
            flavours=read.take("flavours", as_flavours, part.flavours),
            types=read.take("types", _as_names, part.types),
            modules=read.take("modules", _as_names, part.modules),
        ),
        base=had.base,
    )


def _as_folders(value: object) -> tuple[str, ...]:
    """Return one folder or several."""
    folders = (value,) if isinstance(value, str) else as_strings(value)
    if not folders or not all(folders):
        raise RefusedError("must be a folder, or a list of folders", 'Write `["src"]`.')
    if len(set(map(os.path.normpath, folders))) < len(folders):
        raise RefusedError("names a folder twice")
    return folders


def _as_names(value: object) -> tuple[str, ...]:
    """Return names, sorted, each once."""
    names = as_strings(value)
    if not names or not all(re.fullmatch(r"[\w*?]+", name) for name in names):
        raise RefusedError("must be a list of names; `*` and `?` may stand in them", 'Write `["Payment", "Order*"]`.')
    return tuple(sorted(set(names)))


def _as_package(value: object) -> str:
    """Return the name of a package."""
    name = as_filled(value)
    if not name.isidentifier() or keyword.iskeyword(name):
        raise RefusedError(f"must be a name that can be imported, not `{name}`")
    return name


def _from_here(folder: Path, path: str) -> Path:
    """Return a path written relative to a folder as seen from the current folder; absolute ones stay."""
    return Path(path) if Path(path).is_absolute() or folder == Path() else Path(shown(folder / path))


def collisions(copies: tuple[VendorConfig, ...], taken: Mapping[str, str], file: Project) -> list[Diagnostic]:
    """Return a fault for each copy whose folder a package or another copy has; `taken` is folder -> who has it."""
    faults: list[Diagnostic] = []
    owners = dict(taken)
    for copy in copies:
        for folder in copy.targets(copy.package or Path(copy.source.rstrip("/")).name):
            other = owners.setdefault(os.path.abspath(folder).casefold(), copy.name)
            if other != copy.name:
                message = f"`{copy.name}` and `{other}` would be written to the same folder, `{folder}`."
                faults.append(file.fault(codes.PACKAGES_COLLIDE, ("vendor", copy.name), message))
    return faults
