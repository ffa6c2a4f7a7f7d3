"""What the user asks for: `[tool.codegen]` of the nearest pyproject.toml, or a codegen.toml, and the command line.

In go TOML text and command-line values under the same keys, out come frozen `Options` and `PackageConfig`s.
Each key is checked here, once; all faults are raised together as `ConfigErrors` with file and line.
No description is read.
"""

import keyword
import os
import posixpath
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from codegen import codes
from codegen.config_reading import Origin, Reading, Table
from codegen.config_values import (
    DATACLASS_KEYS,
    PACK_KEYS,
    PYDANTIC_KEYS,
    as_boolean,
    as_codes,
    as_files,
    as_filled,
    as_flavours,
    as_format_type,
    as_lock,
    as_selectors,
    as_string,
    as_target_python,
    as_warning_codes,
    as_word,
)
from codegen.diagnostics import ConfigErrors, Diagnostic, did_you_mean, named
from codegen.location import escape
from codegen.options import (
    NEWEST,
    OLDEST,
    DataclassOptions,
    Openness,
    Override,
    PackOptions,
    PydanticOptions,
    Select,
    Selector,
    Share,
)
from codegen.options import Flavour as Flavour
from codegen.options import Formatter as Formatter
from codegen.options import Options as Options
from codegen.pyproject import (
    Project,
    find_project,
    find_pyproject,
    position_of,
    position_of_text,
    positions_in,
    read_project,
    shown,
    table_at,
)
from codegen.vendor_tables import VendorConfig, collisions, vendor_tables

F = TypeVar("F", PydanticOptions, DataclassOptions, PackOptions)

KEYS = (
    "spec",
    "overlays",
    "output",
    "flavours",
    "target-python",
    "formatter",
    "open",
    "share",
    "allow",
    "deny",
    "header",
    "strict",
    "lock",
    "keep-old-names",
    "select",
    "names",
    "formats",
    "pydantic",
    "dataclass",
    "pack",
)
SHARED = ("lock", "names")
"""Keys that may stand in `[tool.codegen]` itself: `names` where there is one package only."""
STDIN = "<stdin>"
"""What the loader calls standard input."""
NO_CODES: frozenset[str] = frozenset()
NO_FILES: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageConfig:
    """One package: what to make it from, where to put it, and how it shall be."""

    name: str
    spec: str
    """A path as seen from the current folder (or absolute, as written), a URL, or `-`."""
    output: Path
    """The folder that holds the package's folder."""
    options: Options
    lock: Path | None = None
    """The file that holds the names, where one is kept."""
    pack: PackOptions = field(default_factory=PackOptions)
    configured_by: tuple[Path, ...] = field(default=(), compare=False)
    """The files that were read to know all this; where it stands is no part of what it says."""

    @property
    def target(self) -> Path:
        """The package's own folder."""
        return self.output / self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the nearest pyproject.toml says, or what holds without one."""

    path: Path | None
    """The file that has `[tool.codegen]`."""
    base: Path
    """Its folder, else the folder the search started in."""
    target_python: tuple[int, int]
    packages: tuple[PackageConfig, ...]
    copies: tuple[VendorConfig, ...] = ()
    """The packages to copy from elsewhere."""
    files: tuple[Path, ...] = ()
    """What was read: the configuration, and the pyproject.toml that says which Pythons the project admits."""


def read_config(start: Path) -> Config:
    """Return what the nearest pyproject.toml with `[tool.codegen]` says, looking upwards from a folder."""
    file = find_project(start)
    python = find_pyproject(start) if file is not None and not file.prefix else file
    files = tuple(dict.fromkeys(one.path for one in (file, python) if one is not None))
    if file is None or not _is_ours(file):
        return Config(path=None, base=start, target_python=_required_python(python), packages=(), files=files)
    return _config(file, _required_python(python), files)


def read_config_file(path: Path) -> Config:
    """Return what one configuration says; nothing around it is looked at."""
    file = read_project(path)
    target_python = _required_python(file)
    if not _is_ours(file):
        return Config(path=path, base=path.parent, target_python=target_python, packages=(), files=(path,))
    return _config(file, target_python, (path,))


def joined(configs: Sequence[Config]) -> Config:
    """Return several configurations as one; raise if two packages would have one folder."""
    if len(configs) == 1:
        return configs[0]
    packages = tuple(package for config in configs for package in config.packages)
    taken: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for config in configs:
        path = shown(config.path or config.base)
        for package in config.packages:
            other = taken.setdefault(_place(package), path)
            if other != path:
                message = f"`{other}` and `{path}` would both write `{package.target.as_posix()}`."
                faults.append(codes.PACKAGES_COLLIDE.at(None, message))
    if faults:
        raise ConfigErrors(tuple(faults))
    return Config(path=None, base=Path(), target_python=OLDEST, packages=packages)


def _is_ours(file: Project) -> bool:
    """Tell whether a file configures codegen; raise if what should be our table is none."""
    if file.table is None and "codegen" in (table_at(file.data, "tool") or {}):
        raise ConfigErrors((file.fault(codes.CONFIG_VALUE_INVALID, (), "`tool.codegen` must be a table."),))
    return file.table is not None


def _config(file: Project, target_python: tuple[int, int], files: tuple[Path, ...]) -> Config:
    """Return what the table of a file says; raise all of its faults at once."""
    table = file.table or {}
    base = file.path.parent
    faults = [
        file.fault(codes.CONFIG_KEY_UNKNOWN, (key,), f"`{key}` is no key of this table.", _misplaced(key))
        for key in table
        if key not in ("packages", "vendor", *SHARED)
    ]
    tables = _packages(table, file, faults)
    shared = Reading(
        table={key: table[key] for key in SHARED if key in table}, origin=Origin(file=file, path=()), faults=faults
    )
    if len(tables) > 1:
        shared = _of_all(shared)
    packages = tuple(
        replace(
            _configured(shared, file, name, written, Options(package=name, target_python=target_python, base=base)),
            configured_by=files,
        )
        for name, written in tables.items()
    )
    copies = vendor_tables(table.get("vendor", {}), file, faults)
    faults[:] = dict.fromkeys(faults)
    faults += _collisions(packages, file)
    folders = {_place(one): one.name for one in packages}
    faults += collisions(copies, folders, file)
    if faults:
        raise ConfigErrors(tuple(sorted(faults, key=lambda one: one.position or (0, 0))))
    return Config(path=file.path, base=base, target_python=target_python, packages=packages, copies=copies, files=files)


def choose(config: Config, given: Table) -> tuple[PackageConfig, ...]:
    """Return the packages a command line asks for; `given` has the keys of a package's table, and `package`.

    Without `spec` these are the configured packages, or the one named. With `spec` it is one package, with
    what the configuration says of the package of that name.
    """
    faults: list[Diagnostic] = []
    values = {key: value for key, value in given.items() if key != "package"}
    read = Reading(table=values, origin=Origin(file=None, path=(), options=_OPTION_NAMES), faults=faults)
    packages = tuple(_configure(read, package, Path()) for package in _chosen(config, given))
    if faults:
        raise ConfigErrors(tuple(dict.fromkeys(faults)))
    return packages


def only_those(packages: tuple[PackageConfig, ...], names: Collection[str]) -> tuple[PackageConfig, ...]:
    """Return the packages of these names in their order, all if none is named; raise if there is no such package."""
    known = {package.name: package for package in packages}
    faults = [
        codes.PACKAGE_UNKNOWN.at(
            None,
            f"No package of the configuration is called `{name}`.",
            help=did_you_mean(name, known) or f"There are {named(known)}.",
        )
        for name in dict.fromkeys(names)
        if name not in known
    ]
    if faults:
        raise ConfigErrors(tuple(faults))
    return tuple(package for package in packages if not names or package.name in names)


def recorded_name(source: str, base: Path) -> str:
    """Return how a source is named inside the output: relative to the base, and never by an absolute path."""
    if source in ("-", STDIN):
        return STDIN
    if _is_url(source):
        return re.sub(r"(?<=://)[^/@]*@", "", source)
    path = Path(os.path.abspath(source))
    if Path(source).is_absolute() and not path.is_relative_to(os.path.abspath(base)):
        return path.name
    relative = shown(path, base)
    return path.name if Path(relative).is_absolute() else relative


def recorded_sources(digests: Mapping[str, str], base: Path) -> Mapping[str, str]:
    """Return the digests of documents, the entry first, by the names they have inside the output.

    Files beside the entry are named from there, so that they have one name wherever the entry is called from.
    """
    entry = next(iter(digests))
    recorded = recorded_name(entry, base)
    found = {}
    for name, digest in digests.items():
        if entry == STDIN and name != entry:
            found[recorded_name(name, base)] = digest
        else:
            found[recorded if name == entry else _beside(recorded, shown(Path(name), Path(entry).parent))] = digest
    return found


def source_path(recorded: str, entry: str, base: Path) -> Path:
    """Return the path of a document that is recorded so, beside an entry as the user names it."""
    folder = posixpath.dirname(recorded_name(entry, base))
    return Path(entry).parent / posixpath.relpath(recorded, folder or ".")


def _beside(recorded: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(recorded), path))


# --- where values come from -----------------------------------------------------------------------


_TABLES = ("select", "names", "formats", "pydantic", "dataclass", "pack")
_OPTION_NAMES = {key: key for key in KEYS if key not in ("spec", *_TABLES)} | {
    "flavours": "flavour",
    "overlays": "overlay",
}
"""Keys that the command line has an option of its own for; all others are set by `--set`."""


def _configure(read: Reading, package: PackageConfig, folder: Path) -> PackageConfig:
    """Return the package with the values of the table over its own; its paths start from the folder."""
    read.refuse_unknown(KEYS, "a package")
    if fault := _name_fault(package.name):
        help = _name_help(package.name, read.origin)
        read.faults.append(read.origin.fault(codes.PACKAGE_NAME_INVALID, None, fault, help))
    had = package.options
    overlays = read.take("overlays", as_files, NO_FILES)
    options = Options(
        package=package.name,
        overlays=tuple(_from_here(folder, one).as_posix() for one in overlays) if overlays else had.overlays,
        select=_select(read.inside("select"), had.select),
        flavours=read.take("flavours", as_flavours, had.flavours),
        target_python=read.take("target-python", as_target_python, had.target_python),
        formatter=read.take("formatter", as_word(Formatter), had.formatter),
        open=read.take("open", as_word(Openness), had.open),
        share=read.take("share", as_word(Share), had.share),
        allow=had.allow | read.take("allow", as_warning_codes, NO_CODES),
        deny=had.deny | read.take("deny", as_codes, NO_CODES),
        header=read.take("header", as_string, had.header),
        strict=read.take("strict", as_boolean, had.strict),
        keep_old_names=read.take("keep-old-names", as_boolean, had.keep_old_names),
        names=_names(read.inside("names"), had.names),
        formats={**had.formats, **_formats(read.inside("formats"))},
        pydantic=_flavour_options(read.inside("pydantic"), PYDANTIC_KEYS, had.pydantic),
        dataclass=_flavour_options(read.inside("dataclass"), DATACLASS_KEYS, had.dataclass),
        base=had.base,
    )
    for code in sorted(options.allow & options.deny):
        message = f"`{code}` is both allowed and denied."
        read.faults.append(read.origin.fault(codes.CONFIG_VALUE_INVALID, "deny", message))
    spec = read.take("spec", as_filled, package.spec)
    output = read.take("output", as_filled, None)
    return PackageConfig(
        name=package.name,
        spec=spec if "spec" not in read.table else _spec_from_here(folder, spec),
        output=package.output if output is None else _from_here(folder, output),
        options=options,
        lock=_lock(read, package.lock, _from_here(folder, f"{package.name}.names.lock"), folder),
        pack=_flavour_options(read.inside("pack"), PACK_KEYS, package.pack),
        configured_by=package.configured_by,
    )


def _configured(shared: Reading, file: Project, name: str, table: Table, options: Options) -> PackageConfig:
    """Return the package that a table of the file describes; faults are added to the list of the shared keys."""
    folder = file.path.parent
    origin = Origin(file=file, path=("packages", name))
    read = Reading(table=table, origin=origin, faults=shared.faults)
    if "spec" not in table:
        message = f"Package `{name}` names no `spec`."
        shared.faults.append(origin.fault(codes.CONFIG_KEY_MISSING, None, message, 'Write `spec = "openapi.yaml"`.'))
    usual = _from_here(folder, f"{name}.names.lock")
    defaults = PackageConfig(
        name=name,
        spec="",
        output=_from_here(folder, "."),
        options=replace(options, names=_names(shared.inside("names"), ())),
        lock=_lock(shared, usual, usual, folder),
    )
    return _configure(read, defaults, folder)


def _of_all(shared: Reading) -> Reading:
    """Return the shared keys as they can hold for several packages: no names, and no path of a lock."""
    if "names" in shared.table:
        help = "With several packages, each has its own: `[tool.codegen.packages.NAME.names]`."
        shared.faults.append(
            shared.origin.fault(codes.CONFIG_KEY_UNKNOWN, "names", "`names` is no key of this table.", help)
        )
    if isinstance(shared.table.get("lock"), str):
        message = "`lock` cannot be one file for several packages."
        help = "Write it into `[tool.codegen.packages.NAME]`."
        shared.faults.append(shared.origin.fault(codes.CONFIG_VALUE_INVALID, "lock", message, help))
    table = {key: value for key, value in shared.table.items() if key == "lock" and not isinstance(value, str)}
    return replace(shared, table=table)


def _chosen(config: Config, given: Table) -> tuple[PackageConfig, ...]:
    """Return the packages a command line means, before its options; raise if there are none."""
    name, spec = given.get("package"), given.get("spec")
    known = {package.name: package for package in config.packages}
    if isinstance(name, str) and name in known:
        return (known[name],)
    if isinstance(spec, str):
        name = name if isinstance(name, str) else package_name_of(spec)
        options = Options(package=name, target_python=config.target_python, base=config.base)
        return (PackageConfig(name=name, spec=spec, output=Path(), options=options, configured_by=config.files),)
    if isinstance(name, str):
        message = f"No package of the configuration is called `{name}`."
        raise ConfigErrors((codes.PACKAGE_UNKNOWN.at(None, message, help=did_you_mean(name, known)),))
    if not config.packages:
        where = shown(config.path) if config.path else "no pyproject.toml or codegen.toml here"
        message = f"No description is named, and {where} configures {'no' if config.path else 'a'} package."
        raise ConfigErrors(
            (
                codes.CONFIG_NOT_FOUND.at(
                    None,
                    message,
                    help="Name one, as in `codegen generate openapi.yaml`, or run `codegen init`.",
                ),
            )
        )
    return config.packages


def _select(read: Reading, had: Select) -> Select:
    """Return what is selected: each list of the table instead of the one before."""
    read.refuse_unknown(("include", "exclude"), "`select`")
    none: tuple[Selector, ...] = ()
    include, exclude = (_placed(read, key, read.take(key, as_selectors, none)) for key in ("include", "exclude"))
    return Select(
        include=include if "include" in read.table else had.include,
        exclude=exclude if "exclude" in read.table else had.exclude,
    )


def _placed(read: Reading, key: str, selectors: tuple[Selector, ...]) -> tuple[Selector, ...]:
    """Return the selectors of a key with their places in the file."""
    file, path = read.origin.file, (*_prefix(read), *read.origin.path, key)
    if file is None or not selectors:
        return selectors
    pointer = "".join(f"/{escape(step)}" for step in path)
    above = position_of(file.text, path) or (1, 1)
    return tuple(
        replace(one, file=shown(file.path), key=pointer, position=position_of_text(file.text, above, one.text))
        for one in selectors
    )


def _formats(read: Reading) -> Mapping[str, str]:
    """Return the types of formats and pointers."""
    found = {key: read.take(key, as_format_type, "") for key in read.table}
    return {key: value for key, value in found.items() if value}


def _names(read: Reading, had: tuple[Override, ...]) -> tuple[Override, ...]:
    """Return the chosen names, those of a table over those before."""
    file, path = read.origin.file, (*_prefix(read), *read.origin.path)
    places = positions_in(file.text, path) if file is not None and read.table else {}
    found = {one.at: one for one in had}
    for at in read.table:
        found[at] = Override(
            at=at,
            name=read.take(at, as_string, ""),
            file=None if file is None else shown(file.path),
            key="".join(f"/{escape(key)}" for key in (*path, at)),
            position=None if file is None else places.get(at) or position_of(file.text, path),
        )
    return tuple(found[at] for at in sorted(found))


def _prefix(read: Reading) -> tuple[str, ...]:
    return () if read.origin.file is None else read.origin.file.prefix


def _lock(read: Reading, had: Path | None, usual: Path, folder: Path) -> Path | None:
    """Return the file of the lock: as the table says, else as before."""
    if "lock" not in read.table:
        return had
    usually: str | bool = True
    value = read.take("lock", as_lock, usually)
    if isinstance(value, str):
        return _from_here(folder, value)
    return usual if value else None


def _flavour_options(read: Reading, keys: Mapping[str, Callable[[object], object]], had: F) -> F:
    """Return what a flavour's table says over what held before."""
    read.refuse_unknown(keys, f"`{read.origin.table[-1]}`")
    fields = {key: key.replace("-", "_") for key in keys}
    values = {fields[key]: read.take(key, parse, getattr(had, fields[key])) for key, parse in keys.items()}
    return replace(had, **values)


# --- names and paths ------------------------------------------------------------------------------


def _name_fault(name: str) -> str | None:
    if not name:
        return "The package needs a name; that of the description suggests none."
    if not name.isidentifier():
        return f"`{name}` is no Python identifier, so no package can be called so."
    if keyword.iskeyword(name):
        return f"`{name}` is a keyword of Python, so no package can be called so."
    return None


def _name_help(name: str, origin: Origin) -> str:
    fit = re.sub(r"\W+", "_", name).strip("_")
    fit = f"_{fit}" if fit[:1].isdigit() else f"{fit}_types" if keyword.iskeyword(fit) else fit or "NAME"
    return f"Name it by `--package {fit}`." if origin.file is None else f"Call the table `{fit}`."


def package_name_of(spec: str) -> str:
    """Return the package name that a description's own name suggests: `openapi_types` for openapi.yaml."""
    last = re.split(r"[?#]", spec)[0].rstrip("/") if _is_url(spec) else spec
    stem = re.sub(r"\W+", "_", Path(last).stem).strip("_").lower()
    return f"{stem}_types" if stem else ""


def _is_url(source: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def _from_here(folder: Path, path: str) -> Path:
    """Return a path written relative to a folder as seen from the current folder; absolute ones stay."""
    return Path(path) if Path(path).is_absolute() or folder == Path() else Path(shown(folder / path))


def _spec_from_here(folder: Path, spec: str) -> str:
    if folder == Path() or _is_url(spec) or spec == "-":
        return spec
    return _from_here(folder, spec).as_posix()


def _packages(table: Table, file: Project, faults: list[Diagnostic]) -> Mapping[str, Table]:
    """Return the tables of `[tool.codegen.packages]`; whatever is no table is a fault."""
    packages = table.get("packages", {})
    if not isinstance(packages, dict):
        faults.append(file.fault(codes.CONFIG_VALUE_INVALID, ("packages",), "`packages` must be a table."))
        return {}
    for name, value in packages.items():
        if not isinstance(value, dict):
            help = f"`{name}` belongs into `[tool.codegen.packages.NAME]`." if name in KEYS else None
            message = f"`packages.{name}` must be a table, one for each package."
            faults.append(file.fault(codes.CONFIG_VALUE_INVALID, ("packages", name), message, help))
    return {name: value for name, value in packages.items() if isinstance(value, dict)}


def _misplaced(key: str) -> str | None:
    if key in KEYS:
        return f"`{key}` belongs into `[tool.codegen.packages.NAME]`."
    return did_you_mean(key, ("packages", "vendor", *SHARED))


def _collisions(packages: tuple[PackageConfig, ...], file: Project) -> list[Diagnostic]:
    """Return a fault for each package whose folder another one has, where file names know no case too."""
    faults: list[Diagnostic] = []
    taken: dict[str, str] = {}
    for package in packages:
        other = taken.setdefault(_place(package), package.name)
        if other != package.name:
            message = f"`{package.name}` and `{other}` would be written to the same folder, `{package.target}`."
            faults.append(file.fault(codes.PACKAGES_COLLIDE, ("packages", package.name), message))
    return faults


def _place(package: PackageConfig) -> str:
    """Return what packages of one folder have in common, where file names know no case too."""
    return os.path.abspath(package.target).casefold()


def _required_python(file: Project | None) -> tuple[int, int]:
    """Return the oldest Python that the project's `requires-python` admits, among those we can write for."""
    required = (table_at(file.data, "project") or {}).get("requires-python") if file else None
    bounds = re.findall(r"(?:>=|~=|===?|>)\s*3\.(\d+)", required) if isinstance(required, str) else []
    return min(max([OLDEST, *((3, int(bound)) for bound in bounds)]), NEWEST)
